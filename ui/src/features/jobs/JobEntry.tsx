// One job in the list: what it does, how far it is, and its result when unfolded.

import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  MinusCircleOutlined,
  SyncOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { useActionMenu } from "~/components/useActionMenu";
import type { JobSummary } from "~/desk/contract";
import { hasEnded } from "~/desk/events";
import { useJobReport } from "~/desk/queries";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./ActivityPage.module.css";
import { type AfterJob, JobResult } from "./JobResult";
import { NextStep } from "./NextStep";
import { JobProgress } from "./ProgressDialog";
import { useControls } from "./useControls";
import { canBeUndone, jobTitle, stateWords } from "./words";

type Props = { job: JobSummary; unfolded: boolean; then: AfterJob };

export function JobEntry({ job, unfolded, then }: Props) {
  const [open, setOpen] = useState(unfolded);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (unfolded) place.current?.scrollIntoView({ block: "nearest" });
  }, [unfolded]);
  const ended = hasEnded(job);
  const controls = useControls(job);
  const details: Action = {
    name: "jobs.details",
    label: t("jobs.activity.details"),
    impossible: null,
    perform: () => setOpen(!open),
  };
  const undo: Action = {
    name: "jobs.undo",
    label: t("jobs.undo.action"),
    impossible: null,
    perform: () => then.undo(job),
  };
  const actions = ended ? [details, ...(canBeUndone(job) ? [undo] : [])] : controls.actions;
  const { listeners, menu } = useActionMenu(actions);
  const at = job.finishedAt ?? job.startedAt ?? job.createdAt;
  return (
    <article ref={place} data-testid={`job-${job.id}`} {...listeners}>
      <div className={styles.head}>
        <JobIcon job={job} />
        <span className={styles.title}>{jobTitle(job)}</span>
        <time className={styles.time} title={exactTime(at)}>
          {timeWords(at)}
        </time>
        <div className={styles.summary}>
          {ended ? (
            <>
              <span>{stateWords(job.state, null)}</span>
              <span>{t("jobs.activity.byUs")}</span>
              <span>{t("jobs.outcome.done", { count: job.done })}</span>
              {job.skipped > 0 && <span>{t("jobs.outcome.skipped", { count: job.skipped })}</span>}
              {job.failed > 0 && <span>{t("jobs.outcome.failed", { count: job.failed })}</span>}
              {job.undoneBy !== null && <span>{t("jobs.undo.wasUndone")}</span>}
              <Button type="link" size="small" aria-expanded={open} onClick={details.perform}>
                {details.label}
              </Button>
              {canBeUndone(job) && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t("jobs.undo.of", { change: jobTitle(job) })}
                  onClick={undo.perform}
                  data-testid={`undo-${job.id}`}
                >
                  {undo.label}
                </Button>
              )}
            </>
          ) : (
            <>
              <span className={styles.actions}>
                {controls.actions.map((action) => (
                  <ActionButton key={action.name} action={action} type="link" size="small" />
                ))}
              </span>
              {controls.error && <ErrorCard error={controls.error} />}
            </>
          )}
        </div>
      </div>
      {!ended && (
        <div className={styles.body}>
          <JobProgress job={job} />
        </div>
      )}
      {ended && open && <Details job={job} then={then} />}
      {menu}
    </article>
  );
}

function Details({ job, then }: { job: JobSummary; then: AfterJob }) {
  const report = useJobReport(job.account, job.id);
  return (
    <div className={styles.body}>
      <JobResult job={job} report={report.data ?? null} then={then} />
      {report.error && (
        <ErrorCard error={report.error.error} remedies={{ retry: () => void report.refetch() }} />
      )}
      <NextStep job={job} />
    </div>
  );
}

function JobIcon({ job }: { job: JobSummary }) {
  const look = { className: styles.icon, "aria-hidden": true } as const;
  switch (job.state.state) {
    case "finished":
      return job.failed > 0 ? (
        <CloseCircleOutlined {...look} data-tone="trouble" />
      ) : (
        <CheckCircleOutlined {...look} data-tone="done" />
      );
    case "cancelled":
      return <MinusCircleOutlined {...look} />;
    case "running":
      return <SyncOutlined {...look} spin data-tone="done" />;
    default:
      return <ClockCircleOutlined {...look} data-tone="waiting" />;
  }
}
