// Where a key moves the keyboard's place inside the grid.

/** A cell by position. Row −1 holds the headings. */
export type CellPlace = { readonly row: number; readonly column: number };

export type GridSize = {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves. */
  readonly page: number;
};

/** The cell a key leads to, or null when the key does not move. `mod` is Ctrl, or ⌘ on a Mac. */
export function moved(key: string, mod: boolean, at: CellPlace, size: GridSize): CellPlace | null {
  const row = movedRow(key, mod, at.row, size);
  if (row !== null) return { row, column: at.column };
  const column = movedColumn(key, mod, at.column, size);
  return column === null ? null : { row: at.row, column };
}

function movedRow(key: string, mod: boolean, row: number, { rows, page }: GridSize): number | null {
  const last = rows - 1;
  const within = (next: number) => Math.min(Math.max(next, Math.min(0, last)), last);
  switch (key) {
    case "ArrowUp":
      return mod ? within(0) : Math.max(-1, row - 1);
    case "ArrowDown":
      return mod ? last : Math.min(last, row + 1);
    case "PageUp":
      return within(row - page);
    case "PageDown":
      return within(Math.max(row, 0) + page);
    case "Home":
      return within(0);
    case "End":
      return last;
    default:
      return null;
  }
}

function movedColumn(key: string, mod: boolean, column: number, { columns }: GridSize): number | null {
  switch (key) {
    case "ArrowLeft":
      return mod ? 0 : Math.max(0, column - 1);
    case "ArrowRight":
      return mod ? columns - 1 : Math.min(columns - 1, column + 1);
    default:
      return null;
  }
}
