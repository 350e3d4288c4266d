// What was done in one account: its jobs, newest first.

import type { AccountId, JobId } from "~/desk/contract";

type Props = { account: AccountId; job: JobId | null };

export function ActivityPage({ account }: Props) {
  return <main data-account={account} />;
}
