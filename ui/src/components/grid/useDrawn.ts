// Which place of the list is drawn: the wanted one as soon as its rows are here, or as soon as
// waiting for them would be felt. Until then what was there stays, so that a jump paints people
// once and no placeholders before them.

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RowSource } from "./source";

/** Milliseconds for which rows that are no longer wanted stay. */
const PATIENCE = 60;

export function useDrawn<Row>(
  source: RowSource<Row>,
  /** The rows in sight at the wanted place, half-open. */
  { start, end }: { start: number; end: number },
  /** Fractional index of the row at the upper edge. */
  first: number,
): number {
  const [late, setLate] = useState(false);
  const drawn = useRef(first);
  const here = isHere(source, start, end);
  useEffect(() => {
    if (here) return setLate(false);
    // Somebody who drags on does not put it off.
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [here]);
  const place = here || late ? first : drawn.current;
  useLayoutEffect(() => {
    drawn.current = place;
  });
  return place;
}

function isHere<Row>(source: RowSource<Row>, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (source.row(index) === undefined) return false;
  return true;
}
