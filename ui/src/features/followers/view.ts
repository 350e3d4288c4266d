// How the table of followers is looked at: which columns in which order, how wide, which stay in sight,
// how dense, sorted by what. Saved views are written by this window alone, so their form is its business.

import type { Density } from "~/desk/contract";
import { type FollowerSort, sortKeys, usualSort } from "./sorting";

/** Every column there is, in the usual order. */
export const columnKeys = [
  "remark",
  "tagCount",
  "followedAt",
  "leftAt",
  "source",
  "qr",
  "language",
  "openid",
  "unionid",
] as const;
export type ColumnKey = (typeof columnKeys)[number];

export type ColumnView = {
  readonly key: ColumnKey;
  readonly shown: boolean;
  readonly pinned: boolean;
  /** Pixels, if somebody has pulled the edge. */
  readonly width: number | null;
};

export type TableView = {
  readonly columns: readonly ColumnView[];
  readonly sort: readonly FollowerSort[];
  /** Null for what the settings say. */
  readonly density: Density | null;
};

/** The form in which views are written now. */
export const VERSION = 1;

const usuallyHidden: readonly ColumnKey[] = ["leftAt", "language", "openid", "unionid"];

export const usualView: TableView = {
  columns: columnKeys.map((key) => ({
    key,
    shown: !usuallyHidden.includes(key),
    pinned: false,
    width: null,
  })),
  sort: usualSort,
  density: null,
};

/** The columns to draw: those that stay in sight first. `leavers` when the list is about people who left. */
export function drawnColumns({ columns }: TableView, leavers: boolean): readonly ColumnView[] {
  const drawn = columns.filter(({ key, shown }) => shown || (key === "leftAt" && leavers));
  return [...drawn.filter(({ pinned }) => pinned), ...drawn.filter(({ pinned }) => !pinned)];
}

/** The view with one column changed; the last one in sight cannot be hidden. */
export function withColumn(view: TableView, key: ColumnKey, change: Partial<ColumnView>): TableView {
  const columns = view.columns.map((column) => (column.key === key ? { ...column, ...change } : column));
  return columns.some(({ shown }) => shown) ? { ...view, columns } : view;
}

/** The view with one column a step nearer to the front or the end. */
export function withColumnMoved(view: TableView, key: ColumnKey, step: -1 | 1): TableView {
  const columns = [...view.columns];
  const at = columns.findIndex((column) => column.key === key);
  const [moving] = columns.splice(at, 1);
  if (moving === undefined || at + step < 0 || at + step > columns.length) return view;
  columns.splice(at + step, 0, moving);
  return { ...view, columns };
}

/** The widths that were pulled, as the grid takes and gives them. */
export function pulledWidths({ columns }: TableView): Record<string, number> {
  return Object.fromEntries(columns.flatMap(({ key, width }) => (width === null ? [] : [[key, width]])));
}

export function withWidths(view: TableView, pulled: Readonly<Record<string, number>>): TableView {
  const columns = view.columns.map((column) => ({ ...column, width: pulled[column.key] ?? null }));
  return { ...view, columns };
}

export function isSameView(one: TableView, other: TableView): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// ---------------------------------------------------------------- as it is saved

export function written(view: TableView): string {
  return JSON.stringify(view);
}

/** A saved view; null when a newer program wrote it, or nobody can read it. What is missing in it is as usual. */
export function read(version: number, body: string): TableView | null {
  if (version > VERSION) return null;
  try {
    const saved: unknown = JSON.parse(body);
    if (!isRecord(saved)) return null;
    const known = listOf(saved.columns).flatMap(columnOf);
    const columns = known.filter(({ key }, at) => known.findIndex((one) => one.key === key) === at);
    const missing = usualView.columns.filter(({ key }) => !columns.some((one) => one.key === key));
    const sort = listOf(saved.sort).flatMap(sortOf);
    const view: TableView = {
      columns: [
        ...columns,
        ...missing.map((column) => ({ ...column, shown: columns.length === 0 && column.shown })),
      ],
      sort: sort.length > 0 ? sort : usualSort,
      density: saved.density === "comfortable" || saved.density === "compact" ? saved.density : null,
    };
    return view.columns.some(({ shown }) => shown) ? view : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function columnOf(value: unknown): ColumnView[] {
  if (!isRecord(value)) return [];
  const key = columnKeys.find((one) => one === value.key);
  const width = typeof value.width === "number" && value.width > 0 ? Math.round(value.width) : null;
  return key ? [{ key, shown: value.shown === true, pinned: value.pinned === true, width }] : [];
}

function sortOf(value: unknown): FollowerSort[] {
  if (!isRecord(value)) return [];
  const key = sortKeys.find((one) => one === value.key);
  return key ? [{ key, descending: value.descending === true }] : [];
}
