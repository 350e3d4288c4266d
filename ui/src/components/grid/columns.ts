// The columns of a grid: what they show, and how wide they are.

import { type ReactNode, useCallback, useMemo, useState } from "react";

export type GridColumn<Row> = {
  readonly key: string;
  /** The heading, and what a screen reader calls the column. */
  readonly title: string;
  /** Pixels, unless somebody has pulled the edge. */
  readonly width: number;
  /** Takes a share of the space left over; 0 when left out. */
  readonly grow?: number;
  readonly sortable?: boolean;
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

export type ColumnWidths = {
  readonly widths: readonly number[];
  readonly pull: (key: string, width: number) => void;
  /** Gives the column its usual width again. */
  readonly release: (key: string) => void;
};

export function useColumnWidths<Row>(columns: readonly GridColumn<Row>[], space: number): ColumnWidths {
  const [pulled, setPulled] = useState<Readonly<Record<string, number>>>({});
  const widths = useMemo(() => spreadWidths(columns, pulled, space), [columns, pulled, space]);
  const pull = useCallback((key: string, width: number) => {
    setPulled((now) => ({ ...now, [key]: Math.max(NARROWEST, Math.round(width)) }));
  }, []);
  const release = useCallback((key: string) => {
    setPulled(({ [key]: _gone, ...others }) => others);
  }, []);
  return { widths, pull, release };
}
