// All accounts on this computer, with what can be done to each.

import { PlusOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { AccountSummary } from "~/desk/contract";
import { useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import { type AccountDialog, AccountDialogs } from "./AccountDialogs";
import { AccountLetter } from "./AccountLetter";
import styles from "./AccountList.module.css";
import { Health } from "./AccountSwitcher";

export function AccountList() {
  const { accounts } = useDeskNow();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {accounts.map((account) => (
          <li key={account.id} className={styles.account} data-testid={`account-${account.id}`}>
            <AccountLetter account={account} />
            <Facts account={account} />
            <div className={styles.actions}>
              <Button
                size="small"
                type="text"
                onClick={() => setDialog({ kind: "rename", account })}
                data-testid="account-rename"
              >
                {t("accounts.list.rename")}
              </Button>
              {account.kind === "official" && (
                <Button
                  size="small"
                  type="text"
                  disabled={account.appId === null || account.state.state === "secretMissing"}
                  onClick={() => setDialog({ kind: "connection", account })}
                  data-testid="account-connection"
                >
                  {t("accounts.list.connection")}
                </Button>
              )}
              {account.kind === "official" && (
                <Button
                  size="small"
                  type="text"
                  onClick={() => setDialog({ kind: "secret", account })}
                  data-testid="account-secret"
                >
                  {t("accounts.list.replaceSecret")}
                </Button>
              )}
              <Button
                size="small"
                type="text"
                danger
                onClick={() => setDialog({ kind: "remove", account })}
                data-testid="account-remove"
              >
                {t("accounts.list.remove")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button
        className={styles.add}
        icon={<PlusOutlined />}
        onClick={() => void navigate({ to: "/connect" })}
        data-testid="settings-connect"
      >
        {t("accounts.switcher.connect")}
      </Button>
      <AccountDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

function Facts({ account }: { account: AccountSummary }) {
  const secretSet = account.kind === "official" && account.state.state !== "secretMissing";
  const facts = [
    account.kind === "practice" ? t("accounts.list.practiceNote") : account.appId,
    account.neverSynced
      ? t("accounts.switcher.neverSynced")
      : t("accounts.switcher.following", { count: account.following }),
    secretSet ? t("accounts.list.secretSet") : null,
    account.apiBase && t("accounts.list.apiBase", { address: account.apiBase }),
    account.connection.proxy.kind === "server" &&
      t("accounts.list.proxy", { host: account.connection.proxy.host }),
    account.connection.tokenKind === "classic" && t("accounts.list.classic"),
  ];
  return (
    <div className={styles.facts}>
      <span className={styles.name}>{account.name}</span>
      <span className={styles.small}>
        {facts.filter(Boolean).join(" · ")} <Health account={account} />
      </span>
    </div>
  );
}
