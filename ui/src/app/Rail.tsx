// The left rail: which account, and its pages. Folds to icons in a narrow window.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Action } from "~/components/action";
import { Later } from "~/components/Later";
import { shortcutWords } from "~/components/shortcut";
import type { AccountSummary } from "~/desk/contract";
import { AccountSwitcher } from "~/features/accounts/AccountSwitcher";
import { t } from "~/i18n";
import { type PageAction, pageAddress } from "./actions";
import styles from "./Rail.module.css";

type Props = { account: AccountSummary; pages: readonly PageAction[]; guide: Action };

export function Rail({ account, pages, guide }: Props) {
  return (
    <aside className={styles.rail}>
      <Later>
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
              title={hint(label, shortcut)}
              data-testid={`nav-${page}`}
            >
              <Entry icon={icon} label={label} />
            </Link>
          ))}
        </nav>
        <button
          type="button"
          className={`${styles.link} ${styles.last}`}
          aria-label={guide.label}
          title={hint(guide.label, guide.shortcut)}
          onClick={guide.perform}
          data-testid="rail-guide"
        >
          <Entry icon={guide.icon} label={guide.label} />
        </button>
      </Later>
    </aside>
  );
}

/** Folded, the rail shows no words. */
function hint(label: string, shortcut: string | undefined): string {
  return shortcut ? `${label}  ${shortcutWords(shortcut)}` : label;
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
