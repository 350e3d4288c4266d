// Where keys are kept, another passphrase, the recovery code, and erasing everything.

import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { VaultState } from "~/desk/contract";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";

const behindPassphrase: VaultState = { state: "ready", kind: "passphrase" };

function open(vault: VaultState) {
  const host = fakeHost({ overview: { accounts: [shop], vault }, people: 20 });
  return { host, ...openWindow(host, "#/settings") };
}

test("a keychain can be left for a passphrase, typed twice", async () => {
  const { host, user } = open({ state: "ready", kind: "keychain" });
  const section = await screen.findByTestId("vault");
  await user.click(await within(section).findByTestId("vault-usePassphrase"));
  await user.type(await screen.findByTestId("passphrase-first"), "long enough");
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByText("两次输入的不一样");
  await user.type(screen.getByTestId("passphrase-again"), "long enough");
  await user.click(screen.getByTestId("vault-submit"));
  await within(section).findByText("密钥和 AppSecret 用您的口令加密保存");
  expect(host.calls).toContainEqual({ name: "use_passphrase", input: { passphrase: "long enough" } });
});

test("a passphrase is changed with the present one, and a wrong one is said in words", async () => {
  const { host, user } = open(behindPassphrase);
  await user.click(await screen.findByTestId("vault-change"));
  await user.type(screen.getByTestId("passphrase-present"), "wrong horse");
  await user.type(screen.getByTestId("passphrase-first"), "another staple");
  await user.type(screen.getByTestId("passphrase-again"), "another staple");
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByText("口令不对");
  await user.clear(screen.getByTestId("passphrase-present"));
  await user.type(screen.getByTestId("passphrase-present"), "correct horse{Enter}");
  await waitFor(() => expect(screen.queryByTestId("vault-submit")).toBeNull());
  expect(host.calls).toContainEqual({
    name: "change_passphrase",
    input: { present: "correct horse", passphrase: "another staple" },
  });
});

test("a recovery code is shown once, to be written down", async () => {
  const { user, container } = open(behindPassphrase);
  await screen.findByText(/还没有恢复码/);
  await user.click(await screen.findByTestId("vault-code"));
  await user.type(screen.getByTestId("passphrase-present"), "correct horse");
  await user.click(screen.getByTestId("vault-submit"));
  const code = await screen.findByTestId("recovery-code");
  expect(code.textContent).toContain("7K2QX-9M4TB-0HWZR-3CDNE-V8PYA");
  await user.click(screen.getByTestId("code-kept"));
  await screen.findByText(/已有恢复码/);
  expect(container.ownerDocument.body.innerHTML).not.toContain("7K2QX");
});

test("a keychain has a recovery code too, which a passphrase ends", async () => {
  const { host, user, container } = open({ state: "ready", kind: "keychain" });
  await screen.findByText(/还没有恢复码。换电脑用户/);
  await user.click(await screen.findByTestId("vault-code"));
  const question = await screen.findByRole("dialog");
  expect(question.textContent).toContain("谁有恢复码又拿到数据文件夹");
  expect(screen.queryByTestId("passphrase-present"), "there is none to ask for").toBeNull();
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByTestId("recovery-code");
  expect(host.calls).toContainEqual({ name: "make_recovery_code", input: { passphrase: null } });
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("recovery-code"), "a slip does not take it away").not.toBeNull();
  await user.click(screen.getByTestId("code-kept"));
  await screen.findByText(/已有恢复码。钥匙串里的密钥/);
  expect(container.ownerDocument.body.innerHTML).not.toContain("7K2QX");

  await user.click(screen.getByTestId("vault-usePassphrase"));
  await screen.findByText(/现有的恢复码随之作废/);
});

test("a passphrase is left for the system's keychain, and then it is told where the keys are", async () => {
  const { host, user } = open(behindPassphrase);
  const section = await screen.findByTestId("vault");
  await user.click(await within(section).findByTestId("vault-useKeychain"));
  const question = await screen.findByRole("dialog");
  expect(question.textContent).toContain("以后打开 Fandesk 不用再输口令；恢复码也随之作废");
  expect(host.calls.map(({ name }) => name)).not.toContain("use_keychain");
  await user.click(screen.getByTestId("vault-submit"));
  await within(section).findByText("密钥和 AppSecret 保存在系统钥匙串里");
  expect(host.calls).toContainEqual({ name: "use_keychain", input: null });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(within(section).queryByTestId("vault-useKeychain")).toBeNull();
  expect(within(section).getByText(/还没有恢复码/)).toBeTruthy();
});

test("a keychain that does not take the keys is said, and the passphrase stays", async () => {
  const { host, user } = open(behindPassphrase);
  host.fail("use_keychain", { code: "keychainLocked" });
  const section = await screen.findByTestId("vault");
  await user.click(await within(section).findByTestId("vault-useKeychain"));
  await user.click(await screen.findByTestId("vault-submit"));
  await screen.findByText("系统钥匙串锁着");
  expect(within(section).getByText("密钥和 AppSecret 用您的口令加密保存")).toBeTruthy();
});

test("without a keychain a passphrase cannot be left for one", async () => {
  const host = fakeHost({ overview: { accounts: [shop], vault: behindPassphrase }, people: 20 });
  host.answer("vault_facts", () => ({ vault: behindPassphrase, keychain: false, recovery: false }));
  openWindow(host, "#/settings");
  await screen.findByTestId("vault-change");
  expect(screen.queryByTestId("vault-useKeychain")).toBeNull();
});

test("keys that are gone come back with the code; a wrong one is said in words", async () => {
  const { host, user } = open({ state: "keysMissing" });
  const gone = await screen.findByTestId("keys-missing");
  expect(gone.textContent).toContain("数据文件都还在");
  await user.type(screen.getByTestId("unlock-code"), "00000{Enter}");
  await screen.findByText("恢复码不对");
  await user.clear(screen.getByTestId("unlock-code"));
  await user.type(screen.getByTestId("unlock-code"), "7k2qx 9m4tb 0hwzr 3cdne v8pya{Enter}");
  await screen.findByTestId("settings");
  expect(host.calls.filter(({ name }) => name === "restore_keys")).toHaveLength(2);
});

test("without a keychain the code brings the keys behind a passphrase, which it asks for", async () => {
  const { host, user } = open({ state: "keychainMissing", recovery: true });
  await user.click(await screen.findByTestId("keychain-other-way"));
  await user.type(screen.getByTestId("unlock-code"), "7k2qx 9m4tb 0hwzr 3cdne v8pya");
  await user.click(screen.getByTestId("recover-submit"));
  expect(host.calls.map(({ name }) => name)).not.toContain("recover");
  await user.type(screen.getByTestId("passphrase-first"), "long enough");
  await user.type(screen.getByTestId("passphrase-again"), "long enough{Enter}");
  await screen.findByTestId("settings");
  expect(host.calls).toContainEqual({
    name: "recover",
    input: { code: "7k2qx 9m4tb 0hwzr 3cdne v8pya", passphrase: "long enough" },
  });
});

test("without a code the files are set aside, after it was said what does not come back", async () => {
  const { host, user } = open({ state: "keysMissing" });
  await user.click(await screen.findByTestId("keys-without"));
  const question = await screen.findByRole("dialog");
  expect(question.textContent).toContain("拉黑原因");
  expect(question.textContent).toContain("不会删除");
  expect(host.calls.map(({ name }) => name)).not.toContain("go_on_without_keys");
  await user.click(screen.getByTestId("without-submit"));
  await screen.findByTestId("settings");
});

test("new keys for the files are asked about, followed and told when they are there", async () => {
  const { host, user } = open({ state: "ready", kind: "keychain" });
  await user.click(await screen.findByTestId("vault-rekey"));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("升级前留下的备份副本会删除");
  expect(dialog.textContent).toContain("微信端不受影响");
  expect(host.calls.map(({ name }) => name)).not.toContain("renew_file_keys");
  let goOn = () => {};
  host.answer("renew_file_keys", () => new Promise((done) => (goOn = () => done(null))));
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByTestId("rekey-progress");
  act(() => host.announce({ kind: "filesRekeyed", done: 1, files: 3 }));
  await screen.findByText("已换好 1 个，共 3 个");
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("rekey-progress"), "there is nothing to give up").not.toBeNull();
  goOn();
  await user.click(await screen.findByTestId("rekey-done"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("new keys that could not be made say why, and can be asked for again", async () => {
  const { host, user } = open(behindPassphrase);
  host.fail("renew_file_keys", { code: "diskFull" });
  await user.click(await screen.findByTestId("vault-rekey"));
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByText("磁盘空间不足");
  expect((screen.getByTestId("vault-submit") as HTMLButtonElement).disabled).toBe(false);
});

test("erasing asks for a word first, says what stays, and leads to the first start", async () => {
  const { host, user } = open(behindPassphrase);
  await user.click(await screen.findByTestId("erase"));
  const dialog = await screen.findByTestId("erase-dialog");
  expect(dialog.textContent).toContain("微信端不受影响");
  expect((screen.getByTestId("erase-submit") as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByTestId("erase-word"), "清除");
  await user.click(screen.getByTestId("erase-submit"));
  await screen.findByTestId("start");
  expect(host.calls.map(({ name }) => name)).toContain("erase_everything");
});

test("a forgotten passphrase is got around with the recovery code", async () => {
  const { user } = open({ state: "passphraseNeeded" });
  await user.click(await screen.findByTestId("unlock-other-way"));
  await user.type(screen.getByTestId("unlock-code"), "7k2qx 9m4tb 0hwzr 3cdne v8pya");
  await user.type(screen.getByTestId("passphrase-first"), "another staple");
  await user.type(screen.getByTestId("passphrase-again"), "another staple");
  await user.click(screen.getByTestId("recover-submit"));
  await screen.findByTestId("settings");
});
