// Where a key moves the keyboard's place inside the grid.

/** A cell by position. Row −1 holds the headings. */
export type CellPlace = { readonly row: number; readonly column: number };

export type GridSize = {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves. */
  readonly page: number;
};

/**
 * The cell a key leads to, or null when the key does not move. `mod` is Ctrl, or ⌘ on a Mac. The keys are
 * those of the ARIA Authoring Practices' data grid; ⌘ and an arrow go to an edge, as everywhere on a Mac.
 */
export function moved(key: string, mod: boolean, at: CellPlace, size: GridSize): CellPlace | null {
  const { row, column } = at;
  const { rows, columns, page } = size;
  const last = rows - 1;
  const within = (next: number) => Math.min(Math.max(next, Math.min(0, last)), last);
  switch (key) {
    case "ArrowUp":
      return { row: mod ? within(0) : Math.max(-1, row - 1), column };
    case "ArrowDown":
      return { row: mod ? last : Math.min(last, row + 1), column };
    case "PageUp":
      return { row: within(row - page), column };
    case "PageDown":
      return { row: within(Math.max(row, 0) + page), column };
    case "ArrowLeft":
      return { row, column: mod ? 0 : Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: mod ? columns - 1 : Math.min(columns - 1, column + 1) };
    case "Home":
      return { row: mod ? within(0) : row, column: 0 };
    case "End":
      return { row: mod ? last : row, column: columns - 1 };
    default:
      return null;
  }
}
