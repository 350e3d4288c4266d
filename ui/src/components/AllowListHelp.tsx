// WeChat refused the address of this computer (40164): which address, where to paste it, and once more.

import { Button } from "antd";
import type { AppError } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./AllowListHelp.module.css";
import { ConsoleDrawing } from "./ConsoleDrawing";
import { CopyButton } from "./CopyButton";
import { technicalFacts } from "./ErrorCard";
import { RidActions } from "./RidActions";

type Props = {
  error: Extract<AppError, { code: "wechat" }>;
  /** Every address that was refused, where several were seen: it may change from call to call. */
  addresses?: readonly string[];
  busy: boolean;
  onAgain: () => void;
};

export function AllowListHelp({ error, addresses = [], busy, onAgain }: Props) {
  const seen = addresses.length > 0 ? addresses : error.address ? [error.address] : [];
  return (
    <section className={styles.allow} role="alert" data-testid="allow-list">
      <h2>{t("accounts.allowList.title")}</h2>
      <p>{t("accounts.allowList.text")}</p>
      {seen.length > 0 ? (
        <div className={styles.address}>
          <span className={styles.muted}>{t("accounts.allowList.address")}</span>
          <span className={styles.list} data-testid="allow-list-address">
            {seen.map((address) => (
              <strong key={address}>{address}</strong>
            ))}
          </span>
          <CopyButton type="default" text={seen.join("\n")}>
            {t("common.copy")}
          </CopyButton>
        </div>
      ) : (
        <p>{t("accounts.allowList.noAddress")}</p>
      )}
      {seen.length > 1 && <p>{t("accounts.allowList.several")}</p>}
      <ConsoleDrawing shows="allowList" />
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
      {error.rid && <RidActions rid={error.rid} />}
    </section>
  );
}
