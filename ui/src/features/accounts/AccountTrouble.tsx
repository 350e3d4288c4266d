// What is wrong with an account and what to do now; above the page, or instead of it when there is nothing to show.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountSummary } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./AccountTrouble.module.css";

type Props = { account: AccountSummary; onReplaceSecret: () => void };

/** Whether the people of this account can still be shown. */
export function isReadable({ state }: AccountSummary): boolean {
  return state.state === "ready" || state.state === "secretMissing";
}

export function AccountTrouble({ account, onReplaceSecret }: Props) {
  const sync = useCommand("start_sync");
  const { state } = account;
  if (state.state === "ready") return null;
  const setAside = "setAside" in state ? state.setAside : null;
  const action = actionOf();
  return (
    <section className={styles.trouble} role="alert" data-testid={`trouble-${state.state}`}>
      <div className={styles.words}>
        <h2>{t(`accounts.trouble.${state.state}.title`)}</h2>
        <p>{t(`accounts.trouble.${state.state}.text`)}</p>
        {setAside && <p className={styles.path}>{t("accounts.trouble.setAside", { path: setAside })}</p>}
        {sync.error && <ErrorCard error={sync.error.error} />}
      </div>
      {action}
    </section>
  );

  function actionOf() {
    switch (state.state) {
      case "secretMissing":
        return (
          <Button type="primary" onClick={onReplaceSecret} data-testid="trouble-action">
            {t("accounts.trouble.secretMissing.action")}
          </Button>
        );
      case "keyMissing":
      case "damaged":
        return (
          <Button
            type="primary"
            loading={sync.isPending}
            onClick={() => sync.mutate({ account: account.id })}
            data-testid="trouble-action"
          >
            {t(`accounts.trouble.${state.state}.action`)}
          </Button>
        );
      case "ready":
      case "newer":
      case "locked":
        return null;
      default:
        return state satisfies never;
    }
  }
}
