// How many are chosen, and what can be done with them. Keeps its place when nobody is chosen.

import { CloseOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ComponentProps, useId } from "react";
import type { Action } from "~/components/action";
import type { Picked } from "~/components/grid/selection";
import { t } from "~/i18n";
import type { followerActions } from "./actions";
import styles from "./SelectionBar.module.css";

type Props = {
  count: number;
  picked: Picked;
  actions: ReturnType<typeof followerActions>;
  /** The data has changed since these people were chosen. */
  outdated: boolean;
  onRefresh: () => void;
  onClear: () => void;
};

export function SelectionBar({ count, picked, actions, outdated, onRefresh, onClear }: Props) {
  const label = useId();
  const somebody = count > 0;
  return (
    <section className={styles.bar} aria-labelledby={label} data-somebody={somebody || undefined}>
      <span id={label} className={styles.hidden}>
        {t("followers.selection.label")}
      </span>
      <p className={styles.count} role="status" data-testid="selection-count">
        {somebody ? (
          <>
            <strong>{t("followers.selection.count", { count })}</strong>
            <WhoWords picked={picked} />
          </>
        ) : (
          <span className={styles.hint}>{t("followers.selection.none")}</span>
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
      {somebody && (
        <div className={styles.actions}>
          <BarButton action={actions.tag} type="primary" testId="bulk-tag" />
          <BarButton action={actions.untag} testId="bulk-untag" />
          <BarButton action={actions.remark} testId="bulk-remark" />
          <BarButton action={actions.exportCsv} testId="bulk-export-csv" />
          <BarButton action={actions.exportXlsx} testId="bulk-export-xlsx" />
          <BarButton
            action={actions.block}
            type={actions.block.danger ? "text" : "default"}
            testId="bulk-block"
          />
        </div>
      )}
    </section>
  );
}

function WhoWords({ picked }: { picked: Picked }) {
  if (picked.kind !== "all") return null;
  const out = picked.except.size;
  const words = out === 0 ? t("followers.selection.all") : t("followers.selection.allExcept", { count: out });
  return (
    <span className={styles.who} title={words}>
      {words}
    </span>
  );
}

type ButtonProps = { action: Action; type?: ComponentProps<typeof Button>["type"]; testId: string };

function BarButton({ action, type, testId }: ButtonProps) {
  return (
    <Button
      type={type}
      danger={action.danger}
      disabled={action.impossible !== null}
      title={action.impossible ?? undefined}
      onClick={action.perform}
      data-testid={testId}
    >
      {action.label}
    </Button>
  );
}
