// Removing what opens an account, without removing the account.

import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { CredentialsFacts } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";

const kinds: [CredentialsFacts, string, RegExp][] = [
  [{ kind: "secret" }, "移除 AppSecret", /保存的 AppSecret/],
  [{ kind: "tokenService", host: "token.example" }, "移除凭证服务的设置", /地址和请求头/],
  [{ kind: "platform", platform: "wx1", host: "ticket.example" }, "移除平台设置", /刷新凭证/],
  [{ kind: "pastedToken", until: 4_000_000_000 }, "移除 access_token", /从内存里删除/],
];

test.each(kinds)(
  "%j can be removed, and what goes and what stays is said first",
  async (credentials, label, goes) => {
    const host = fakeHost({ overview: { accounts: [{ ...shop, credentials }] }, people: 20 });
    const { user } = openWindow(host, "#/settings");
    const entry = await screen.findByTestId("account-shop");
    const button = within(entry).getByTestId("account-forget");
    expect(button.textContent).toBe(label);
    await user.click(button);
    const dialog = await screen.findByTestId("forget-credentials");
    expect(dialog.textContent).toMatch(goes);
    expect(dialog.textContent).toContain("照常可看");
    expect(dialog.textContent).toContain("微信端不受影响");
    expect(host.calls.map(({ name }) => name)).not.toContain("remove_credentials");
    await user.click(screen.getByTestId("forget-submit"));
    await waitFor(() => expect(screen.queryByTestId("forget-credentials")).toBeNull());
    expect(host.calls).toContainEqual({ name: "remove_credentials", input: { account: "shop" } });
    await within(entry).findByText("缺 AppSecret");
  },
);

test("a keychain that is locked is said, and nothing is shown as removed", async () => {
  const host = fakeHost({ overview: { accounts: [shop] }, people: 20 });
  host.fail("remove_credentials", { code: "keychainLocked" });
  const { user } = openWindow(host, "#/settings");
  await user.click(within(await screen.findByTestId("account-shop")).getByTestId("account-forget"));
  await user.click(await screen.findByTestId("forget-submit"));
  await screen.findByText("系统钥匙串锁着");
  expect(screen.queryByText("缺 AppSecret")).toBeNull();
});

test("what stopped for want of credentials says that it waits for them", () => {
  const stopped = troubleOf({ code: "accountUnavailable", state: { state: "secretMissing" } });
  expect(stopped.title).toBe("缺少凭证，等您重新填写");
});
