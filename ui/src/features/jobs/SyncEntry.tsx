// One finished sync in the list: who joined and who left, each number one click from its people.

import { CloudSyncOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Filter, SyncReport } from "~/desk/contract";
import { t } from "~/i18n";
import { durationWords, exactTime, timeWords } from "~/i18n/format";
import styles from "./ActivityPage.module.css";

type Props = {
  report: SyncReport;
  onShowPeople: (filter: Filter) => void;
};

const moves = ["joined", "left", "cameBack"] as const;

export function SyncEntry({ report, onShowPeople }: Props) {
  const moved = report.joined + report.left + report.cameBack > 0;
  const title = () => {
    if (report.first) return t("jobs.activity.firstSync", { count: report.following });
    return t(moved ? "jobs.activity.sync" : "jobs.activity.syncNothing");
  };
  return (
    <article data-testid={`sync-${report.sync}`}>
      <div className={styles.head}>
        <CloudSyncOutlined className={styles.icon} aria-hidden />
        <span className={styles.title}>{title()}</span>
        <time className={styles.time} title={exactTime(report.finishedAt)}>
          {timeWords(report.finishedAt)}
        </time>
        <div className={styles.summary}>
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
          <span>
            {t("jobs.activity.took", { time: durationWords(report.finishedAt - report.startedAt) })}
          </span>
          {report.unreadableCount > 0 && (
            <span>{t("jobs.activity.unreadable", { count: report.unreadableCount })}</span>
          )}
          {report.notAllowed.length > 0 && (
            <span>{t("jobs.activity.notAllowed", { list: report.notAllowed.join(", ") })}</span>
          )}
        </div>
      </div>
    </article>
  );
}
