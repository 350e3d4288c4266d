// Choosing a passphrase on a computer without a keychain: twice, with what follows from forgetting it.

import { Button, Form, Input } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import type { AppError } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { passphraseProblem } from "./rules";

type Props = {
  busy: boolean;
  error: AppError | null;
  onChosen: (passphrase: string) => void;
  onBack: () => void;
};

export function PassphraseStep({ busy, error, onChosen, onBack }: Props) {
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [handedIn, setHandedIn] = useState(false);
  const problem = passphraseProblem(passphrase, again);
  const submit = () => {
    setHandedIn(true);
    if (problem === null) onChosen(passphrase);
  };
  return (
    <Standing title={t("accounts.vault.title")} testId="passphrase">
      <p>{t("accounts.vault.text")}</p>
      <p className={styles.warning}>{t("accounts.vault.consequence")}</p>
      <Form layout="vertical" className={styles.form} onFinish={submit}>
        <Form.Item
          label={t("accounts.vault.passphrase")}
          htmlFor="passphrase-first"
          className={styles.row}
          validateStatus={handedIn && problem === "tooShort" ? "error" : undefined}
          help={handedIn && problem === "tooShort" ? t("accounts.vault.tooShort") : undefined}
        >
          <Input.Password
            id="passphrase-first"
            autoFocus
            autoComplete="new-password"
            value={passphrase}
            disabled={busy}
            onChange={(event) => setPassphrase(event.target.value)}
            data-testid="passphrase-first"
          />
        </Form.Item>
        <Form.Item
          label={t("accounts.vault.again")}
          htmlFor="passphrase-again"
          className={styles.row}
          validateStatus={handedIn && problem === "different" ? "error" : undefined}
          help={handedIn && problem === "different" ? t("accounts.vault.different") : undefined}
        >
          <Input.Password
            id="passphrase-again"
            autoComplete="new-password"
            value={again}
            disabled={busy}
            onChange={(event) => setAgain(event.target.value)}
            data-testid="passphrase-again"
          />
        </Form.Item>
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
