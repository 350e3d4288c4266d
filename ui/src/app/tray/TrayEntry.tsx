// One job in the tray: what it does, how far it is, and what can be done about it.

import { Progress } from "antd";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { useActionMenu } from "~/components/useActionMenu";
import type { JobSummary } from "~/desk/contract";
import { hasEnded } from "~/desk/events";
import { useControls } from "~/features/jobs/useControls";
import { jobTitle, stateWords } from "~/features/jobs/words";
import { t } from "~/i18n";
import { percent } from "~/i18n/format";
import { isolated } from "~/i18n/isolated";
import styles from "./JobTray.module.css";

type Props = {
  job: JobSummary;
  /** The name of its account when that is not the one on show. */
  ofAccount: string | null;
  onShow: () => void;
};

export function TrayEntry({ job, ofAccount, onShow }: Props) {
  const controls = useControls(job);
  const ended = hasEnded(job);
  const counted = job.done + job.skipped + job.failed;
  const actions = ended ? [] : controls.actions;
  const { listeners, menu } = useActionMenu([result(), ...actions]);
  return (
    <article className={styles.entry} data-testid={`tray-job-${job.id}`} {...listeners}>
      <button
        type="button"
        className={styles.show}
        onClick={onShow}
        title={ended ? t("frame.tray.result") : undefined}
      >
        {jobTitle(job)}
      </button>
      <span className={styles.actions}>
        {actions.map((action) => (
          <ActionButton key={action.name} action={action} type="text" size="small" iconOnly />
        ))}
      </span>
      {!ended && (
        <Progress
          className={styles.wide}
          percent={percent(counted, job.people)}
          size="small"
          aria-label={jobTitle(job)}
        />
      )}
      <span className={styles.words}>{wordsOf()}</span>
      {controls.error && <ErrorCard error={controls.error} />}
      {menu}
    </article>
  );

  function wordsOf(): string {
    const parts = ofAccount ? [isolated(ofAccount)] : [];
    if (!ended) {
      parts.push(t("frame.tray.progress", { done: counted, people: job.people }));
      parts.push(stateWords(job.state, job.secondsLeft));
      return parts.join(" · ");
    }
    parts.push(
      t(job.state.state === "cancelled" ? "frame.tray.cancelled" : "frame.tray.finished", { done: job.done }),
    );
    if (job.skipped > 0) parts.push(t("jobs.outcome.skipped", { count: job.skipped }));
    if (job.failed > 0) parts.push(t("jobs.outcome.failed", { count: job.failed }));
    return parts.join(" · ");
  }

  function result(): Action {
    return {
      name: "tray.show",
      label: t(ended ? "frame.tray.result" : "frame.tray.progressOf"),
      impossible: null,
      perform: onShow,
    };
  }
}
