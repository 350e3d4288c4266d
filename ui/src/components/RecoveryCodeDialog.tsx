// Making a recovery code: asked for, shown this once to be written down, and gone with the dialog.

import { Form, Input, Modal } from "antd";
import { useState } from "react";
import type { VaultKind } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import { CopyButton } from "./CopyButton";
import { Question } from "./Question";
import styles from "./RecoveryCodeDialog.module.css";

/** `again` when there is a code already, which then ends. */
type Props = { kind: VaultKind; again: boolean; onClose: () => void };

export function RecoveryCodeDialog({ kind, again, onClose }: Props) {
  const make = useCommand("make_recovery_code");
  const [present, setPresent] = useState("");
  const passphrase = kind === "passphrase" ? present : null;
  if (make.data) return <Made code={make.data.code} onClose={onClose} />;
  return (
    <Question
      title={t("settings.vault.code.open")}
      submit={t("settings.vault.code.submit")}
      asked={make}
      onSubmit={() => passphrase !== "" && !make.isPending && make.mutate({ passphrase })}
      onClose={onClose}
      testId="vault-submit"
    >
      <p>{t(`settings.vault.code.opens.${kind}`)}</p>
      {again && <p>{t("settings.vault.code.again")}</p>}
      {kind === "passphrase" && <PresentPassphrase value={present} onChange={setPresent} />}
    </Question>
  );
}

function Made({ code, onClose }: { code: string; onClose: () => void }) {
  return (
    <Modal
      open
      width={480}
      title={t("settings.vault.code.made")}
      mask={{ closable: false }}
      // It is shown once: a slip of the finger must not take it away.
      keyboard={false}
      closable={false}
      cancelButtonProps={{ style: { display: "none" } }}
      okText={t("settings.vault.code.kept")}
      okButtonProps={{ "data-testid": "code-kept" }}
      onOk={onClose}
    >
      <div className={styles.made}>
        <p className={styles.code} data-testid="recovery-code">
          {code}
          <CopyButton type="default" text={code}>
            {t("common.copy")}
          </CopyButton>
        </p>
        <p>{t("settings.vault.code.advice")}</p>
      </div>
    </Modal>
  );
}

export function PresentPassphrase({ value, onChange }: { value: string; onChange: (text: string) => void }) {
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
