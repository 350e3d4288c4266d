// Chooses what happens to the tags of some people: tick, half tick, create in place. It changes nothing itself.
//
// Its height is always the same, and so is the place of its buttons: whoever aims at one hits it.

import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import type { AppError, Tag, TagId } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { asAppError } from "~/desk/host";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { onEnter } from "../enter";
import {
  byteLength,
  nameProblem,
  ownTags,
  TAG_NAME_BYTES,
  TAGS_PER_ACCOUNT,
  TAGS_PER_PERSON,
} from "./limits";
import {
  type Carried,
  changeOf,
  isNoChange,
  listed,
  type Purpose,
  passesLimit,
  pressed,
  type TagChange,
  tickBefore,
  tickNow,
  type Wishes,
} from "./picking";
import { problemWords } from "./problemWords";
import { TagChip } from "./TagChip";
import styles from "./TagPicker.module.css";

type Props = {
  tags: readonly Tag[];
  /** Null while it is being counted. */
  carried: Carried | null;
  /** `remove` offers only what somebody carries, to be taken off. */
  purpose: Purpose;
  /** Creates a tag on WeChat and answers with its number. */
  onCreate: (name: string) => Promise<TagId>;
  onDone: (change: TagChange) => void;
  onCancel: () => void;
};

const nobodyYet: Carried = { people: 0, counts: new Map() };

export function TagPicker({ tags, carried, purpose, onCreate, onDone, onCancel }: Props) {
  const [search, setSearch] = useState("");
  const [wishes, setWishes] = useState<Wishes>(new Map());
  const [creating, setCreating] = useState(false);
  /** Newest first. The list of tags may hear of them later than we do. */
  const [createdHere, setCreatedHere] = useState<ReadonlyMap<TagId, string>>(new Map());
  const searchField = useRef<InputRef>(null);
  const [refused, setRefused] = useState<AppError | null>(null);

  const now = carried ?? nobodyYet;
  const own = ownTags(tags);
  const offered = purpose === "remove" ? own.filter(({ id }) => tickBefore(id, now) !== "none") : own;
  const shown = listed(offered, search, now, [...createdHere.keys()]);
  const change = changeOf(now, wishes);
  const tooMany = passesLimit(now, change);
  const name = search.trim();
  const problem = nameProblem(name, tags, null);
  const mayCreate = purpose === "change" && problem !== "empty" && problem !== "taken";

  const press = (tag: TagId) => setWishes((before) => pressed(tag, now, before, purpose));
  const create = async () => {
    if (problem !== null || creating) return;
    setCreating(true);
    setRefused(null);
    try {
      const created = await onCreate(name);
      setWishes((before) => new Map(before).set(created, true));
      setCreatedHere((before) => new Map([[created, name], ...before]));
      // What was typed in the meantime is another search.
      setSearch((typed) => (typed.trim() === name ? "" : typed));
      searchField.current?.focus();
    } catch (thrown) {
      setRefused(asAppError(thrown));
    } finally {
      setCreating(false);
    }
  };
  const nameOf = (id: TagId) => tags.find((tag) => tag.id === id)?.name ?? createdHere.get(id) ?? String(id);
  const alarming = refused !== null || tooMany || (mayCreate && problem !== null);
  const enter = () => {
    const only = shown.length === 1 ? shown[0] : shown.find((tag) => tag.name === name);
    if (only) {
      press(only.id);
      // Whoever types on means another tag.
      setSearch("");
    } else if (shown.length === 0 && mayCreate) void create();
  };

  return (
    <div className={styles.picker} data-testid="tag-picker">
      <Input
        ref={searchField}
        autoFocus
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        value={search}
        placeholder={t(purpose === "change" ? "tags.searchOrCreate" : "tags.search")}
        aria-label={t("tags.search")}
        suffix={
          mayCreate ? (
            <span className={problem === "tooLong" ? styles.over : styles.count}>
              {byteLength(name)}/{TAG_NAME_BYTES}
            </span>
          ) : (
            <span />
          )
        }
        onChange={(event) => {
          setSearch(event.target.value);
          setRefused(null);
        }}
        onKeyDown={onEnter(enter)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a scrolling grid area */}
      <div className={styles.list} role="group" aria-label={t("tags.title")} aria-busy={carried === null}>
        {mayCreate && (
          <Button
            type="text"
            block
            className={styles.create}
            icon={<PlusOutlined />}
            loading={creating}
            disabled={problem !== null}
            onClick={() => void create()}
            data-testid="tag-create"
          >
            {t("tags.createNamed", { name })}
          </Button>
        )}
        {carried === null
          ? [0, 1, 2, 3].map((row) => <div key={row} className={styles.placeholder} />)
          : shown.map((tag) => (
              <TagLine key={tag.id} tag={tag} carried={now} wishes={wishes} onPress={() => press(tag.id)} />
            ))}
        {carried !== null && shown.length === 0 && !mayCreate && (
          <p className={styles.nothing}>
            {t(purpose === "remove" ? "tags.nothingToRemove" : "tags.noMatch")}
          </p>
        )}
      </div>
      {isNoChange(change) || alarming ? (
        <p className={styles.below} role={alarming ? "alert" : undefined}>
          {ruleWords()}
        </p>
      ) : (
        <Wished nameOf={nameOf} change={change} />
      )}
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button
          type="primary"
          disabled={isNoChange(change) || tooMany || carried === null || creating}
          onClick={() => onDone(change)}
          data-testid="tag-picker-done"
        >
          {doneWords(now, change, purpose)}
        </Button>
      </div>
    </div>
  );

  function ruleWords(): string {
    if (refused) return troubleOf(refused).title;
    if (mayCreate && problem !== null) return problemWords(problem, name);
    if (tooMany) return t("errors.personTagLimit.text", { limit: TAGS_PER_PERSON });
    return now.people === 1
      ? t("tags.rulesOne", { limit: TAGS_PER_PERSON })
      : t("tags.rules", { limit: TAGS_PER_PERSON, used: own.length, most: TAGS_PER_ACCOUNT });
  }
}

/** "给 12,342 人打标签", or what else will happen. */
function doneWords({ people }: Carried, { add, remove }: TagChange, purpose: Purpose): string {
  if (add.length > 0 && remove.length > 0) return t("tags.doneBoth", { count: people });
  return t(remove.length > 0 || purpose === "remove" ? "tags.doneRemove" : "tags.doneAdd", { count: people });
}

/** What will happen, as chips: a tag far down the list must not be forgotten. */
function Wished({ nameOf, change }: { nameOf: (id: TagId) => string; change: TagChange }) {
  return (
    <p className={`${styles.below} ${styles.wished}`} role="status" data-testid="tag-wishes">
      {change.add.length > 0 && <span>{t("tags.willAdd")}</span>}
      {change.add.map((id) => (
        <TagChip key={id} id={id} name={nameOf(id)} />
      ))}
      {change.remove.length > 0 && <span>{t("tags.willRemove")}</span>}
      {change.remove.map((id) => (
        <TagChip key={id} id={id} name={nameOf(id)} />
      ))}
    </p>
  );
}

type LineProps = { tag: Tag; carried: Carried; wishes: Wishes; onPress: () => void };

function TagLine({ tag, carried, wishes, onPress }: LineProps) {
  const tick = tickNow(tag.id, carried, wishes);
  const carrying = carried.counts.get(tag.id) ?? 0;
  return (
    <Checkbox
      className={styles.line}
      checked={tick === "all"}
      indeterminate={tick === "some"}
      onChange={onPress}
      data-testid={`tag-tick-${tag.id}`}
    >
      <span className={styles.lineText}>
        <TagChip id={tag.id} name={tag.name} />
        {carrying > 0 && carried.people > 1 && (
          <span className={styles.carrying}>
            {t("tags.carriedBy", { carrying: number(carrying), people: number(carried.people) })}
          </span>
        )}
      </span>
    </Checkbox>
  );
}
