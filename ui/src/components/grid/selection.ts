// Who is chosen in a list of which only a few rows are loaded.
//
// "All minus some" remembers the exceptions by id, so it survives a new sort order or a refresh.
// "Some" remembers ranges of positions in one result set, so that a Shift-range may cross rows that
// were never loaded. Nothing here ever holds a list of everybody.

import type { FollowerId, ResultSetId, Selection } from "../../desk/contract";

/** Positions from the first up to, not including, the second. */
export type Range = readonly [from: number, until: number];

export type Picked =
  /** Everyone in the list but these. */
  | { readonly kind: "all"; readonly except: ReadonlySet<FollowerId> }
  /** Positions of one result set: sorted, apart from each other. `ids` holds those ticked one by one. */
  | {
      readonly kind: "some";
      readonly ranges: readonly Range[];
      readonly ids: ReadonlyMap<number, FollowerId>;
    }
  /** These people, wherever they stand in the list now. */
  | { readonly kind: "these"; readonly ids: ReadonlySet<FollowerId> };

/** The greatest number of people sent by id; more go as positions. */
export const MOST_IDS = 1_000;

export const nobody: Picked = { kind: "some", ranges: [], ids: new Map() };
export const everybody: Picked = { kind: "all", except: new Set() };

/** How many people are chosen in a list of `total`. */
export function pickedCount(picked: Picked, total: number): number {
  switch (picked.kind) {
    case "all":
      return Math.max(0, total - picked.except.size);
    case "some":
      return picked.ranges.reduce((sum, [from, until]) => sum + (until - from), 0);
    case "these":
      return picked.ids.size;
  }
}

/** Whether the row at this position is chosen. `id` is unknown while the row is not loaded. */
export function isPicked(picked: Picked, position: number, id: FollowerId | undefined): boolean {
  switch (picked.kind) {
    case "all":
      return id === undefined || !picked.except.has(id);
    case "some":
      return isWithin(picked.ranges, position);
    case "these":
      return id !== undefined && picked.ids.has(id);
  }
}

/** Ticks or un-ticks one loaded row. */
export function toggle(picked: Picked, position: number, id: FollowerId, total: number): Picked {
  switch (picked.kind) {
    case "all": {
      const except = toggled(picked.except, id);
      return except.size >= total ? nobody : { kind: "all", except };
    }
    case "these":
      return { kind: "these", ids: toggled(picked.ids, id) };
    case "some": {
      const ids = new Map(picked.ids);
      if (isPicked(picked, position, id)) {
        ids.delete(position);
        return { kind: "some", ranges: without(picked.ranges, position), ids };
      }
      ids.set(position, id);
      return { kind: "some", ranges: union(picked.ranges, [position, position + 1]), ids };
    }
  }
}

/** Rows that are loaded, as position and id. */
export type LoadedRows = Iterable<readonly [position: number, id: FollowerId]>;

/**
 * Adds every row between two positions, both included, loaded or not.
 *
 * `loaded` are the rows of that range that are here: in "all minus some" they take exceptions back;
 * people chosen by id (after the order changed) grow by them only. Where that is not enough, see `needsPlaces`.
 */
export function extend(picked: Picked, anchor: number, to: number, loaded: LoadedRows): Picked {
  const range: Range = [Math.min(anchor, to), Math.max(anchor, to) + 1];
  switch (picked.kind) {
    case "some": {
      const short = range[1] - range[0] <= MOST_IDS;
      const ids = short ? new Map([...picked.ids, ...loaded]) : picked.ids;
      return { kind: "some", ranges: union(picked.ranges, range), ids };
    }
    case "all": {
      const except = new Set(picked.except);
      for (const [, id] of loaded) except.delete(id);
      return { kind: "all", except };
    }
    case "these": {
      const ids = new Set(picked.ids);
      for (const [, id] of loaded) if (ids.size < MOST_IDS) ids.add(id);
      return { kind: "these", ids };
    }
  }
}

/**
 * Finds out where those whom a choice knows by name stand; or, where people are kept by name, gives the choice
 * by name with those of the range. Null if that cannot be told any more.
 */
export type Placed = (picked: Picked, range: Range) => Promise<Picked | null>;

/** Whether `extend` over this many rows, of which so many are loaded, would leave some of them out. */
export function needsPlaces(picked: Picked, rows: number, loaded: number): boolean {
  switch (picked.kind) {
    case "some":
      return false;
    case "all":
      return picked.except.size > 0 && loaded < rows;
    case "these":
      return loaded < rows || picked.ids.size + rows > MOST_IDS;
  }
}

/** Whom a choice knows by name alone: those chosen, or the exceptions. */
export function namesIn(picked: Picked): FollowerId[] {
  if (picked.kind === "some") return [];
  return [...(picked.kind === "all" ? picked.except : picked.ids)];
}

/** The same choice by places, of which `places` are those of the people it knows by name. */
export function inPlaces(picked: Picked, places: readonly Range[], total: number): Picked {
  if (picked.kind === "some") return picked;
  return placedAt(picked.kind === "these" ? places : between(places, total));
}

/** The same people by name, wherever they stand; null if some are known by their place alone. */
export function chosenByName(picked: Picked): Picked | null {
  if (picked.kind !== "some") return picked;
  const ids = knownIds(picked);
  return ids === null ? null : { kind: "these", ids: new Set(ids) };
}

/** People by their places alone, which are in order and apart from each other. */
export function placedAt(ranges: readonly Range[]): Picked {
  return ranges.length === 0 ? nobody : { kind: "some", ranges, ids: new Map() };
}

/** Whether the box in the header is ticked, half-ticked or empty. */
export function pickedShare(picked: Picked, total: number): "none" | "some" | "all" {
  const count = pickedCount(picked, total);
  if (count === 0) return "none";
  return count === total ? "all" : "some";
}

/** The choice in the words of the contract. */
export function asSelection(picked: Picked, resultSet: ResultSetId): Selection {
  switch (picked.kind) {
    case "all":
      return { kind: "resultSet", resultSet, ranges: null, except: [...picked.except] };
    case "these":
      return { kind: "these", followers: [...picked.ids] };
    case "some": {
      const ids = knownIds(picked);
      if (ids !== null) return { kind: "these", followers: ids };
      return {
        kind: "resultSet",
        resultSet,
        ranges: picked.ranges.map(([from, until]): [number, number] => [from, until]),
        except: [],
      };
    }
  }
}

/** The ids of everybody chosen, or null when some are known by position only or they are too many. */
function knownIds(picked: Extract<Picked, { kind: "some" }>): FollowerId[] | null {
  const count = pickedCount(picked, 0);
  if (count > MOST_IDS) return null;
  const ids: FollowerId[] = [];
  for (const [from, until] of picked.ranges) {
    for (let position = from; position < until; position += 1) {
      const id = picked.ids.get(position);
      if (id === undefined) return null;
      ids.push(id);
    }
  }
  return ids;
}

/** People who are scattered over a long list make very many ranges. */
function isWithin(ranges: readonly Range[], position: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range !== undefined && range[1] <= position) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range[0] <= position;
}

function toggled(ids: ReadonlySet<FollowerId>, id: FollowerId): ReadonlySet<FollowerId> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The ranges with one more, merged where they touch. */
function union(ranges: readonly Range[], added: Range): Range[] {
  let [from, until] = added;
  const before: Range[] = [];
  const after: Range[] = [];
  for (const range of ranges) {
    if (range[1] < from) before.push(range);
    else if (range[0] > until) after.push(range);
    else {
      from = Math.min(from, range[0]);
      until = Math.max(until, range[1]);
    }
  }
  return [...before, [from, until], ...after];
}

/** What lies between the ranges of a list. */
function between(ranges: readonly Range[], total: number): Range[] {
  const ends = [0, ...ranges.map(([, until]) => until)];
  const starts = [...ranges.map(([from]) => from), total];
  return ends.map((end, at): Range => [end, starts[at] ?? total]).filter(([from, until]) => until > from);
}

/** The ranges with a hole at one position. */
function without(ranges: readonly Range[], position: number): Range[] {
  return ranges.flatMap((range): Range[] => {
    const [from, until] = range;
    if (position < from || position >= until) return [range];
    const halves: Range[] = [
      [from, position],
      [position + 1, until],
    ];
    return halves.filter(([start, end]) => end > start);
  });
}
