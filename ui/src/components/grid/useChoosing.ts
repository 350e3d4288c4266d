// Choosing in the grid: one, all, and ranges that begin where somebody was chosen last, across rows that may
// not be loaded. What is chosen is kept outside.

import { useEffect, useLayoutEffect, useRef } from "react";
import type { FollowerId } from "~/desk/contract";
import { isInDialog } from "../offered";
import { isShortcut } from "../shortcut";
import { isField } from "./reading";
import {
  everybody,
  extend,
  needsPlaces,
  nobody,
  type Picked,
  type Placed,
  pickedShare,
  toggle,
} from "./selection";
import type { RowSource } from "./source";

type Choosing<Row> = {
  source: RowSource<Row>;
  idOf: (row: Row) => FollowerId;
  /** Rows can be read, but nothing can be done with them yet. */
  busy: boolean;
  /** Undefined where nobody can be chosen. */
  picked: Picked | undefined;
  placed: Placed | undefined;
  onPicked: ((picked: Picked) => void) | undefined;
  /** In another list no range goes on. */
  listKey: string;
  /** Where the keyboard is. */
  activeRow: number;
};

export function useChoosing<Row>(choosing: Choosing<Row>) {
  const { source, idOf, busy, picked, placed, onPicked, listKey, activeRow } = choosing;
  /** Where a Shift-range begins, what was chosen before it, and what has been since. */
  const anchor = useRef<{ row: number; before: Picked; since: Picked } | null>(null);
  /** Grows with each choice and each range begun, so that a late answer changes nothing. */
  const turn = useRef(0);
  const latest = useRef(picked);
  latest.current = picked;
  const pick = (next: Picked) => {
    turn.current += 1;
    onPicked?.(next);
  };
  const letGoOfRange = () => {
    anchor.current = null;
  };
  const pickAll = () => {
    letGoOfRange();
    pick(everybody);
  };
  const pickAllOrNobody = () => {
    if (picked === undefined) return;
    letGoOfRange();
    pick(pickedShare(picked, source.total) === "all" ? nobody : everybody);
  };
  const pickOne = (index: number) => {
    const row = busy ? undefined : source.row(index);
    if (picked === undefined || row === undefined) return;
    const next = toggle(picked, index, idOf(row), source.total);
    anchor.current = { row: index, before: next, since: next };
    pick(next);
  };
  const pickUpTo = (index: number) => {
    if (picked === undefined || busy) return;
    const kept = anchor.current ?? { row: Math.max(0, activeRow), before: picked, since: picked };
    // Chosen anew from outside, as by "clear" or with another list: what was chosen before must not come back.
    const before = kept.since === picked ? kept.before : picked;
    const loaded = [...idsBetween(source, idOf, kept.row, index)];
    const reach = (from: Picked) => {
      const next = extend(from, kept.row, index, loaded);
      anchor.current = { row: kept.row, before: from, since: next };
      pick(next);
    };
    if (!placed || !needsPlaces(before, Math.abs(index - kept.row) + 1, loaded.length)) return reach(before);
    anchor.current = { row: kept.row, before, since: picked };
    turn.current += 1;
    const mine = turn.current;
    const range = [Math.min(kept.row, index), Math.max(kept.row, index) + 1] as const;
    void placed(before, range).then((now) => {
      if (now === null || turn.current !== mine || latest.current !== picked) return;
      if (now.kind === "some") return reach(now);
      anchor.current = { row: kept.row, before, since: now };
      pick(now);
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is what lets go of the range
  useLayoutEffect(() => {
    letGoOfRange();
    turn.current += 1;
  }, [listKey]);

  const latestPickAll = useRef(pickAll);
  latestPickAll.current = pickAll;
  const choosable = picked !== undefined;
  // Beside the grid Ctrl+A means the people too, not the text of the page.
  useEffect(() => {
    if (!choosable) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isShortcut(event, "mod+a") || isInDialog(event)) return;
      if (event.target !== null && isField(event.target)) return;
      event.preventDefault();
      latestPickAll.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [choosable]);

  return { pickAll, pickAllOrNobody, pickOne, pickUpTo, letGoOfRange };
}

function* idsBetween<Row>(
  source: RowSource<Row>,
  idOf: (row: Row) => FollowerId,
  one: number,
  other: number,
): Generator<readonly [number, FollowerId]> {
  for (const [index, row] of source.loaded(Math.min(one, other), Math.max(one, other) + 1))
    yield [index, idOf(row)];
}
