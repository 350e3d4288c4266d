// The left half of the status line: how fresh the people are, the button that renews them, and its progress.

import { Button, Progress } from "antd";
import { useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { useNow } from "~/components/useNow";
import type { AccountSummary, Filter } from "~/desk/contract";
import { movedInSync } from "~/desk/moves";
import { t } from "~/i18n";
import { exactTime, percent, signed, timeWords } from "~/i18n/format";
import { LeaversDialog } from "./LeaversDialog";
import { SyncPanel } from "./SyncPanel";
import styles from "./sync.module.css";
import type { Sync } from "./useSync";
import { countWords, syncWords } from "./words";

type Props = {
  account: AccountSummary;
  sync: Sync;
  /** Starts a sync; its button and its key are one action. */
  syncNow: Action;
  onShowPeople: (filter: Filter) => void;
  onEditAccount: () => void;
};

export function SyncStatus({ account, sync, syncNow, onShowPeople, onEditAccount }: Props) {
  const now = useNow();
  const [panel, setPanel] = useState(false);
  /** The question about leavers that was put aside with Esc; it stays in the line. */
  const [putAside, setPutAside] = useState<number | null>(null);
  const { open } = sync;
  const asking = open?.status.state === "asking";
  const showPeople = (filter: Filter) => {
    setPanel(false);
    onShowPeople(filter);
  };
  return (
    <div className={styles.status}>
      <ActionButton
        action={syncNow}
        size="small"
        type={account.neverSynced && !open ? "primary" : "text"}
        className={styles.button}
        testId="sync-button"
      />
      {open ? (
        <>
          <button
            type="button"
            className={styles.line}
            data-tone={open.status.state === "running" ? undefined : "waiting"}
            onClick={() => (asking ? setPutAside(null) : setPanel(true))}
            data-testid="sync-state"
          >
            {syncWords(open, now)}
          </button>
          {open.status.state === "running" && (
            <>
              {open.total !== null && (
                <Progress
                  className={styles.bar}
                  percent={percent(open.done, open.total)}
                  showInfo={false}
                  size="small"
                  aria-label={t("sync.report.progressTitle")}
                />
              )}
              <span className={styles.counts}>{countWords(open)}</span>
            </>
          )}
          {open.status.state === "paused" && (
            <Button size="small" type="link" onClick={() => sync.resume(false)} data-testid="sync-resume">
              {t("sync.resume")}
            </Button>
          )}
        </>
      ) : (
        <Fresh account={account} now={now} onOpen={() => setPanel(true)} onShowPeople={showPeople} />
      )}
      {sync.error && !panel && (
        <button type="button" className={styles.line} data-tone="trouble" onClick={() => setPanel(true)}>
          {t("sync.failed")}
        </button>
      )}
      {panel && (
        <SyncPanel
          account={account}
          sync={sync}
          onClose={() => setPanel(false)}
          onShowPeople={showPeople}
          onEditAccount={onEditAccount}
        />
      )}
      {open?.status.state === "asking" && putAside !== open.sync && (
        <LeaversDialog
          leavers={open.status.leavers}
          following={open.status.following}
          busy={sync.busy}
          error={sync.error}
          onAccept={() => sync.resume(true)}
          onRefuse={sync.cancel}
          onLater={() => setPutAside(open.sync)}
        />
      )}
    </div>
  );
}

type FreshProps = {
  account: AccountSummary;
  now: number;
  onOpen: () => void;
  onShowPeople: (filter: Filter) => void;
};

/** 同步于 10:32  +312 / −45, each number one click from its people. */
function Fresh({ account, now, onOpen, onShowPeople }: FreshProps) {
  const report = account.lastSync;
  if (!report) {
    return (
      <button type="button" className={styles.line} onClick={onOpen} data-testid="sync-report">
        {t("sync.neverSynced")}
      </button>
    );
  }
  const joined = movedInSync(report.sync, "joined");
  const left = movedInSync(report.sync, "left");
  return (
    <>
      <button
        type="button"
        className={styles.line}
        title={exactTime(report.finishedAt)}
        onClick={onOpen}
        data-testid="sync-report"
      >
        {t("sync.syncedAt", { time: timeWords(report.finishedAt, now) })}
      </button>
      {!report.first && (
        <span className={styles.moves}>
          <button
            type="button"
            className={styles.move}
            data-tone="joined"
            disabled={report.joined === 0}
            aria-label={t("sync.joinedLink", { count: report.joined })}
            onClick={() => onShowPeople(joined)}
            data-testid="sync-joined"
          >
            {report.joined === 0 ? "+0" : signed(report.joined)}
          </button>
          <span aria-hidden>/</span>
          <button
            type="button"
            className={styles.move}
            disabled={report.left === 0}
            aria-label={t("sync.leftLink", { count: report.left })}
            onClick={() => onShowPeople(left)}
            data-testid="sync-left"
          >
            {report.left === 0 ? "−0" : signed(-report.left)}
          </button>
        </span>
      )}
    </>
  );
}
