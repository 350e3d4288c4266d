// Which account is shown, how well it is, and the way to the others.

import { DownOutlined, ExperimentOutlined, PlusOutlined, SettingOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import type { AccountSummary } from "~/desk/contract";
import { useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import { AccountLetter } from "./AccountLetter";
import styles from "./AccountSwitcher.module.css";

type Props = { current: AccountSummary };

export function AccountSwitcher({ current }: Props) {
  const { accounts } = useDeskNow();
  const navigate = useNavigate();
  const open = (account: string) =>
    void navigate({ to: "/a/$account/followers", params: { account }, search: {} });
  const items: MenuProps["items"] = [
    ...accounts.map((account) => ({
      key: account.id,
      label: <Entry account={account} />,
      onClick: () => open(account.id),
      "data-testid": `switch-to-${account.id}`,
    })),
    { type: "divider" },
    {
      key: "connect",
      icon: <PlusOutlined />,
      label: t("accounts.switcher.connect"),
      onClick: () => void navigate({ to: "/connect" }),
    },
    ...(accounts.some(({ kind }) => kind === "practice")
      ? []
      : [
          {
            key: "practice",
            icon: <ExperimentOutlined />,
            label: t("accounts.switcher.practice"),
            onClick: () => void navigate({ to: "/start" }),
          },
        ]),
    {
      key: "manage",
      icon: <SettingOutlined />,
      label: t("accounts.switcher.manage"),
      onClick: () => void navigate({ to: "/settings" }),
    },
  ];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{ items, selectable: true, selectedKeys: [current.id], className: styles.menu }}
    >
      <button
        type="button"
        className={styles.current}
        aria-label={t("accounts.switcher.label", { name: current.name })}
        title={current.name}
        data-testid="account-switcher"
      >
        <AccountLetter account={current} />
        <span className={styles.name}>{current.name}</span>
        {current.state.state !== "ready" && <span className={styles.alarm} aria-hidden />}
        <DownOutlined className={styles.arrow} aria-hidden />
      </button>
    </Dropdown>
  );
}

function Entry({ account }: { account: AccountSummary }) {
  return (
    <span className={styles.entry}>
      <AccountLetter account={account} />
      <span className={styles.lines}>
        <span className={styles.name}>{account.name}</span>
        <span className={styles.small}>
          {account.kind === "practice" && <span className={styles.practice}>{t("common.practice")}</span>}
          {account.neverSynced
            ? t("accounts.switcher.neverSynced")
            : t("accounts.switcher.following", { count: account.following })}
          <Health account={account} />
        </span>
      </span>
    </span>
  );
}

/** A word only where something is wrong: 正常 beside every account would hide the one that is not. */
export function Health({ account }: { account: AccountSummary }) {
  const { state } = account.state;
  if (state === "ready") return null;
  return <span className={styles.unwell}>{t(`accounts.health.${state}`)}</span>;
}
