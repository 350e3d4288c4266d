// The first start: two choices, and each leads to followers.

import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeHost } from "../fake/host";
import { emptyOverview } from "../fake/samples";
import { openWindow, practice, shop } from "./window";

test("a desk without accounts offers exactly two choices, and the guide", async () => {
  openWindow(fakeHost());
  const start = await screen.findByTestId("start");
  const buttons = [...start.querySelectorAll("button")].map((button) => button.textContent);
  expect(buttons).toEqual(["打开练习账号", "连接公众号", "使用指南"]);
});

test("the practice account opens with the chosen number of people and reads them at once", async () => {
  const host = fakeHost();
  const { user } = openWindow(host);
  await user.click(await screen.findByText("10 万"));
  await user.click(screen.getByTestId("start-practice"));
  await screen.findByTestId("practice-band");
  expect(host.calls).toContainEqual({
    name: "open_practice_account",
    input: { name: "练习账号", followers: 100_000 },
  });
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("start_sync"));
  expect(window.location.hash).toMatch(/^#\/a\/practice\d+\/followers/);
});

test("the window opens with the account used last", async () => {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  openWindow(fakeHost({ overview: { accounts: [practice, shop], settings }, people: 20 }));
  expect((await screen.findByTestId("account-switcher")).getAttribute("aria-label")).toContain("望京店");
  expect(screen.queryByTestId("practice-band"), "only the practice account is marked").toBeNull();
});

test("a desk that cannot be read says why and is asked again", async () => {
  const host = fakeHost({ overview: { accounts: [practice] }, people: 20 });
  host.fail("desk_overview", { code: "readOnly" });
  const { user } = openWindow(host);
  await screen.findByTestId("failed");
  host.fail("desk_overview", null);
  await user.click(screen.getByRole("button", { name: /^(重试|Try again)$/ }));
  await screen.findByTestId("status-line");
});

test("a wrong passphrase is said in words and the right one opens the desk", async () => {
  const host = fakeHost({ overview: { vault: { state: "passphraseNeeded" }, accounts: [shop] }, people: 20 });
  const { user } = openWindow(host);
  await user.type(await screen.findByTestId("unlock-passphrase"), "short");
  await user.click(screen.getByTestId("unlock-submit"));
  await screen.findByText("口令不对");
  await user.clear(screen.getByTestId("unlock-passphrase"));
  await user.type(screen.getByTestId("unlock-passphrase"), "long enough{Enter}");
  await screen.findByTestId("status-line");
});

test.each([{ state: "keychainLocked" }, { state: "keychainMissing", recovery: false }] as const)(
  "$state stands before everything and is retried",
  async (vault) => {
    const host = fakeHost({ overview: { vault, accounts: [shop] }, people: 20 });
    const { user } = openWindow(host);
    const retry = await screen.findByTestId("keychain-retry");
    expect(screen.queryByTestId("keychain-other-way"), "there is no code").toBeNull();
    await user.click(retry);
    await screen.findByTestId("status-line");
    expect(host.calls).toContainEqual({ name: "unlock", input: { passphrase: null } });
  },
);
