// Notes why people are blocked, on this computer only.

import { App, Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { onEnter } from "~/components/enter";
import { plainName } from "~/components/personName";
import type { AccountId } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./BlockDialog.module.css";
import type { BlockedTarget } from "./blacklistActions";

/** Characters of a reason. */
export const LONGEST_REASON = 200;

type Props = {
  account: AccountId;
  target: BlockedTarget;
  onClose: () => void;
  /** The list these people were chosen in is gone from memory. */
  onExpired: () => void;
};

export function ReasonDialog({ account, target, onClose, onExpired }: Props) {
  const { message } = App.useApp();
  const field = useId();
  const [reason, setReason] = useState(target.one?.reason ?? "");
  const keep = useCommand("set_block_reason");
  const save = () => {
    if (keep.isPending) return;
    keep.mutate(
      { account, selection: target.selection, reason: reason.trim() },
      {
        onSuccess: (people) => {
          onClose();
          void message.success(t("blacklist.reason.saved", { count: people }));
        },
        onError: ({ error }) => error.code === "resultSetExpired" && onExpired(),
      },
    );
  };
  return (
    <Modal
      open
      width={440}
      mask={{ closable: false }}
      title={
        target.one
          ? t("blacklist.reason.titleOne", { name: plainName(target.one.row) })
          : t("blacklist.reason.title", { count: target.people })
      }
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button key="save" type="primary" loading={keep.isPending} onClick={save} data-testid="reason-save">
          {t("blacklist.reason.save")}
        </Button>,
      ]}
    >
      <label className={styles.field} htmlFor={field}>
        {t("blacklist.block.reason")}
        <Input
          id={field}
          autoFocus
          value={reason}
          maxLength={LONGEST_REASON}
          placeholder={t("blacklist.reason.placeholder")}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={onEnter(save)}
          data-testid="reason-text"
        />
      </label>
      <p className={styles.hint}>{t("blacklist.reason.hint")}</p>
      {keep.error && <ErrorCard error={keep.error.error} remedies={{ retry: save }} />}
    </Modal>
  );
}
