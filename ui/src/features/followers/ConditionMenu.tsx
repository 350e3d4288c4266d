// ＋条件: first what is asked about, then which value, with how many people each has.

import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import { useId, useState } from "react";
import { DayField } from "~/components/DayField";
import { onEnter } from "~/components/enter";
import entries from "~/components/list/entries.module.css";
import { ownTags } from "~/components/tags/limits";
import { sourceWords } from "~/components/valueWords";
import type { Facets, Filter, Tag } from "~/desk/contract";
import { t } from "~/i18n";
import { dayOf, spanOf } from "~/i18n/days";
import { nowSeconds, number } from "~/i18n/format";
import styles from "./FilterBar.module.css";

/** More values than this are found by typing, not by scrolling. */
const SHOWN = 200;

const subjects = ["withTag", "withoutTag", "source", "qr", "followedAt"] as const;
type Subject = (typeof subjects)[number];

type Value = { name: string; people: number | null; condition: Filter };

type Props = {
  tags: readonly Tag[];
  facets: Facets | undefined;
  onAdd: (condition: Filter) => void;
  /** Asks for a list to look people up by. */
  onPaste: () => void;
};

export function ConditionMenu({ tags, facets, onAdd, onPaste }: Props) {
  const [open, setOpen] = useState(false);
  const [subject, setSubject] = useState<Subject | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setSubject(null);
  };
  const add = (condition: Filter) => {
    setOpen(false);
    onAdd(condition);
  };
  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div className={styles.menu} data-testid="condition-menu">
          {subject === null &&
            subjects.map((one) => (
              <button key={one} type="button" className={entries.entry} onClick={() => setSubject(one)}>
                {t(`followers.subject.${one}`)}
                <RightOutlined aria-hidden />
              </button>
            ))}
          {subject === null && (
            <button
              type="button"
              className={entries.entry}
              onClick={() => {
                setOpen(false);
                onPaste();
              }}
              data-testid="paste-list"
            >
              {t("lists.action")}
            </button>
          )}
          {subject !== null && (
            <div className={styles.back}>
              <Button
                type="text"
                size="small"
                icon={<LeftOutlined />}
                aria-label={t("common.back")}
                onClick={() => setSubject(null)}
              />
              {t(`followers.subject.${subject}`)}
            </div>
          )}
          {subject === "followedAt" && <Period onAdd={add} />}
          {subject !== null && subject !== "followedAt" && (
            <Values
              key={subject}
              values={valuesOf(subject, tags, facets)}
              own={subject === "qr" ? qrPart : null}
              onAdd={add}
            />
          )}
        </div>
      }
    >
      <button type="button" className={styles.add} data-testid="add-condition" aria-expanded={open}>
        <PlusOutlined aria-hidden />
        {t("followers.addCondition")}
      </button>
    </Popover>
  );
}

function valuesOf(
  subject: Exclude<Subject, "followedAt">,
  tags: readonly Tag[],
  facets: Facets | undefined,
): Value[] {
  switch (subject) {
    case "withTag":
    case "withoutTag":
      return ownTags(tags).map(({ id, name, localCount }) => ({
        name,
        people: subject === "withTag" ? localCount : null,
        condition:
          subject === "withTag" ? { kind: "tag", tag: id } : { kind: "tags", have: "none", tags: [id] },
      }));
    case "source":
      return (facets?.sources ?? []).map(({ source, people }) => ({
        name: sourceWords(source),
        people,
        condition: { kind: "source", sources: [source] },
      }));
    case "qr":
      return (facets?.qrTexts ?? []).map(({ text, people }) => ({
        name: text,
        people,
        condition: { kind: "qr", part: "either", how: "is", texts: [text] },
      }));
    default:
      return subject satisfies never;
  }
}

const qrPart = (text: string): Filter => ({ kind: "qr", part: "either", how: "contains", texts: [text] });

type ValuesProps = {
  values: readonly Value[];
  /** Makes a condition of what was typed, where that makes sense. */
  own: ((text: string) => Filter) | null;
  onAdd: (condition: Filter) => void;
};

function Values({ values, own, onAdd }: ValuesProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const found = values.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).slice(0, SHOWN);
  const first = found[0];
  return (
    <>
      <Input
        autoFocus
        size="small"
        allowClear
        value={search}
        placeholder={t("followers.searchValue")}
        aria-label={t("followers.searchValue")}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={onEnter(() => {
          if (first && (wanted !== "" || found.length === 1)) onAdd(first.condition);
        })}
      />
      <div className={styles.values}>
        {found.map(({ name, people, condition }) => (
          <button key={name} type="button" className={entries.entry} onClick={() => onAdd(condition)}>
            <span className={entries.entryName}>{name}</span>
            {people !== null && <span className={styles.count}>{number(people)}</span>}
          </button>
        ))}
        {own !== null && wanted !== "" && (
          <button type="button" className={entries.entry} onClick={() => onAdd(own(search.trim()))}>
            <span className={entries.entryName}>
              {t("filter.words.qr.contains", { part: t("filter.qrPart.either"), names: search.trim() })}
            </span>
          </button>
        )}
        {found.length === 0 && (own === null || wanted === "") && (
          <p className={styles.nothing}>{t("followers.noValue")}</p>
        )}
      </div>
    </>
  );
}

function Period({ onAdd }: { onAdd: (condition: Filter) => void }) {
  const id = useId();
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const today = dayOf(nowSeconds());
  const turned = from !== "" && until !== "" && from > until;
  return (
    <form
      className={styles.dates}
      onSubmit={(event) => {
        event.preventDefault();
        const days = spanOf({ from: from || null, until: until || null });
        onAdd({ kind: "followed", when: "during", period: { kind: "between", ...days } });
      }}
    >
      <label htmlFor={`${id}-from`}>
        {t("followers.from")}
        <DayField id={`${id}-from`} value={from} max={today} onChange={setFrom} />
      </label>
      <label htmlFor={`${id}-until`}>
        {t("followers.until")}
        <DayField id={`${id}-until`} value={until} max={today} onChange={setUntil} />
      </label>
      {turned && (
        <p className={styles.turned} role="alert">
          {t("followers.periodTurned")}
        </p>
      )}
      <Button
        htmlType="submit"
        type="primary"
        size="small"
        disabled={turned || (from === "" && until === "")}
      >
        {t("followers.addPeriod")}
      </Button>
    </form>
  );
}
