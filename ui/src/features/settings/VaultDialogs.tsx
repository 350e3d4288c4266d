// Changing where keys and secrets are kept: another passphrase, a recovery code, keychain or passphrase.

import { Form, Input, Modal, Progress } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import { NewPassphrase, nothingTyped, passphraseProblem } from "~/components/NewPassphrase";
import { type DeskError, useHost } from "~/desk/host";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./VaultSection.module.css";

export type VaultDialog = "usePassphrase" | "useKeychain" | "change" | "code" | "rekey";

type Props = { onClose: () => void };

export function VaultDialogs({ dialog, onClose }: Props & { dialog: VaultDialog }) {
  switch (dialog) {
    case "usePassphrase":
      return <UsePassphrase onClose={onClose} />;
    case "useKeychain":
      return <UseKeychain onClose={onClose} />;
    case "change":
      return <ChangePassphrase onClose={onClose} />;
    case "code":
      return <MakeCode onClose={onClose} />;
    case "rekey":
      return <RenewKeys onClose={onClose} />;
    default:
      return dialog satisfies never;
  }
}

function UsePassphrase({ onClose }: Props) {
  const use = useCommand("use_passphrase");
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () => {
    setTyped({ ...typed, handedIn: true });
    if (passphraseProblem(typed) === null)
      use.mutate({ passphrase: typed.passphrase }, { onSuccess: onClose });
  };
  return (
    <Question name="usePassphrase" asked={use} onSubmit={submit} onClose={onClose}>
      <p className={styles.warning}>{t("accounts.vault.consequence")}</p>
      <NewPassphrase
        typed={typed}
        onChange={setTyped}
        disabled={use.isPending}
        autoFocus
        className={styles.row}
      />
    </Question>
  );
}

function UseKeychain({ onClose }: Props) {
  const use = useCommand("use_keychain");
  return (
    <Question
      name="useKeychain"
      asked={use}
      onSubmit={() => use.mutate(null, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function ChangePassphrase({ onClose }: Props) {
  const change = useCommand("change_passphrase");
  const [present, setPresent] = useState("");
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () => {
    setTyped({ ...typed, handedIn: true });
    if (present === "" || passphraseProblem(typed) !== null) return;
    change.mutate({ present, passphrase: typed.passphrase }, { onSuccess: onClose });
  };
  return (
    <Question name="change" asked={change} onSubmit={submit} onClose={onClose}>
      <Present value={present} onChange={setPresent} />
      <NewPassphrase typed={typed} onChange={setTyped} disabled={change.isPending} className={styles.row} />
    </Question>
  );
}

function MakeCode({ onClose }: Props) {
  const make = useCommand("make_recovery_code");
  const [present, setPresent] = useState("");
  if (make.data) {
    return (
      <Modal
        open
        width={480}
        title={t("settings.vault.code.made")}
        mask={{ closable: false }}
        cancelButtonProps={{ style: { display: "none" } }}
        okText={t("settings.vault.code.kept")}
        okButtonProps={{ "data-testid": "code-kept" }}
        onOk={onClose}
        onCancel={onClose}
      >
        <div className={styles.form}>
          <p className={styles.code} data-testid="recovery-code">
            {make.data.code}
            <CopyButton type="default" text={make.data.code}>
              {t("common.copy")}
            </CopyButton>
          </p>
          <p>{t("settings.vault.code.advice")}</p>
        </div>
      </Modal>
    );
  }
  return (
    <Question
      name="code"
      asked={make}
      onSubmit={() => present !== "" && make.mutate({ passphrase: present })}
      onClose={onClose}
    >
      <Present value={present} onChange={setPresent} />
    </Question>
  );
}

function RenewKeys({ onClose }: Props) {
  const renew = useCommand("renew_file_keys");
  const { done, files } = useRekeyed();
  if (renew.isSuccess) {
    return (
      <Modal
        open
        width={480}
        title={t("settings.vault.rekey.done")}
        cancelButtonProps={{ style: { display: "none" } }}
        okText={t("common.close")}
        okButtonProps={{ "data-testid": "rekey-done" }}
        onOk={onClose}
        onCancel={onClose}
      >
        <p>{t("settings.vault.rekey.after")}</p>
      </Modal>
    );
  }
  return (
    <Question
      name="rekey"
      asked={renew}
      onSubmit={() => !renew.isPending && renew.mutate(null)}
      // Half-way there is nothing to give up: every file opens, and it can be repeated.
      onClose={() => !renew.isPending && onClose()}
    >
      <p>{t("settings.vault.rekey.goes")}</p>
      <p>{t("settings.vault.rekey.stays")}</p>
      {renew.isPending && (
        <div role="status" data-testid="rekey-progress">
          <Progress percent={files === 0 ? 0 : Math.round((done / files) * 100)} showInfo={false} />
          {t("settings.vault.rekey.progress", { done, files })}
        </div>
      )}
    </Question>
  );
}

/** How many files have their new key. */
function useRekeyed(): { done: number; files: number } {
  const host = useHost();
  const [rekeyed, setRekeyed] = useState({ done: 0, files: 0 });
  useEffect(
    () =>
      host.events((event) => {
        if (event.kind === "filesRekeyed") setRekeyed({ done: event.done, files: event.files });
      }),
    [host],
  );
  return rekeyed;
}

function Present({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Form.Item label={t("settings.vault.present")} htmlFor="passphrase-present" className={styles.row}>
      <Input.Password
        id="passphrase-present"
        autoFocus
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid="passphrase-present"
      />
    </Form.Item>
  );
}

type QuestionProps = Props & {
  name: VaultDialog;
  asked: { isPending: boolean; error: DeskError | null };
  onSubmit: () => void;
  children?: ReactNode;
};

function Question({ name, asked, onSubmit, onClose, children }: QuestionProps) {
  return (
    <Modal
      open
      width={480}
      title={t(`settings.vault.${name}.open`)}
      mask={{ closable: false }}
      okText={t(`settings.vault.${name}.submit`)}
      cancelText={t("common.cancel")}
      okButtonProps={{ loading: asked.isPending, "data-testid": "vault-submit" }}
      onOk={onSubmit}
      onCancel={onClose}
    >
      <Form layout="vertical" className={styles.form} onFinish={onSubmit}>
        <p>{t(`settings.vault.${name}.text`)}</p>
        {children}
        {asked.error && <ErrorCard error={asked.error.error} />}
        {/* Enter hands the form in; the button that says so stands in the dialog's foot. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
