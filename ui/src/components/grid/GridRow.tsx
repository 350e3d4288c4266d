// One row of the grid, or its placeholder while the data is on its way. Holds no handlers: the grid
// listens once for all rows, so that a row is drawn again only when something in it changed.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are not there
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern allows

import { memo, type ReactNode } from "react";
import type { GridColumn } from "./columns";
import styles from "./Grid.module.css";

type Props<Row> = {
  index: number;
  row: Row | undefined;
  /** Distance from the upper edge of the layer, in pixels. */
  top: number;
  height: number;
  columns: readonly GridColumn<Row>[];
  widths: readonly number[];
  /** Where the columns that stay in sight begin; null for the others. */
  places: readonly (number | null)[];
  /** Null when rows cannot be chosen. */
  picked: boolean | null;
  pickLabel: string;
  /** The column that has the keyboard, counted with the box; -1 when another row has it. */
  activeColumn: number;
  /** The row whose details are shown. */
  open: boolean;
  /** It can be read, no more. */
  busy: boolean;
  faint: boolean;
};

function GridRowPlain<Row>(props: Props<Row>) {
  const { index, row, columns, widths, places, picked, activeColumn } = props;
  const boxes = picked === null ? 0 : 1;
  const look = [styles.row, picked && styles.picked, props.open && styles.open, props.faint && styles.faint];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={picked ?? undefined}
      aria-busy={row === undefined || props.busy || undefined}
      data-row={index}
      data-testid={`row-${index}`}
      className={look.filter(Boolean).join(" ")}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      {picked !== null && (
        <Cell
          column={0}
          active={activeColumn === 0}
          className={styles.pickCell}
          place={places[0] == null ? null : 0}
        >
          <input
            type="checkbox"
            tabIndex={-1}
            checked={picked}
            disabled={row === undefined}
            readOnly
            aria-label={props.pickLabel}
            data-testid={`pick-${index}`}
          />
        </Cell>
      )}
      {columns.map((column, at) => {
        const width = widths[at] ?? column.width;
        return (
          <Cell
            key={column.key}
            column={at + boxes}
            active={activeColumn === at + boxes}
            width={width}
            place={places[at] ?? null}
            columnKey={column.key}
          >
            {row === undefined ? <Placeholder index={index} at={at} /> : column.cell(row, width)}
          </Cell>
        );
      })}
    </div>
  );
}

type CellProps = {
  column: number;
  active: boolean;
  className?: string;
  width?: number;
  /** The left edge of a cell that stays in sight. */
  place: number | null;
  columnKey?: string;
  children: ReactNode;
};

function Cell({ column, active, className, width, place, columnKey, children }: CellProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      tabIndex={active ? 0 : -1}
      data-column={column}
      data-key={columnKey}
      className={[styles.cell, className, place !== null && styles.pinned].filter(Boolean).join(" ")}
      style={{ width, left: place ?? undefined }}
    >
      {children}
    </div>
  );
}

/** A bar of about the size of what comes; its length differs from row to row. */
function Placeholder({ index, at }: { index: number; at: number }) {
  const percent = 38 + ((index * 7 + at * 13) % 5) * 8;
  return <span className={styles.placeholder} style={{ width: `${percent}%` }} />;
}

export const GridRow = memo(GridRowPlain) as typeof GridRowPlain;
