// What can be done with accounts: show another one, add one, look after them. The switcher, the palette and
// the list of accounts read it.

import { ExperimentOutlined, PlusOutlined, SettingOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import type { Action } from "~/components/action";
import type { AccountId, AccountSummary } from "~/desk/contract";
import { useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import type { AccountDialog } from "./AccountDialogs";
import { AccountLetter } from "./AccountLetter";

export type AccountActions = {
  /** One for each account, in the order of the desk. */
  show: (Action & { account: AccountSummary })[];
  connect: Action;
  /** Only where there is no practice account yet. */
  practice: Action | null;
  manage: Action;
};

/** `current` is the account on show, if one is. */
export function useAccountActions(current: AccountId | null): AccountActions {
  const { accounts } = useDeskNow();
  const navigate = useNavigate();
  const practised = accounts.some(({ kind }) => kind === "practice");
  return {
    show: accounts.map((account) => ({
      account,
      name: `accounts.show.${account.id}`,
      label: account.name,
      icon: <AccountLetter account={account} />,
      leadsTo: "account",
      detail: detailOf(account, current),
      impossible: null,
      perform: () =>
        void navigate({ to: "/a/$account/followers", params: { account: account.id }, search: {} }),
    })),
    connect: {
      name: "accounts.connect",
      label: t("accounts.switcher.connect"),
      icon: <PlusOutlined />,
      impossible: null,
      perform: () => void navigate({ to: "/connect" }),
    },
    practice: practised
      ? null
      : {
          name: "accounts.practice",
          label: t("accounts.switcher.practice"),
          icon: <ExperimentOutlined />,
          impossible: null,
          perform: () => void navigate({ to: "/start" }),
        },
    manage: {
      name: "accounts.manage",
      label: t("accounts.switcher.manage"),
      icon: <SettingOutlined />,
      impossible: null,
      perform: () => void navigate({ to: "/settings" }),
    },
  };
}

/** What can be done with one account, listed or on show. Only a real one has a way to WeChat and a secret. */
export function useActionsOfAccount(account: AccountSummary, ask: (dialog: AccountDialog) => void): Action[] {
  const navigate = useNavigate();
  const asking = (kind: AccountDialog["kind"]) => ({
    detail: account.name,
    impossible: null,
    perform: () => ask({ kind, account }),
  });
  const { state } = account.state;
  const shut = account.appId === null ? "secretMissing" : state;
  const closed = shut === "secretMissing" || shut === "tokenNeeded" ? shut : null;
  const calls = {
    name: "account.calls",
    label: t("calls.open"),
    detail: account.name,
    impossible: null,
    perform: () => void navigate({ to: "/a/$account/calls", params: { account: account.id } }),
  };
  const rename = { name: "account.rename", label: t("accounts.list.rename"), ...asking("rename") };
  const connection = {
    name: "account.connection",
    label: t("accounts.list.connection"),
    ...asking("connection"),
    impossible: closed && t(`accounts.health.${closed}`),
  };
  const secret = {
    name: "account.secret",
    label: t(`accounts.opening.kinds.${account.credentials.kind}.replace`),
    ...asking("secret"),
  };
  const forget = {
    name: "account.forget",
    label: t(`accounts.opening.kinds.${account.credentials.kind}.forget`),
    danger: true,
    ...asking("forget"),
    impossible: closed && t(`accounts.health.${closed}`),
  };
  const remove = {
    name: "account.remove",
    label: t("accounts.list.remove"),
    danger: true,
    ...asking("remove"),
  };
  return account.kind === "official"
    ? [calls, rename, connection, secret, forget, remove]
    : [calls, rename, remove];
}

function detailOf(account: AccountSummary, current: AccountId | null): string {
  const { state } = account.state;
  const parts = [
    account.id === current ? t("palette.current") : null,
    account.kind === "practice" ? t("common.practice") : null,
    account.neverSynced
      ? t("accounts.switcher.neverSynced")
      : t("accounts.switcher.following", { count: account.following }),
    state === "ready" ? null : t(`accounts.health.${state}`),
    account.appId,
  ];
  return parts.filter(Boolean).join(" · ");
}
