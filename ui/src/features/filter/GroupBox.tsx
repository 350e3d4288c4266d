// A group: how many of its conditions must hold, its lines, and what can be put into it.

import { AppstoreAddOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps, Select } from "antd";
import type { Segment } from "~/desk/contract";
import { t } from "~/i18n";
import {
  DEEPEST,
  filterOfPart,
  type GroupPart,
  type How,
  isUnfinished,
  newGroup,
  newLeaf,
  type Part,
  partOf,
} from "./draft";
import type { Surroundings } from "./FilterBuilder";
import styles from "./FilterBuilder.module.css";
import { LeafLine } from "./LeafLine";
import { newLeafAbout, subjects } from "./leaves";
import { listName } from "./listName";
import { PartTools } from "./PartTools";
import { partWords } from "./sentence";

const hows: readonly How[] = ["allOf", "anyOf", "noneOf"];

type Props = { group: GroupPart; depth: number; around: Surroundings };

export function GroupBox({ group, depth, around }: Props) {
  const { building, names } = around;
  const words = partWords(filterOfPart(group), names);
  const setHow = (how: How) =>
    building.change(group.id, (part) => (part.kind === "group" ? { ...part, how } : part));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no room for tools in its first line
    <div
      className={styles.group}
      role="group"
      aria-label={t("filter.group.of", { words })}
      data-part={group.id}
      data-depth={depth}
      data-off={group.off || undefined}
      data-testid="filter-group"
    >
      <div className={styles.groupHead}>
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t("filter.how.label")}
          value={group.how}
          options={hows.map((value) => ({ value, label: t(`filter.how.${value}`) }))}
          onChange={setHow}
          data-testid="filter-how"
        />
        {t("filter.howOf")}
        {depth > 0 && <PartTools part={group} words={words} building={building} />}
      </div>
      {depth > 0 && group.parts.length === 0 && <p className={styles.hint}>{t("filter.group.pending")}</p>}
      {group.parts.length > 0 && (
        <ul className={styles.lines}>
          {group.parts.map((part) => (
            <li key={part.id}>
              {part.kind === "group" ? (
                <GroupBox group={part} depth={depth + 1} around={around} />
              ) : (
                <LeafLine part={part} around={around} />
              )}
            </li>
          ))}
        </ul>
      )}
      <Adding group={group} depth={depth} around={around} />
    </div>
  );
}

/** What can be put into a group: a condition of any kind, a segment's conditions, or another group. */
function Adding({ group, depth, around }: Props) {
  const { building, segments, lists } = around;
  const add = (part: Part) => building.add(group.id, part);
  const usable = segments.filter(
    (segment): segment is Segment & { filter: object } => segment.filter !== null,
  );
  const items: MenuProps["items"] = [
    ...(Object.keys(subjects) as (keyof typeof subjects)[]).map((area) => ({
      key: area,
      type: "group" as const,
      label: t(`filter.area.${area}`),
      children: subjects[area].map((subject) => ({
        key: subject,
        label: t(`filter.subject.${subject}`),
        onClick: () => add(newLeaf(newLeafAbout(subject))),
      })),
    })),
    ...(usable.length > 0
      ? [
          {
            key: "segments",
            label: t("filter.area.segments"),
            children: usable.map(({ id, name, filter }) => ({
              key: `segment-${id}`,
              label: name,
              onClick: () => add(partOf(filter)),
            })),
          },
        ]
      : []),
    ...(lists.length > 0
      ? [
          {
            key: "lists",
            label: t("filter.area.lists"),
            children: lists.map((list) => ({
              key: `list-${list.id}`,
              label: listName(list),
              onClick: () => add(newLeaf({ kind: "inList", list: list.id })),
            })),
          },
        ]
      : []),
  ];
  return (
    <div className={styles.adding}>
      <Dropdown menu={{ items, className: styles.menu, autoFocus: true }} autoFocus trigger={["click"]}>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          data-do="add"
          data-testid="filter-add"
          aria-haspopup="menu"
        >
          {t("filter.add")}
        </Button>
      </Dropdown>
      <Button
        size="small"
        type="text"
        icon={<AppstoreAddOutlined aria-hidden />}
        disabled={depth >= DEEPEST}
        title={depth >= DEEPEST ? t("filter.group.tooDeep") : undefined}
        onClick={() => add(newGroup(group.how === "anyOf" ? "allOf" : "anyOf"))}
        data-testid="filter-add-group"
      >
        {t("filter.group.add")}
      </Button>
      {depth > 0 && group.parts.length > 0 && isUnfinished(group) && (
        <span className={styles.hint}>{t("filter.group.pending")}</span>
      )}
    </div>
  );
}
