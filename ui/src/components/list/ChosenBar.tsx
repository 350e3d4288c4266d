// How many people of a list are chosen, and what can be done with them. Keeps its place when nobody is chosen.

import { CloseOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { t } from "~/i18n";
import styles from "./ChosenBar.module.css";

type Props = {
  label: string;
  count: number;
  /** The test id of the line that says how many. */
  testId: string;
  /** Whom that means, beside the number. */
  who?: ReactNode;
  /** What is said while nobody is chosen. */
  hint: string;
  /** The data has changed since these people were chosen. */
  outdated: boolean;
  onRefresh: () => void;
  onClear: () => void;
  /** The buttons; drawn only while somebody is chosen. */
  children: ReactNode;
};

export function ChosenBar({
  label,
  count,
  testId,
  who,
  hint,
  outdated,
  onRefresh,
  onClear,
  children,
}: Props) {
  const somebody = count > 0;
  return (
    <section
      className={styles.bar}
      aria-label={label}
      data-somebody={somebody || undefined}
      data-outdated={outdated || undefined}
    >
      <p className={styles.count} role="status" data-testid={testId}>
        {somebody ? (
          <>
            <strong>{t("followers.selection.count", { count })}</strong>
            {who}
          </>
        ) : (
          <span className={styles.hint}>{hint}</span>
        )}
      </p>
      {somebody && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t("followers.selection.clear")}
          title={t("followers.selection.clear")}
          onClick={onClear}
          data-testid="selection-clear"
        />
      )}
      {outdated && (
        <Button
          type="link"
          size="small"
          className={styles.outdated}
          icon={<ReloadOutlined />}
          title={t("followers.selection.changed")}
          aria-label={`${t("followers.selection.changed")} · ${t("followers.selection.refresh")}`}
          onClick={onRefresh}
          data-testid="list-refresh"
        >
          <span className={styles.changed}>{t("followers.selection.changed")} · </span>
          <span className={styles.refresh}>{t("followers.selection.refresh")}</span>
        </Button>
      )}
      {somebody && <div className={styles.actions}>{children}</div>}
    </section>
  );
}

/** That all of a list are chosen, and how many of them are not. */
export function AllWords({ except }: { except: number }) {
  const words =
    except === 0 ? t("followers.selection.all") : t("followers.selection.allExcept", { count: except });
  return (
    <span className={styles.who} title={words}>
      {words}
    </span>
  );
}
