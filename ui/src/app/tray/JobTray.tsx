// The right half of the status line: what is being done, in any account, and what was done last.

import { UnorderedListOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Popover, Progress } from "antd";
import { useState } from "react";
import { useShowPeople } from "~/components/useShowPeople";
import type { AccountId, Filter, JobSummary } from "~/desk/contract";
import { hasEnded } from "~/desk/events";
import { useDeskNow, useJobs, useRunningWork } from "~/desk/queries";
import { ProgressDialog } from "~/features/jobs/ProgressDialog";
import { useBulkChange } from "~/features/jobs/useBulkChange";
import { jobTitle } from "~/features/jobs/words";
import { t } from "~/i18n";
import { percent } from "~/i18n/format";
import styles from "./JobTray.module.css";
import { TrayEntry } from "./TrayEntry";

const RECENT = 5;

export function JobTray({ account }: { account: AccountId }) {
  const navigate = useNavigate();
  const { accounts } = useDeskNow();
  const jobs = useJobs(account);
  const work = useRunningWork();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<JobSummary | null>(null);
  /** Whose job was shown last: what is done with its result concerns that account. */
  const [shownOf, setShownOf] = useState(account);

  const leadTo = useShowPeople(shownOf);
  const showPeople = (filter: Filter) => {
    setShown(null);
    leadTo(filter);
  };
  const bulk = useBulkChange(shownOf);
  /** The next dialog comes instead of the result. */
  const instead = (go: (job: JobSummary) => void) => (job: JobSummary) => {
    setShown(null);
    go(job);
  };

  const { running, recent } = sortOut(account, jobs.data ?? [], work.data?.jobs ?? []);
  const show = (job: JobSummary) => {
    setOpen(false);
    setShown(job);
    setShownOf(job.account);
  };
  const nameOf = (job: JobSummary) =>
    job.account === account ? null : (accounts.find(({ id }) => id === job.account)?.name ?? null);
  const content = (
    <div className={styles.tray} data-testid="job-tray-list">
      {running.length > 0 && <h3>{t("frame.tray.now")}</h3>}
      {running.map((job) => (
        <TrayEntry
          key={`${job.account} ${job.id}`}
          job={job}
          ofAccount={nameOf(job)}
          onShow={() => show(job)}
        />
      ))}
      {recent.length > 0 && <h3>{t("frame.tray.recent")}</h3>}
      {recent.map((job) => (
        <TrayEntry key={job.id} job={job} ofAccount={null} onShow={() => show(job)} />
      ))}
      {running.length + recent.length === 0 && <p className={styles.muted}>{t("frame.tray.empty")}</p>}
      <Button
        size="small"
        type="link"
        className={styles.all}
        onClick={() => {
          setOpen(false);
          void navigate({ to: "/a/$account/activity", params: { account } });
        }}
      >
        {t("frame.tray.all")}
      </Button>
    </div>
  );
  return (
    <>
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="topRight" content={content}>
        <Button
          size="small"
          type="text"
          className={styles.button}
          icon={<UnorderedListOutlined />}
          aria-expanded={open}
          data-testid="job-tray"
        >
          <Headline running={running} />
        </Button>
      </Popover>
      {shown && (
        <ProgressDialog
          started={shown}
          onClose={() => setShown(null)}
          onBackground={() => setShown(null)}
          then={{ undo: instead(bulk.undo), retry: instead(bulk.retry), showPeople }}
        />
      )}
      {bulk.dialog}
    </>
  );
}

function Headline({ running }: { running: readonly JobSummary[] }) {
  const [job] = running;
  if (!job) return t("frame.tray.idle");
  if (running.length > 1) return manyWords(running);
  const share = percent(job.done + job.skipped + job.failed, job.people);
  return (
    <span className={styles.headline} data-tone={standsStill(job) ? "waiting" : undefined}>
      <span className={styles.title}>{jobTitle(job)}</span>
      <Progress
        className={styles.bar}
        percent={share}
        size="small"
        showInfo={false}
        aria-label={jobTitle(job)}
      />
      <span>{share} %</span>
    </span>
  );
}

/** Whether a job goes on by itself right now, or waits for a person or a time. */
function standsStill({ state }: JobSummary): boolean {
  return state.state === "paused" || state.state === "waiting";
}

/** 2 个任务进行中 · 1 个停着. */
export function manyWords(jobs: readonly JobSummary[]): string {
  const standing = jobs.filter(standsStill).length;
  const moving = jobs.length - standing;
  const parts: string[] = [];
  if (moving > 0) parts.push(t("frame.tray.running", { count: moving }));
  if (standing > 0) parts.push(t("frame.tray.standing", { count: standing }));
  return parts.join(" · ");
}

/** What runs or waits in any account, oldest first, and what ended last in this one. */
export function sortOut(account: AccountId, own: readonly JobSummary[], elsewhere: readonly JobSummary[]) {
  const others = elsewhere.filter((job) => job.account !== account);
  const running = [...own, ...others]
    .filter((job) => !hasEnded(job) && job.state.state !== "draft")
    .sort((one, other) => one.createdAt - other.createdAt);
  const recent = own
    .filter(hasEnded)
    .sort((one, other) => (other.finishedAt ?? other.createdAt) - (one.finishedAt ?? one.createdAt))
    .slice(0, RECENT);
  return { running, recent };
}
