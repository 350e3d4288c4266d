// A job at work, then its result in the same form: done, skipped, failed, and what to do next.

import { Button, Modal, Progress } from "antd";
import { ActionButton } from "~/components/ActionButton";
import { ErrorCard } from "~/components/ErrorCard";
import type { JobSummary } from "~/desk/contract";
import { hasEnded } from "~/desk/events";
import { useJobReport, useJobs } from "~/desk/queries";
import { t } from "~/i18n";
import { number, percent } from "~/i18n/format";
import { type AfterJob, JobResult } from "./JobResult";
import styles from "./jobs.module.css";
import { NextStep } from "./NextStep";
import { useControls } from "./useControls";
import { canBeUndone, jobTitle, stateWords } from "./words";

type Props = {
  /** The job as it was when it started. */
  started: JobSummary;
  onClose: () => void;
  /** Leaves it to run on its own. */
  onBackground: () => void;
  /** What can be done with the result. */
  then: AfterJob;
};

export function ProgressDialog({ started, onClose, onBackground, then }: Props) {
  const { data: jobs } = useJobs(started.account);
  const job = jobs?.find(({ id }) => id === started.id) ?? started;
  const ended = hasEnded(job);
  const { resume, stop, error } = useControls(job);
  return (
    <Modal
      open
      width={520}
      title={<span data-testid="job-title">{jobTitle(job)}</span>}
      onCancel={ended ? onClose : onBackground}
      mask={{ closable: false }}
      footer={
        ended ? (
          <div className={styles.footer}>
            {canBeUndone(job) && (
              <Button
                type="text"
                className={styles.atStart}
                onClick={() => then.undo(job)}
                data-testid="result-undo"
              >
                {t("jobs.undo.action")}
              </Button>
            )}
            <Button type="primary" onClick={onClose} autoFocus data-testid="result-done">
              {t("jobs.understood")}
            </Button>
          </div>
        ) : (
          <div className={styles.footer}>
            <ActionButton action={stop} type="text" className={styles.atStart ?? ""} />
            <Button onClick={onBackground} data-testid="job-background">
              {t("jobs.goOnInBackground")}
            </Button>
            {resume && <ActionButton action={resume} type="primary" testId="job-resume" />}
          </div>
        )
      }
    >
      {ended ? <Ended job={job} then={then} /> : <JobProgress job={job} />}
      {error && <ErrorCard error={error} />}
    </Modal>
  );
}

/** The bar and the words under it; also used in the list of activity. */
export function JobProgress({ job }: { job: JobSummary }) {
  const counted = job.done + job.skipped + job.failed;
  return (
    <div className={styles.lines} role="status" aria-live="polite">
      <Progress
        aria-label={jobTitle(job)}
        percent={percent(counted, job.people)}
        status={job.state.state === "running" ? "active" : "normal"}
      />
      <p className={styles.muted}>
        {t("jobs.progress", { done: number(counted), people: number(job.people) })} ·{" "}
        {stateWords(job.state, job.secondsLeft)}
      </p>
    </div>
  );
}

function Ended({ job, then }: { job: JobSummary; then: AfterJob }) {
  const report = useJobReport(job.account, job.id);
  return (
    <div className={styles.lines} data-testid="result">
      <JobResult job={job} report={report.data ?? null} then={then} />
      {report.error && (
        <ErrorCard error={report.error.error} remedies={{ retry: () => void report.refetch() }} />
      )}
      <NextStep job={job} />
    </div>
  );
}
