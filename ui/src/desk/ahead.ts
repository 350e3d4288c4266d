// What the window opens with, asked for while most of its code is still being loaded.

import type { AccountId, AccountSummary, DeskOverview, FirstPage } from "./contract";
import type { Host } from "./host";

export type Ahead = {
  overview: DeskOverview;
  /** Of the account that the window opens with. */
  firstPage: { account: AccountId; page: FirstPage | null } | null;
};

/** Null when it cannot be had: the window asks itself then, and shows what is in the way. */
export async function readAhead(host: Host): Promise<Ahead | null> {
  try {
    const overview = await host.call("desk_overview", null);
    const account = accountShown(overview, undefined)?.id;
    if (account === undefined) return { overview, firstPage: null };
    return { overview, firstPage: { account, page: await host.call("first_page", { account }) } };
  } catch {
    return null;
  }
}

/** The account of the address, else the one used last, else the first. */
export function accountShown(desk: DeskOverview, wanted: string | undefined): AccountSummary | undefined {
  const find = (id: string | null | undefined) => desk.accounts.find((account) => account.id === id);
  if (wanted !== undefined) return find(wanted);
  return find(desk.settings.currentAccount) ?? desk.accounts[0];
}
