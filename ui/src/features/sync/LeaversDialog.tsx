// Many people would be marked as left: the operator is asked before anything is changed.

import { Button, Modal } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AppError } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./sync.module.css";

type Props = {
  leavers: number;
  following: number;
  busy: boolean;
  error: AppError | null;
  onAccept: () => void;
  onRefuse: () => void;
  /** Puts the question aside; nothing happens until it is answered. */
  onLater: () => void;
};

export function LeaversDialog({ leavers, following, busy, error, onAccept, onRefuse, onLater }: Props) {
  return (
    <Modal
      open
      width={480}
      title={t("sync.leavers.title", { count: leavers })}
      onCancel={onLater}
      footer={
        <div className={styles.footer}>
          <Button danger type="text" loading={busy} onClick={onAccept} data-testid="leavers-accept">
            {t("sync.leavers.accept", { count: leavers })}
          </Button>
          <Button type="primary" disabled={busy} onClick={onRefuse} autoFocus data-testid="leavers-refuse">
            {t("sync.leavers.refuse")}
          </Button>
        </div>
      }
    >
      <p data-testid="leavers">
        {t("sync.leavers.text", { following, share: shareWords(leavers, following) })}
      </p>
      {error && <ErrorCard error={error} />}
    </Modal>
  );
}

/** 12.5: one digit, because the limit of 5 % lies between whole numbers. */
export function shareWords(part: number, whole: number): string {
  if (whole <= 0) return "100";
  return String(Math.round((part / whole) * 1000) / 10);
}
