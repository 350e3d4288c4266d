// Which account is shown, how well it is, and the way to the others.

import { DownOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import { menuItems } from "~/components/action";
import type { AccountSummary } from "~/desk/contract";
import { t } from "~/i18n";
import { AccountLetter } from "./AccountLetter";
import styles from "./AccountSwitcher.module.css";
import { useAccountActions } from "./accountActions";

type Props = { current: AccountSummary };

export function AccountSwitcher({ current }: Props) {
  const { show, connect, practice, manage } = useAccountActions(current.id);
  const items: MenuProps["items"] = [
    ...show.map(({ account, perform }) => ({
      key: account.id,
      label: <Entry account={account} />,
      onClick: perform,
      "data-testid": `switch-to-${account.id}`,
    })),
    { type: "divider" },
    ...menuItems(practice ? [connect, practice, manage] : [connect, manage]),
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
