// Choosing a passphrase on a computer without a keychain: twice, with what follows from forgetting it.

import { Button, Form } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { NewPassphrase, nothingTyped, passphraseProblem } from "~/components/NewPassphrase";
import { Standing } from "~/components/Standing";
import type { AppError } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./accounts.module.css";

type Props = {
  busy: boolean;
  error: AppError | null;
  onChosen: (passphrase: string) => void;
  onBack: () => void;
};

export function PassphraseStep({ busy, error, onChosen, onBack }: Props) {
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () => {
    setTyped({ ...typed, handedIn: true });
    if (passphraseProblem(typed) === null) onChosen(typed.passphrase);
  };
  return (
    <Standing title={t("accounts.vault.title")} testId="passphrase">
      <p>{t("accounts.vault.text")}</p>
      <p className={styles.warning}>{t("accounts.vault.consequence")}</p>
      <Form layout="vertical" className={styles.form} onFinish={submit}>
        <NewPassphrase typed={typed} onChange={setTyped} disabled={busy} autoFocus className={styles.row} />
        {error && <ErrorCard error={error} remedies={{ retry: submit }} />}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={busy} data-testid="passphrase-submit">
            {t("accounts.vault.submit")}
          </Button>
          <Button onClick={onBack} disabled={busy}>
            {t("common.back")}
          </Button>
        </div>
      </Form>
    </Standing>
  );
}
