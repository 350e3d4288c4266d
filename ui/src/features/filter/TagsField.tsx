// Any, all or none of some tags. One that was deleted stays and says so.

import { Select } from "antd";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import styles from "./FilterBuilder.module.css";
import type { FieldsProps } from "./LeafFields";
import { Pick } from "./Pick";

export function TagsField({ leaf, around, onChange }: FieldsProps<"tags">) {
  const tags = useTags(around.account);
  const known = tags.data ?? [];
  const gone = leaf.tags.filter((tag) => !known.some(({ id }) => id === tag));
  return (
    <>
      <b>{t("filter.subject.tags")}</b>
      <Pick
        label={t("filter.have.label")}
        value={leaf.have}
        options={(["any", "all", "none"] as const).map((value) => [value, t(`filter.have.${value}`)])}
        onChange={(have) => onChange({ ...leaf, have })}
        testId="filter-have"
      />
      <Select
        size="small"
        mode="multiple"
        className={styles.values}
        popupMatchSelectWidth={false}
        aria-label={t("filter.tags.label")}
        placeholder={t("filter.tags.label")}
        value={[...leaf.tags]}
        showSearch={{ optionFilterProp: "name" }}
        options={[
          ...known.map(({ id, name, localCount }) => ({
            value: id,
            name,
            label: t("filter.value.people", { name, people: number(localCount) }),
          })),
          ...gone.map((id) => ({ value: id, name: around.names.tag(id), label: around.names.tag(id) })),
        ]}
        optionLabelProp="name"
        onChange={(chosen: number[]) => onChange({ ...leaf, tags: chosen })}
        data-testid="filter-tags"
      />
    </>
  );
}
