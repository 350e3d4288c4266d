// The question being put together: a tree of groups and conditions that can be switched off and moved
// about, and the filter it makes. Parts have numbers of their own, so that one keeps its place on the
// screen and the keyboard while others come and go.

import type { Filter } from "~/desk/contract";
import { type Leaf, looksBeyond, saysNothing } from "./leaves";

export type How = "allOf" | "anyOf" | "noneOf";

export type PartId = number;

export type LeafPart = {
  readonly kind: "leaf";
  readonly id: PartId;
  readonly off: boolean;
  readonly leaf: Leaf;
};
export type GroupPart = {
  readonly kind: "group";
  readonly id: PartId;
  readonly off: boolean;
  readonly how: How;
  readonly parts: readonly Part[];
};
export type Part = LeafPart | GroupPart;

/** Who is looked at in the first place, and what must hold of them. */
export type Draft = {
  readonly who: Who;
  /**
   * While everyone is looked at because of a condition, and nobody has said so: the conditions that asked for
   * people beyond the followers before that one did.
   */
  readonly askedBefore: ReadonlySet<PartId> | null;
  readonly root: GroupPart;
};
export type Who = "following" | "everyone";

/** Groups inside groups that can be made by hand; deeper ones that come from elsewhere are shown all the same. */
export const DEEPEST = 6;

let lastId = 0;
const newId = (): PartId => {
  lastId += 1;
  return lastId;
};

export const newLeaf = (leaf: Leaf): LeafPart => ({ kind: "leaf", id: newId(), off: false, leaf });
export const newGroup = (how: How, parts: readonly Part[] = []): GroupPart => {
  return { kind: "group", id: newId(), off: false, how, parts };
};

// ---------------------------------------------------------------- from a filter and back

export function draftOf(filter: Filter): Draft {
  const parts = filter.kind === "allOf" ? filter.filters : [filter];
  const place = parts.findIndex(({ kind }) => kind === "following");
  const rest = parts.filter((_, at) => at !== place);
  const only = rest.length === 1 && rest[0] !== undefined ? partOf(rest[0]) : null;
  const root = only?.kind === "group" && !only.off ? only : newGroup("allOf", rest.map(partOf));
  return { who: place < 0 ? "everyone" : "following", askedBefore: null, root };
}

/** A part of a filter as it can be changed. */
export function partOf(filter: Filter): Part {
  switch (filter.kind) {
    case "allOf":
    case "anyOf":
    case "noneOf":
      return newGroup(filter.kind, filter.filters.map(partOf));
    case "off":
      return { ...partOf(filter.filter), off: true };
    default:
      return newLeaf(filter);
  }
}

/** The filter as it stands now; conditions that say nothing yet are switched off, so that places stay as they are. */
export function filterNow({ who, root }: Draft): Filter {
  return underWho(who, root, filterOf(root, true));
}

/** The filter to keep: without conditions that say nothing and groups that are empty. */
export function finished({ who, root }: Draft): Filter {
  const kept = pruned(root);
  return underWho(who, kept, filterOf(kept, false));
}

function underWho(who: Who, root: GroupPart, filter: Filter): Filter {
  const parts = root.how === "allOf" ? filtersIn(filter) : root.parts.length === 0 ? [] : [filter];
  return { kind: "allOf", filters: who === "following" ? [{ kind: "following" }, ...parts] : parts };
}

const filtersIn = (filter: Filter) => (filter.kind === "allOf" ? filter.filters : [filter]);

function filterOf(part: Part, pending: boolean): Filter {
  const filter: Filter =
    part.kind === "leaf"
      ? part.leaf
      : { kind: part.how, filters: part.parts.map((one) => filterOf(one, pending)) };
  const off = part.off || (pending && isUnfinished(part));
  return off ? { kind: "off", filter } : filter;
}

/** One part as a filter, as it stands. */
export const filterOfPart = (part: Part): Filter => filterOf(part, false);

/** Whether a part does not count yet, because nothing is chosen, typed or put into it. */
export function isUnfinished(part: Part): boolean {
  return part.kind === "leaf" ? saysNothing(part.leaf) : part.parts.every(isUnfinished);
}

function pruned(group: GroupPart): GroupPart {
  const parts = group.parts
    .filter((part) => !isUnfinished(part))
    .map((part) => (part.kind === "group" ? pruned(part) : part));
  return { ...group, parts };
}

/** The part that a path in the filter of `filterNow` leads to. */
export function partAt({ who, root }: Draft, path: readonly number[]): Part | null {
  const [first, ...rest] = path;
  if (first === undefined) return null;
  const place = who === "following" ? first - 1 : first;
  const steps = root.how === "allOf" ? [place, ...rest] : rest;
  let part: Part | undefined = root;
  for (const step of steps) part = part?.kind === "group" ? part.parts[step] : undefined;
  return part ?? null;
}

// ---------------------------------------------------------------- changing it

/** The group with one of its parts, however deep, become another; null takes it out. */
export function withPart(group: GroupPart, id: PartId, change: (part: Part) => Part | null): GroupPart {
  if (group.id === id) {
    const changed = change(group);
    return changed?.kind === "group" ? changed : group;
  }
  const parts = group.parts.flatMap((part): Part[] => {
    if (part.id === id) {
      const changed = change(part);
      return changed === null ? [] : [changed];
    }
    return [part.kind === "group" ? withPart(part, id, change) : part];
  });
  return { ...group, parts };
}

export function withAdded(draft: Draft, group: PartId, added: Part): Draft {
  const root = withPart(draft.root, group, (part) =>
    part.kind === "group" ? { ...part, parts: [...part.parts, added] } : part,
  );
  return withRoot(draft, root);
}

/**
 * The draft with other parts. Nobody who has left is among those who follow: a condition that asks for such
 * people, new or changed to do so, makes it everyone, until none asks but those that did before.
 */
export function withRoot(draft: Draft, root: GroupPart): Draft {
  const { who, askedBefore } = draft;
  const before = askedBefore ?? askingBeyond(draft.root);
  const asksAnew = [...askingBeyond(root)].some((id) => !before.has(id));
  if (who === "following" && asksAnew) return { who: "everyone", askedBefore: before, root };
  if (askedBefore && !asksAnew) return { who: "following", askedBefore: null, root };
  return { ...draft, root };
}

const askingBeyond = (root: GroupPart): ReadonlySet<PartId> =>
  new Set(leavesOf(root).flatMap(({ id, leaf }) => (looksBeyond(leaf) ? [id] : [])));

/**
 * One step up or down: past a condition, into a group that stands there, out of its own group at its
 * edge. So every place can be reached with two keys.
 */
export function moved(root: GroupPart, id: PartId, step: -1 | 1): GroupPart {
  const at = root.parts.findIndex((part) => part.id === id);
  const part = root.parts[at];
  if (part === undefined) {
    const parts = root.parts.flatMap((one): Part[] => {
      if (one.kind !== "group") return [one];
      const leaver = one.parts[step < 0 ? 0 : one.parts.length - 1];
      if (leaver?.id !== id) return [moved(one, id, step)];
      const left = { ...one, parts: one.parts.filter((inner) => inner.id !== id) };
      return step < 0 ? [leaver, left] : [left, leaver];
    });
    return { ...root, parts };
  }
  const neighbour = root.parts[at + step];
  if (neighbour === undefined) return root;
  const others = root.parts.filter((one) => one.id !== id);
  if (neighbour.kind === "group") {
    const inside = step < 0 ? [...neighbour.parts, part] : [part, ...neighbour.parts];
    return {
      ...root,
      parts: others.map((one) => (one.id === neighbour.id ? { ...neighbour, parts: inside } : one)),
    };
  }
  others.splice(at + step, 0, part);
  return { ...root, parts: others };
}

/** Whether a step would change anything: only the very first and the very last part have nowhere to go. */
export function canMove(root: GroupPart, id: PartId, step: -1 | 1): boolean {
  return root.parts[step < 0 ? 0 : root.parts.length - 1]?.id !== id;
}

/** A group gives its parts to the group it stands in. */
export function dissolved(root: GroupPart, id: PartId): GroupPart {
  const parts = root.parts.flatMap((part): readonly Part[] => {
    if (part.kind !== "group") return [part];
    return part.id === id ? part.parts : [dissolved(part, id)];
  });
  return { ...root, parts };
}

/** Every condition of it, however deep, those switched off too. */
export function leavesOf(part: Part): LeafPart[] {
  return part.kind === "leaf" ? [part] : part.parts.flatMap(leavesOf);
}
