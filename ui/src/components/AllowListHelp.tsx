// WeChat refused the address of this computer (40164): which address, where to paste it, and once more.

import { Button } from "antd";
import type { AppError } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./AllowListHelp.module.css";
import { CopyButton } from "./CopyButton";
import { technicalFacts } from "./ErrorCard";

type Props = {
  error: Extract<AppError, { code: "wechat" }>;
  busy: boolean;
  onAgain: () => void;
};

export function AllowListHelp({ error, busy, onAgain }: Props) {
  return (
    <section className={styles.allow} role="alert" data-testid="allow-list">
      <h2>{t("accounts.allowList.title")}</h2>
      <p>{t("accounts.allowList.text")}</p>
      {error.address ? (
        <div className={styles.address}>
          <span className={styles.muted}>{t("accounts.allowList.address")}</span>
          <strong data-testid="allow-list-address">{error.address}</strong>
          <CopyButton type="default" text={error.address}>
            {t("common.copy")}
          </CopyButton>
        </div>
      ) : (
        <p>{t("accounts.allowList.noAddress")}</p>
      )}
      <ol className={styles.steps}>
        <li>{t("accounts.allowList.step1")}</li>
        <li>{t("accounts.allowList.step2")}</li>
        <li>{t("accounts.allowList.step3")}</li>
      </ol>
      <p className={styles.muted}>{t("accounts.allowList.changes")}</p>
      <Button
        type="primary"
        className={styles.again}
        loading={busy}
        onClick={onAgain}
        data-testid="allow-list-again"
      >
        {t("accounts.allowList.again")}
      </Button>
      <p className={styles.facts}>{technicalFacts(error)}</p>
    </section>
  );
}
