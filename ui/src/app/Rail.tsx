// The left rail: which account, and its pages. Folds to icons in a narrow window.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { shortcutWords } from "~/components/shortcut";
import type { AccountSummary } from "~/desk/contract";
import { AccountSwitcher } from "~/features/accounts/AccountSwitcher";
import { t } from "~/i18n";
import { type PageAction, pageAddress } from "./actions";
import styles from "./Rail.module.css";

type Props = { account: AccountSummary; pages: readonly PageAction[] };

export function Rail({ account, pages }: Props) {
  return (
    <aside className={styles.rail}>
      <AccountSwitcher current={account} />
      <nav className={styles.nav} aria-label={t("frame.rail.label")}>
        {pages.map(({ page, label, icon, shortcut }) => (
          <Link
            key={page}
            to={pageAddress[page]}
            params={{ account: account.id }}
            className={styles.link}
            activeOptions={{ includeSearch: false }}
            aria-label={label}
            title={shortcut ? `${label}  ${shortcutWords(shortcut)}` : label}
            data-testid={`nav-${page}`}
          >
            <Entry icon={icon} label={label} />
          </Link>
        ))}
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
