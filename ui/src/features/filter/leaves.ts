// Single conditions: what each is about, how a new one begins, and when one says nothing yet.

import type { Filter, PastEvent, Period } from "~/desk/contract";

export type Leaf = Exclude<Filter, { kind: "allOf" | "anyOf" | "noneOf" | "off" }>;

/** What somebody can ask about, in the order of the menu. */
export const subjects = {
  tags: ["tags", "untagged", "tagCount"],
  person: ["remark", "source", "qr", "language", "unionid", "text"],
  following: ["followed", "state", "blacklisted"],
  history: ["happened"],
} as const;

export type Subject = (typeof subjects)[keyof typeof subjects][number];

/** A condition about it, with what is asked most often. */
export function newLeafAbout(subject: Subject): Leaf {
  switch (subject) {
    case "tags":
      return { kind: "tags", have: "any", tags: [] };
    case "untagged":
    case "blacklisted":
      return { kind: subject };
    case "tagCount":
      return { kind: "tagCount", least: 1, most: null };
    case "remark":
      return { kind: "remark", how: "contains", text: "" };
    case "source":
      return { kind: "source", sources: [] };
    case "qr":
      return { kind: "qr", part: "either", how: "is", texts: [] };
    case "language":
      return { kind: "language", languages: [] };
    case "unionid":
      return { kind: "unionid", is: { kind: "known" } };
    case "text":
      return { kind: "text", text: "" };
    case "followed":
      return { kind: "followed", when: "during", period: { kind: "lastDays", days: 7 } };
    case "state":
      return { kind: "left" };
    case "happened":
      return { kind: "happened", event: { kind: "left" }, period: { kind: "lastDays", days: 7 } };
    default:
      return subject satisfies never;
  }
}

/** One tag is asked about in the same way as several. */
export function asTags(leaf: Leaf): Leaf {
  return leaf.kind === "tag" ? { kind: "tags", have: "any", tags: [leaf.tag] } : leaf;
}

/** Nothing is chosen or typed to compare with: such a condition does not count. */
export function saysNothing(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case "tags":
      return leaf.tags.length === 0;
    case "tagCount":
      return leaf.least === null && leaf.most === null;
    case "source":
      return leaf.sources.length === 0;
    case "language":
      return leaf.languages.length === 0;
    case "remark":
      return leaf.text === "";
    case "text":
      return leaf.text.trim() === "";
    case "unionid":
      return leaf.is.kind === "equal" && leaf.is.unionid === "";
    case "qr":
      return leaf.texts.length === 0 || (leaf.how !== "is" && leaf.texts.some((text) => text === ""));
    case "followed":
    case "happened":
      return isOpen(leaf.period);
    default:
      return false;
  }
}

function isOpen(period: Period): boolean {
  return period.kind === "between" && period.from === null && period.until === null;
}

/** Whether it may be about people who do not follow now. */
export function looksBeyond(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case "left":
    case "blacklisted":
    case "inList":
    case "inJob":
    case "movedInSync":
    case "movedInSegment":
      return true;
    case "happened":
      return leaf.event.kind === "left";
    default:
      return false;
  }
}

/** What can have happened to somebody, in the order of the menu. */
export const pastEvents = [
  "left",
  "cameBack",
  "tagged",
  "untagged",
  "remarked",
  "blocked",
  "unblocked",
] as const satisfies readonly PastEvent["kind"][];

export function newPastEvent(kind: PastEvent["kind"]): PastEvent {
  return kind === "tagged" || kind === "untagged" ? { kind, tag: null } : { kind };
}

/** Periods that follow from the day it is. */
export const namedPeriods = [
  "today",
  "yesterday",
  "thisWeek",
  "lastWeek",
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "thisYear",
] as const satisfies readonly Period["kind"][];
