// A grid for lists of up to five million rows, of which a screenful is ever drawn.
//
// It shows what `source` gives and announces what people do: sort, choose, open, edit. The place in
// the list and the keyboard's cell are its own; everything else comes from outside.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are not there

import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import type { FollowerId } from "~/desk/contract";
import { belowOf, isByPointer, isMenuKey } from "../menuKey";
import { type GridColumn, type Pulled, useColumnWidths } from "./columns";
import styles from "./Grid.module.css";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import { clampFirst, contentHeight, type Geometry, pageRows, visibleRows } from "./geometry";
import { moved } from "./keys";
import { cellOf, hasMarked, hasMod, isControl, isField } from "./reading";
import { isPicked, type Picked, type Placed, pickedShare } from "./selection";
import { type GridSort, nextSort } from "./sort";
import type { RowSource } from "./source";
import { useChoosing } from "./useChoosing";
import { useDrawn } from "./useDrawn";
import { usePlace } from "./usePlace";
import { useScroll } from "./useScroll";
import { useWindowSize } from "./useWindowSize";

const HEADER_HEIGHT = 36;
const PICK_WIDTH = 40;
/** Rows are placed by their distance to the last multiple of this, so that scrolling does not redraw them. */
const STRIDE = 512;
/** Pixels by which Alt and an arrow key change a column. */
const PULL_STEP = 16;

export type GridPlace = {
  /** Shows a row whole, with the smallest move, and gives it the keyboard's place. */
  reveal(row: number): void;
  focus(): void;
};

export type GridProps<Row> = {
  /** What a screen reader calls the list. */
  label: string;
  source: RowSource<Row>;
  columns: readonly GridColumn<Row>[];
  rowHeight: number;
  idOf: (row: Row) => FollowerId;
  /** Another list starts at its top; the same list, read anew, keeps its place. */
  listKey: string;
  /** Widths that are kept outside; the grid's own if left out. */
  pulled?: Pulled;
  onPulled?: (pulled: Pulled) => void;
  sort?: readonly GridSort[];
  onSort?: (sort: GridSort[]) => void;
  picked?: Picked;
  /** How a range across rows that are not loaded reaches people known by name. */
  placed?: Placed;
  onPicked?: (picked: Picked) => void;
  pickLabel?: (row: Row | undefined, index: number) => string;
  pickAllLabel?: string;
  /** The row whose details are open. */
  openId?: FollowerId | null;
  onOpen?: (row: Row, index: number) => void;
  onEdit?: (row: Row, index: number, columnKey: string | null) => void;
  /** The keyboard's cell is to be copied: Ctrl or ⌘ with C while nobody is chosen. */
  onCopyCell?: (row: Row, columnKey: string) => void;
  onMenu?: (row: Row, index: number, at: { x: number; y: number }) => void;
  /** The rows can be read already, but the list they belong to is still on its way. */
  busy?: boolean;
  /** Rows drawn in muted colour, such as people who left. */
  faint?: (row: Row) => boolean;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  testId?: string;
  ref?: Ref<GridPlace>;
};

export function Grid<Row>(props: GridProps<Row>) {
  const { source, columns, rowHeight, idOf, picked, sort = [], openId = null, busy = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const space = useWindowSize(scroller);
  const version = useSyncExternalStore(
    useCallback((changed: () => void) => source.subscribe(changed), [source]),
    () => source.version(),
  );
  const boxes = picked === undefined ? 0 : 1;
  const widths = useColumnWidths(columns, space.width - boxes * PICK_WIDTH, boxes * PICK_WIDTH, {
    pulled: props.pulled,
    onPulled: props.onPulled,
  });
  const pinned = columns.filter((column) => column.pinned).length;
  const pinnedWidth = columns.reduce(
    (sum, column, at) => sum + (column.pinned ? (widths.widths[at] ?? 0) : 0),
    pinned > 0 ? boxes * PICK_WIDTH : 0,
  );
  const wholeWidth = widths.widths.reduce((sum, width) => sum + width, boxes * PICK_WIDTH);

  const total = source.total;
  const viewport = Math.max(0, space.height - HEADER_HEIGHT);
  const geometry: Geometry = useMemo(() => ({ total, rowHeight, viewport }), [total, rowHeight, viewport]);
  const { first: wanted, moveTo, onScroll } = useScroll(scroller, geometry);
  const sight = visibleRows(geometry, wanted);
  useLayoutEffect(() => source.show(sight.start, sight.end), [source, sight.start, sight.end]);
  const first = clampFirst(geometry, useDrawn(source, sight, wanted));
  const { start, end } = visibleRows(geometry, first);

  const { active, goTo } = usePlace(scroller, {
    ...{ geometry, first: wanted, moveTo, boxes, pinned, pinnedWidth },
    columns: columns.length + boxes,
    listKey: props.listKey,
  });
  /** Whether the keyboard's place is marked. The browser's own guess differs with what came before. */
  const mark = (byKeys: boolean) => scroller.current?.toggleAttribute("data-keys", byKeys);

  useImperativeHandle(props.ref, () => ({
    reveal: (row) => goTo({ row, column: active.column }, false),
    focus: () => {
      mark(true);
      // Whoever has just sorted by a heading comes to the people all the same.
      goTo({ row: Math.max(active.row, 0), column: active.column }, true);
    },
  }));

  /** The row with which something can be done. */
  const rowAt = (index: number) => (busy ? undefined : source.row(index));

  const { pickAll, pickAllOrNobody, pickOne, pickUpTo, letGoOfRange } = useChoosing({
    ...{ source, idOf, busy, picked },
    placed: props.placed,
    onPicked: props.onPicked,
    listKey: props.listKey,
    activeRow: active.row,
  });

  // ---------------------------------------------------------------- what people do

  const sortBy = (key: string | null, add: boolean) => {
    const column = columns.find((one) => one.key === key);
    if (column?.sortable) props.onSort?.(nextSort(sort, column.key, column.descendingFirst ?? false, add));
  };
  const onHeading = (column: number, key: string | null, add: boolean) => {
    if (boxes > 0 && column === 0) pickAllOrNobody();
    else sortBy(key, add);
  };

  const onMouseDown = (event: MouseEvent) => {
    mark(false);
    const cell = cellOf(event);
    if (cell === null || isField(event.target)) return;
    const box = event.target instanceof HTMLInputElement;
    if (event.shiftKey || box) event.preventDefault();
    goTo(cell, event.shiftKey || box);
  };
  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event);
    if (cell === null || isControl(event.target)) return;
    if (cell.row < 0) return onHeading(cell.column, cell.key, event.shiftKey);
    if (event.shiftKey && picked !== undefined) return pickUpTo(cell.row);
    if ((boxes > 0 && cell.column === 0) || hasMod(event)) return pickOne(cell.row);
    const row = rowAt(cell.row);
    if (row !== undefined) props.onOpen?.(row, cell.row);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const cell = cellOf(event);
    const row = cell === null || isControl(event.target) ? undefined : rowAt(cell.row);
    if (cell !== null && row !== undefined) props.onEdit?.(row, cell.row, cell.key);
  };
  const onContextMenu = (event: MouseEvent) => {
    const cell = cellOf(event);
    const row = cell === null ? undefined : rowAt(cell.row);
    if (cell === null || row === undefined || props.onMenu === undefined) return;
    event.preventDefault();
    // What a key asks for has come already, by `onKeyDown`; the right place of it differs by browser.
    if (isByPointer(event)) props.onMenu(row, cell.row, { x: event.clientX, y: event.clientY });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    mark(true);
    if (isField(event.target) || event.nativeEvent.isComposing || cellOf(event) === null) return;
    if (handleKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const handleKey = (event: KeyboardEvent): boolean => {
    const key = columns[active.column - boxes]?.key ?? null;
    if (event.altKey) return active.row < 0 && pullByKey(event.key, key);
    const size = { rows: total, columns: columns.length + boxes, page: pageRows(geometry) };
    const next = moved(event.key, hasMod(event), active, size);
    if (next !== null) {
      if (!event.shiftKey) letGoOfRange();
      else if (next.row !== active.row && next.row >= 0) pickUpTo(next.row);
      goTo(next, true);
      return true;
    }
    const row = rowAt(active.row);
    if (isMenuKey(event)) {
      if (row !== undefined && event.target instanceof Element)
        props.onMenu?.(row, active.row, belowOf(event.target));
      return row !== undefined && props.onMenu !== undefined;
    }
    switch (event.key) {
      case " ":
        if (active.row < 0) onHeading(active.column, key, event.shiftKey);
        else if (event.shiftKey) pickUpTo(active.row);
        else pickOne(active.row);
        return true;
      case "a":
        if (!hasMod(event) || picked === undefined) return false;
        pickAll();
        return true;
      case "c": {
        const nothingElse = (picked === undefined || pickedShare(picked, total) === "none") && !hasMarked();
        if (!hasMod(event) || event.shiftKey || !nothingElse || row === undefined || key === null)
          return false;
        props.onCopyCell?.(row, key);
        return props.onCopyCell !== undefined;
      }
      case "Enter":
        if (active.row < 0) onHeading(active.column, key, event.shiftKey);
        else if (row !== undefined) props.onOpen?.(row, active.row);
        return true;
      case "F2":
        if (row !== undefined) props.onEdit?.(row, active.row, null);
        return row !== undefined;
      default:
        return false;
    }
  };
  const pullByKey = (pressed: string, key: string | null): boolean => {
    const step = pressed === "ArrowRight" ? PULL_STEP : pressed === "ArrowLeft" ? -PULL_STEP : 0;
    if (step === 0 || key === null) return false;
    widths.pull(key, (widths.widths[active.column - boxes] ?? 0) + step);
    return true;
  };

  // ---------------------------------------------------------------- drawing

  const origin = Math.floor(first / STRIDE) * STRIDE;
  const shown = Array.from({ length: end - start }, (_, step) => start + step);
  const apart = active.row >= 0 && (active.row < start || active.row >= end) ? [active.row] : [];
  const drawRow = (index: number) => {
    const row = source.row(index);
    const id = row === undefined ? undefined : idOf(row);
    // The row with the keyboard stays in the document out of sight, so that the focus is not lost.
    const at = index < start ? start - 2 : index >= end ? end + 1 : index;
    return (
      <GridRow
        key={index}
        index={index}
        row={row}
        top={(at - origin) * rowHeight}
        height={rowHeight}
        columns={columns}
        widths={widths.widths}
        places={widths.places}
        picked={picked === undefined ? null : isPicked(picked, index, id)}
        pickLabel={props.pickLabel?.(row, index) ?? String(index + 1)}
        activeColumn={active.row === index ? active.column : -1}
        open={id !== undefined && id === openId}
        busy={busy}
        faint={row !== undefined && (props.faint?.(row) ?? false)}
      />
    );
  };

  return (
    <div className={styles.grid}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={-1}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + boxes}
        aria-multiselectable={boxes > 0 || undefined}
        aria-busy={busy || undefined}
        data-testid={props.testId ?? "grid"}
        data-version={version}
        onScroll={onScroll}
        onMouseDown={onMouseDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.header} style={{ width: wholeWidth }}>
          <GridHeader
            columns={columns}
            widths={widths}
            sort={sort}
            share={picked === undefined ? null : pickedShare(picked, total)}
            pickAllLabel={props.pickAllLabel ?? ""}
            activeColumn={active.row < 0 ? active.column : -1}
          />
        </div>
        <div
          role="rowgroup"
          className={styles.body}
          style={{ width: wholeWidth, height: Math.max(contentHeight(geometry), 1) }}
        >
          <div className={styles.layer} style={{ height: Math.min(viewport, contentHeight(geometry)) }}>
            <div
              className={styles.moving}
              style={{ transform: `translateY(${-Math.round((first - origin) * rowHeight)}px)` }}
            >
              {[...shown, ...apart].map(drawRow)}
            </div>
          </div>
        </div>
      </div>
      {total === 0 && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}
