// One finished sync in the list: who joined and who left, each number one click from its people.

import { CloudSyncOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Activity, Filter, SyncReport } from "~/desk/contract";
import { t } from "~/i18n";
import { durationWords, exactTime, timeWords } from "~/i18n/format";
import styles from "./ActivityPage.module.css";

type Props = {
  entry: Extract<Activity, { kind: "sync" }>;
  onShowPeople: (filter: Filter) => void;
};

const moves = ["joined", "left", "cameBack"] as const;

export function SyncEntry({ entry, onShowPeople }: Props) {
  const { report, finishedAt, startedAt } = entry;
  return (
    <article data-testid={`sync-${entry.sync}`}>
      <div className={styles.head}>
        <CloudSyncOutlined className={styles.icon} aria-hidden />
        <span className={styles.title}>{titleOf(report)}</span>
        <time className={styles.time} title={exactTime(finishedAt)}>
          {timeWords(finishedAt)}
        </time>
        <div className={styles.summary}>
          {report && <Found report={report} onShowPeople={onShowPeople} />}
          <span>{t("jobs.activity.took", { time: durationWords(finishedAt - startedAt) })}</span>
          {report && report.unreadableCount > 0 && (
            <span>{t("jobs.activity.unreadable", { count: report.unreadableCount })}</span>
          )}
          {report && report.notAllowed.length > 0 && (
            <span>{t("jobs.activity.notAllowed", { list: report.notAllowed.join(", ") })}</span>
          )}
        </div>
      </div>
    </article>
  );
}

function Found({ report, onShowPeople }: { report: SyncReport; onShowPeople: Props["onShowPeople"] }) {
  return (
    <>
      {!report.first &&
        moves
          .filter((how) => report[how] > 0)
          .map((how) => (
            <Button
              key={how}
              type="link"
              size="small"
              onClick={() => onShowPeople({ kind: "movedInSync", sync: report.sync, how })}
            >
              {t(`jobs.activity.${how}`, { count: report[how] })}
            </Button>
          ))}
      {!report.first && <span>{t("jobs.activity.following", { count: report.following })}</span>}
      <span>{t("jobs.activity.calls", { count: report.calls })}</span>
    </>
  );
}

function titleOf(report: SyncReport | null): string {
  if (report === null) return t("jobs.activity.syncStopped");
  if (report.first) return t("jobs.activity.firstSync", { count: report.following });
  const moved = report.joined + report.left + report.cameBack > 0;
  return t(moved ? "jobs.activity.sync" : "jobs.activity.syncNothing");
}
