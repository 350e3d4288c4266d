// What the palette lists for what was typed, best first. Every entry is an action on offer.

import type { Action } from "~/components/action";

export type Group = "recent" | "deed" | "page" | "account" | "tag" | "segment";

export type Section = { group: Group; actions: Action[] };

const order = ["deed", "page", "account", "segment", "tag"] as const satisfies readonly Group[];

/** More of one kind are found by typing, not by scrolling. */
const SHOWN = { all: 8, found: 40 };
const RECENT = 5;

export const groupOf = (action: Action): Exclude<Group, "recent"> => action.leadsTo ?? "deed";

/**
 * The sections to show. Nothing typed: what was used last, then all that is possible, by kind. Something
 * typed: what has all its words, names that begin with it first. `recent` holds names of actions, latest first.
 */
export function sectionsFor(
  actions: readonly Action[],
  typed: string,
  recent: readonly string[],
  groupName: (group: Group) => string,
): Section[] {
  const listed = actions.filter(({ shortcut }) => shortcut !== "Escape");
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return everything(listed, recent);
  const found = listed
    .map((action) => ({ action, rank: rankOf(action, words, groupName(groupOf(action)), recent) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ action }) => action);
  // The kind of the best comes first, so that Enter takes what was meant.
  const best = found[0] === undefined ? [] : [groupOf(found[0])];
  const kinds = [...new Set<Exclude<Group, "recent">>([...best, ...order])];
  return sections(kinds.map((group) => ({ group, actions: inGroup(found, group).slice(0, SHOWN.found) })));
}

function everything(listed: readonly Action[], recent: readonly string[]): Section[] {
  const latest = recent
    .map((name) => listed.find((action) => action.name === name))
    .filter((action) => action !== undefined)
    .slice(0, RECENT);
  const others = listed.filter((action) => action.impossible === null && !latest.includes(action));
  return sections([
    { group: "recent", actions: latest },
    ...order.map((group) => ({
      group,
      actions: inGroup(others, group).slice(0, group === "deed" ? SHOWN.found : SHOWN.all),
    })),
  ]);
}

const sections = (all: Section[]) => all.filter(({ actions }) => actions.length > 0);
const inGroup = (actions: readonly Action[], group: Group) =>
  actions.filter((action) => groupOf(action) === group);

/** Lower is better; null when a word is nowhere in it. */
function rankOf(
  action: Action,
  words: readonly string[],
  group: string,
  recent: readonly string[],
): number | null {
  const label = plain(action.label);
  const all = `${label} ${plain(action.detail ?? "")} ${plain(group)}`;
  if (!words.every((word) => all.includes(word))) return null;
  const first = words[0] ?? "";
  const place = label === words.join(" ") ? 0 : label.startsWith(first) ? 1 : label.includes(first) ? 2 : 3;
  return place * 4 + (action.impossible === null ? 0 : 2) + (recent.includes(action.name) ? 0 : 1);
}

/** As people compare words: without case and without the difference of wide and narrow letters. */
function plain(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase();
}
