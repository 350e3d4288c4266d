// The sync from near: progress while it runs, why it stands still, and what the last one found.

import { Button, Modal, Progress } from "antd";
import { AllowListHelp } from "~/components/AllowListHelp";
import { ErrorCard } from "~/components/ErrorCard";
import { useNow } from "~/components/useNow";
import type { AccountSummary, AppError, Filter, SyncReport, SyncState } from "~/desk/contract";
import { refusesAddress } from "~/desk/errors";
import { t } from "~/i18n";
import { durationWords, number, percent, signed, timeWords } from "~/i18n/format";
import styles from "./sync.module.css";
import type { Sync } from "./useSync";
import { countWords, partWords, syncWords } from "./words";

type Props = {
  account: AccountSummary;
  sync: Sync;
  onClose: () => void;
  onShowPeople: (filter: Filter) => void;
  onEditAccount: () => void;
};

export function SyncPanel({ account, sync, onClose, onShowPeople, onEditAccount }: Props) {
  const { open, error } = sync;
  return (
    <Modal
      open
      width={560}
      title={open ? t("sync.report.progressTitle") : t("sync.report.title")}
      onCancel={onClose}
      footer={
        <div className={styles.footer}>
          {open && (
            <Button danger type="text" disabled={sync.busy} onClick={sync.cancel} data-testid="sync-cancel">
              {t("sync.cancel")}
            </Button>
          )}
          {open?.status.state === "paused" && !refusesAddress(open.status.because) ? (
            <Button type="primary" loading={sync.busy} onClick={() => sync.resume(false)}>
              {t("sync.resume")}
            </Button>
          ) : (
            <Button onClick={onClose}>{t("common.close")}</Button>
          )}
        </div>
      }
    >
      <div className={styles.panel} data-testid="sync-panel">
        {error && <ErrorCard error={error} remedies={{ editAccount: onEditAccount }} />}
        {open && <Progressing sync={open} />}
        {open && (
          <StandingStill
            sync={open}
            busy={sync.busy}
            onAgain={() => sync.resume(false)}
            onEditAccount={onEditAccount}
          />
        )}
        {!open && account.lastSync && <Report report={account.lastSync} onShowPeople={onShowPeople} />}
        {!open && !account.lastSync && <p>{t("sync.report.none")}</p>}
      </div>
    </Modal>
  );
}

function Progressing({ sync }: { sync: SyncState }) {
  const now = useNow();
  return (
    <div>
      {/* Only the phase is said aloud; numbers that change ten times a second are not. */}
      <p role="status" aria-live="polite">
        {syncWords(sync, now)}
      </p>
      {sync.total !== null && sync.total > 0 && (
        <Progress
          aria-label={t("sync.report.progressTitle")}
          percent={percent(sync.done, sync.total)}
          status={sync.status.state === "running" ? "active" : "normal"}
        />
      )}
      <p className={styles.muted}>
        {[countWords(sync), t("sync.callsSoFar", { count: sync.calls })].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}

type StillProps = { sync: SyncState; busy: boolean; onAgain: () => void; onEditAccount: () => void };

function StandingStill({ sync, busy, onAgain, onEditAccount }: StillProps) {
  const because: AppError | null = "because" in sync.status ? sync.status.because : null;
  if (!because) return null;
  if (refusesAddress(because)) return <AllowListHelp error={because} busy={busy} onAgain={onAgain} />;
  // Going on is the button of the panel; the card has what helps before that.
  return <ErrorCard error={because} remedies={{ editAccount: onEditAccount }} />;
}

const moves = ["joined", "left", "cameBack"] as const;

function Report({ report, onShowPeople }: { report: SyncReport; onShowPeople: (filter: Filter) => void }) {
  const now = useNow();
  const gap = report.total - report.following;
  return (
    <>
      <p className={styles.muted}>{t("sync.syncedAt", { time: timeWords(report.finishedAt, now) })}</p>
      {report.first ? (
        <p data-testid="report-first">{t("sync.report.first", { count: report.following })}</p>
      ) : (
        <div className={styles.numbers}>
          {moves.map((how) => (
            <button
              key={how}
              type="button"
              className={styles.number}
              disabled={report[how] === 0}
              onClick={() => onShowPeople({ kind: "movedInSync", sync: report.sync, how })}
              data-testid={`report-${how}`}
            >
              <span className={styles.muted}>{t(`sync.report.${how}`)}</span>
              <strong>{signed(how === "left" ? -report.left : report[how])}</strong>
            </button>
          ))}
        </div>
      )}
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
        <dd>{number(report.detailsRead)}</dd>
        <dt>{t("sync.report.tags")}</dt>
        <dd>{number(report.tags)}</dd>
        <dt>{t("sync.report.blacklisted")}</dt>
        <dd>{number(report.blacklisted)}</dd>
        <dt>{t("sync.report.calls")}</dt>
        <dd>{number(report.calls)}</dd>
        <dt>{t("sync.report.took")}</dt>
        <dd>{durationWords(report.finishedAt - report.startedAt)}</dd>
      </dl>
      {report.unreadableCount > 0 && <Unreadable report={report} />}
      {report.notAllowed.length > 0 && (
        <div>
          <p>{t("sync.report.notAllowed")}</p>
          <ul className={styles.list}>
            {[...new Set(report.notAllowed.map(partWords))].map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Unreadable({ report }: { report: SyncReport }) {
  return (
    <details>
      <summary>{t("sync.report.unreadable", { count: report.unreadableCount })}</summary>
      <p className={styles.muted}>{t("sync.report.unreadableText")}</p>
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
