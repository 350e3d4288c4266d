// The place in the list: `first`, and the scroll bar that follows it.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { clampFirst, firstAt, type Geometry, isScaled, moveBy, scrollTopOf } from "./geometry";

/** Pixels of one line, for mice that count in lines. */
const LINE = 40;

export type ScrollPlace = {
  /** Fractional index of the row at the upper edge. */
  readonly first: number;
  /** Moves there, and the scroll bar with it. */
  moveTo(first: number): void;
  /** To be called on every scroll event. */
  onScroll(): void;
};

export function useScroll(scroller: RefObject<HTMLElement | null>, geometry: Geometry): ScrollPlace {
  const [first, setFirst] = useState(0);
  const place = useRef(0);
  /** The scroll position written last: the event it causes is not somebody scrolling. */
  const written = useRef(Number.NaN);
  const measures = useRef(geometry);
  measures.current = geometry;

  const moveTo = useCallback(
    (next: number) => {
      place.current = clampFirst(measures.current, next);
      setFirst(place.current);
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = scrollTopOf(measures.current, place.current);
      written.current = element.scrollTop;
    },
    [scroller],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null || element.scrollTop === written.current) return;
    written.current = Number.NaN;
    place.current = firstAt(measures.current, element.scrollTop);
    // In this frame, not in the one after it: the rows are asked for while it is painted.
    flushSync(() => setFirst(place.current));
  }, [scroller]);

  const { total, rowHeight, viewport } = geometry;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a measure changes, the place stays
  useLayoutEffect(() => moveTo(place.current), [total, rowHeight, viewport, moveTo]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!isScaled(measures.current) || event.ctrlKey || event.shiftKey) return;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const pixels = event.deltaY * wheelUnit(event, measures.current.viewport);
      moveTo(moveBy(measures.current, place.current, pixels));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [scroller, moveTo]);

  return { first, moveTo, onScroll };
}

function wheelUnit(event: WheelEvent, viewport: number): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return LINE;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? viewport : 1;
}
