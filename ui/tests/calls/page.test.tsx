// The page of calls: figures per endpoint, our own by day, and the reset that all systems share.

import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";

const open = (host = fakeHost({ overview: { accounts: [shop] }, people: 20 })) => ({
  host,
  ...openWindow(host, "#/a/shop/calls"),
});

test("each endpoint says what for, what is used, left and ours; what is scarce stands out", async () => {
  open();
  const list = await screen.findByTestId("calls-/cgi-bin/user/get");
  const cells = [...list.querySelectorAll("th, td")].map((cell) => cell.textContent);
  expect(cells).toEqual(["读粉丝列表（每次 1 万人）", "460", "40", "500", "12"]);
  expect(list.dataset.scarce, "less is left than is kept for others").toBe("true");
  expect(screen.getByTestId("calls-/cgi-bin/tags/members/getblacklist").textContent).toContain(
    "微信没有给数字",
  );
  expect(screen.getByTestId("calls").textContent).toContain("1,217");
  expect(screen.getByTestId("calls").textContent).toContain("10%");
});

test("the settings lead to it", async () => {
  const { user } = openWindow(fakeHost({ overview: { accounts: [shop] }, people: 20 }), "#/settings");
  const entry = await screen.findByTestId("account-shop");
  await user.click(within(entry).getByTestId("account-calls"));
  await screen.findByTestId("calls");
});

test("a reset says that it is shared and which of the month it is, and is asked for twice", async () => {
  const { host, user } = open();
  expect((await screen.findByTestId("resets-made")).textContent).toContain("2 次");
  await user.click(screen.getByTestId("calls-reset"));
  const dialog = await screen.findByTestId("reset");
  expect(dialog.textContent).toContain("所有系统");
  expect(dialog.textContent).toContain("第 3 次");
  expect(host.calls.map(({ name }) => name)).not.toContain("clear_quota");
  await user.click(screen.getByTestId("reset-submit"));
  await screen.findByText(/用了 3 次/);
  expect(host.calls).toContainEqual({ name: "clear_quota", input: { account: "shop" } });
});

test("a month whose resets are used up is said by WeChat's answer", async () => {
  const { host, user } = open();
  host.fail("clear_quota", {
    code: "wechat",
    errcode: 48006,
    message: "forbid to clear quota because of reaching the limit",
    rid: null,
    hint: null,
    at: 1_763_692_320,
    address: null,
  });
  await user.click(await screen.findByTestId("calls-reset"));
  await user.click(screen.getByTestId("reset-submit"));
  await screen.findByText("本月的清零次数已用完");
  expect((screen.getByTestId("reset-submit") as HTMLButtonElement).disabled).toBe(true);
});

test("figures that cannot be had are an error with a way out", async () => {
  const host = fakeHost({ overview: { accounts: [shop] }, people: 20 });
  host.fail("calls_today", { code: "offline", cause: "connection" });
  const { user } = open(host);
  const page = await screen.findByTestId("calls");
  await within(page).findByText("连不上网络");
  host.fail("calls_today", null);
  await user.click(within(page).getByRole("button", { name: "重试" }));
  await screen.findByTestId("calls-/cgi-bin/user/get");
});
