// Says aloud, for screen readers, what has just come to its end.

import { useEffect, useState } from "react";
import type { AccountId, DeskEvent } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { jobTitle } from "~/features/jobs/words";
import { t } from "~/i18n";
import styles from "./Announcer.module.css";

export function Announcer({ account }: { account: AccountId }) {
  const host = useHost();
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      host.events((event) => {
        const words = announcement(event, account);
        if (words) setSaid(words);
      }),
    [host, account],
  );
  return (
    <p className={styles.unseen} role="status" aria-live="polite">
      {said}
    </p>
  );
}

export function announcement(event: DeskEvent, account: AccountId): string | null {
  if (event.kind === "jobMoved" && event.job.account === account && event.job.state.state === "finished") {
    const { done, skipped, failed } = event.job;
    return t("frame.announce.jobFinished", { title: jobTitle(event.job), done, skipped, failed });
  }
  if (
    event.kind === "syncMoved" &&
    event.sync.account === account &&
    event.sync.status.state === "finished"
  ) {
    const { joined, left } = event.sync.status.report;
    return t("frame.announce.syncFinished", { joined, left });
  }
  return null;
}
