// The fields of one condition, by what it is about. Conditions that are brought from elsewhere are words alone.

import { Input, Select } from "antd";
import { languageWords, sourceWords } from "~/components/valueWords";
import type { TextMatch } from "~/desk/contract";
import { useFacets } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { EventField } from "./EventField";
import type { Surroundings } from "./FilterBuilder";
import styles from "./FilterBuilder.module.css";
import { asTags, type Leaf } from "./leaves";
import { listName } from "./listName";
import { FollowedFields } from "./PeriodFields";
import { Pick } from "./Pick";
import { QrFields } from "./QrFields";
import { leafWords } from "./sentence";
import { TagCountFields } from "./TagCountFields";
import { TagsField } from "./TagsField";

export type FieldsProps<Kind extends Leaf["kind"]> = {
  leaf: Extract<Leaf, { kind: Kind }>;
  around: Surroundings;
  onChange: (leaf: Leaf) => void;
};

type Props = { leaf: Leaf; around: Surroundings; onChange: (leaf: Leaf) => void };

export function LeafFields({ leaf: given, around, onChange }: Props) {
  const leaf = asTags(given);
  const same = { around, onChange };
  switch (leaf.kind) {
    case "tags":
      return <TagsField leaf={leaf} {...same} />;
    case "tagCount":
      return <TagCountFields leaf={leaf} {...same} />;
    case "remark":
    case "noRemark":
      return <RemarkFields leaf={leaf} {...same} />;
    case "source":
      return <SourceField leaf={leaf} {...same} />;
    case "language":
      return <LanguageField leaf={leaf} {...same} />;
    case "qr":
      return <QrFields leaf={leaf} {...same} />;
    case "unionid":
      return <UnionidFields leaf={leaf} {...same} />;
    case "text":
      return (
        <>
          <b>{t("filter.subject.text")}</b>
          <Input
            size="small"
            className={styles.text}
            value={leaf.text}
            aria-label={t("filter.text")}
            placeholder={t("filter.text")}
            onChange={({ target }) => onChange({ ...leaf, text: target.value })}
          />
        </>
      );
    case "followed":
      return <FollowedFields leaf={leaf} {...same} />;
    case "following":
    case "left":
      return (
        <>
          <b>{t("filter.subject.state")}</b>
          <Pick
            label={t("filter.state.label")}
            value={leaf.kind}
            options={(["following", "left"] as const).map((value) => [value, t(`filter.state.${value}`)])}
            onChange={(kind) => onChange({ kind })}
          />
        </>
      );
    case "happened":
      return <EventField leaf={leaf} {...same} />;
    case "inList":
      return <ListField leaf={leaf} {...same} />;
    case "movedInSegment":
      return <SegmentFields leaf={leaf} {...same} />;
    default:
      return <b>{leafWords(leaf, around.names)}</b>;
  }
}

function RemarkFields({ leaf, onChange }: FieldsProps<"remark" | "noRemark">) {
  const how = leaf.kind === "noRemark" ? "empty" : leaf.how;
  const text = leaf.kind === "noRemark" ? "" : leaf.text;
  const set = (next: TextMatch | "empty") =>
    onChange(next === "empty" ? { kind: "noRemark" } : { kind: "remark", how: next, text });
  return (
    <>
      <b>{t("filter.subject.remark")}</b>
      <Pick
        label={t("filter.remark.label")}
        value={how}
        options={(["contains", "is", "startsWith", "empty"] as const).map((value) => [
          value,
          t(`filter.remark.${value}`),
        ])}
        onChange={set}
      />
      {leaf.kind === "remark" && (
        <Input
          size="small"
          className={styles.text}
          value={text}
          aria-label={t("filter.remark.text")}
          placeholder={t("filter.remark.text")}
          onChange={({ target }) => onChange({ ...leaf, text: target.value })}
          data-testid="filter-remark"
        />
      )}
    </>
  );
}

type Value = { value: string; name: string; people: number | null };

/** Several of the values that occur, each with how many people have it. */
function Values({
  label,
  chosen,
  values,
  onChange,
}: {
  label: string;
  chosen: readonly string[];
  values: readonly Value[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <Select
      size="small"
      mode="multiple"
      className={styles.values}
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={label}
      value={[...chosen]}
      showSearch={{ optionFilterProp: "name" }}
      options={values.map(({ value, name, people }) => ({
        value,
        name,
        label: people === null ? name : t("filter.value.people", { name, people: number(people) }),
      }))}
      optionLabelProp="name"
      onChange={onChange}
    />
  );
}

/** What is chosen but does not occur any more stays on offer. */
function withChosen(values: Value[], chosen: readonly string[], wordsOf: (value: string) => string): Value[] {
  const gone = chosen.filter((value) => !values.some((known) => known.value === value));
  return [...values, ...gone.map((value) => ({ value, name: wordsOf(value), people: null }))];
}

function SourceField({ leaf, around, onChange }: FieldsProps<"source">) {
  const facets = useFacets(around.account);
  const wordsOf = (value: string) => sourceWords(value) || t("filter.value.unknown");
  const values = (facets.data?.sources ?? []).map(({ source, people }) => {
    return { value: source, name: wordsOf(source), people };
  });
  return (
    <>
      <b>{t("filter.subject.source")}</b>
      <Values
        label={t("filter.source")}
        chosen={leaf.sources}
        values={withChosen(values, leaf.sources, wordsOf)}
        onChange={(sources) => onChange({ ...leaf, sources })}
      />
    </>
  );
}

function LanguageField({ leaf, around, onChange }: FieldsProps<"language">) {
  const facets = useFacets(around.account);
  const wordsOf = (value: string) => languageWords(value) || t("filter.value.unknown");
  const values = (facets.data?.languages ?? []).map(({ language, people }) => {
    return { value: language, name: wordsOf(language), people };
  });
  return (
    <>
      <b>{t("filter.subject.language")}</b>
      <Values
        label={t("filter.language")}
        chosen={leaf.languages}
        values={withChosen(values, leaf.languages, wordsOf)}
        onChange={(languages) => onChange({ ...leaf, languages })}
      />
    </>
  );
}

function UnionidFields({ leaf, onChange }: FieldsProps<"unionid">) {
  return (
    <>
      <b>{t("filter.subject.unionid")}</b>
      <Pick
        label={t("filter.unionid.label")}
        value={leaf.is.kind}
        options={(["known", "unknown", "equal"] as const).map((value) => [
          value,
          t(`filter.unionid.${value}`),
        ])}
        onChange={(kind) => onChange({ ...leaf, is: kind === "equal" ? { kind, unionid: "" } : { kind } })}
      />
      {leaf.is.kind === "equal" && (
        <Input
          size="small"
          className={styles.text}
          value={leaf.is.unionid}
          aria-label={t("filter.unionid.text")}
          placeholder={t("filter.unionid.text")}
          onChange={({ target }) =>
            onChange({ ...leaf, is: { kind: "equal", unionid: target.value.trim() } })
          }
        />
      )}
    </>
  );
}

function ListField({ leaf, around, onChange }: FieldsProps<"inList">) {
  const known = around.lists.map((list): [number, string] => [list.id, listName(list)]);
  const options = known.some(([id]) => id === leaf.list)
    ? known
    : [...known, [leaf.list, around.names.list(leaf.list)] as [number, string]];
  return (
    <>
      <b>{t("filter.subject.inList")}</b>
      <Pick
        label={t("filter.list")}
        value={leaf.list}
        options={options}
        onChange={(list) => onChange({ ...leaf, list })}
      />
    </>
  );
}

function SegmentFields({ leaf, around, onChange }: FieldsProps<"movedInSegment">) {
  return (
    <>
      <b>{t("filter.subject.movedInSegment")}</b>
      <Pick
        label={t("filter.segment")}
        value={leaf.segment}
        options={[...new Set([...around.segments.map(({ id }) => id), leaf.segment])].map((id) => [
          id,
          around.names.segment(id),
        ])}
        onChange={(segment) => onChange({ ...leaf, segment })}
      />
      <Pick
        label={t("filter.move.label")}
        value={leaf.how}
        options={(["entered", "left"] as const).map((value) => [value, t(`filter.move.${value}`)])}
        onChange={(how) => onChange({ ...leaf, how })}
      />
    </>
  );
}
