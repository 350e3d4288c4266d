// The builder: groups and conditions as lines of words, each of which can be switched off, moved, and taken out.

import { Select } from "antd";
import { useLayoutEffect, useRef } from "react";
import type { AccountId, FilterProblem, PastedList, Segment } from "~/desk/contract";
import { useLists, useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import {
  canMove,
  type Draft,
  dissolved,
  type GroupPart,
  isUnfinished,
  moved,
  type Part,
  type PartId,
  partAt,
  withAdded,
  withPart,
  withRoot,
} from "./draft";
import styles from "./FilterBuilder.module.css";
import { GroupBox } from "./GroupBox";
import type { Names } from "./sentence";

/** What can be done with the parts. */
export type Building = {
  change: (id: PartId, change: (part: Part) => Part) => void;
  add: (group: PartId, part: Part) => void;
  move: (id: PartId, step: -1 | 1) => void;
  canMove: (id: PartId, step: -1 | 1) => boolean;
  remove: (id: PartId) => void;
  dissolve: (group: GroupPart) => void;
};

/** What the lines need to know beside their part. */
export type Surroundings = {
  account: AccountId;
  names: Names;
  segments: readonly Segment[];
  lists: readonly PastedList[];
  building: Building;
  problemsOf: (id: PartId) => readonly FilterProblem[];
};

type Props = {
  account: AccountId;
  draft: Draft;
  names: Names;
  problems: readonly FilterProblem[];
  onChange: (draft: Draft) => void;
};

export function FilterBuilder({ account, draft, names, problems, onChange }: Props) {
  const segments = useSegments(account).data ?? [];
  const lists = useLists(account).data ?? [];
  const box = useRef<HTMLDivElement>(null);
  /** What takes the keyboard once the lines stand anew: a moved line keeps it, a line that went leaves it to the next. */
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    const selector = wanted.current;
    wanted.current = null;
    if (selector !== null) box.current?.querySelector<HTMLElement>(selector)?.focus();
  });

  const setRoot = (root: GroupPart) => onChange(withRoot(draft, root));
  const building: Building = {
    change: (id, change) => setRoot(withPart(draft.root, id, change)),
    add: (group, part) => {
      wanted.current = firstField(part.id);
      onChange(withAdded(draft, group, part));
    },
    move: (id, step) => {
      wanted.current = `[data-part="${id}"] [data-do="${step < 0 ? "up" : "down"}"]`;
      setRoot(moved(draft.root, id, step));
    },
    canMove: (id, step) => canMove(draft.root, id, step),
    remove: (id) => {
      wanted.current = '[data-do="add"]';
      setRoot(withPart(draft.root, id, () => null));
    },
    dissolve: ({ id, parts: [first] }) => {
      wanted.current = first ? firstField(first.id) : '[data-do="add"]';
      setRoot(dissolved(draft.root, id));
    },
  };
  const byPart = new Map<PartId, FilterProblem[]>();
  for (const problem of problems) {
    const part = partAt(draft, problem.path);
    if (part !== null) byPart.set(part.id, [...(byPart.get(part.id) ?? []), problem]);
  }
  const around: Surroundings = {
    ...{ account, names, segments, lists, building },
    problemsOf: (id) => byPart.get(id) ?? [],
  };
  return (
    <div ref={box} className={styles.builder} data-testid="filter-builder">
      <div className={styles.who}>
        {t("filter.among")}
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t("filter.who.label")}
          value={draft.who}
          options={(["following", "everyone"] as const).map((value) => ({
            value,
            label: t(`filter.who.${value}`),
          }))}
          onChange={(who) => onChange({ ...draft, who, askedBefore: null })}
        />
        {t("filter.meet")}
      </div>
      <GroupBox group={draft.root} depth={0} around={around} />
      {isUnfinished(draft.root) && draft.root.parts.length === 0 && (
        <p className={styles.hint}>{t("filter.none")}</p>
      )}
    </div>
  );
}

const firstField = (part: PartId) => `[data-part="${part}"] :is(input, [role="combobox"], button)`;
