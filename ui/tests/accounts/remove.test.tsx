// Removing an account from this computer: every kind of thing that goes is named first, and nothing that is not there.

import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AccountSummary, CredentialsFacts } from "~/desk/contract";
import { openWindow, practice, shop } from "../app/window";
import { fakeHost } from "../fake/host";

/** The lines of the question whether this account is to be removed. */
async function linesOf(account: AccountSummary): Promise<(string | null)[]> {
  const { user } = openWindow(fakeHost({ overview: { accounts: [account] }, people: 20 }), "#/settings");
  const entry = await screen.findByTestId(`account-${account.id}`);
  await user.click(within(entry).getByTestId("account-remove"));
  const dialog = await screen.findByTestId("remove-account");
  return within(dialog)
    .getAllByRole("listitem")
    .map((line) => line.textContent);
}

const onlyHere = [
  "人群、保存的名单和视图（仅本机）",
  "标签的颜色和说明，以及拉黑原因（仅本机）",
  "动态、任务记录和撤销用的记录（仅本机）",
];

const kinds: [CredentialsFacts, string][] = [
  [{ kind: "secret" }, "保存的 AppSecret"],
  [{ kind: "tokenService", host: "token.example" }, "凭证服务的地址和请求头"],
  [
    { kind: "platform", platform: "wx1", host: "ticket.example" },
    "第三方平台的 AppSecret、票据服务的地址和请求头，以及这个公众号的刷新凭证",
  ],
  [{ kind: "pastedToken", until: 4_000_000_000 }, "内存里粘贴的 access_token"],
];

test.each(kinds)("an account opened by %j goes with everything that is named", async (credentials, opens) => {
  expect(await linesOf({ ...shop, credentials })).toEqual([
    "20,312 位粉丝的本机副本",
    ...onlyHere,
    opens,
    "数据文件、它的备份副本和密钥",
  ]);
});

test.each([
  ["mei", true],
  [null, false],
])("the proxy's password goes too where its user is %s", async (user, goes) => {
  const proxy = { kind: "server", protocol: "http", host: "proxy.example", port: 8080, user } as const;
  const lines = await linesOf({ ...shop, connection: { tokenKind: "stable", proxy } });
  expect(lines.includes("保存的代理密码")).toBe(goes);
});

test("credentials that are gone already are not said to go", async () => {
  const lines = await linesOf({ ...shop, state: { state: "secretMissing" } });
  expect(lines.join()).not.toContain("AppSecret");
});

test("a practice account goes without a word of credentials or keys", async () => {
  expect(await linesOf(practice)).toEqual(["模拟的粉丝和他们的标签、备注", ...onlyHere]);
});
