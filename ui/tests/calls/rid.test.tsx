// Looking a call up by the number that an error shows.

import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AppError } from "~/desk/contract";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";
import { emptyOverview } from "../fake/samples";

const refused: AppError = {
  code: "wechat",
  errcode: 48001,
  message: "api unauthorized",
  rid: "661f6f22-4e5022ac-04a408f4",
  hint: null,
  at: 1_763_692_320,
  address: null,
};

async function openError(host = fakeHost({ overview: { accounts: [shop] }, people: 20 })) {
  host.fail("calls_today", refused);
  const opened = openWindow(host, "#/a/shop/calls");
  const card = await screen.findByRole("alert");
  await opened.user.click(within(card).getByText("技术信息"));
  return { host, card, ...opened };
}

test("an error says what it means, and shows code, rid and time", async () => {
  const { card } = await openError();
  expect(card.textContent).toContain("这个公众号没有这项权限");
  expect(card.textContent).toContain("只对已认证的公众号开放");
  expect(card.textContent).toContain("代码 48001 · rid 661f6f22-4e5022ac-04a408f4 · 10:32");
  expect(within(card).getByRole("button", { name: /复制 rid/ })).toBeTruthy();
});

test("the call is looked up with the account on show, and what WeChat remembers is shown", async () => {
  const { host, card, user } = await openError();
  await user.click(within(card).getByTestId("look-up-rid"));
  const dialog = await screen.findByTestId("rid");
  expect(await within(dialog).findByText("access_token=***")).toBeTruthy();
  expect(host.calls).toContainEqual({
    name: "look_up_rid",
    input: { account: "shop", rid: "661f6f22-4e5022ac-04a408f4" },
  });
});

test("a number that WeChat has forgotten is said in words", async () => {
  const { host, card, user } = await openError();
  host.fail("look_up_rid", { ...refused, errcode: 76004, rid: "00000000-00000000-00000001" });
  await user.click(within(card).getByTestId("look-up-rid"));
  const dialog = await screen.findByTestId("rid");
  await within(dialog).findByText("编号已超过 7 天");
  expect(within(dialog).queryByTestId("look-up-rid"), "one look-up leads to no other").toBeNull();
});

const notListed: AppError = { ...refused, errcode: 40164, address: "203.0.113.7" };

test("a call refused for its address is looked up with the account that it was made for", async () => {
  const other = { ...shop, id: "other", name: "二店", appId: "wxfedcba9876543210" };
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const host = fakeHost({ overview: { accounts: [shop, other], settings }, people: 20 });
  host.fail("check_connection", notListed);
  const { user } = openWindow(host, "#/settings");
  await user.click(within(await screen.findByTestId("account-other")).getByTestId("account-connection"));
  await user.click(await screen.findByTestId("way-test"));
  const card = await screen.findByTestId("allow-list");
  expect(within(card).getByRole("button", { name: /复制 rid/ })).toBeTruthy();
  await user.click(within(card).getByTestId("look-up-rid"));
  await screen.findByTestId("rid");
  expect(host.calls).toContainEqual({
    name: "look_up_rid",
    input: { account: "other", rid: "661f6f22-4e5022ac-04a408f4" },
  });
});
