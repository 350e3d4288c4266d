// Which account is shown, how well it is, and the way to the others.

import { DownOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import { menuItems } from "~/components/action";
import { useNow } from "~/components/useNow";
import type { AccountSummary } from "~/desk/contract";
import { t } from "~/i18n";
import { isolated } from "~/i18n/isolated";
import { AccountLetter } from "./AccountLetter";
import styles from "./AccountSwitcher.module.css";
import { useAccountActions } from "./accountActions";
import { HealthMark, HealthWords } from "./HealthMark";
import { useHealth } from "./health";

type Props = { current: AccountSummary };

export function AccountSwitcher({ current }: Props) {
  const now = useNow();
  const health = useHealth(current, now);
  const { show, connect, practice, manage } = useAccountActions(current.id);
  const items: MenuProps["items"] = [
    ...show.map(({ account, perform }) => ({
      key: account.id,
      label: <Entry account={account} now={now} />,
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
        aria-label={t("accounts.switcher.label", { name: current.name, health: health.words })}
        title={`${isolated(current.name)} · ${health.words}`}
        data-testid="account-switcher"
      >
        <AccountLetter account={current} />
        <span className={styles.name}>{current.name}</span>
        <span className={styles.health}>
          <HealthMark health={health} />
        </span>
        <DownOutlined className={styles.arrow} aria-hidden />
      </button>
    </Dropdown>
  );
}

function Entry({ account, now }: { account: AccountSummary; now: number }) {
  const health = useHealth(account, now);
  return (
    <span className={styles.entry}>
      <AccountLetter account={account} />
      <span className={styles.lines}>
        <span className={styles.name}>{account.name}</span>
        <span className={styles.small}>
          {account.kind === "practice" && <span className={styles.practice}>{t("common.practice")}</span>}
          {!account.neverSynced && t("accounts.switcher.following", { count: account.following })}
        </span>
        <span className={styles.small}>
          <HealthWords health={health} />
        </span>
      </span>
      <HealthMark health={health} />
    </span>
  );
}
