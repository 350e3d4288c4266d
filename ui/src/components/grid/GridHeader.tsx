// The headings: a click sorts, Shift adds a column, the edge between two can be pulled.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are not there
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern allows

import { CaretDownFilled, CaretUpFilled } from "@ant-design/icons";
import { type PointerEvent, useRef } from "react";
import type { ColumnWidths, GridColumn } from "./columns";
import styles from "./Grid.module.css";
import type { GridSort } from "./sort";

type Props<Row> = {
  columns: readonly GridColumn<Row>[];
  widths: ColumnWidths;
  sort: readonly GridSort[];
  /** What the box over all rows shows; null when rows cannot be chosen. */
  share: "none" | "some" | "all" | null;
  pickAllLabel: string;
  activeColumn: number;
};

export function GridHeader<Row>({ columns, widths, sort, share, pickAllLabel, activeColumn }: Props<Row>) {
  const boxes = share === null ? 0 : 1;
  return (
    <div role="row" aria-rowindex={1} data-row={-1} className={styles.headerRow}>
      {share !== null && (
        <div
          role="columnheader"
          aria-colindex={1}
          tabIndex={activeColumn === 0 ? 0 : -1}
          data-column={0}
          className={[styles.cell, styles.pickCell, widths.places[0] != null && styles.pinned]
            .filter(Boolean)
            .join(" ")}
          style={{ left: widths.places[0] == null ? undefined : 0 }}
        >
          <input
            type="checkbox"
            tabIndex={-1}
            checked={share === "all"}
            ref={(box) => {
              if (box) box.indeterminate = share === "some";
            }}
            readOnly
            aria-label={pickAllLabel}
            data-testid="select-all"
          />
        </div>
      )}
      {columns.map((column, at) => (
        <Heading
          key={column.key}
          column={column}
          at={at + boxes}
          width={widths.widths[at] ?? column.width}
          place={widths.places[at] ?? null}
          widths={widths}
          sort={sort}
          active={activeColumn === at + boxes}
        />
      ))}
    </div>
  );
}

type HeadingProps<Row> = {
  column: GridColumn<Row>;
  at: number;
  width: number;
  place: number | null;
  widths: ColumnWidths;
  sort: readonly GridSort[];
  active: boolean;
};

function Heading<Row>({ column, at, width, place, widths, sort, active }: HeadingProps<Row>) {
  const rank = sort.findIndex(({ key }) => key === column.key);
  const order = sort[rank];
  const direction = order === undefined ? "none" : order.descending ? "descending" : "ascending";
  return (
    <div
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={column.sortable ? direction : undefined}
      tabIndex={active ? 0 : -1}
      data-column={at}
      data-key={column.key}
      data-testid={`column-${column.key}`}
      className={[styles.cell, column.sortable && styles.sortable, place !== null && styles.pinned]
        .filter(Boolean)
        .join(" ")}
      style={{ width, left: place ?? undefined }}
    >
      <span className={styles.title}>{column.title}</span>
      {order !== undefined && (
        <span className={styles.order} aria-hidden="true">
          {order.descending ? <CaretDownFilled /> : <CaretUpFilled />}
          {sort.length > 1 && rank + 1}
        </span>
      )}
      <Edge
        width={width}
        onPull={(to) => widths.pull(column.key, to)}
        onRelease={() => widths.release(column.key)}
      />
    </div>
  );
}

type EdgeProps = { width: number; onPull: (width: number) => void; onRelease: () => void };

/** The right edge of a heading. Pulled with the pointer; twice clicked it goes back. By key: Alt and arrows. */
function Edge({ width, onPull, onRelease }: EdgeProps) {
  const grip = useRef<{ x: number; width: number } | null>(null);
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width };
  };
  const move = (event: PointerEvent<HTMLSpanElement>) => {
    if (grip.current) onPull(grip.current.width + event.clientX - grip.current.x);
  };
  const end = () => {
    grip.current = null;
  };
  return (
    <span
      className={styles.edge}
      data-edge=""
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={onRelease}
    />
  );
}
