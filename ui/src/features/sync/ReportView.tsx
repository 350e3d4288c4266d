// What one sync found, in full: every number of people opens those people.

import { Button } from "antd";
import { notAllowedParts } from "~/components/notAllowed";
import { SyncMoves } from "~/components/SyncMoves";
import { useNow } from "~/components/useNow";
import type { Filter, SyncReport } from "~/desk/contract";
import { madeElsewhere, movedInSync } from "~/desk/moves";
import { t } from "~/i18n";
import { durationWords, exactTime, number, signed, timeWords } from "~/i18n/format";
import styles from "./sync.module.css";
import { putOffWords } from "./words";

type Props = { report: SyncReport; onShowPeople: (filter: Filter) => void };

export function ReportView({ report, onShowPeople }: Props) {
  const now = useNow();
  return (
    <>
      <p className={styles.muted}>{t("sync.syncedAt", { time: timeWords(report.finishedAt, now) })}</p>
      {report.first ? (
        <p data-testid="report-first">{t("sync.report.first", { count: report.following })}</p>
      ) : (
        <>
          <CameAndWent report={report} onShowPeople={onShowPeople} />
          <Elsewhere report={report} onShowPeople={onShowPeople} />
        </>
      )}
      <Facts report={report} />
      {report.putOff.length > 0 && (
        <div data-testid="report-put-off">
          <p>{t("sync.report.putOff")}</p>
          <ul className={styles.list}>
            {report.putOff.map((part) => (
              <li key={part.phase}>{putOffWords(part)}</li>
            ))}
          </ul>
        </div>
      )}
      {report.unreadableCount > 0 && <Unreadable report={report} onShowPeople={onShowPeople} />}
      {report.unreadTags.length > 0 && (
        <p data-testid="report-unread-tags">
          {t("sync.report.unreadTags", {
            count: report.unreadTags.length,
            list: report.unreadTags.map((name) => t("common.quoted", { name })).join(t("common.between")),
          })}
        </p>
      )}
      {report.notAllowed.length > 0 && (
        <div>
          <p>{t("sync.report.notAllowed")}</p>
          <ul className={styles.list}>
            {notAllowedParts(report.notAllowed).map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const comings = ["joined", "left", "cameBack"] as const;

function CameAndWent({ report, onShowPeople }: Props) {
  const { listBefore, listAt } = report;
  return (
    <div className={styles.part}>
      <div className={styles.numbers}>
        {comings.map((how) => (
          <button
            key={how}
            type="button"
            className={styles.number}
            disabled={report[how] === 0}
            onClick={() => onShowPeople(movedInSync(report.sync, how))}
            data-testid={`report-${how}`}
          >
            <span className={styles.muted}>{t(`sync.report.${how}`)}</span>
            <strong>{signed(how === "left" ? -report.left : report[how])}</strong>
          </button>
        ))}
      </div>
      {listBefore !== null && listAt !== null && (
        <p className={styles.muted} data-testid="report-span">
          {t("sync.report.span", { from: exactTime(listBefore), until: exactTime(listAt) })}
        </p>
      )}
    </div>
  );
}

function Elsewhere({ report, onShowPeople }: Props) {
  const moves = madeElsewhere(report);
  return (
    <div className={styles.part} data-testid="report-elsewhere">
      <h3>{t("sync.report.elsewhere")}</h3>
      {moves.length === 0 ? (
        <p className={styles.muted}>{t("sync.report.nothingElsewhere")}</p>
      ) : (
        <div className={styles.elsewhere}>
          <SyncMoves report={report} moves={moves} onShowPeople={onShowPeople} />
        </div>
      )}
      {report.oldestRead !== null && report.oldestRead < report.startedAt && (
        <p className={styles.muted} data-testid="report-oldest">
          {t("sync.report.oldest", { time: exactTime(report.oldestRead) })}
        </p>
      )}
    </div>
  );
}

function Facts({ report }: { report: SyncReport }) {
  const gap = report.total - report.following;
  return (
    <dl className={styles.facts}>
      <dt>{t("sync.report.following")}</dt>
      <dd>{number(report.following)}</dd>
      <dt>{t("sync.report.total")}</dt>
      <dd>
        {number(report.total)}
        <span className={styles.gap}>
          {gap === 0 ? t("sync.report.matches") : t("sync.report.differs", { count: Math.abs(gap) })}
        </span>
      </dd>
      <dt>{t("sync.report.detailsRead")}</dt>
      <dd>
        {number(report.detailsRead)}
        {report.refreshed > 0 && (
          <span className={styles.gap}>{t("sync.report.refreshed", { count: report.refreshed })}</span>
        )}
      </dd>
      <dt>{t("sync.report.tags")}</dt>
      <dd>{number(report.tags)}</dd>
      <dt>{t("sync.report.blacklisted")}</dt>
      <dd>{number(report.blacklisted)}</dd>
      <dt>{t("sync.report.calls")}</dt>
      <dd>
        {number(report.calls)}
        {report.callsInFull > report.calls && (
          <span className={styles.gap}>{t("sync.report.insteadOf", { count: report.callsInFull })}</span>
        )}
      </dd>
      <dt>{t("sync.report.took")}</dt>
      <dd>{durationWords(report.finishedAt - report.startedAt)}</dd>
    </dl>
  );
}

function Unreadable({ report, onShowPeople }: Props) {
  return (
    <details>
      <summary>{t("sync.report.unreadable", { count: report.unreadableCount })}</summary>
      <p className={styles.muted}>{t("sync.report.unreadableText")}</p>
      <Button size="small" onClick={() => onShowPeople(movedInSync(report.sync, "unreadable"))}>
        {t("sync.report.unreadableShow")}
      </Button>
      <ul className={styles.list}>
        {report.unreadable.map(({ openid, code }) => (
          <li key={openid}>
            {openid}
            {code !== null && ` · ${t("errors.footer.code", { code })}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
