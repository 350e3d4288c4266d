// Tells somebody who is looking at another program what came to its end or needs them, by a notification
// of the system.

import { useEffect, useRef } from "react";
import type { AccountId, DeskEvent, JobSummary, SyncState } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";

export function useNotices(): void {
  const { events, actions } = useHost();
  const { accounts } = useDeskNow();
  const told = useRef(new Set<string>());
  useEffect(() => {
    const { notify } = actions;
    if (notify === null) return;
    return events((event) => {
      const notice = noticeOf(event);
      if (notice === null) return;
      if (notice.words === null) {
        told.current.delete(notice.of);
        return;
      }
      if (told.current.has(notice.of)) return;
      told.current.add(notice.of);
      const account = accounts.find(({ id }) => id === notice.account);
      if (account && !document.hasFocus()) notify(account.name, notice.words);
    });
  }, [events, actions, accounts]);
}

type Notice = {
  account: AccountId;
  /** Which job or sync it is about; each tells once until it runs again. */
  of: string;
  /** Null while it runs. Never names a follower: a notification stays on the lock screen. */
  words: string | null;
};

export function noticeOf(event: DeskEvent): Notice | null {
  if (event.kind === "jobMoved") {
    const { job } = event;
    return { account: job.account, of: `${job.account} job ${job.id}`, words: jobNotice(job) };
  }
  if (event.kind === "syncMoved") {
    const { sync } = event;
    return { account: sync.account, of: `${sync.account} sync ${sync.sync}`, words: syncNotice(sync) };
  }
  return null;
}

function jobNotice({ state, people, done, skipped, failed }: JobSummary): string | null {
  if (state.state === "paused" && state.because !== null) return t("frame.notice.jobStopped");
  // A change of one person is over while one still looks at it.
  if (state.state !== "finished" || (people === 1 && failed === 0)) return null;
  return t("frame.notice.jobFinished", { done, skipped, failed });
}

function syncNotice({ status }: SyncState): string | null {
  switch (status.state) {
    case "finished": {
      const { joined, left } = status.report;
      return t("frame.announce.syncFinished", { joined, left });
    }
    case "paused":
      return status.because === null ? null : t("frame.notice.syncStopped");
    case "asking":
      return t("frame.notice.syncStopped");
    default:
      return null;
  }
}
