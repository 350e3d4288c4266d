// Where rows are: from a scroll position to a fractional first row and back.
//
// A web view paints nothing beyond about 16.7 million pixels, and a million rows of 40 px are more
// than twice that. So the scroll container is never taller than `TALLEST`; above it the scroll bar
// stands for the whole list in a smaller scale. What is true is `first`, the fractional index of
// the row at the upper edge; the scroll position only follows it.

/** The greatest height of the scrolled content, in pixels: far below what any web view paints. */
export const TALLEST = 8_000_000;

/** The measures of one list in its window. */
export type Geometry = {
  /** Rows in the whole list. */
  readonly total: number;
  /** Pixels per row. */
  readonly rowHeight: number;
  /** Pixels of the window in which rows show (without the header). */
  readonly viewport: number;
};

/** Height of the content as the browser sees it. */
export function contentHeight(geometry: Geometry): number {
  return Math.min(geometry.total * geometry.rowHeight, TALLEST);
}

/** True when the scroll bar stands for more pixels than it has. */
export function isScaled(geometry: Geometry): boolean {
  return geometry.total * geometry.rowHeight > TALLEST;
}

/** The greatest value of `first`: there the last row ends exactly at the lower edge. */
export function lastFirst(geometry: Geometry): number {
  return Math.max(0, geometry.total - geometry.viewport / geometry.rowHeight);
}

/** `first`, kept between the two ends of the list. */
export function clampFirst(geometry: Geometry, first: number): number {
  return Math.min(Math.max(0, first), lastFirst(geometry));
}

/** The first row at a scroll position. */
export function firstAt(geometry: Geometry, scrollTop: number): number {
  const scrollable = contentHeight(geometry) - geometry.viewport;
  if (scrollable <= 0) return 0;
  const share = Math.min(Math.max(0, scrollTop / scrollable), 1);
  return share * lastFirst(geometry);
}

/** The scroll position that stands for a first row; the inverse of `firstAt`. */
export function scrollTopOf(geometry: Geometry, first: number): number {
  const last = lastFirst(geometry);
  if (last <= 0) return 0;
  const scrollable = Math.max(0, contentHeight(geometry) - geometry.viewport);
  return (clampFirst(geometry, first) / last) * scrollable;
}

/** The first row after moving by true pixels, as a wheel or a finger does. */
export function moveBy(geometry: Geometry, first: number, pixels: number): number {
  return clampFirst(geometry, first + pixels / geometry.rowHeight);
}

/** The rows of which at least one pixel shows, half-open. */
export function visibleRows(geometry: Geometry, first: number): { start: number; end: number } {
  if (geometry.total === 0) return { start: 0, end: 0 };
  const at = clampFirst(geometry, first);
  const start = Math.min(Math.floor(at), geometry.total - 1);
  const end = Math.min(geometry.total, Math.ceil(at + geometry.viewport / geometry.rowHeight));
  return { start, end: Math.max(end, start + 1) };
}

/** Distance of a row's upper edge from the upper edge of the window, in pixels. */
export function offsetOf(geometry: Geometry, first: number, row: number): number {
  return (row - clampFirst(geometry, first)) * geometry.rowHeight;
}

/** The first row after the smallest move that shows `row` whole. */
export function reveal(geometry: Geometry, first: number, row: number): number {
  const at = clampFirst(geometry, first);
  const shown = geometry.viewport / geometry.rowHeight;
  if (row < at) return clampFirst(geometry, row);
  if (row + 1 > at + shown) return clampFirst(geometry, row + 1 - shown);
  return at;
}

/** How many rows a page key moves: whole rows of the window, less one that stays in sight. */
export function pageRows(geometry: Geometry): number {
  return Math.max(1, Math.floor(geometry.viewport / geometry.rowHeight) - 1);
}
