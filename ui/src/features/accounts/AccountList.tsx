// All accounts on this computer, with what can be done to each.

import { useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { notAllowedParts } from "~/components/notAllowed";
import { useActionMenu } from "~/components/useActionMenu";
import { useNow } from "~/components/useNow";
import type { AccountSummary, UnixSeconds } from "~/desk/contract";
import { useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { type AccountDialog, AccountDialogs } from "./AccountDialogs";
import { AccountLetter } from "./AccountLetter";
import styles from "./AccountList.module.css";
import { useAccountActions, useActionsOfAccount } from "./accountActions";
import { HealthMark, HealthWords } from "./HealthMark";
import { nothingOpens, syncedWords, useHealth } from "./health";

export function AccountList() {
  const { accounts } = useDeskNow();
  const { connect } = useAccountActions(null);
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {accounts.map((account) => (
          <Entry key={account.id} account={account} onAsk={setDialog} />
        ))}
      </ul>
      <ActionButton action={connect} className={styles.add} testId="settings-connect" />
      <AccountDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

type EntryProps = { account: AccountSummary; onAsk: (dialog: AccountDialog) => void };

function Entry({ account, onAsk }: EntryProps) {
  const actions = useActionsOfAccount(account, onAsk);
  const { listeners, menu } = useActionMenu(actions);
  return (
    <li className={styles.account} data-testid={`account-${account.id}`} {...listeners}>
      <AccountLetter account={account} />
      <Facts account={account} />
      <div className={styles.actions}>
        {actions.map((action) => (
          <ActionButton
            key={action.name}
            action={action}
            size="small"
            type="text"
            testId={action.name.replace(".", "-")}
          />
        ))}
      </div>
      {menu}
    </li>
  );
}

/** What opens it, as far as that may be shown; null where there is nothing. */
function openedBy({ kind, credentials, state }: AccountSummary, now: UnixSeconds): string | null {
  if (kind === "practice" || nothingOpens(state)) return null;
  switch (credentials.kind) {
    case "secret":
      return t("accounts.list.secretSet");
    case "tokenService":
      return t("accounts.opening.fromService", { host: credentials.host });
    case "platform":
      return t("accounts.opening.fromPlatform", { platform: credentials.platform });
    case "pastedToken":
      return credentials.until === null
        ? null
        : t("accounts.opening.until", { time: timeWords(credentials.until, now) });
    default:
      return credentials satisfies never;
  }
}

/** Whose it is and how it gets to WeChat; below that, how it is. */
function Facts({ account }: { account: AccountSummary }) {
  const facts = [
    account.kind === "practice" ? t("accounts.list.practiceNote") : account.appId,
    !account.neverSynced && t("accounts.switcher.following", { count: account.following }),
    account.apiBase && t("accounts.list.apiBase", { address: account.apiBase }),
    account.connection.proxy.kind === "server" &&
      t("accounts.list.proxy", { host: account.connection.proxy.host }),
    account.connection.tokenKind === "classic" && t("accounts.list.classic"),
  ];
  return (
    <div className={styles.facts}>
      <span className={styles.name}>{account.name}</span>
      <span className={styles.small}>{facts.filter(Boolean).join(" · ")}</span>
      <HealthLine account={account} />
    </div>
  );
}

/** What is wrong first, then what is known anyway; nothing is said twice. */
function HealthLine({ account }: { account: AccountSummary }) {
  const now = useNow();
  const health = useHealth(account, now);
  const refused = notAllowedParts(account.lastSync?.notAllowed ?? []);
  const facts = [
    syncedWords(account, now),
    openedBy(account, now),
    refused.length > 0 && t("accounts.health.notAllowedParts", { list: refused.join(t("common.between")) }),
  ].filter((fact) => fact && fact !== health.words);
  return (
    <span className={styles.small} data-testid="account-health">
      <HealthMark health={health} /> <HealthWords health={health} />
      {health.tone === "well" || facts.length === 0 ? " " : " · "}
      {facts.join(" · ")}
    </span>
  );
}
