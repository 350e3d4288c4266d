// The conditions that hold, each with a way out; those most asked for, one click away; and all others.

import { CloseOutlined } from "@ant-design/icons";
import type { Facets, Tag, TagId } from "~/desk/contract";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { ConditionMenu } from "./ConditionMenu";
import { type Condition, has, keyOf, toggled, withCondition, withoutCondition } from "./conditions";
import styles from "./FilterBar.module.css";
import { conditionWords } from "./words";

type Props = {
  conditions: readonly Condition[];
  tags: readonly Tag[];
  facets: Facets | undefined;
  nameOf: (tag: TagId) => string;
  onChange: (conditions: Condition[]) => void;
};

const quick: readonly Condition[] = [
  { kind: "recent", days: 7 },
  { kind: "untagged" },
  { kind: "left" },
  { kind: "blacklisted" },
];

export function FilterBar({ conditions, tags, facets, nameOf, onChange }: Props) {
  const others = conditions.filter((condition) => !has(quick, condition));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row everywhere
    <div className={styles.bar} role="group" aria-label={t("followers.conditions")}>
      {quick.map((condition) => {
        const on = has(conditions, condition);
        const count = countOf(condition, facets);
        return (
          <button
            key={keyOf(condition)}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            data-testid={`quick-${condition.kind}`}
            onClick={() => onChange(toggled(conditions, condition))}
          >
            {conditionWords(condition, nameOf)}
            {count !== undefined && <span className={styles.count}>{number(count)}</span>}
            {on && <CloseOutlined className={styles.close} aria-hidden />}
          </button>
        );
      })}
      {others.map((condition) => (
        <button
          key={keyOf(condition)}
          type="button"
          className={styles.chip}
          aria-pressed
          aria-label={t("followers.dropCondition", { condition: conditionWords(condition, nameOf) })}
          onClick={() => onChange(withoutCondition(conditions, condition))}
        >
          {conditionWords(condition, nameOf)}
          <CloseOutlined className={styles.close} aria-hidden />
        </button>
      ))}
      <ConditionMenu
        tags={tags}
        facets={facets}
        onAdd={(condition) => onChange(withCondition(conditions, condition))}
      />
      {conditions.length > 1 && (
        <button type="button" className={styles.clear} onClick={() => onChange([])}>
          {t("followers.clearConditions")}
        </button>
      )}
    </div>
  );
}

function countOf(condition: Condition, facets: Facets | undefined): number | undefined {
  switch (condition.kind) {
    case "untagged":
      return facets?.untagged;
    case "left":
      return facets?.left;
    case "blacklisted":
      return facets?.blacklisted;
    default:
      return undefined;
  }
}
