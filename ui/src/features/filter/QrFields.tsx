// The QR code somebody came by: one of the values that occur, with their counts, or part of a text.

import { Select } from "antd";
import { useState } from "react";
import type { QrPart } from "~/desk/contract";
import { useQrValues } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import styles from "./FilterBuilder.module.css";
import type { FieldsProps } from "./LeafFields";
import { Pick } from "./Pick";

const parts: readonly QrPart[] = ["either", "text", "scene"];

export function QrFields({ leaf, around, onChange }: FieldsProps<"qr">) {
  return (
    <>
      <Pick
        label={t("filter.qrPart.label")}
        value={leaf.part}
        options={parts.map((value) => [value, t(`filter.qrPart.${value}`)])}
        onChange={(part) => onChange({ ...leaf, part })}
      />
      <Pick
        label={t("filter.qrHow.label")}
        value={leaf.how}
        options={(["is", "contains", "startsWith"] as const).map((value) => [
          value,
          t(`filter.qrHow.${value}`),
        ])}
        onChange={(how) => onChange({ ...leaf, how, texts: leaf.texts.filter((text) => text !== "") })}
      />
      {leaf.how === "is" ? (
        <Occurring leaf={leaf} around={around} onChange={onChange} />
      ) : (
        <Select
          size="small"
          mode="tags"
          open={false}
          suffixIcon={null}
          className={styles.values}
          aria-label={t("filter.qr.texts")}
          placeholder={t("filter.qr.texts")}
          value={[...leaf.texts]}
          onChange={(texts: string[]) => onChange({ ...leaf, texts: texts.filter((text) => text !== "") })}
          data-testid="filter-qr-texts"
        />
      )}
    </>
  );
}

/** The values that occur; another one can be typed as well, because it may come to be. */
function Occurring({ leaf, around, onChange }: FieldsProps<"qr">) {
  const [search, setSearch] = useState("");
  const found = useQrValues(around.account, leaf.part, search.trim());
  const values = found.data ?? [];
  const chosen = leaf.texts.filter((text) => !values.some((value) => value.text === text));
  const nameOf = (text: string) => text || t("filter.qr.noCode");
  const withoutCode = "".includes(search.trim()) ? [{ value: "", name: nameOf(""), label: nameOf("") }] : [];
  return (
    <Select
      size="small"
      mode="tags"
      className={styles.values}
      popupMatchSelectWidth={false}
      aria-label={t("filter.qr.values")}
      placeholder={t("filter.qr.values")}
      value={[...leaf.texts]}
      showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
      loading={found.isFetching}
      options={[
        ...withoutCode,
        ...chosen.filter((text) => text !== "").map((text) => ({ value: text, name: text, label: text })),
        ...values.map(({ text, people }) => ({
          value: text,
          name: text,
          label: t("filter.value.people", { name: text, people: number(people) }),
        })),
      ]}
      optionLabelProp="name"
      onChange={(texts: string[]) => {
        setSearch("");
        onChange({ ...leaf, texts });
      }}
      data-testid="filter-qr"
    />
  );
}
