// The conditions that hold, each with a way out; those most asked for, one click away; all others; and the
// sentence that all of it makes.

import { CloseOutlined, NodeIndexOutlined, PauseOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Later } from "~/components/Later";
import type { Facets, Filter, Tag } from "~/desk/contract";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { type Names, partWords, sentence } from "../filter/sentence";
import { ConditionMenu } from "./ConditionMenu";
import {
  everyFollower,
  has,
  isNarrowed,
  keyOf,
  switchedOn,
  toggled,
  withCondition,
  withoutCondition,
} from "./conditions";
import styles from "./FilterBar.module.css";
import type { Finding } from "./useFinding";

type Props = {
  finding: Finding;
  tags: readonly Tag[];
  facets: Facets | undefined;
  names: Names;
  /** Opens the builder. */
  onCombine: () => void;
  /** Asks for a list to look people up by. */
  onPaste: () => void;
  /** What stands at the end of the line: the segments. */
  children: ReactNode;
};

const quick = [
  {
    name: "recent",
    part: { kind: "followed", when: "during", period: { kind: "lastDays", days: 7 } },
  },
  { name: "untagged", part: { kind: "untagged" } },
  { name: "left", part: { kind: "left" } },
  { name: "blacklisted", part: { kind: "blacklisted" } },
] as const satisfies readonly { name: string; part: Filter }[];

export function FilterBar({ finding, tags, facets, names, onCombine, onPaste, children }: Props) {
  const { question, ask } = finding;
  const others = question.parts.filter((part) => !quick.some((one) => keyOf(one.part) === keyOf(part)));
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row everywhere */}
      <div className={styles.bar} role="group" aria-label={t("followers.conditions")}>
        {quick.map(({ name, part }) => {
          const on = has(question, part);
          const count = name === "recent" ? undefined : facets?.[name];
          return (
            <button
              key={name}
              type="button"
              className={styles.chip}
              aria-pressed={on}
              data-testid={`quick-${name}`}
              onClick={() => ask(toggled(question, part))}
            >
              {t(`followers.quick.${name}`)}
              {count !== undefined && <span className={styles.count}>{number(count)}</span>}
              {on && <CloseOutlined className={styles.close} aria-hidden />}
            </button>
          );
        })}
        {others.map((part) => (
          <Chip
            key={keyOf(part)}
            part={part}
            words={partWords(part, names)}
            onDrop={() => ask(withoutCondition(question, part))}
            onSwitchOn={() => ask(switchedOn(question, part))}
          />
        ))}
        <Later>
          <ConditionMenu
            tags={tags}
            facets={facets}
            onAdd={(condition) => ask(withCondition(question, condition))}
            onPaste={onPaste}
          />
          <button type="button" className={styles.add} onClick={onCombine} data-testid="combine-conditions">
            <NodeIndexOutlined aria-hidden />
            {t("followers.combine")}
          </button>
          {children}
          {isNarrowed(question) && (
            <button
              type="button"
              className={styles.clear}
              onClick={() => ask(everyFollower)}
              data-testid="conditions-clear"
            >
              {t("followers.clearConditions")}
            </button>
          )}
        </Later>
      </div>
      <p className={styles.sentence} title={sentence(finding.filter, names)} data-testid="sentence">
        {sentence(finding.filter, names)}
      </p>
    </>
  );
}

type ChipProps = { part: Filter; words: string; onDrop: () => void; onSwitchOn: () => void };

/** A condition that holds can be dropped; one that is switched off waits to be used again. */
function Chip({ part, words, onDrop, onSwitchOn }: ChipProps) {
  const off = part.kind === "off";
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={!off}
      aria-label={t(off ? "followers.switchOn" : "followers.dropCondition", { condition: words })}
      title={off ? t("followers.switchedOff", { condition: words }) : words}
      data-off={off || undefined}
      onClick={off ? onSwitchOn : onDrop}
    >
      {off && <PauseOutlined className={styles.close} aria-hidden />}
      <span className={styles.chipWords}>{words}</span>
      {!off && <CloseOutlined className={styles.close} aria-hidden />}
    </button>
  );
}
