// Changing where keys and secrets are kept: another passphrase, a recovery code, keychain or passphrase.

import { Modal, Progress } from "antd";
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { NewPassphrase, nothingTyped, passphraseProblem } from "~/components/NewPassphrase";
import { Question } from "~/components/Question";
import { PresentPassphrase, RecoveryCodeDialog } from "~/components/RecoveryCodeDialog";
import type { VaultKind } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./VaultSection.module.css";

export type VaultDialog = "usePassphrase" | "useKeychain" | "change" | "code" | "rekey";

type Props = { onClose: () => void };

/** `kind` is how keys are kept now, `hasCode` whether a recovery code opens them too. */
type DialogsProps = Props & { dialog: VaultDialog; kind: VaultKind; hasCode: boolean };

export function VaultDialogs({ dialog, kind, hasCode, onClose }: DialogsProps) {
  switch (dialog) {
    case "usePassphrase":
      return <UsePassphrase hasCode={hasCode} onClose={onClose} />;
    case "useKeychain":
      return <UseKeychain onClose={onClose} />;
    case "change":
      return <ChangePassphrase onClose={onClose} />;
    case "code":
      return <RecoveryCodeDialog kind={kind} again={hasCode} onClose={onClose} />;
    case "rekey":
      return <RenewKeys onClose={onClose} />;
    default:
      return dialog satisfies never;
  }
}

function UsePassphrase({ hasCode, onClose }: Props & { hasCode: boolean }) {
  const use = useCommand("use_passphrase");
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () => {
    setTyped({ ...typed, handedIn: true });
    if (passphraseProblem(typed) === null)
      use.mutate({ passphrase: typed.passphrase }, { onSuccess: onClose });
  };
  return (
    <Asked name="usePassphrase" asked={use} onSubmit={submit} onClose={onClose}>
      {hasCode && <p>{t("settings.vault.codeEnds")}</p>}
      <p className={styles.warning}>{t("accounts.vault.consequence")}</p>
      <NewPassphrase
        typed={typed}
        onChange={setTyped}
        disabled={use.isPending}
        autoFocus
        className={styles.row}
      />
    </Asked>
  );
}

function UseKeychain({ onClose }: Props) {
  const use = useCommand("use_keychain");
  return (
    <Asked
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
    <Asked name="change" asked={change} onSubmit={submit} onClose={onClose}>
      <PresentPassphrase value={present} onChange={setPresent} />
      <NewPassphrase typed={typed} onChange={setTyped} disabled={change.isPending} className={styles.row} />
    </Asked>
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
    <Asked
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
    </Asked>
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

type AskedProps = Omit<ComponentProps<typeof Question>, "title" | "submit" | "testId" | "children"> & {
  name: Exclude<VaultDialog, "code">;
  children?: ReactNode;
};

/** The question that the words of this change ask. */
function Asked({ name, children, ...asked }: AskedProps) {
  return (
    <Question
      title={t(`settings.vault.${name}.open`)}
      submit={t(`settings.vault.${name}.submit`)}
      testId="vault-submit"
      {...asked}
    >
      <p>{t(`settings.vault.${name}.text`)}</p>
      {children}
    </Question>
  );
}
