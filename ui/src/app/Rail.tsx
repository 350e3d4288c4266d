// The left rail: which account, and its pages. Folds to icons in a narrow window.

import { HistoryOutlined, SettingOutlined, TeamOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AccountSummary } from "~/desk/contract";
import { AccountSwitcher } from "~/features/accounts/AccountSwitcher";
import { t } from "~/i18n";
import styles from "./Rail.module.css";

export function Rail({ account }: { account: AccountSummary }) {
  const params = { account: account.id };
  return (
    <aside className={styles.rail}>
      <AccountSwitcher current={account} />
      <nav className={styles.nav} aria-label={t("frame.rail.label")}>
        <Link
          to="/a/$account/followers"
          params={params}
          className={styles.link}
          activeOptions={{ includeSearch: false }}
          title={t("frame.rail.followers")}
          data-testid="nav-followers"
        >
          <Entry icon={<TeamOutlined />} label={t("frame.rail.followers")} />
        </Link>
        <Link
          to="/a/$account/activity"
          params={params}
          className={styles.link}
          activeOptions={{ includeSearch: false }}
          title={t("frame.rail.activity")}
          data-testid="nav-activity"
        >
          <Entry icon={<HistoryOutlined />} label={t("frame.rail.activity")} />
        </Link>
        <Link
          to="/settings"
          className={styles.link}
          title={t("frame.rail.settings")}
          data-testid="nav-settings"
        >
          <Entry icon={<SettingOutlined />} label={t("frame.rail.settings")} />
        </Link>
      </nav>
    </aside>
  );
}

function Entry({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
    </>
  );
}
