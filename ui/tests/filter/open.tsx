// Opens the whole window at a page, with a list that has a size.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { App } from "~/app/App";
import type { Commands, Filter } from "~/desk/contract";
import { type FakeHost, fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";
import type { FakeOptions } from "../fake/world";

export const shop = fakeAccount({ id: "shop", name: "望京店", kind: "official", following: 300 });

/** In every test of the file the grid draws as many rows as fit a window of this size. */
export function withSize() {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
  });
  afterEach(() => vi.restoreAllMocks());
}

/** `prepare` changes the host's answers before anything is asked. */
export async function openPage(
  page: "followers" | "segments",
  options: FakeOptions = {},
  prepare: (host: FakeHost) => void = () => undefined,
) {
  const host = fakeHost({
    people: 300,
    ...options,
    overview: {
      accounts: [shop],
      vault: { state: "ready", kind: "keychain" },
      settings: { ...emptyOverview.settings, currentAccount: "shop" },
    },
  });
  prepare(host);
  window.location.hash = `#/a/shop/${page}`;
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId(page);
  return { host, user };
}

export const inputs = <Name extends keyof Commands>(host: FakeHost, name: Name) =>
  host.calls.filter((call) => call.name === name).map((call) => call.input as Commands[Name]["input"]);

/** What the list of followers was asked for last. */
export const lastFilter = (host: FakeHost): Filter | undefined =>
  inputs(host, "open_result_set").at(-1)?.filter;

export const dialog = () => screen.findByRole("dialog");

export async function listed() {
  await waitFor(() => expect(screen.getByTestId("row-0").getAttribute("aria-busy")).toBeNull());
}

export type User = ReturnType<typeof userEvent.setup>;

/** Opens the list of followers, and over it the builder with what holds there. */
export async function openBuilder(options: FakeOptions = {}) {
  const page = await openPage("followers", options);
  await listed();
  await page.user.click(screen.getByTestId("combine-conditions"));
  await dialog();
  return page;
}

/** Shows the people of the builder in the list, once they are counted. */
export async function showCounted(user: User) {
  await counted();
  await user.click(screen.getByTestId("filter-done"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

/** Adds a condition by its name in the menu of the last group that is offered. */
export async function addCondition(user: User, name: string, group = 0) {
  const adding = within(await dialog()).getAllByTestId("filter-add")[group];
  if (adding) await user.click(adding);
  // A menu that was open before stays in the document, out of sight; the one opened last stands last.
  const item = (await screen.findAllByRole("menuitem", { name })).at(-1);
  if (item) await user.click(item);
}

/** Chooses in a field of choices by the words of the option. */
export async function choose(user: User, field: HTMLElement, option: string) {
  await user.click(within(field).queryByRole("combobox") ?? field);
  const found = (await screen.findAllByTitle(option)).filter((one) => one.matches('[class*="-item-option"]'));
  const shown = found.at(-1);
  if (!shown) throw new Error(`no option ${option}`);
  await user.click(shown);
}

/** How many people the builder says match, once it has counted. */
export async function counted(): Promise<number> {
  await waitFor(() => expect(screen.getByTestId("filter-count").dataset.people).toBeDefined());
  return Number(screen.getByTestId("filter-count").dataset.people);
}
