// The conditions an operator puts together, and the filter they make.

import type { Filter, TagId, UnixSeconds } from "~/desk/contract";
import { DAY, spanOf, startOfDay } from "~/i18n/days";

export type Condition =
  /** Followed within the last days, today included. */
  | { kind: "recent"; days: number }
  /** Followed between two days of China time such as 2025-11-03, both included. */
  | { kind: "followedAt"; from: string | null; until: string | null }
  | { kind: "tag"; tag: TagId; without: boolean }
  | { kind: "untagged" }
  | { kind: "source"; source: string }
  | { kind: "qr"; text: string; exact: boolean }
  | { kind: "left" }
  | { kind: "blacklisted" }
  /** A filter brought from elsewhere, such as the people who joined in one sync. */
  | { kind: "given"; filter: Filter };

/** The condition of a filter brought from elsewhere: of a kind that is put together here, if it is one. */
export function conditionOf(filter: Filter): Condition {
  return filter.kind === "tag" ? { kind: "tag", tag: filter.tag, without: false } : { kind: "given", filter };
}

/** What tells one condition from another. */
export function keyOf(condition: Condition): string {
  return JSON.stringify(condition);
}

export function has(conditions: readonly Condition[], condition: Condition): boolean {
  const key = keyOf(condition);
  return conditions.some((one) => keyOf(one) === key);
}

/** The conditions with one more; those that contradict it give way. */
export function withCondition(conditions: readonly Condition[], added: Condition): Condition[] {
  return [...conditions.filter((one) => keyOf(one) !== keyOf(added) && !contradicts(one, added)), added];
}

export function withoutCondition(conditions: readonly Condition[], gone: Condition): Condition[] {
  return conditions.filter((one) => keyOf(one) !== keyOf(gone));
}

export function toggled(conditions: readonly Condition[], condition: Condition): Condition[] {
  return has(conditions, condition)
    ? withoutCondition(conditions, condition)
    : withCondition(conditions, condition);
}

function contradicts(one: Condition, other: Condition): boolean {
  return (
    (isPeriod(one) && isPeriod(other)) ||
    (one.kind === "untagged" && isTagged(other)) ||
    (other.kind === "untagged" && isTagged(one)) ||
    (one.kind === "tag" && other.kind === "tag" && one.tag === other.tag) ||
    (isView(one) && isView(other))
  );
}

const isPeriod = ({ kind }: Condition) => kind === "recent" || kind === "followedAt";
const isTagged = (condition: Condition) => condition.kind === "tag" && !condition.without;
/** Conditions that say which people are looked at in the first place, instead of those who follow. */
const isView = ({ kind }: Condition) => kind === "left" || kind === "blacklisted" || kind === "given";

/** What a click in the list of tags means. */
export type TagChoice = { kind: "everyone" } | { kind: "untagged" } | { kind: "tag"; tag: TagId };

/** What the list of tags shows as chosen. */
export type ChosenInRail = { everyone: boolean; untagged: boolean; tags: readonly TagId[] };

export function chosenInRail(conditions: readonly Condition[]): ChosenInRail {
  const tags = conditions.flatMap((one) => (one.kind === "tag" && !one.without ? [one.tag] : []));
  const untagged = conditions.some(({ kind }) => kind === "untagged");
  return { everyone: conditions.length === 0, untagged, tags };
}

/** The conditions after a click there: one tag in place of another, or with `add` one more. */
export function railChoice(conditions: readonly Condition[], choice: TagChoice, add: boolean): Condition[] {
  if (choice.kind === "everyone") return [];
  const wanted: Condition =
    choice.kind === "untagged" ? { kind: "untagged" } : { kind: "tag", tag: choice.tag, without: false };
  if (add || has(conditions, wanted)) return toggled(conditions, wanted);
  const others = conditions.filter((one) => !isTagged(one) && one.kind !== "untagged");
  return withCondition(others, wanted);
}

/** The filter of these conditions and this search. People who follow, unless a condition says otherwise. */
export function buildFilter(conditions: readonly Condition[], search: string, now: UnixSeconds): Filter {
  const filters: Filter[] = conditions.some(isView) ? [] : [{ kind: "following" }];
  const without: Filter[] = [];
  const sources: string[] = [];
  const qrTexts: Filter[] = [];
  for (const condition of conditions) {
    switch (condition.kind) {
      case "recent":
        filters.push(followed({ from: startOfDay(now) - (condition.days - 1) * DAY, until: null }));
        break;
      case "followedAt":
        filters.push(followed(spanOf(condition)));
        break;
      case "tag":
        (condition.without ? without : filters).push({ kind: "tag", tag: condition.tag });
        break;
      case "source":
        sources.push(condition.source);
        break;
      case "qr":
        qrTexts.push(qr(condition));
        break;
      case "given":
        filters.push(condition.filter);
        break;
      default:
        filters.push(condition);
    }
  }
  if (without.length > 0) filters.push({ kind: "noneOf", filters: without });
  if (sources.length > 0) filters.push({ kind: "source", sources });
  filters.push(...anyOf(qrTexts));
  const text = search.trim();
  if (text !== "") filters.push({ kind: "text", text });
  return { kind: "allOf", filters };
}

function followed(bounds: { from: UnixSeconds | null; until: UnixSeconds | null }): Filter {
  return { kind: "followed", when: "during", period: { kind: "between", ...bounds } };
}

function qr({ text, exact }: { text: string; exact: boolean }): Filter {
  return { kind: "qr", part: "either", how: exact ? "is" : "contains", texts: [text] };
}

/** A person came from one source and by one poster, so several of a kind are alternatives. */
function anyOf(filters: Filter[]): Filter[] {
  return filters.length > 1 ? [{ kind: "anyOf", filters }] : filters;
}
