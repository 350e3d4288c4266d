// How many blocked people are chosen, and what can be done with them. Keeps its place when nobody is chosen.

import { CloseOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { ActionButton } from "~/components/ActionButton";
import { t } from "~/i18n";
import styles from "../followers/SelectionBar.module.css";
import type { blacklistActions } from "./blacklistActions";

type Props = {
  count: number;
  actions: ReturnType<typeof blacklistActions>;
  /** The data has changed since these people were chosen. */
  outdated: boolean;
  onRefresh: () => void;
  onClear: () => void;
};

export function BlacklistBar({ count, actions, outdated, onRefresh, onClear }: Props) {
  const somebody = count > 0;
  return (
    <section
      className={styles.bar}
      aria-label={t("blacklist.selection.label")}
      data-somebody={somebody || undefined}
    >
      <p className={styles.count} role="status" data-testid="blacklist-chosen">
        {somebody ? (
          <strong>{t("followers.selection.count", { count })}</strong>
        ) : (
          <span className={styles.hint}>{t("blacklist.selection.none")}</span>
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
        >
          <span className={styles.changed}>{t("followers.selection.changed")} · </span>
          <span className={styles.refresh}>{t("followers.selection.refresh")}</span>
        </Button>
      )}
      {somebody && (
        <div className={styles.actions}>
          <ActionButton action={actions.unblock} type="primary" testId="blacklist-unblock" />
          <ActionButton action={actions.reason} testId="blacklist-reason" />
          <ActionButton action={actions.exportCsv} testId="blacklist-csv" />
          <ActionButton action={actions.exportXlsx} testId="blacklist-xlsx" />
        </div>
      )}
    </section>
  );
}
