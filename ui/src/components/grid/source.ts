// Rows of a long list on demand: asks for the blocks in sight, and for no others.

import { BLOCK_SIZE, Blocks } from "./blocks";

/** What the grid reads its rows from. */
export type RowSource<Row> = {
  readonly total: number;
  row(index: number): Row | undefined;
  /** The rows between two indexes (half-open) that are loaded. */
  loaded(from: number, until: number): Iterable<readonly [index: number, row: Row]>;
  /** Says which rows are in sight (half-open). */
  show(start: number, end: number): void;
  /** Calls back when rows arrived or changed; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Grows with each change; what React compares. */
  version(): number;
};

export type Fetch<Row> = (start: number, count: number) => Promise<readonly Row[]>;

/** A list that is still on its way: placeholders only. */
export function pendingSource<Row>(total: number): RowSource<Row> {
  return {
    total,
    row: () => undefined,
    loaded: () => [],
    show: () => undefined,
    subscribe: () => () => undefined,
    version: () => 0,
  };
}

/** A list that is short enough to be here whole, or the beginning of one with `total` rows. */
export function wholeSource<Row>(rows: readonly Row[], total = rows.length): RowSource<Row> {
  return {
    total,
    row: (index) => rows[index],
    loaded: (from, until) => rows.slice(from, until).map((row, step): [number, Row] => [from + step, row]),
    show: () => undefined,
    subscribe: () => () => undefined,
    version: () => 0,
  };
}

/** Blocks asked for at the same time. */
const AT_ONCE = 2;

/**
 * Loads blocks as they come into sight.
 *
 * While somebody drags the scroll bar, only the blocks in sight at that moment wait for their
 * turn: those passed by were dropped before they were asked for.
 */
export class BlockSource<Row> implements RowSource<Row> {
  readonly total: number;
  readonly #fetch: Fetch<Row>;
  readonly #failed: (error: unknown) => void;
  readonly #blocks = new Blocks<Row>();
  readonly #asked = new Set<number>();
  readonly #listeners = new Set<() => void>();
  /** Rows known before their whole block is. */
  #first: readonly Row[] = [];
  #wanted: number[] = [];
  /** The rows in sight, half-open. */
  #sight = { start: 0, end: 0 };
  #version = 0;
  #closed = false;
  #stuck = false;

  constructor(
    total: number,
    fetch: Fetch<Row>,
    failed: (error: unknown) => void,
    firstRows: readonly Row[] = [],
  ) {
    this.total = total;
    this.#fetch = fetch;
    this.#failed = failed;
    if (firstRows.length > 0 && firstRows.length >= Math.min(total, BLOCK_SIZE)) {
      this.#blocks.put(0, firstRows.slice(0, BLOCK_SIZE));
    } else {
      this.#first = firstRows;
    }
  }

  row(index: number): Row | undefined {
    return this.#blocks.row(index) ?? this.#first[index];
  }

  loaded(from: number, until: number): Iterable<readonly [number, Row]> {
    return this.#blocks.loaded(from, until);
  }

  /** The rows in sight now, half-open. */
  get sight(): { start: number; end: number } {
    return this.#sight;
  }

  show(start: number, end: number): void {
    this.#sight = { start, end };
    this.#blocks.touch(start, end);
    this.#wanted = this.#blocks.missing(start, end, this.total);
    this.#stuck = false;
    this.#ask();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  version(): number {
    return this.#version;
  }

  /** Changes loaded rows in place, as after an edit that WeChat has accepted. */
  update(change: (row: Row) => Row): void {
    this.#blocks.update(change);
    this.#first = this.#first.map(change);
    this.#changed();
  }

  /** Loads these rows and resolves when they are here, so that a new list can replace an old one without a blink. */
  async prepare(start: number, end: number): Promise<void> {
    for (const block of this.#blocks.blocksOf(start, Math.min(end, this.total))) {
      if (this.#blocks.has(block)) continue;
      this.#blocks.put(block, await this.#fetch(block * BLOCK_SIZE, this.#length(block)));
    }
  }

  /** Reads the rows in sight anew, in place; all others when they come into sight again. */
  async renew(): Promise<void> {
    const { start, end } = this.#sight;
    const shown = this.#blocks.blocksOf(start, end);
    this.#blocks.keepOnly(shown);
    try {
      for (const block of shown) {
        const rows = await this.#fetch(block * BLOCK_SIZE, this.#length(block));
        if (this.#closed) return;
        this.#blocks.put(block, rows);
      }
      this.#first = [];
      this.#changed();
    } catch (error) {
      if (!this.#closed) this.#failed(error);
    }
  }

  /** Answers that come later are ignored. */
  close(): void {
    this.#closed = true;
    this.#wanted = [];
  }

  #length(block: number): number {
    return Math.min(BLOCK_SIZE, this.total - block * BLOCK_SIZE);
  }

  #ask(): void {
    if (this.#stuck) return;
    for (const block of this.#wanted) {
      if (this.#asked.size >= AT_ONCE) return;
      if (!this.#asked.has(block) && !this.#blocks.has(block)) void this.#load(block);
    }
  }

  async #load(block: number): Promise<void> {
    this.#asked.add(block);
    try {
      const rows = await this.#fetch(block * BLOCK_SIZE, this.#length(block));
      if (this.#closed) return;
      this.#blocks.put(block, rows);
      this.#changed();
    } catch (error) {
      if (this.#closed) return;
      // Asked again when the window moves; the page shows what went wrong.
      this.#stuck = true;
      this.#failed(error);
    } finally {
      this.#asked.delete(block);
      if (!this.#closed) this.#ask();
    }
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
