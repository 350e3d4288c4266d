// Erasing everything on this computer: what goes, what stays, and a word to type first.

import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { keys, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./EraseDialog.module.css";
import { ErrorCard } from "./ErrorCard";

export function EraseDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const erase = useCommand("erase_everything");
  const [typed, setTyped] = useState("");
  const word = t("settings.erase.word");
  const ready = typed.trim() === word;
  const submit = () => {
    if (!ready || erase.isPending) return;
    erase.mutate(null, {
      onSuccess: (overview) => {
        client.setQueryData(keys.overview, overview);
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.overview[0] });
        void navigate({ to: "/" });
        onClose();
      },
    });
  };
  return (
    <Modal
      open
      width={480}
      title={t("settings.erase.title")}
      okText={t("settings.erase.submit")}
      cancelText={t("common.cancel")}
      okButtonProps={{
        danger: true,
        disabled: !ready,
        loading: erase.isPending,
        "data-testid": "erase-submit",
      }}
      onOk={submit}
      onCancel={onClose}
    >
      <Form layout="vertical" className={styles.form} onFinish={submit} data-testid="erase-dialog">
        <p>{t("settings.erase.goes")}</p>
        <p>{t("settings.erase.stays")}</p>
        <Form.Item label={t("settings.erase.type", { word })} htmlFor="erase-word" className={styles.row}>
          <Input
            id="erase-word"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="erase-word"
          />
        </Form.Item>
        {erase.error && <ErrorCard error={erase.error.error} remedies={{ retry: submit }} />}
      </Form>
    </Modal>
  );
}
