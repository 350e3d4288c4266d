// Whom the list is asked for: conditions that must all hold, each a part of the filter tree. The quick ones
// and the list of tags change single parts; what was put together in the builder stands among them.

import type { Filter, TagId } from "~/desk/contract";
import { draftOf, finished, type Who } from "../filter/draft";
import { looksBeyond } from "../filter/leaves";

/** Who is looked at in the first place, and what must hold of them. */
export type Question = { readonly who: Who; readonly parts: readonly Filter[] };

export const everyFollower: Question = { who: "following", parts: [] };

/** The question of a filter that was brought from elsewhere, such as the people who joined in one sync. */
export function questionOf(filter: Filter): Question {
  // One tag is asked of those who follow, as everywhere on this page.
  if (filter.kind === "tag") return { who: "following", parts: [filter] };
  const { who } = draftOf(filter);
  const parts = filter.kind === "allOf" ? filter.filters : [filter];
  return { who, parts: parts.filter(({ kind }) => kind !== "following") };
}

/** The filter of a question and a search. */
export function buildFilter({ who, parts }: Question, search: string): Filter {
  const text = search.trim();
  const filters: Filter[] = who === "following" ? [{ kind: "following" }, ...parts] : [...parts];
  if (text !== "") filters.push({ kind: "text", text });
  return { kind: "allOf", filters };
}

/** The question of a filter as the builder leaves it. */
export function questionBuilt(filter: Filter): Question {
  return questionOf(finished(draftOf(filter)));
}

/** What tells one part from another. */
export function keyOf(part: Filter): string {
  return JSON.stringify(part);
}

export function has({ parts }: Question, part: Filter): boolean {
  const key = keyOf(part);
  return parts.some((one) => keyOf(one) === key);
}

export function isNarrowed({ who, parts }: Question): boolean {
  return parts.length > 0 || who === "everyone";
}

/** More than one click in the list of tags would bring back. */
export function isPutTogether({ who, parts }: Question): boolean {
  const [part] = parts;
  if (parts.length !== 1 || part === undefined) return parts.length > 1 || who === "everyone";
  return part.kind !== "tag" && part.kind !== "untagged";
}

/** The people asked for have left: when they did is worth a column. */
export function asksForLeavers({ parts }: Question): boolean {
  return parts.some((part) => {
    switch (part.kind) {
      case "left":
        return true;
      case "movedInSync":
      case "movedInSegment":
        return part.how === "left";
      case "happened":
        return part.event.kind === "left";
      default:
        return false;
    }
  });
}

/** The question with one more condition; those that contradict it give way, values of one kind come together. */
export function withCondition({ who, parts }: Question, added: Filter): Question {
  const key = keyOf(added);
  const others = parts.filter((one) => keyOf(one) !== key && !contradicts(one, added));
  const place = others.findIndex((one) => together(one, added) !== null);
  const both = others[place] && together(others[place], added);
  const next = both ? others.map((one, at) => (at === place ? both : one)) : [...others, added];
  return { who: isAboutView(added) ? "everyone" : who, parts: next };
}

export function withoutCondition({ who, parts }: Question, gone: Filter): Question {
  const key = keyOf(gone);
  const left = parts.filter((one) => keyOf(one) !== key);
  // What made leavers part of the question is gone, and they go with it.
  const back = isAboutView(gone) && !left.some(isAboutView);
  return { who: back ? "following" : who, parts: left };
}

export function toggled(question: Question, part: Filter): Question {
  return has(question, part) ? withoutCondition(question, part) : withCondition(question, part);
}

/** The same question with one part switched on again. */
export function switchedOn({ who, parts }: Question, off: Filter): Question {
  const key = keyOf(off);
  return { who, parts: parts.map((one) => (keyOf(one) === key && one.kind === "off" ? one.filter : one)) };
}

function contradicts(one: Filter, other: Filter): boolean {
  return (
    (one.kind === "followed" && other.kind === "followed") ||
    (one.kind === "untagged" && isTagged(other)) ||
    (other.kind === "untagged" && isTagged(one)) ||
    (isWithout(one) !== null && other.kind === "tag" && isWithout(one) === other.tag) ||
    (isWithout(other) !== null && one.kind === "tag" && isWithout(other) === one.tag) ||
    (isView(one) && isView(other))
  );
}

const isTagged = ({ kind }: Filter) => kind === "tag";
/** The one tag that somebody must not have. */
const isWithout = (part: Filter): TagId | null =>
  part.kind === "tags" && part.have === "none" && part.tags.length === 1 ? (part.tags[0] ?? null) : null;
/** Of these only one can be looked at. */
const isView = ({ kind }: Filter) => kind === "left" || kind === "blacklisted" || kind === "movedInSync";

function isAboutView(part: Filter): boolean {
  switch (part.kind) {
    case "allOf":
    case "anyOf":
    case "noneOf":
      return part.filters.some(isAboutView);
    case "off":
      return isAboutView(part.filter);
    default:
      return looksBeyond(part);
  }
}

/** Two conditions as one: somebody came from one source and by one poster, so several are alternatives. */
function together(one: Filter, added: Filter): Filter | null {
  if (one.kind === "source" && added.kind === "source") {
    return { kind: "source", sources: [...new Set([...one.sources, ...added.sources])] };
  }
  if (one.kind === "qr" && added.kind === "qr" && one.how === added.how && one.part === added.part) {
    return { ...one, texts: [...new Set([...one.texts, ...added.texts])] };
  }
  if (one.kind === "tags" && added.kind === "tags" && one.have === "none" && added.have === "none") {
    return { ...one, tags: [...new Set([...one.tags, ...added.tags])] };
  }
  return null;
}

/** What a click in the list of tags means. */
export type TagChoice = { kind: "everyone" } | { kind: "untagged" } | { kind: "tag"; tag: TagId };

/** What the list of tags shows as chosen. */
export type ChosenInRail = { everyone: boolean; untagged: boolean; tags: readonly TagId[] };

export function chosenInRail(question: Question): ChosenInRail {
  const tags = question.parts.flatMap((one) => (one.kind === "tag" ? [one.tag] : []));
  const untagged = question.parts.some(({ kind }) => kind === "untagged");
  return { everyone: !isNarrowed(question), untagged, tags };
}

/** The question after a click there: one tag in place of another, or with `add` one more. */
export function railChoice(question: Question, choice: TagChoice, add: boolean): Question {
  if (choice.kind === "everyone") return everyFollower;
  const wanted: Filter = choice.kind === "untagged" ? { kind: "untagged" } : { kind: "tag", tag: choice.tag };
  if (add || has(question, wanted)) return toggled(question, wanted);
  const others = question.parts.filter((one) => !isTagged(one) && one.kind !== "untagged");
  return withCondition({ ...question, parts: others }, wanted);
}
