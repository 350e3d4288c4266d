// One condition as a line: what is asked about, how, with what; and what is wrong with it, below.

import type { KeyboardEvent } from "react";
import { t } from "~/i18n";
import { isUnfinished, type LeafPart } from "./draft";
import type { Surroundings } from "./FilterBuilder";
import styles from "./FilterBuilder.module.css";
import { flawWords } from "./flaws";
import { LeafFields } from "./LeafFields";
import type { Leaf } from "./leaves";
import { PartTools } from "./PartTools";
import { leafWords } from "./sentence";

type Props = { part: LeafPart; around: Surroundings };

export function LeafLine({ part, around }: Props) {
  const { building, names } = around;
  const words = leafWords(part.leaf, names);
  const change = (leaf: Leaf) =>
    building.change(part.id, (one) => (one.kind === "leaf" ? { ...one, leaf } : one));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (building.canMove(part.id, step)) building.move(part.id, step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be one line of a list everywhere
    <div
      className={styles.line}
      role="group"
      aria-label={part.off ? `${words} · ${t("filter.off")}` : words}
      data-part={part.id}
      data-off={part.off || undefined}
      data-testid={`filter-line-${part.leaf.kind}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.fields}>
        <LeafFields leaf={part.leaf} around={around} onChange={change} />
      </div>
      <PartTools part={part} words={words} building={building} />
      {isUnfinished(part) && !part.off && <p className={styles.hint}>{t("filter.pending")}</p>}
      {around.problemsOf(part.id).map(({ flaw }) => {
        const about = flawWords(flaw);
        return (
          about !== null && (
            <p key={about} className={styles.flaw} role="alert">
              {about}
            </p>
          )
        );
      })}
    </div>
  );
}
