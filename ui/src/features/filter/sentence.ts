// A filter as a sentence: "关注于近 7 天，且带有 会员，但没有 已退费".

import { languageWords, sourceWords } from "~/components/valueWords";
import type { Filter, ListId, PastEvent, Period, Relation, SegmentId, TagId } from "~/desk/contract";
import { t } from "~/i18n";
import { DAY, dayOf } from "~/i18n/days";
import { draftOf } from "./draft";
import { type Leaf, looksBeyond } from "./leaves";

/** What is known by number only, by name. */
export type Names = {
  tag: (id: TagId) => string;
  list: (id: ListId) => string;
  segment: (id: SegmentId) => string;
};

/** More values of one condition are counted, not listed. */
const LISTED = 5;

/** The whole filter; what is switched off is left out. */
export function sentence(filter: Filter, names: Names): string {
  const { who } = draftOf(filter);
  const all = filter.kind === "allOf" ? filter.filters : [filter];
  const parts = all.filter((part) => part.kind !== "following");
  const words = joined("allOf", parts, names);
  if (words === "") return t(who === "following" ? "filter.sentence.followers" : "filter.sentence.everybody");
  return who === "following" || parts.some(isBeyond) ? words : t("filter.sentence.withLeft", { words });
}

/** One part of it, such as a chip shows it. */
export function partWords(filter: Filter, names: Names): string {
  switch (filter.kind) {
    case "off":
      return partWords(filter.filter, names);
    case "allOf":
    case "anyOf":
    case "noneOf":
      return groupWords(filter, names) || t("filter.group.empty");
    default:
      return leafWords(filter, names);
  }
}

function isBeyond(filter: Filter): boolean {
  switch (filter.kind) {
    case "off":
      return false;
    case "allOf":
    case "anyOf":
    case "noneOf":
      return filter.filters.some(isBeyond);
    default:
      return looksBeyond(filter);
  }
}

type Group = Extract<Filter, { kind: "allOf" | "anyOf" | "noneOf" }>;

function groupWords({ kind, filters }: Group, names: Names): string {
  const words = joined(kind === "allOf" ? "allOf" : "anyOf", filters, names);
  if (words === "") return "";
  return kind === "noneOf" ? t("filter.sentence.noneOf", { words }) : words;
}

function joined(how: "allOf" | "anyOf", filters: readonly Filter[], names: Names): string {
  return filters.reduce((before, filter) => {
    const words = inside(filter, names, filters.length > 1);
    if (words === "") return before;
    if (before === "") return words;
    const joint = how === "anyOf" ? "or" : isNegative(filter) ? "but" : "and";
    return t(`filter.sentence.${joint}`, { before, words });
  }, "");
}

/** In brackets where it would be read wrongly without. */
function inside(filter: Filter, names: Names, amongOthers: boolean): string {
  switch (filter.kind) {
    case "off":
      return "";
    case "allOf":
    case "anyOf": {
      const words = groupWords(filter, names);
      const several = filter.filters.filter(({ kind }) => kind !== "off").length > 1;
      return words !== "" && several && amongOthers ? t("filter.sentence.group", { words }) : words;
    }
    case "noneOf":
      return groupWords(filter, names);
    default:
      return leafWords(filter, names);
  }
}

const isNegative = (filter: Filter) =>
  filter.kind === "noneOf" || (filter.kind === "tags" && filter.have === "none");

/** One condition. */
export function leafWords(leaf: Leaf, names: Names): string {
  switch (leaf.kind) {
    case "tag":
      return t("filter.words.tags.any", { names: names.tag(leaf.tag) });
    case "tags":
      return t(`filter.words.tags.${leaf.tags.length === 1 && leaf.have === "all" ? "any" : leaf.have}`, {
        names: listed(leaf.tags.map(names.tag), leaf.have === "all" ? "both" : "either"),
      });
    case "tagCount":
      return tagCountWords(leaf);
    case "source":
      return t("filter.words.source", { names: listed(leaf.sources.map(sourceOrNone)) });
    case "language":
      return t("filter.words.language", { names: listed(leaf.languages.map(languageOrNone)) });
    case "remark":
      return t(`filter.words.remark.${leaf.how}`, { text: shown(leaf.text) });
    case "unionid":
      return leaf.is.kind === "equal"
        ? t("filter.words.unionid.equal", { text: shown(leaf.is.unionid) })
        : t(`filter.words.unionid.${leaf.is.kind}`);
    case "followed":
      return t(`filter.words.followed.${leaf.when}`, { period: relatedPeriod(leaf.when, leaf.period) });
    case "qr":
      return t(`filter.words.qr.${leaf.how}`, {
        part: t(`filter.qrPart.${leaf.part}`),
        names: listed(leaf.texts.map((text) => (text === "" ? t("filter.value.noCode") : shown(text)))),
      });
    case "text":
      return t("filter.words.text", { text: shown(leaf.text) });
    case "happened":
      return t("filter.words.happened", {
        period: periodWords(leaf.period),
        event: eventWords(leaf.event, names),
      });
    case "inList":
      return t("filter.words.inList", { name: names.list(leaf.list) });
    case "movedInSegment":
      return t(`filter.words.movedInSegment.${leaf.how}`, { name: names.segment(leaf.segment) });
    case "movedInSync":
      return t(`filter.words.movedInSync.${leaf.how}`);
    case "untagged":
    case "noRemark":
    case "following":
    case "left":
    case "blacklisted":
    case "inJob":
      return t(`filter.words.${leaf.kind}`);
    default:
      return leaf satisfies never;
  }
}

function tagCountWords({ least, most }: Extract<Leaf, { kind: "tagCount" }>): string {
  if (least !== null && least === most) return t("filter.words.tagCount.exactly", { count: least });
  if (least !== null && most !== null) return t("filter.words.tagCount.between", { least, most });
  if (least !== null) return t("filter.words.tagCount.least", { count: least });
  return t("filter.words.tagCount.most", { count: most ?? 0 });
}

/** "在近 7 天打上「会员」": what happened, after when. */
function eventWords(event: PastEvent, names: Names): string {
  if (event.kind !== "tagged" && event.kind !== "untagged") return t(`filter.event.${event.kind}`);
  return event.tag === null
    ? t(`filter.event.${event.kind}`)
    : t(`filter.words.event.${event.kind}`, { name: names.tag(event.tag) });
}

export function periodWords(period: Period): string {
  if (period.kind === "lastDays") return t("filter.period.lastDaysOf", { count: period.days });
  if (period.kind !== "between") return t(`filter.period.${period.kind}`);
  const { from, until } = period;
  const first = from === null ? null : dayOf(from);
  const last = until === null ? null : dayOf(until - DAY);
  if (first !== null && last !== null) {
    return first === last ? first : t("filter.period.fromTo", { from: first, until: last });
  }
  if (first !== null) return t("filter.period.since", { from: first });
  return last === null ? t("filter.period.anyTime") : t("filter.period.upTo", { until: last });
}

/** "Before" means before the first day, "after" after the last one. */
function relatedPeriod(when: Relation, period: Period): string {
  if (when === "during") return periodWords(period);
  if (period.kind === "lastDays") return t("filter.period.lastDaysBare", { count: period.days });
  if (period.kind !== "between") return periodWords(period);
  if (when === "before") return period.from === null ? "" : dayOf(period.from);
  return period.until === null ? "" : dayOf(period.until - DAY);
}

function sourceOrNone(source: string): string {
  return source === "" ? t("filter.value.unknown") : sourceWords(source);
}

function languageOrNone(language: string): string {
  return language === "" ? t("filter.value.unknown") : languageWords(language);
}

function listed(words: readonly string[], how: "either" | "both" = "either"): string {
  if (words.length === 0) return t("filter.value.nothing");
  if (words.length <= LISTED) return words.join(t(`filter.sentence.list.${how}`));
  return t("filter.sentence.list.more", {
    names: words.slice(0, LISTED).join(t(`filter.sentence.list.${how}`)),
    count: words.length,
  });
}

/** A typed text in a sentence: short, on one line, and something even when nothing is typed yet. */
function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const letters = [...line];
  if (line === "") return t("filter.value.nothing");
  return letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : line;
}
