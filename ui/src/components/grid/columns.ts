// The columns of a grid: what they show, and how wide they are.

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";

export type GridColumn<Row> = {
  readonly key: string;
  /** The heading, and what a screen reader calls the column. */
  readonly title: string;
  /** Pixels, unless somebody has pulled the edge. */
  readonly width: number;
  /** Takes a share of the space left over; 0 when left out. */
  readonly grow?: number;
  readonly sortable?: boolean;
  /** Stays in sight at the left edge while the others scroll sideways. Such columns stand first. */
  readonly pinned?: boolean;
  /** Whether the first click puts the greatest on top, as with dates. */
  readonly descendingFirst?: boolean;
  /** What a cell shows. `width` is what the column has now, for those who must choose what fits. */
  cell(row: Row, width: number): ReactNode;
};

/** The narrowest a column can be pulled. */
export const NARROWEST = 56;

/** Widths that fill `space`: columns that grow share what is left over. */
export function spreadWidths(
  columns: readonly { readonly key: string; readonly width: number; readonly grow?: number }[],
  pulled: Readonly<Record<string, number>>,
  space: number,
): number[] {
  const own = columns.map(({ key, width }) => pulled[key] ?? width);
  const free = space - own.reduce((sum, width) => sum + width, 0);
  if (free <= 0) return own;
  const shares = columns.map(({ key, grow }) => (pulled[key] === undefined ? (grow ?? 0) : 0));
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (all === 0) return own;
  return own.map((width, at) => width + Math.floor((free * (shares[at] ?? 0)) / all));
}

/** Where each column begins, for those that stay in sight; null for the others. `before` is what stands in front. */
export function pinnedPlaces(
  columns: readonly { readonly pinned?: boolean }[],
  widths: readonly number[],
  before: number,
): (number | null)[] {
  let left = before;
  return columns.map(({ pinned }, at) => {
    if (!pinned) return null;
    const place = left;
    left += widths[at] ?? 0;
    return place;
  });
}

/** Widths somebody has pulled, by column. */
export type Pulled = Readonly<Record<string, number>>;

export type ColumnWidths = {
  readonly widths: readonly number[];
  /** See `pinnedPlaces`. */
  readonly places: readonly (number | null)[];
  readonly pull: (key: string, width: number) => void;
  /** Gives the column its usual width again. */
  readonly release: (key: string) => void;
};

type Given = { pulled: Pulled | undefined; onPulled: ((pulled: Pulled) => void) | undefined };

/** The widths are the grid's own unless somebody outside keeps them. `before` is the width in front of the columns. */
export function useColumnWidths<Row>(
  columns: readonly GridColumn<Row>[],
  space: number,
  before: number,
  given: Given,
): ColumnWidths {
  const [own, setOwn] = useState<Pulled>({});
  const pulled = given.pulled ?? own;
  const set = given.onPulled ?? setOwn;
  const latest = useRef({ pulled, set });
  latest.current = { pulled, set };
  const widths = useMemo(() => spreadWidths(columns, pulled, space), [columns, pulled, space]);
  const places = useMemo(() => pinnedPlaces(columns, widths, before), [columns, widths, before]);
  const pull = useCallback((key: string, width: number) => {
    const now = latest.current;
    now.set({ ...now.pulled, [key]: Math.max(NARROWEST, Math.round(width)) });
  }, []);
  const release = useCallback((key: string) => {
    const { [key]: _gone, ...others } = latest.current.pulled;
    latest.current.set(others);
  }, []);
  return { widths, places, pull, release };
}
