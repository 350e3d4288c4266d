// The frame: what runs anywhere, accounts that are not well, removing one, closing the window.

import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AccountState } from "~/desk/contract";
import { fakeHost } from "../fake/host";
import { fakeJob } from "../fake/samples";
import type { FakeOptions } from "../fake/world";
import { openWindow, practice, shop } from "./window";

function desk(options: FakeOptions = {}) {
  return fakeHost({ overview: { accounts: [shop, practice] }, people: 20, ...options });
}

test("the tray shows a running job and pauses it", async () => {
  const host = desk({ jobs: [fakeJob({ account: "shop" })] });
  const { user } = openWindow(host);
  await screen.findByText("42 %");
  await user.click(screen.getByTestId("job-tray"));
  const entry = await screen.findByTestId("tray-job-5");
  expect(entry.textContent).toContain("533 / 1,240");
  await user.click(within(entry).getByRole("button", { name: "暂停" }));
  expect(host.calls).toContainEqual({ name: "pause_job", input: { account: "shop", job: 5 } });
});

test("jobs that stand still are not counted as running", async () => {
  const paused = fakeJob({ id: 4, account: "shop", state: { state: "paused", because: null } });
  openWindow(desk({ jobs: [fakeJob({ account: "shop" }), paused] }));
  expect((await screen.findByText(/个任务进行中/)).textContent).toContain("1 个任务进行中 · 1 个停着");
});

test("a job that stands still goes on by its dialog as by its line", async () => {
  const paused = fakeJob({ account: "shop", state: { state: "paused", because: null } });
  const host = desk({ jobs: [paused] });
  const { user } = openWindow(host);
  await user.click(await screen.findByTestId("job-tray"));
  const entry = await screen.findByTestId("tray-job-5");
  await within(entry).findByRole("button", { name: "继续" });
  await user.click(within(entry).getAllByRole("button")[0] as HTMLElement);
  await user.click(await screen.findByTestId("job-resume"));
  expect(host.calls).toContainEqual({ name: "resume_job", input: { account: "shop", job: 5 } });
  await waitFor(() => expect(screen.queryByTestId("job-resume"), "it is at work").toBeNull());
});

test("a job of another account is shown with the name of its account", async () => {
  const host = desk();
  host.answer("running_work", () => ({
    jobs: [fakeJob({ account: "practice" })],
    syncs: [],
    rekeying: false,
  }));
  const { user } = openWindow(host);
  await screen.findByText("42 %");
  await user.click(screen.getByTestId("job-tray"));
  expect((await screen.findByTestId("tray-job-5")).textContent).toContain("练习账号");
});

test("a tray without jobs says what will be there", async () => {
  const { user } = openWindow(desk());
  await user.click(await screen.findByText("没有任务在进行"));
  await screen.findByText("打标签、备注、拉黑这些任务会出现在这里。");
});

test.each<AccountState>([
  { state: "keyMissing", setAside: "/data/set-aside/shop.db" },
  { state: "damaged", setAside: "/data/set-aside/shop.db" },
  { state: "newer" },
  { state: "locked" },
])("an account that is $state shows what to do instead of an empty page", async (state) => {
  openWindow(fakeHost({ overview: { accounts: [{ ...shop, state }] } }));
  await screen.findByTestId(`trouble-${state.state}`);
  expect(screen.queryByTestId("followers")).toBeNull();
  if ("setAside" in state) await screen.findByText("旧文件：/data/set-aside/shop.db");
});

test("an account without its secret stays readable and takes a new one", async () => {
  const host = fakeHost({
    overview: { accounts: [{ ...shop, state: { state: "secretMissing" } }] },
    people: 20,
  });
  const { user } = openWindow(host);
  await screen.findByTestId("followers");
  await user.click(await screen.findByTestId("trouble-action"));
  await user.type(await screen.findByTestId("connect-appSecret"), "0123456789abcdef0123456789abcdef{Enter}");
  await waitFor(() => expect(screen.queryByTestId("trouble-secretMissing")).toBeNull());
});

test.each<AccountState>([{ state: "keyMissing", setAside: null }, { state: "secretMissing" }])(
  "an account whose AppID is lost is connected anew, because its secret alone would open nothing: $state",
  async (state) => {
    const nameless = { ...shop, appId: null, state };
    const { user } = openWindow(fakeHost({ overview: { accounts: [nameless] } }));
    await screen.findByText(/重新连接这个公众号/);
    await user.click(await screen.findByTestId("trouble-action"));
    await screen.findByTestId("connect-needed");
  },
);

test("removing says where and what is deleted, and that WeChat is not touched", async () => {
  const host = desk();
  const { user } = openWindow(host, "#/settings");
  const entry = await screen.findByTestId("account-shop");
  await user.click(within(entry).getByTestId("account-remove"));
  await screen.findByText("从本机移除「望京店」（仅本机）");
  expect((await screen.findByTestId("remove-account")).textContent).toContain("20,312 位粉丝的本机副本");
  await user.click(screen.getByTestId("remove-submit"));
  await waitFor(() => expect(screen.queryByTestId("account-shop")).toBeNull());
  expect(host.calls).toContainEqual({ name: "remove_account", input: { account: "shop" } });
});

test("settings show the data folder and copy its path", async () => {
  const { user } = openWindow(desk(), "#/settings");
  await screen.findByText("/home/mei/.local/share/fandesk");
  await user.click(screen.getByRole("button", { name: "复制文件夹路径" }));
  expect(await navigator.clipboard.readText()).toBe("/home/mei/.local/share/fandesk");
});

test("settings hold at once", async () => {
  const host = desk();
  const { user } = openWindow(host, "#/settings");
  await user.click(await screen.findByText("深色"));
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  await user.click(screen.getByText("紧凑"));
  await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
  const saved = { name: "save_settings", input: expect.objectContaining({ density: "compact" }) };
  expect(host.calls).toContainEqual(saved);
  await user.click(screen.getByText("繁體中文"));
  await screen.findByText("外觀");
  expect(document.title).toBe("粉絲工作台");
  await user.click(screen.getByText("English"));
  await screen.findByText("Appearance");
  expect(document.title).toBe("Fandesk");
});

test("closing while something runs asks first, and leaves only when told to", async () => {
  let ask: () => void = () => undefined;
  let closed = 0;
  const host = desk();
  host.actions = {
    revealFile: null,
    showLog: null,
    notify: null,
    nameWindow: () => undefined,
    close: async () => {
      closed += 1;
    },
    onCloseRequested: (asked) => {
      ask = asked;
      return () => undefined;
    },
  };
  host.answer("running_work", () => ({ jobs: [fakeJob({ account: "shop" })], syncs: [], rekeying: false }));
  const { user } = openWindow(host);
  await screen.findByTestId("status-line");
  ask();
  await screen.findByTestId("close-dialog");
  expect(closed).toBe(0);
  await user.click(screen.getByTestId("close-leave"));
  expect(closed).toBe(1);

  host.answer("running_work", () => ({ jobs: [], syncs: [], rekeying: true }));
  await user.click(screen.getByTestId("close-stay"));
  ask();
  await screen.findByText("正在更换文件密钥");
  await screen.findByText(/更换密钥会中断/);
  expect(closed).toBe(1);
});
