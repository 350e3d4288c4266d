// What follows when an account has just been opened: its people are read, because an empty list is no beginning.

import type { AccountId, AccountSummary } from "~/desk/contract";

export function beginAccount(
  account: AccountSummary,
  startSync: (input: { account: AccountId }) => void,
): void {
  if (account.neverSynced && account.state.state === "ready") startSync({ account: account.id });
}
