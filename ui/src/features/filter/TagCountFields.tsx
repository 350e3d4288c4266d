// The number of tags somebody has: at least, at most, exactly, between, or as many as WeChat allows.

import { InputNumber } from "antd";
import { useState } from "react";
import { TAGS_PER_PERSON } from "~/components/tags/limits";
import { t } from "~/i18n";
import styles from "./FilterBuilder.module.css";
import type { FieldsProps } from "./LeafFields";
import type { Leaf } from "./leaves";
import { Pick } from "./Pick";

const ways = ["least", "most", "exactly", "between", "full"] as const;
type Way = (typeof ways)[number];
type Count = Extract<Leaf, { kind: "tagCount" }>;

export function TagCountFields({ leaf, onChange }: FieldsProps<"tagCount">) {
  // Several ways make the same condition, so the one that was chosen is remembered while the line stands.
  const [way, setWay] = useState(() => wayOf(leaf));
  const { least, most } = leaf;
  const one = least ?? most ?? 1;
  const choose = (next: Way) => {
    setWay(next);
    onChange(inWay(next, one));
  };
  const field = (label: string, value: number | null, set: (value: number) => void) => (
    <InputNumber
      size="small"
      className={styles.count}
      min={0}
      max={TAGS_PER_PERSON}
      precision={0}
      value={value}
      aria-label={label}
      onChange={(typed) => typed !== null && set(typed)}
    />
  );
  return (
    <>
      <b>{t("filter.subject.tagCount")}</b>
      <Pick
        label={t("filter.tagCount.label")}
        value={way}
        options={ways.map((value) => [value, t(`filter.tagCount.${value}`)])}
        onChange={choose}
      />
      {way !== "full" &&
        field(t("filter.tagCount.number"), one, (value) =>
          onChange(way === "between" ? { ...leaf, least: value } : inWay(way, value)),
        )}
      {way === "between" && (
        <>
          {t("filter.tagCount.to")}
          {field(t("filter.tagCount.upper"), most, (value) => onChange({ ...leaf, most: value }))}
        </>
      )}
    </>
  );
}

function wayOf({ least, most }: Count): Way {
  if (least === TAGS_PER_PERSON && most === null) return "full";
  if (least !== null && most !== null) return least === most ? "exactly" : "between";
  return least === null ? "most" : "least";
}

function inWay(way: Way, count: number): Count {
  switch (way) {
    case "least":
      return { kind: "tagCount", least: count, most: null };
    case "most":
      return { kind: "tagCount", least: null, most: count };
    case "exactly":
      return { kind: "tagCount", least: count, most: count };
    case "between":
      return { kind: "tagCount", least: count, most: TAGS_PER_PERSON };
    case "full":
      return { kind: "tagCount", least: TAGS_PER_PERSON, most: null };
  }
}
