// Setting the day's counters back: one of ten a month, and for every system that uses the account.

import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, CallsToday } from "~/desk/contract";
import { keys, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./calls.module.css";

type Props = { account: AccountId; calls: CallsToday; onClose: () => void };

export function ResetDialog({ account, calls: { resets, resetLimit }, onClose }: Props) {
  const client = useQueryClient();
  const reset = useCommand("clear_quota");
  const readAnew = () => void client.invalidateQueries({ queryKey: keys.calls(account) });
  const submit = () =>
    reset.mutate(
      { account },
      {
        onSuccess: () => {
          readAnew();
          onClose();
        },
        onError: readAnew,
      },
    );
  const spent = reset.error?.error.code === "wechat" && reset.error.error.errcode === 48006;
  return (
    <Modal
      open
      width={480}
      title={t("calls.reset.question")}
      okText={t("calls.reset.submit")}
      cancelText={t("common.cancel")}
      okButtonProps={{
        danger: true,
        loading: reset.isPending,
        disabled: spent,
        "data-testid": "reset-submit",
      }}
      onOk={submit}
      onCancel={onClose}
    >
      <div className={styles.form} data-testid="reset">
        <p>{t("calls.reset.shared")}</p>
        <p>{t("calls.reset.counts", { next: resets + 1, limit: resetLimit })}</p>
        {reset.error && <ErrorCard error={reset.error.error} />}
      </div>
    </Modal>
  );
}
