// One finished sync in the list: who joined and who left, each number one click from its people.

import { CloudSyncOutlined } from "@ant-design/icons";
import { notAllowedParts } from "~/components/notAllowed";
import { SyncMoves } from "~/components/SyncMoves";
import type { Activity, Filter, SyncReport } from "~/desk/contract";
import { cameAndWent, type Move, madeElsewhere } from "~/desk/moves";
import { t } from "~/i18n";
import { durationWords, exactTime, timeWords } from "~/i18n/format";
import styles from "./ActivityPage.module.css";

type Props = {
  entry: Extract<Activity, { kind: "sync" }>;
  onShowPeople: (filter: Filter) => void;
};

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
            <span>
              {t("jobs.activity.notAllowed", {
                list: notAllowedParts(report.notAllowed).join(t("common.between")),
              })}
            </span>
          )}
        </div>
      </div>
    </article>
  );
}

function Found({ report, onShowPeople }: { report: SyncReport; onShowPeople: Props["onShowPeople"] }) {
  return (
    <>
      <SyncMoves report={report} moves={movesOf(report)} onShowPeople={onShowPeople} />
      {!report.first && <span>{t("jobs.activity.following", { count: report.following })}</span>}
      <span>{t("jobs.activity.calls", { count: report.calls })}</span>
    </>
  );
}

function titleOf(report: SyncReport | null): string {
  if (report === null) return t("jobs.activity.syncStopped");
  if (report.scope === "people") return t("jobs.activity.readAnew", { count: report.detailsRead });
  if (report.first) return t("jobs.activity.firstSync", { count: report.following });
  return t(movesOf(report).length > 0 ? "jobs.activity.sync" : "jobs.activity.syncNothing");
}

function movesOf(report: SyncReport): Move[] {
  return [...cameAndWent(report), ...madeElsewhere(report)];
}
