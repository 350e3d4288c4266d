// The followers of one account.

import type { AccountId, Filter } from "~/desk/contract";

type Props = { account: AccountId; initialFilter: Filter | null };

export function FollowersPage({ account }: Props) {
  return <main data-account={account} />;
}
