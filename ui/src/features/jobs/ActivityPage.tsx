// 动态: what was done in one account and what its syncs found, newest first.

import { Button } from "antd";
import { useEffect, useRef } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { useShowPeople } from "~/components/useShowPeople";
import type { AccountId, Activity, FollowerId, JobId, TagRecord } from "~/desk/contract";
import { useJobReport } from "~/desk/queries";
import { t } from "~/i18n";
import { ActivityBar } from "./ActivityBar";
import styles from "./ActivityPage.module.css";
import { entriesOf, everything, isJob, isNarrowed, isTurned, keyOf } from "./activity";
import { JobEntry } from "./JobEntry";
import type { AfterJob } from "./JobResult";
import { SyncEntry } from "./SyncEntry";
import { TagEntry } from "./TagEntry";
import { useActivity, useActivityView } from "./useActivity";
import { useBulkChange } from "./useBulkChange";
import { useTagTakeBack } from "./useTagTakeBack";

type Props = {
  account: AccountId;
  /** The job to show unfolded, when somebody came here for it. */
  job: JobId | null;
  /** Whose history is wanted, when somebody came here for one person. */
  person: FollowerId | null;
};

export function ActivityPage({ account, job, person }: Props) {
  const { view, setView } = useActivityView(account, person);
  const read = useActivity(account, view);
  const bulk = useBulkChange(account);
  const takeBack = useTagTakeBack(account, bulk);
  const showPeople = useShowPeople(account);
  const then = { undo: bulk.undo, retry: bulk.retry, showPeople };

  const entries = isTurned(view) ? [] : entriesOf(read.data);
  const isListed = job !== null && entries.some((entry) => isJob(entry, job));
  return (
    <main className={styles.page} data-testid="activity">
      <h1>{t("jobs.title")}</h1>
      <ActivityBar account={account} view={view} onChange={setView} />
      <div className={styles.list}>
        {job !== null && read.data && !isListed && <Wanted account={account} job={job} then={then} />}
        {read.isPending && <Placeholders />}
        {read.data && entries.length === 0 && (
          <Nothing
            narrowed={isNarrowed(view)}
            onClear={() => setView(everything)}
            onShowPeople={showPeople}
          />
        )}
        <ol className={styles.entries}>
          {entries.map((entry) => (
            <li key={keyOf(entry)} className={styles.entry}>
              <Entry account={account} entry={entry} unfolded={job} then={then} onUndoTag={takeBack.tag} />
            </li>
          ))}
        </ol>
        {read.hasNextPage && !read.error && (
          <More
            key={entries.length}
            busy={read.isFetchingNextPage}
            onWanted={() => void read.fetchNextPage()}
          />
        )}
        {read.error && (
          <ErrorCard
            error={read.error.error}
            busy={read.isFetching}
            remedies={{
              retry: () => void (read.isFetchNextPageError ? read.fetchNextPage() : read.refetch()),
            }}
          />
        )}
      </div>
      {bulk.dialog}
      {takeBack.dialog}
    </main>
  );
}

type EntryProps = {
  account: AccountId;
  entry: Activity;
  unfolded: JobId | null;
  then: AfterJob;
  onUndoTag: (record: TagRecord) => void;
};

function Entry({ account, entry, unfolded, then, onUndoTag }: EntryProps) {
  switch (entry.kind) {
    case "job":
      return <JobEntry job={entry.job} unfolded={entry.job.id === unfolded} then={then} />;
    case "sync":
      return <SyncEntry entry={entry} onShowPeople={then.showPeople} />;
    case "tag":
      return <TagEntry account={account} record={entry.record} onUndo={onUndoTag} />;
    default:
      return entry satisfies never;
  }
}

/** A job that is not in the part of the list that was read: it stands above, or is not kept any more. */
function Wanted({ account, job, then }: { account: AccountId; job: JobId; then: AfterJob }) {
  const report = useJobReport(account, job);
  if (report.data) {
    return (
      <div className={styles.entry}>
        <JobEntry job={report.data.job} unfolded then={then} />
      </div>
    );
  }
  if (report.error?.error.code === "jobUnknown") {
    return (
      <p className={styles.gone} role="status" data-testid="job-gone">
        {t("jobs.activity.gone")}
      </p>
    );
  }
  return null;
}

type NothingProps = { narrowed: boolean; onClear: () => void; onShowPeople: () => void };

function Nothing({ narrowed, onClear, onShowPeople }: NothingProps) {
  if (narrowed) {
    return (
      <div className={styles.empty}>
        <h2>{t("jobs.activity.noMatch")}</h2>
        <Button onClick={onClear}>{t("jobs.activity.clear")}</Button>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <h2>{t("jobs.activity.empty")}</h2>
      <p>{t("jobs.activity.emptyHint")}</p>
      <Button type="primary" onClick={() => onShowPeople()}>
        {t("jobs.activity.toFollowers")}
      </Button>
    </div>
  );
}

/** Reads on when it comes near the edge of what is seen, or when it is pressed. */
function More({ busy, onWanted }: { busy: boolean; onWanted: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const wanted = useRef(onWanted);
  wanted.current = onWanted;
  useEffect(() => {
    if (!place.current) return;
    const near = (seen: IntersectionObserverEntry[]) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) wanted.current();
    };
    const observer = new IntersectionObserver(near, { rootMargin: "600px" });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className={styles.more} aria-busy={busy}>
      <Button type="link" loading={busy} onClick={onWanted} data-testid="activity-more">
        {t("jobs.activity.more")}
      </Button>
    </div>
  );
}

function Placeholders() {
  return (
    <ol className={styles.entries} aria-busy="true" aria-label={t("jobs.activity.reading")}>
      {[0, 1, 2].map((row) => (
        <li key={row} className={`${styles.entry} ${styles.placeholder}`} />
      ))}
    </ol>
  );
}
