// The sync of one account: its state, what it can do now, and why something did not work.

import { useQueryClient } from "@tanstack/react-query";
import type { AccountId, AppError, SyncState } from "~/desk/contract";
import { syncIsOpen } from "~/desk/events";
import { keys, useCommand, useSyncState } from "~/desk/queries";

export type Sync = {
  /** Null when none is under way and none stands still. */
  open: SyncState | null;
  /** The one that ended last, if it ended in this session. */
  last: SyncState | null;
  start: () => void;
  /** Reads everybody's details, not only what is new. */
  readAllAnew: () => void;
  cancel: () => void;
  resume: (acceptLeavers: boolean) => void;
  busy: boolean;
  /** Why the last start, stop or continuation was refused. */
  error: AppError | null;
};

export function useSync(account: AccountId): Sync {
  const client = useQueryClient();
  const { data } = useSyncState(account);
  const start = useCommand("start_sync");
  const anew = useCommand("read_anew");
  const cancel = useCommand("cancel_sync");
  const resume = useCommand("resume_sync");
  const all = [start, anew, cancel, resume];
  const clear = () => {
    for (const command of all) command.reset();
  };
  const settle = () => void client.invalidateQueries({ queryKey: keys.sync(account) });
  return {
    open: syncIsOpen(data) ? data : null,
    last: data ?? null,
    start: () => {
      clear();
      start.mutate({ account }, { onSettled: settle });
    },
    readAllAnew: () => {
      clear();
      anew.mutate({ account, selection: null }, { onSettled: settle });
    },
    cancel: () => {
      clear();
      cancel.mutate({ account }, { onSettled: settle });
    },
    resume: (acceptLeavers) => {
      clear();
      resume.mutate({ account, acceptLeavers }, { onSettled: settle });
    },
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error?.error ?? null,
  };
}
