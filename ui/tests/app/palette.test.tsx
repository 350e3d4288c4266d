// The palette and the list of shortcuts: both read what is on offer, and do nothing that is not possible.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { sectionsFor } from "~/app/palette/entries";
import type { Action } from "~/components/action";
import { everythingOffered, keysOf } from "~/components/offered";
import { fakeHost } from "../fake/host";
import { openWindow, practice, shop } from "./window";

function desk(search: Partial<{ language: "en" }> = {}) {
  const settings = {
    language: search.language ?? ("zh-CN" as const),
    theme: "light" as const,
    density: "comfortable" as const,
    currentAccount: "shop",
    typedAbove: 1_000,
    keepHistory: "forever" as const,
    logLevel: "info" as const,
  };
  return fakeHost({ overview: { accounts: [shop, practice], settings }, people: 20 });
}

const options = () => screen.queryAllByRole("option");
const selected = () => options().find((option) => option.getAttribute("aria-selected") === "true");

async function openPalette(host = desk()) {
  const opened = openWindow(host);
  await screen.findByTestId("followers");
  await screen.findByTestId("status-line");
  await opened.user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByTestId("palette-box");
  return { ...opened, host, box };
}

test("it lists pages, accounts, tags and what can be done, each with its key", async () => {
  await openPalette();
  const list = within(screen.getByTestId("palette-list"));
  await list.findByRole("option", { name: /会员/ });
  expect(list.getAllByRole("group").map((group) => group.firstElementChild?.textContent)).toEqual([
    "操作",
    "页面",
    "账号",
    "标签",
  ]);
  expect(list.getByRole("option", { name: /^设置/ }).textContent).toContain("Ctrl+,");
  expect(list.getByRole("option", { name: /正在看/ }).textContent).toContain("望京店");
});

test("typing finds, Enter does it, and the palette is gone", async () => {
  const { user, box } = await openPalette();
  await user.type(box, "设置{Enter}");
  await screen.findByTestId("settings");
  expect(screen.queryByTestId("palette-box")).toBeNull();
});

test("a tag leads to its people", async () => {
  const { user, box } = await openPalette();
  await user.type(box, "会员");
  await user.click(await screen.findByRole("option", { name: /会员/ }));
  await waitFor(() => expect(decodeURIComponent(window.location.hash)).toMatch(/"kind":"tag"/));
});

test("an account is shown by a click", async () => {
  const { user, box } = await openPalette();
  await user.type(box, "练习");
  await user.click(screen.getByRole("option", { name: /练习账号/ }));
  await screen.findByTestId("practice-band");
});

test("the account on show is renamed, connected otherwise, given a secret and removed from it", async () => {
  const { user, host, box } = await openPalette();
  await user.type(box, "望京店");
  for (const deed of ["改名", "连接设置", "更换 AppSecret", "从本机移除"]) {
    expect(screen.getByRole("option", { name: new RegExp(`${deed}.*望京店`) })).toBeDefined();
  }
  await user.click(screen.getByRole("option", { name: /从本机移除/ }));
  await user.click(await screen.findByTestId("remove-submit"));
  await screen.findByTestId("practice-band");
  expect(host.calls).toContainEqual({ name: "remove_account", input: { account: "shop" } });
});

test("arrows move, go round at the ends, and the box says which entry is meant", async () => {
  const { user, box } = await openPalette();
  const first = selected();
  await user.keyboard("{ArrowUp}");
  expect(selected()).toBe(options().at(-1));
  await user.keyboard("{ArrowDown}");
  expect(selected()).toBe(first);
  expect(box.getAttribute("aria-activedescendant")).toBe(first?.id);
});

test("what is impossible now says why and is not done", async () => {
  const { user, host, box } = await openPalette();
  await user.keyboard("{Escape}");
  await user.keyboard("{F5}");
  await waitFor(() => expect(screen.getByTestId("sync-button")).toHaveProperty("disabled", true));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByTestId("palette-box"), "同步");
  const entry = selected();
  expect(entry?.getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("{Enter}");
  expect(screen.getByTestId("palette-box"), "it stays open, so that the reason can be read").toBeDefined();
  expect(host.calls.filter(({ name }) => name === "start_sync")).toHaveLength(1);
  expect(box.isConnected).toBe(false);
});

test("Enter that belongs to an input method chooses nothing", async () => {
  const { box } = await openPalette();
  fireEvent.keyDown(box, { key: "Enter", isComposing: true, keyCode: 229 });
  expect(screen.getByTestId("palette-box")).toBeDefined();
  expect(screen.getByTestId("followers")).toBeDefined();
});

test("what was used last stands first", async () => {
  const { user, box } = await openPalette();
  await user.type(box, "设置{Enter}");
  await screen.findByTestId("settings");
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByTestId("palette-box");
  const [group] = screen.getAllByRole("group");
  expect(group?.textContent).toMatch(/^最近用过.*设置/);
});

test("nothing found says so and what to try", async () => {
  const { user, box } = await openPalette();
  await user.type(box, "没有这个东西");
  expect(screen.getByTestId("palette-empty").textContent).toContain("没有找到「没有这个东西」");
  expect(options()).toEqual([]);
});

test("the same key closes it, and the focus is back where it was", async () => {
  const { user } = await openPalette();
  await user.keyboard("{Escape}");
  const button = screen.getByTestId("sync-button");
  button.focus();
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByTestId("palette-box");
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(screen.queryByTestId("palette-box")).toBeNull());
  expect(document.activeElement).toBe(button);
});

test("the list of shortcuts is read from what is on offer", async () => {
  const { user } = openWindow(desk({ language: "en" }));
  await screen.findByTestId("followers");
  await user.keyboard("?");
  const shown = await screen.findByTestId("shortcuts");
  const withKeys = everythingOffered().filter(({ action }) => keysOf(action).length > 0);
  expect(withKeys.length).toBeGreaterThan(4);
  for (const { action } of withKeys) expect(shown.textContent).toContain(action.label);
  expect(shown.textContent).toContain("Ctrl+K");
});

test("on a Mac the keys are written as there", async () => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (Macintosh; Intel Mac OS X)");
  const { user } = openWindow(desk());
  await screen.findByTestId("followers");
  await user.keyboard("{Meta>}/{/Meta}");
  expect((await screen.findByTestId("shortcuts")).textContent).toContain("⌘K");
  vi.restoreAllMocks();
});

describe("what is listed", () => {
  const action = (label: string, changes: Partial<Action> = {}): Action => ({
    name: label,
    label,
    impossible: null,
    perform: () => undefined,
    ...changes,
  });
  const labels = (actions: Action[], typed: string, recent: string[] = []) =>
    sectionsFor(actions, typed, recent, (group) => group).flatMap((section) =>
      section.actions.map(({ label }) => label),
    );

  test("names that begin with what was typed come before those that hold it", () => {
    expect(labels([action("新会员"), action("会员"), action("会员日")], "会员")).toEqual([
      "会员",
      "会员日",
      "新会员",
    ]);
  });

  test("every word must be found, wide letters as narrow ones", () => {
    const store = action("门店A", { leadsTo: "tag", detail: "12 人" });
    expect(labels([store, action("门店B")], "Ａ 门店")).toEqual(["门店A"]);
    expect(labels([store], "tag 门店")).toEqual(["门店A"]);
  });

  test("what is possible comes before what is not, what was used before what was not", () => {
    const some = [action("打标签", { impossible: "没有选中任何人" }), action("打开"), action("打印")];
    expect(labels(some, "打", ["打印"])).toEqual(["打印", "打开", "打标签"]);
  });

  test("leaving by Esc is no entry", () => {
    expect(labels([action("关闭详情", { shortcut: "Escape" })], "关闭")).toEqual([]);
  });
});
