// What the list of activity is narrowed to: kinds, a tag, a person, a span of days.

import { Button, Select } from "antd";
import { useId } from "react";
import { DayField } from "~/components/DayField";
import type { AccountId } from "~/desk/contract";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { dayOf } from "~/i18n/days";
import { nowSeconds } from "~/i18n/format";
import styles from "./ActivityBar.module.css";
import { type ActivityView, activityKinds, everything, isNarrowed, isTurned, kindToggled } from "./activity";
import { PersonSelect } from "./PersonSelect";

type Props = {
  account: AccountId;
  view: ActivityView;
  onChange: (changes: Partial<ActivityView>) => void;
};

export function ActivityBar({ account, view, onChange }: Props) {
  const id = useId();
  const tags = useTags(account);
  const today = dayOf(nowSeconds());
  const names = tags.data?.map(({ id: value, name: label }) => ({ value, label })) ?? [];
  const gone = view.tag !== null && !names.some(({ value }) => value === view.tag);
  return (
    <section className={styles.bar} aria-label={t("jobs.activity.narrow")}>
      <fieldset className={styles.kinds} aria-label={t("jobs.activity.kindLabel")}>
        {activityKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            aria-pressed={view.kinds.includes(kind)}
            onClick={() => onChange(kindToggled(view, kind))}
            data-testid={`kind-${kind}`}
          >
            {t(`jobs.activity.kind.${kind}`)}
          </button>
        ))}
      </fieldset>
      <Select
        size="small"
        className={styles.choice}
        aria-label={t("jobs.activity.tag")}
        placeholder={t("jobs.activity.tag")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={view.tag}
        options={gone ? [{ value: view.tag as number, label: String(view.tag) }, ...names] : names}
        onChange={(tag: number | undefined) => onChange({ tag: tag ?? null })}
      />
      <PersonSelect
        account={account}
        person={view.person}
        className={styles.choice}
        onChange={(person) => onChange({ person })}
      />
      <div className={styles.days}>
        <label htmlFor={`${id}-from`}>{t("jobs.activity.from")}</label>
        <DayField
          id={`${id}-from`}
          className={styles.day}
          max={today}
          value={view.from ?? ""}
          onChange={(day) => onChange({ from: day || null })}
        />
        <label htmlFor={`${id}-until`}>{t("jobs.activity.until")}</label>
        <DayField
          id={`${id}-until`}
          className={styles.day}
          max={today}
          value={view.until ?? ""}
          onChange={(day) => onChange({ until: day || null })}
        />
      </div>
      {isNarrowed(view) && (
        <Button type="link" size="small" onClick={() => onChange(everything)} data-testid="activity-clear">
          {t("jobs.activity.clear")}
        </Button>
      )}
      {isTurned(view) && (
        <p className={styles.turned} role="alert">
          {t("followers.periodTurned")}
        </p>
      )}
    </section>
  );
}
