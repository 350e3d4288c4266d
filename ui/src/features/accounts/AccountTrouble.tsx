// What is wrong with an account and what to do now; above the page, or instead of it when there is nothing to show.

import { Button } from "antd";
import { ActionButton } from "~/components/ActionButton";
import { ErrorCard } from "~/components/ErrorCard";
import { useNow } from "~/components/useNow";
import type { AccountState, AccountSummary } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./AccountTrouble.module.css";
import { useAccountActions } from "./accountActions";

type Props = { account: AccountSummary; onReplaceSecret: () => void };

/** Whether the people of this account can still be shown. */
export function isReadable({ state }: AccountSummary): boolean {
  return ["ready", "secretMissing", "tokenNeeded"].includes(state.state);
}

/** What is missing where nothing opens the account any more. */
const missing = {
  secret: "secretMissing",
  tokenService: "serviceMissing",
  pastedToken: "tokenNeeded",
  platform: "platformMissing",
} as const satisfies Record<AccountSummary["credentials"]["kind"], string>;

/** A pasted token ends by itself; nobody announces it. */
function useStateNow({ state, credentials }: AccountSummary): AccountState {
  const now = useNow();
  const ended = credentials.kind === "pastedToken" && (credentials.until ?? 0) <= now;
  return ended && state.state === "ready" ? { state: "tokenNeeded" } : state;
}

export function AccountTrouble({ account, onReplaceSecret }: Props) {
  const sync = useCommand("start_sync");
  const state = useStateNow(account);
  const { connect } = useAccountActions(account.id);
  // The list that knew its AppID was lost: a secret alone would open nothing.
  const isNameless = account.kind === "official" && account.appId === null;
  if (state.state === "ready") return null;
  const setAside = "setAside" in state ? state.setAside : null;
  const usual = actionOf();
  const anew = <ActionButton action={connect} type="primary" testId="trouble-action" />;
  const needsConnecting = usual !== null && isNameless;
  const unopened = isNameless ? "nameless" : missing[account.credentials.kind];
  const words = state.state === "secretMissing" ? unopened : state.state;
  return (
    <section className={styles.trouble} role="alert" data-testid={`trouble-${state.state}`}>
      <div className={styles.words}>
        <h2>{t(`accounts.trouble.${words}.title`)}</h2>
        <p>{t(`accounts.trouble.${words}.text`)}</p>
        {needsConnecting && words !== "nameless" && <p>{t("accounts.trouble.nameless.first")}</p>}
        {setAside && <p className={styles.path}>{t("accounts.trouble.setAside", { path: setAside })}</p>}
        {sync.error && <ErrorCard error={sync.error.error} />}
      </div>
      {needsConnecting ? anew : usual}
    </section>
  );

  function actionOf() {
    switch (state.state) {
      case "secretMissing":
      case "tokenNeeded":
        return (
          <Button type="primary" onClick={onReplaceSecret} data-testid="trouble-action">
            {t(`accounts.trouble.${missing[account.credentials.kind]}.action`)}
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
