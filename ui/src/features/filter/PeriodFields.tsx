// A period in China time: one that follows from the day it is, one day, or from one day to another.

import { InputNumber } from "antd";
import { useState } from "react";
import { DayField } from "~/components/DayField";
import type { Period, Relation, UnixSeconds } from "~/desk/contract";
import { t } from "~/i18n";
import { DAY, dayOf, midnightOf } from "~/i18n/days";
import { nowSeconds } from "~/i18n/format";
import styles from "./FilterBuilder.module.css";
import type { FieldsProps } from "./LeafFields";
import { namedPeriods } from "./leaves";
import { Pick } from "./Pick";

const relations: readonly Relation[] = ["during", "before", "after"];

/** "Followed, in or before or after, a period". */
export function FollowedFields({ leaf, onChange }: FieldsProps<"followed">) {
  return (
    <>
      <b>{t("filter.subject.followed")}</b>
      <Pick
        label={t("filter.when.label")}
        value={leaf.when}
        options={relations.map((value) => [value, t(`filter.when.${value}`)])}
        onChange={(when) => onChange({ ...leaf, when, period: inRelation(when, leaf.period) })}
        testId="filter-when"
      />
      <PeriodField
        key={leaf.when}
        period={leaf.period}
        single={leaf.when !== "during"}
        onChange={(period) => onChange({ ...leaf, period })}
      />
    </>
  );
}

/** Before and after are asked of one day. */
function inRelation(when: Relation, period: Period): Period {
  if (period.kind !== "between" || when === "during") return period;
  const day = when === "before" ? period.from : period.until === null ? null : period.until - DAY;
  return day === null ? { kind: "between", from: null, until: null } : wholeDay(dayOf(day));
}

type Props = {
  period: Period;
  /** Only one day can be chosen, not a span of days. */
  single?: boolean;
  onChange: (period: Period) => void;
};

type Kind = Period["kind"] | "day";

export function PeriodField({ period, single = false, onChange }: Props) {
  const [day, setDay] = useState(() => period.kind === "between" && (single || isOneDay(period)));
  const kind: Kind = period.kind === "between" && day ? "day" : period.kind;
  const kinds: Kind[] = ["lastDays", ...namedPeriods, "day", ...(single ? [] : (["between"] as const))];
  const choose = (next: Kind) => {
    setDay(next === "day");
    if (next === "lastDays") onChange({ kind: next, days: 7 });
    else if (next !== "day" && next !== "between") onChange({ kind: next });
    else if (next === "day") onChange(wholeDay(dayOf(firstMoment(period) ?? nowSeconds())));
    else if (period.kind !== "between") onChange({ kind: "between", from: null, until: null });
  };
  return (
    <>
      <Pick
        label={t("filter.period.label")}
        value={kind}
        options={kinds.map((value) => [value, t(`filter.period.${value}`)])}
        onChange={choose}
        testId="filter-period"
      />
      {period.kind === "lastDays" && (
        <InputNumber
          size="small"
          className={styles.count}
          min={1}
          max={36_500}
          precision={0}
          value={period.days}
          aria-label={t("filter.period.days")}
          onChange={(days) => days !== null && onChange({ kind: "lastDays", days })}
        />
      )}
      {period.kind === "between" && <Days period={period} day={day} onChange={onChange} />}
      <span className={styles.china}>{t("filter.period.china")}</span>
    </>
  );
}

type Between = Extract<Period, { kind: "between" }>;
type DaysProps = { period: Between; day: boolean; onChange: (period: Period) => void };

function Days({ period, day, onChange }: DaysProps) {
  const { from, until } = period;
  const field = (label: string, value: string, set: (typed: string) => void) => (
    <DayField
      className={styles.date}
      aria-label={label}
      value={value}
      min="2011-01-01"
      max="2099-12-31"
      onChange={set}
    />
  );
  const first = from === null ? "" : dayOf(from);
  if (day) {
    return field(t("filter.period.date"), first, (typed) =>
      onChange(typed === "" ? { kind: "between", from: null, until: null } : wholeDay(typed)),
    );
  }
  return (
    <>
      {field(t("filter.period.from"), first, (typed) =>
        onChange({ ...period, from: typed === "" ? null : midnightOf(typed) }),
      )}
      {t("filter.period.to")}
      {field(t("filter.period.until"), until === null ? "" : dayOf(until - DAY), (typed) =>
        onChange({ ...period, until: typed === "" ? null : midnightOf(typed) + DAY }),
      )}
    </>
  );
}

function wholeDay(day: string): Period {
  return { kind: "between", from: midnightOf(day), until: midnightOf(day) + DAY };
}

function firstMoment(period: Period): UnixSeconds | null {
  return period.kind === "between" ? period.from : null;
}

function isOneDay({ from, until }: Between): boolean {
  return from !== null && until === from + DAY;
}
