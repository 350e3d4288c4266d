// The sync from near: progress while it runs, why it stands still, and what the last one found.

import { Button, Modal, Popconfirm, Progress } from "antd";
import { AllowListHelp } from "~/components/AllowListHelp";
import { ErrorCard } from "~/components/ErrorCard";
import { useNow } from "~/components/useNow";
import type { AccountSummary, AppError, Filter, SyncState } from "~/desk/contract";
import { refusesAddress } from "~/desk/errors";
import { t } from "~/i18n";
import { percent } from "~/i18n/format";
import { PlanView } from "./PlanView";
import { ReportView } from "./ReportView";
import { SyncOptions } from "./SyncOptions";
import styles from "./sync.module.css";
import type { Sync } from "./useSync";
import { callWords, countWords, syncWords } from "./words";

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
      centered
      width={640}
      title={open ? t("sync.report.progressTitle") : t("sync.report.title")}
      onCancel={onClose}
      footer={
        <div className={styles.footer}>
          {open && (
            <Button danger type="text" disabled={sync.busy} onClick={sync.cancel} data-testid="sync-cancel">
              {t("sync.cancel")}
            </Button>
          )}
          {!open && account.lastSync && (
            <ReadAllAnew calls={account.lastSync.callsInFull} busy={sync.busy} onConfirm={sync.readAllAnew} />
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
        {!open && account.lastSync && <ReportView report={account.lastSync} onShowPeople={onShowPeople} />}
        {!open && !account.lastSync && <p>{t("sync.report.none")}</p>}
        {!open && account.state.state === "ready" && <PlanView account={account.id} />}
        {!open && account.lastSync && <SyncOptions account={account.id} />}
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
      <p className={styles.muted}>{[countWords(sync), ...callWords(sync)].filter(Boolean).join(" · ")}</p>
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

type ReadAllProps = { calls: number; busy: boolean; onConfirm: () => void };

/** Everybody's details at once instead of a part in each sync; asked first, because it takes many calls. */
function ReadAllAnew({ calls, busy, onConfirm }: ReadAllProps) {
  return (
    <Popconfirm
      title={t("sync.readAll.title")}
      description={<div className={styles.question}>{t("sync.readAll.text", { count: calls })}</div>}
      okText={t("sync.readAll.confirm")}
      cancelText={t("common.cancel")}
      onConfirm={onConfirm}
      okButtonProps={{ id: "sync-read-all-confirm" }}
    >
      <Button type="text" loading={busy} data-testid="sync-read-all">
        {t("sync.readAll.action")}
      </Button>
    </Popconfirm>
  );
}
