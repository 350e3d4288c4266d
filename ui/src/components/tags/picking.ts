// What the ticks of a tag picker mean: how it is, what the operator wants, and the change between the two.

import type { Tag, TagId } from "~/desk/contract";
import { TAGS_PER_PERSON } from "./limits";

export type Tick = "none" | "some" | "all";

/** The people a picker is for, and how many of them carry each tag. */
export type Carried = {
  readonly people: number;
  readonly counts: ReadonlyMap<TagId, number>;
};

/** What the operator wants: true for everybody, false for nobody; a tag that is missing stays as it is. */
export type Wishes = ReadonlyMap<TagId, boolean>;

export type TagChange = { add: TagId[]; remove: TagId[] };

/** How the tag is carried now. */
export function tickBefore(tag: TagId, { people, counts }: Carried): Tick {
  const carrying = counts.get(tag) ?? 0;
  if (carrying === 0) return "none";
  return carrying >= people ? "all" : "some";
}

/** What the box shows: the wish, or how it is. */
export function tickNow(tag: TagId, carried: Carried, wishes: Wishes): Tick {
  const wish = wishes.get(tag);
  if (wish === undefined) return tickBefore(tag, carried);
  return wish ? "all" : "none";
}

/** What a picker is for; with `remove` nothing can be added. */
export type Purpose = "change" | "remove";

/**
 * The wishes after a click: a half tick becomes everybody, then nobody, then as it was. Where tags are to be taken
 * off, any tick becomes nobody, then as it was.
 */
export function pressed(tag: TagId, carried: Carried, wishes: Wishes, purpose: Purpose = "change"): Wishes {
  if (purpose === "remove") {
    const next = new Map(wishes);
    if (!next.delete(tag)) next.set(tag, false);
    return next;
  }
  const before = tickBefore(tag, carried);
  const now = tickNow(tag, carried, wishes);
  const next = new Map(wishes);
  const wish = now !== "all";
  const backToHalf = before === "some" && now === "none";
  if (backToHalf || (before === "all" && wish) || (before === "none" && !wish)) next.delete(tag);
  else next.set(tag, wish);
  return next;
}

/** What must change so that the wishes come true; nothing that already holds is in it. */
export function changeOf(carried: Carried, wishes: Wishes): TagChange {
  const change: TagChange = { add: [], remove: [] };
  for (const [tag, wish] of wishes) {
    const before = tickBefore(tag, carried);
    if (wish && before !== "all") change.add.push(tag);
    if (!wish && before !== "none") change.remove.push(tag);
  }
  return change;
}

export function isNoChange({ add, remove }: TagChange): boolean {
  return add.length === 0 && remove.length === 0;
}

/** Whether one person would pass the limit; for many the preview counts who would. */
export function passesLimit(carried: Carried, change: TagChange): boolean {
  if (carried.people !== 1) return change.add.length > TAGS_PER_PERSON;
  const own = [...carried.counts.values()].filter((count) => count > 0).length;
  return own + change.add.length - change.remove.length > TAGS_PER_PERSON;
}

/** Tags whose name holds the search: those just created, those the chosen people carry, then the largest. */
export function listed(
  tags: readonly Tag[],
  search: string,
  carried: Carried,
  created: readonly TagId[] = [],
): Tag[] {
  const wanted = search.trim().toLocaleLowerCase();
  const rank = (tag: Tag) => {
    if (created.includes(tag.id)) return -1;
    return tickBefore(tag.id, carried) === "none" ? 1 : 0;
  };
  return tags
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .sort((one, other) => rank(one) - rank(other) || other.localCount - one.localCount || one.id - other.id);
}
