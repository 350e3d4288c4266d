// How the table looks, beside the table: saved views, columns, order, density. Everything shows at once.

import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  DeleteOutlined,
  PushpinFilled,
  PushpinOutlined,
} from "@ant-design/icons";
import { Button, Checkbox, Input, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { onEnter } from "~/components/enter";
import { SidePanel } from "~/components/list/SidePanel";
import { t } from "~/i18n";
import { columnTitle } from "./columns";
import type { SavedView, Views } from "./useTableView";
import styles from "./ViewPanel.module.css";
import { type ColumnKey, type ColumnView, withColumn, withColumnMoved } from "./view";

type Props = { views: Views; onClose: () => void };

export function ViewPanel({ views, onClose }: Props) {
  return (
    <SidePanel
      label={t("followers.view.title")}
      title={t("followers.view.title")}
      testId="view-panel"
      closeTestId="view-panel-close"
      onClose={onClose}
    >
      <SavedViews views={views} />
      <Columns views={views} />
      <Order views={views} />
      <Density views={views} />
      <div>
        <Button
          size="small"
          disabled={!views.changed && views.from === null}
          onClick={views.reset}
          data-testid="view-reset"
        >
          {t("followers.view.reset")}
        </Button>
      </div>
    </SidePanel>
  );
}

function SavedViews({ views }: { views: Views }) {
  const { saved, from, changed, apply, save, remove, busy } = views;
  const [name, setName] = useState("");
  const typed = name.trim();
  const keep = () => {
    if (typed === "") return;
    save(typed, null);
    setName("");
  };
  return (
    <section className={styles.section} aria-label={t("followers.view.saved")}>
      <h3>{t("followers.view.saved")}</h3>
      {saved.map((one) => (
        <SavedLine
          key={one.id}
          saved={one}
          current={from?.id === one.id}
          onApply={() => apply(one)}
          onRemove={() => remove(one.id)}
        />
      ))}
      {from !== null && changed && (
        <Button
          size="small"
          loading={busy}
          onClick={() => save(from.name, from.id)}
          data-testid="view-update"
        >
          {t("followers.view.update", { name: from.name })}
        </Button>
      )}
      <div className={styles.saving}>
        <Input
          size="small"
          value={name}
          maxLength={60}
          aria-label={t("followers.view.name")}
          placeholder={t("followers.view.name")}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={onEnter(keep)}
          data-testid="view-name"
        />
        <Button size="small" disabled={typed === ""} loading={busy} onClick={keep} data-testid="view-save">
          {t("followers.view.save")}
        </Button>
      </div>
    </section>
  );
}

type SavedProps = { saved: SavedView; current: boolean; onApply: () => void; onRemove: () => void };

function SavedLine({ saved: { id, name, view }, current, onApply, onRemove }: SavedProps) {
  return (
    <div className={styles.line}>
      <button
        type="button"
        className={styles.apply}
        aria-pressed={current}
        disabled={view === null}
        title={view === null ? t("followers.view.unreadable") : name}
        onClick={onApply}
        data-testid={`view-${id}`}
      >
        {name}
      </button>
      <Tool
        icon={<DeleteOutlined aria-hidden />}
        label={t("followers.view.remove", { name })}
        onClick={onRemove}
      />
    </div>
  );
}

function Columns({ views: { view, change } }: { views: Views }) {
  const shown = view.columns.filter((column) => column.shown).length;
  return (
    <section className={styles.section} aria-label={t("followers.view.columns")}>
      <h3>{t("followers.view.columns")}</h3>
      <ul>
        {view.columns.map((column, at) => (
          <ColumnLine
            key={column.key}
            column={column}
            only={column.shown && shown === 1}
            first={at === 0}
            last={at === view.columns.length - 1}
            onChange={(changes) => change(withColumn(view, column.key, changes))}
            onMove={(step) => change(withColumnMoved(view, column.key, step))}
          />
        ))}
      </ul>
    </section>
  );
}

type ColumnProps = {
  column: ColumnView;
  only: boolean;
  first: boolean;
  last: boolean;
  onChange: (changes: Partial<ColumnView>) => void;
  onMove: (step: -1 | 1) => void;
};

function ColumnLine({ column: { key, shown, pinned }, only, first, last, onChange, onMove }: ColumnProps) {
  const name = columnTitle(key);
  return (
    <li className={styles.line}>
      <Checkbox
        className={styles.name}
        checked={shown}
        disabled={only}
        onChange={({ target }) => onChange({ shown: target.checked })}
        data-testid={`view-column-${key}`}
      >
        {name}
      </Checkbox>
      <Tool
        icon={pinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
        label={t(pinned ? "followers.view.unpin" : "followers.view.pin", { name })}
        pressed={pinned}
        testId={`view-pin-${key}`}
        onClick={() => onChange({ pinned: !pinned })}
      />
      <Tool
        icon={<ArrowUpOutlined aria-hidden />}
        label={t("followers.view.forward", { name })}
        disabled={first}
        testId={`view-up-${key}`}
        onClick={() => onMove(-1)}
      />
      <Tool
        icon={<ArrowDownOutlined aria-hidden />}
        label={t("followers.view.back", { name })}
        disabled={last}
        onClick={() => onMove(1)}
      />
    </li>
  );
}

/** The order in words, the first key first; the headings change it. */
function Order({ views: { view, change } }: { views: Views }) {
  return (
    <section className={styles.section} aria-label={t("followers.view.order")}>
      <h3>{t("followers.view.order")}</h3>
      <ol>
        {view.sort.map(({ key, descending }, at) => {
          const name = columnTitle(key satisfies ColumnKey);
          return (
            <li key={key} className={styles.line}>
              <button
                type="button"
                className={styles.apply}
                onClick={() =>
                  change({
                    ...view,
                    sort: view.sort.map((one) => (one.key === key ? { key, descending: !descending } : one)),
                  })
                }
              >
                {at + 1}. {name} · {t(descending ? "followers.view.descending" : "followers.view.ascending")}
              </button>
              {view.sort.length > 1 && (
                <Tool
                  icon={<CloseOutlined aria-hidden />}
                  label={t("followers.view.unsort", { name })}
                  onClick={() => change({ ...view, sort: view.sort.filter((one) => one.key !== key) })}
                />
              )}
            </li>
          );
        })}
      </ol>
      <p className={styles.hint}>{t("followers.view.orderHint")}</p>
    </section>
  );
}

function Density({ views: { view, change } }: { views: Views }) {
  return (
    <section className={styles.section} aria-label={t("settings.density.label")}>
      <h3>{t("settings.density.label")}</h3>
      <Segmented<"usual" | "comfortable" | "compact">
        size="small"
        value={view.density ?? "usual"}
        options={[
          { value: "usual", label: t("followers.view.usualDensity") },
          { value: "comfortable", label: t("settings.density.comfortable") },
          { value: "compact", label: t("settings.density.compact") },
        ]}
        onChange={(density) => change({ ...view, density: density === "usual" ? null : density })}
        aria-label={t("settings.density.label")}
      />
    </section>
  );
}

type ToolProps = {
  icon: ReactNode;
  label: string;
  disabled?: boolean;
  pressed?: boolean;
  testId?: string;
  onClick: () => void;
};

function Tool({ icon, label, disabled, pressed, testId, onClick }: ToolProps) {
  return (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      disabled={disabled}
      onClick={onClick}
      data-testid={testId}
    />
  );
}
