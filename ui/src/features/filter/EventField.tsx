// Something that happened in a period: who left or came back, was tagged, blocked, or noted anew.

import { Select } from "antd";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./FilterBuilder.module.css";
import type { FieldsProps } from "./LeafFields";
import { newPastEvent, pastEvents } from "./leaves";
import { PeriodField } from "./PeriodFields";
import { Pick } from "./Pick";

export function EventField({ leaf, around, onChange }: FieldsProps<"happened">) {
  const tags = useTags(around.account);
  const { event } = leaf;
  const known = (tags.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const tag = event.kind === "tagged" || event.kind === "untagged" ? event.tag : null;
  const gone = tag !== null && !known.some(({ value }) => value === tag);
  return (
    <>
      <PeriodField period={leaf.period} onChange={(period) => onChange({ ...leaf, period })} />
      <Pick
        label={t("filter.event.label")}
        value={event.kind}
        options={pastEvents.map((value) => [value, t(`filter.event.${value}`)])}
        onChange={(kind) => onChange({ ...leaf, event: newPastEvent(kind) })}
        testId="filter-event"
      />
      {(event.kind === "tagged" || event.kind === "untagged") && (
        <Select
          size="small"
          allowClear
          className={styles.tag}
          popupMatchSelectWidth={false}
          aria-label={t("filter.event.tag")}
          placeholder={t("filter.event.anyTag")}
          value={event.tag}
          showSearch={{ optionFilterProp: "label" }}
          options={gone ? [...known, { value: tag, label: around.names.tag(tag) }] : known}
          onChange={(chosen: number | undefined) =>
            onChange({ ...leaf, event: { kind: event.kind, tag: chosen ?? null } })
          }
        />
      )}
    </>
  );
}
