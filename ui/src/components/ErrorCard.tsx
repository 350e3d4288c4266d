// An error in words: what happened, what to do now as a button, the code one click away.

import { CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import type { AppError } from "~/desk/contract";
import { type Remedy, remedyWords, type Severity, technicalLine, troubleOf } from "~/desk/errors";
import { t } from "~/i18n";
import { clockTime } from "~/i18n/format";
import { CopyButton } from "./CopyButton";
import { copyText } from "./clipboard";
import styles from "./ErrorCard.module.css";
import { RidActions } from "./RidActions";

type Props = {
  error: AppError;
  /** Remedies that this place can carry out; a button stands only for what is given. Copying always works. */
  remedies?: Partial<Record<Remedy["kind"], () => void>>;
  /** Says more exactly here what the remedy does. */
  remedyLabel?: string;
  /** The one thing to do on the page. */
  prominent?: boolean;
  onDismiss?: () => void;
  busy?: boolean;
};

const icons: Record<Severity, typeof InfoCircleFilled> = {
  error: CloseCircleFilled,
  warning: ExclamationCircleFilled,
  info: InfoCircleFilled,
};

export function ErrorCard({ error, remedies = {}, remedyLabel, prominent, onDismiss, busy }: Props) {
  const trouble = troubleOf(error);
  const Icon = icons[trouble.severity];
  const perform = trouble.remedy ? performer(trouble.remedy, remedies) : undefined;
  const retry = trouble.remedy?.kind === "retry" ? undefined : remedies.retry;
  return (
    <section className={styles.card} data-severity={trouble.severity} data-error={error.code} role="alert">
      <Icon className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <h3>{trouble.title}</h3>
        {trouble.meaning && <p className={styles.text}>{trouble.meaning}</p>}
        <p className={styles.text}>{trouble.text}</p>
        {(perform || retry || onDismiss) && (
          <div className={styles.actions}>
            {trouble.remedy && perform && (
              <Button
                type={prominent ? "primary" : "default"}
                size={prominent ? "middle" : "small"}
                onClick={perform}
                loading={busy}
              >
                {remedyLabel ?? remedyWords(trouble.remedy)}
              </Button>
            )}
            {retry && (
              <Button size="small" onClick={retry} loading={busy}>
                {t("common.retry")}
              </Button>
            )}
            {onDismiss && (
              <Button size="small" type="text" onClick={onDismiss}>
                {t("errors.footer.dismiss")}
              </Button>
            )}
          </div>
        )}
        <details className={styles.details}>
          <summary>{t("errors.footer.details")}</summary>
          {trouble.serverWords && (
            <p className={styles.server}>{t("errors.footer.server", { message: trouble.serverWords })}</p>
          )}
          <p className={styles.facts}>
            <span>{technicalFacts(error)}</span>
            <CopyButton text={technicalLine(error)} label={t("errors.footer.copyAll")} />
          </p>
          {trouble.rid && (
            <div className={styles.rid}>
              <RidActions rid={trouble.rid} />
            </div>
          )}
        </details>
      </div>
    </section>
  );
}

function performer(remedy: Remedy, remedies: NonNullable<Props["remedies"]>): (() => void) | undefined {
  const given = remedies[remedy.kind];
  if (given) return given;
  if (remedy.kind === "copyAddress") return () => void copyText(remedy.address);
  if (remedy.kind === "copyIncident") return () => void copyText(remedy.incident);
  return undefined;
}

/** 代码 45009 · rid … · 10:32. */
export function technicalFacts(error: AppError): string {
  const trouble = troubleOf(error);
  const parts = [t("errors.footer.code", { code: trouble.code })];
  if (trouble.rid) parts.push(t("errors.footer.rid", { rid: trouble.rid }));
  if (trouble.at !== null) parts.push(clockTime(trouble.at));
  return parts.join(" · ");
}
