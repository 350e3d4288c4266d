// Renaming an account, giving it other credentials or none, and removing it from this computer.

import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Form, Input, Modal } from "antd";
import { useContext, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { Question } from "~/components/Question";
import { RidLookup } from "~/components/ridLookup";
import type { AccountSummary } from "~/desk/contract";
import { forgetAccount, keys, rememberAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { ConnectionDialog } from "./ConnectionDialog";
import { CredentialsDialog } from "./CredentialsDialog";
import { nothingOpens } from "./health";
import { name as nameRule } from "./rules";

export type AccountDialog = {
  kind: "rename" | "secret" | "connection" | "forget" | "remove";
  account: AccountSummary;
};

type Props = { account: AccountSummary; onClose: () => void };

export function AccountDialogs({ dialog, onClose }: { dialog: AccountDialog | null; onClose: () => void }) {
  const lookUp = useContext(RidLookup);
  if (!dialog) return null;
  const { id } = dialog.account;
  return (
    // In the settings it may be another account than the one on show.
    <RidLookup value={lookUp && ((rid) => lookUp(rid, id))}>
      <OneDialog dialog={dialog} onClose={onClose} />
    </RidLookup>
  );
}

function OneDialog({ dialog, onClose }: { dialog: AccountDialog; onClose: () => void }) {
  switch (dialog.kind) {
    case "rename":
      return <RenameDialog account={dialog.account} onClose={onClose} />;
    case "secret":
      return <CredentialsDialog account={dialog.account} onClose={onClose} />;
    case "connection":
      return <ConnectionDialog account={dialog.account} onClose={onClose} />;
    case "forget":
      return <ForgetDialog account={dialog.account} onClose={onClose} />;
    case "remove":
      return <RemoveDialog account={dialog.account} onClose={onClose} />;
    default:
      return dialog.kind satisfies never;
  }
}

function RenameDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const rename = useCommand("rename_account");
  const [name, setName] = useState(account.name);
  const problem = nameRule(name, true);
  const submit = () => {
    if (problem || rename.isPending) return;
    rename.mutate(
      { account: account.id, name: name.trim() },
      {
        onSuccess: (renamed) => {
          rememberAccount(client, renamed);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={420}
      title={t("accounts.rename.title")}
      mask={{ closable: false }}
      okText={t("accounts.rename.submit")}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: problem !== null, loading: rename.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <Form layout="vertical" className={styles.form} onFinish={submit}>
        <Form.Item
          label={t("accounts.connect.name")}
          htmlFor="rename-name"
          className={styles.row}
          validateStatus={problem ? "error" : undefined}
          help={problem ? t(`errors.fields.${problem}`) : undefined}
        >
          <Input
            id="rename-name"
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-testid="rename-name"
          />
        </Form.Item>
        {rename.error && <ErrorCard error={rename.error.error} />}
      </Form>
    </Modal>
  );
}

function ForgetDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const forget = useCommand("remove_credentials");
  const submit = () =>
    forget.mutate(
      { account: account.id },
      {
        onSuccess: (left) => {
          rememberAccount(client, left);
          onClose();
        },
      },
    );
  return (
    <Question
      title={t("accounts.forget.title", { name: account.name })}
      submit={t("accounts.forget.submit")}
      testId="forget-submit"
      danger
      asked={forget}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.form} data-testid="forget-credentials">
        <p>{t(`accounts.forget.deleted.${account.credentials.kind}`)}</p>
        <p>{t("accounts.forget.stays")}</p>
        <p>{t("accounts.forget.waits")}</p>
        <p className={styles.muted}>{t("accounts.forget.untouched")}</p>
      </div>
    </Question>
  );
}

function RemoveDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const remove = useCommand("remove_account");
  const navigate = useNavigate();
  const { account: shown } = useParams({ strict: false });
  const practice = account.kind === "practice";
  const submit = () =>
    remove.mutate(
      { account: account.id },
      {
        onSuccess: () => {
          onClose();
          forgetAccount(client, account.id);
          if (shown === account.id) void navigate({ to: "/" });
          void client.invalidateQueries({ queryKey: keys.overview });
        },
      },
    );
  return (
    <Question
      title={t("accounts.remove.title", { name: account.name })}
      submit={t("accounts.remove.submit")}
      testId="remove-submit"
      danger
      asked={remove}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.form} data-testid="remove-account">
        <p>{t("accounts.remove.deleted")}</p>
        <ul className={styles.bullets}>
          {whatGoes(account).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{t(practice ? "accounts.remove.untouchedPractice" : "accounts.remove.untouched")}</p>
        <p className={styles.muted}>{t("accounts.remove.final")}</p>
      </div>
    </Question>
  );
}

/** A practice account has no credentials, no key and no way of its own to WeChat. */
function whatGoes({ kind, credentials, connection, following, state }: AccountSummary): string[] {
  const arranged = [
    t("accounts.remove.deletedArranged"),
    t("accounts.remove.deletedNotes"),
    t("accounts.remove.deletedHistory"),
  ];
  if (kind === "practice") return [t("accounts.remove.deletedPeople"), ...arranged];
  const { proxy } = connection;
  return [
    t("accounts.remove.deletedFollowers", { count: following }),
    ...arranged,
    ...(nothingOpens(state) ? [] : [t(`accounts.remove.opens.${credentials.kind}`)]),
    ...(proxy.kind === "server" && proxy.user !== null ? [t("accounts.remove.deletedProxyPassword")] : []),
    t("accounts.remove.deletedKey"),
  ];
}
