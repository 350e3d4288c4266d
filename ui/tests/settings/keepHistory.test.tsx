// Keeping history for less long: how much is forgotten is said before it is.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { App } from "~/app/App";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";

async function open() {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const vault = { state: "ready", kind: "keychain" } as const;
  const host = fakeHost({
    people: 5,
    overview: { accounts: [fakeAccount({ id: "shop" })], settings, vault },
  });
  window.location.hash = "#/settings";
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("settings");
  const choose = async (name: string) => {
    await user.click(screen.getByLabelText("动态和记录保留"));
    await user.click(await screen.findByText(name, { selector: ".ant-select-item-option-content" }));
  };
  const saved = () => host.calls.filter(({ name }) => name === "save_settings").map(({ input }) => input);
  return { host, user, choose, saved };
}

it("says how much would be forgotten, and forgets nothing when the operator thinks better of it", async () => {
  const { user, choose, saved } = await open();
  await choose("三个月");
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("12 个任务、340 次同步、5 次标签增改删和粉丝的 5,678 条记录");
  await user.click(within(dialog).getByRole("button", { name: /取\s?消/ }));
  expect(saved()).toEqual([]);
  expect(screen.getByTestId("keep-history").textContent).toContain("一直保留");
});

it("keeps the setting once the operator agrees", async () => {
  const { user, choose, saved } = await open();
  await choose("一年");
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /清\s?除/ }));
  await waitFor(() => expect(saved()).toEqual([expect.objectContaining({ keepHistory: "oneYear" })]));
});

it("asks nothing where there is nothing to forget", async () => {
  const { host, choose, saved } = await open();
  host.answer("old_history", () => ({ jobs: 0, syncs: 0, tags: 0, events: 0 }));
  await choose("半年");
  await waitFor(() => expect(saved()).toEqual([expect.objectContaining({ keepHistory: "sixMonths" })]));
  expect(screen.queryByRole("dialog")).toBeNull();
});
