// The keyboard's place in the grid: a cell, which keeps the focus while rows come and go.

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type Geometry, reveal } from "./geometry";
import type { CellPlace } from "./keys";

type Room = {
  geometry: Geometry;
  /** The row at the upper edge, and how to have another one there. */
  first: number;
  moveTo: (first: number) => void;
  /** Columns before those of the caller: one with boxes, or none. */
  boxes: number;
  /** Columns in all. */
  columns: number;
  /** How many of the caller's stay in sight, and the pixels they cover. */
  pinned: number;
  pinnedWidth: number;
  /** Another list starts at its top. */
  listKey: string;
};

export function usePlace(scroller: RefObject<HTMLElement | null>, room: Room) {
  const { geometry, first, moveTo, boxes, columns, pinned, pinnedWidth, listKey } = room;
  const [wanted, setActive] = useState<CellPlace>({ row: 0, column: boxes });
  const active = withinGrid(wanted, geometry.total, columns);
  const takeFocus = useRef(false);
  const goTo = (cell: CellPlace, focus: boolean) => {
    takeFocus.current = focus;
    setActive(cell);
    if (cell.row >= 0) moveTo(reveal(geometry, first, cell.row));
  };
  useLayoutEffect(() => {
    if (!takeFocus.current) return;
    takeFocus.current = false;
    focusCell(scroller.current, active, boxes + pinned, pinnedWidth);
  });

  const known = useRef(listKey);
  useLayoutEffect(() => {
    if (known.current === listKey) return;
    known.current = listKey;
    // Whoever has sorted by a heading is still there, to sort by one more.
    setActive((now) => ({ row: Math.min(now.row, 0), column: now.column }));
    moveTo(0);
  }, [listKey, moveTo]);

  return { active, goTo };
}

function withinGrid(cell: CellPlace, rows: number, columns: number): CellPlace {
  return { row: Math.min(cell.row, rows - 1), column: Math.min(cell.column, columns - 1) };
}

function focusCell(
  scroller: HTMLElement | null,
  { row, column }: CellPlace,
  pinned: number,
  pinnedWidth: number,
): void {
  const cell = scroller?.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`);
  if (!scroller || !cell) return;
  cell.focus({ preventScroll: true });
  const left = cell.offsetLeft;
  const right = left + cell.offsetWidth;
  // What stays in sight needs no scrolling, but it covers what scrolls below it.
  if (column < pinned && pinnedWidth > 0) return;
  if (column < pinned || left - pinnedWidth < scroller.scrollLeft)
    scroller.scrollLeft = column <= pinned ? 0 : left - pinnedWidth;
  else if (right > scroller.scrollLeft + scroller.clientWidth)
    scroller.scrollLeft = right - scroller.clientWidth;
}
