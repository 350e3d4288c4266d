// Connecting an account: what WeChat says no to, and what happens after a yes.

import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { AppError } from "~/desk/contract";
import { openWindow, practice, shop } from "../app/window";
import { fakeHost } from "../fake/host";

const secret = "0123456789abcdef0123456789abcdef";

const refusal = (errcode: number, address: string | null = null): AppError => ({
  code: "wechat",
  errcode,
  message: "refused",
  rid: "6543-1",
  hint: null,
  at: 1_763_700_000,
  address,
});

async function fill(user: UserEvent, appId = "wxfedcba9876543210") {
  await user.type(await screen.findByTestId("connect-name"), "国贸店");
  await user.type(screen.getByTestId("connect-appId"), appId);
  await user.type(screen.getByTestId("connect-appSecret"), secret);
  await user.click(screen.getByTestId("connect-submit"));
}

test("an empty form asks nothing of WeChat and names what is missing", async () => {
  const host = fakeHost();
  const { user } = openWindow(host, "#/connect");
  await user.click(await screen.findByTestId("connect-submit"));
  expect(screen.getAllByText("请填写")).toHaveLength(3);
  expect(host.calls.map(({ name }) => name)).not.toContain("check_account");
});

test("the secret is masked and gone from the page once the account is there", async () => {
  const { user, container } = openWindow(fakeHost({ people: 20 }), "#/connect");
  expect((await screen.findByTestId("connect-appSecret")).getAttribute("type")).toBe("password");
  await fill(user);
  await screen.findByTestId("status-line");
  expect(container.innerHTML).not.toContain(secret);
});

test("after a yes the account is kept, shown, and its people are read", async () => {
  const host = fakeHost({ people: 20 });
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  await screen.findByTestId("status-line");
  const asked = {
    name: "国贸店",
    appId: "wxfedcba9876543210",
    appSecret: secret,
    apiBase: null,
    connection: { tokenKind: "stable", proxy: { kind: "system" } },
    proxyPassword: null,
  };
  expect(host.calls).toContainEqual({ name: "check_account", input: asked });
  expect(host.calls).toContainEqual({ name: "add_account", input: asked });
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("start_sync"));
});

test("40164 shows the address to copy, where to paste it, and tries again", async () => {
  const host = fakeHost({ people: 20 });
  host.fail("check_account", refusal(40164, "203.0.113.7"));
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  expect((await screen.findByTestId("allow-list-address")).textContent).toBe("203.0.113.7");
  host.fail("check_account", null);
  await user.click(screen.getByTestId("allow-list-again"));
  await screen.findByTestId("status-line");
});

test.each([
  [40013, "AppID 不正确", "connect-appId"],
  [40125, "AppSecret 不正确", "connect-appSecret"],
  [40001, "微信不认当前的连接凭证", "connect-appSecret"],
])("%i is said in words and leads to its field", async (errcode, words, field) => {
  const host = fakeHost();
  host.fail("check_account", refusal(errcode));
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  await screen.findByText(words);
  await user.click(screen.getByRole("button", { name: /^改正 App/ }));
  expect(document.activeElement).toBe(screen.getByTestId(field));
});

test("an account that is here already can be opened instead", async () => {
  const host = fakeHost({ overview: { accounts: [practice, shop] }, people: 20 });
  host.fail("check_account", { code: "accountExists", name: shop.name });
  const { user } = openWindow(host, "#/connect");
  await fill(user, "wx0123456789abcdef");
  await user.click(await screen.findByTestId("connect-open-known"));
  expect((await screen.findByTestId("account-switcher")).getAttribute("aria-label")).toContain("望京店");
});

test("without a keychain a passphrase is chosen twice before anything is kept", async () => {
  const host = fakeHost({ overview: { vault: { state: "unused", keychain: false } }, people: 20 });
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  await user.type(await screen.findByTestId("passphrase-first"), "口令要有八个字以上");
  await user.click(screen.getByTestId("passphrase-submit"));
  await screen.findByText("两次输入的不一样");
  expect(host.calls.map(({ name }) => name)).not.toContain("choose_passphrase");
  await user.type(screen.getByTestId("passphrase-again"), "口令要有八个字以上");
  await user.click(screen.getByTestId("passphrase-submit"));
  await screen.findByTestId("status-line");
  const names = host.calls.map(({ name }) => name);
  expect(names.indexOf("choose_passphrase")).toBeLessThan(names.indexOf("add_account"));
});
