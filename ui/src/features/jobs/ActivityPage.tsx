// 动态: what was done in one account and what its syncs found, newest first.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import { useShowPeople } from "~/components/useShowPeople";
import type { AccountId, JobId } from "~/desk/contract";
import { useJobs, useSyncReports } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./ActivityPage.module.css";
import { activity, type Entry } from "./activity";
import { JobEntry } from "./JobEntry";
import { SyncEntry } from "./SyncEntry";
import { useBulkChange } from "./useBulkChange";

type Props = {
  account: AccountId;
  /** The job to show unfolded, when somebody came here for it. */
  job: JobId | null;
};

export function ActivityPage({ account, job }: Props) {
  const jobs = useJobs(account);
  const reports = useSyncReports(account);
  const showPeople = useShowPeople(account);
  const bulk = useBulkChange(account);
  const then = { undo: bulk.undo, retry: bulk.retry, showPeople };

  const entries = activity(jobs.data ?? [], reports.data ?? []);
  const error = jobs.error ?? reports.error;
  const retry = () => {
    void jobs.refetch();
    void reports.refetch();
  };
  return (
    <main className={styles.page} data-testid="activity">
      <h1>{t("jobs.title")}</h1>
      {error && <ErrorCard error={error.error} remedies={{ retry }} />}
      {(jobs.isPending || reports.isPending) && !error && <Placeholders />}
      {jobs.data && reports.data && entries.length === 0 && (
        <div className={styles.empty}>
          <h2>{t("jobs.activity.empty")}</h2>
          <p>{t("jobs.activity.emptyHint")}</p>
          <Button type="primary" onClick={() => showPeople()}>
            {t("jobs.activity.toFollowers")}
          </Button>
        </div>
      )}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={keyOf(entry)} className={styles.entry}>
            {entry.kind === "job" ? (
              <JobEntry job={entry.job} unfolded={entry.job.id === job} then={then} />
            ) : (
              <SyncEntry report={entry.report} onShowPeople={showPeople} />
            )}
          </li>
        ))}
      </ol>
      {bulk.dialog}
    </main>
  );
}

function keyOf(entry: Entry): string {
  return entry.kind === "job" ? `job ${entry.job.id}` : `sync ${entry.report.sync}`;
}

function Placeholders() {
  return (
    <ol className={styles.entries} aria-busy="true">
      {[0, 1, 2].map((row) => (
        <li key={row} className={`${styles.entry} ${styles.placeholder}`} />
      ))}
    </ol>
  );
}
