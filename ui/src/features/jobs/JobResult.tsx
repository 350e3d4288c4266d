// Done, skipped, failed: each number opens its list or writes it to a file, each reason stands in words.

import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useExport } from "~/components/useExport";
import type { Filter, JobReport, JobSummary, ReasonCount } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./jobs.module.css";
import { PeopleDialog } from "./PeopleDialog";
import { canBeRetried, type JobPart, reasonWords } from "./words";

type Props = {
  job: JobSummary;
  /** Null while the reasons are being read. */
  report: JobReport | null;
  then: AfterJob;
};

/** What can be done with a job that is over, and with its people. */
export type AfterJob = {
  undo: (job: JobSummary) => void;
  /** For a part of its people, or for all whom it has not reached. */
  retry: (job: JobSummary, only?: JobPart) => void;
  /** Shows people where they can be chosen for another change, or exported. */
  showPeople: (filter: Filter) => void;
};

const outcomes = ["done", "skipped", "failed"] as const;
type ShownOutcome = (typeof outcomes)[number];
/** Whose names are on the screen. */
type Listed = JobPart & { title: string };

export function JobResult({ job, report, then }: Props) {
  const [listed, setListed] = useState<Listed | null>(null);
  const files = useExport(job.account);
  const reasons = {
    done: [],
    skipped: report?.skipped ?? [],
    failed: report?.failed ?? [],
  } satisfies Record<ShownOutcome, ReasonCount[]>;
  const never = job.people - job.done - job.skipped - job.failed;
  const stopped = reasons.skipped.some(({ reason }) => reason.kind === "cancelled");
  return (
    <>
      <ul className={styles.result}>
        {outcomes.map((outcome) => (
          <li key={outcome} className={styles.outcome} data-outcome={outcome}>
            {job[outcome] === 0 ? (
              <span className={styles.muted} data-testid={`outcome-${outcome}`}>
                {t(`jobs.outcome.${outcome}`, { count: 0 })}
              </span>
            ) : (
              <span className={styles.listed}>
                <Button
                  type="link"
                  className={styles.count}
                  danger={outcome === "failed"}
                  onClick={() => setListed({ outcome, reason: null, title: totalWords(outcome) })}
                  data-testid={`outcome-${outcome}`}
                >
                  {totalWords(outcome)}
                </Button>
                {exportOf({ outcome, reason: null, title: totalWords(outcome) })}
              </span>
            )}
            {reasons[outcome].map(({ reason, people }) => {
              const title = t("jobs.reasonCount", {
                count: people,
                reason: reasonWords(reason, job.change),
              });
              return (
                <span key={JSON.stringify(reason)} className={styles.listed}>
                  <Button
                    type="link"
                    className={styles.reason}
                    onClick={() => setListed({ outcome, reason, title })}
                  >
                    {title}
                  </Button>
                  {exportOf({ outcome, reason, title })}
                </span>
              );
            })}
          </li>
        ))}
        {job.state.state === "cancelled" && never > 0 && (
          <li className={styles.muted}>{t("jobs.neverTried", { count: never })}</li>
        )}
      </ul>
      {(job.failed > 0 || stopped) && (
        <Button size="small" className={styles.retry} onClick={() => then.retry(job)} data-testid="job-retry">
          {t("jobs.retryUnreached")}
        </Button>
      )}
      {listed && (
        <PeopleDialog
          account={job.account}
          job={job.id}
          change={job.change}
          outcome={listed.outcome}
          reason={listed.reason}
          title={listed.title}
          onChoose={() => then.showPeople(peopleOf(listed))}
          onRetry={canBeRetried(listed) ? () => retryListed(listed) : undefined}
          onClose={() => setListed(null)}
        />
      )}
      {files.messages}
    </>
  );

  function exportOf(part: Listed) {
    const words = t("jobs.exportThese", { people: part.title });
    return (
      <Button
        type="text"
        size="small"
        icon={<DownloadOutlined />}
        aria-label={words}
        title={words}
        onClick={() => void files.saveFound(peopleOf(part), "xlsx")}
        data-testid={`export-${part.outcome}${part.reason ? `-${part.reason.kind}` : ""}`}
      />
    );
  }

  function peopleOf({ outcome, reason }: JobPart): Filter {
    return { kind: "inJob", job: job.id, outcome, reason };
  }

  function totalWords(outcome: ShownOutcome): string {
    return t(`jobs.outcome.${outcome}`, { count: job[outcome] });
  }

  function retryListed({ outcome, reason }: Listed) {
    setListed(null);
    then.retry(job, { outcome, reason });
  }
}
