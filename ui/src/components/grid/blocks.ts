// Rows of a long list, kept in blocks: which are here, which are needed next, which may go.
//
// Pure bookkeeping without requests or time; `source.ts` does the asking.

/** Rows in one block. */
export const BLOCK_SIZE = 200;
/** Blocks kept; the least recently shown goes first. */
export const BLOCKS_KEPT = 40;

export class Blocks<Row> {
  /** In order of use: the least recently shown block comes first. */
  readonly #kept = new Map<number, readonly Row[]>();
  readonly size: number;
  readonly #capacity: number;

  constructor(size: number = BLOCK_SIZE, capacity: number = BLOCKS_KEPT) {
    this.size = size;
    this.#capacity = capacity;
  }

  /** The row at this index, if its block is here. */
  row(index: number): Row | undefined {
    return this.#kept.get(Math.floor(index / this.size))?.[index % this.size];
  }

  has(block: number): boolean {
    return this.#kept.has(block);
  }

  /** How many blocks are kept now. */
  get count(): number {
    return this.#kept.size;
  }

  /** Keeps a block, and lets the one go that was not shown for longest. */
  put(block: number, rows: readonly Row[]): void {
    this.#kept.delete(block);
    this.#kept.set(block, rows);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#capacity) break;
      this.#kept.delete(oldest);
    }
  }

  /** Marks the blocks of these rows (half-open) as just shown. */
  touch(start: number, end: number): void {
    for (const block of this.blocksOf(start, end)) {
      const rows = this.#kept.get(block);
      if (rows === undefined) continue;
      this.#kept.delete(block);
      this.#kept.set(block, rows);
    }
  }

  /** Blocks to ask for so that these rows show, most urgent first; then the nearest neighbour. */
  missing(start: number, end: number, total: number): number[] {
    const shown = this.blocksOf(start, end);
    const neighbour = this.#neighbour(start, end, total);
    const wanted = neighbour === undefined ? shown : [...shown, neighbour];
    return wanted.filter((block) => !this.#kept.has(block));
  }

  /** The rows between two indexes (half-open) that are here, in no particular order. */
  *loaded(from: number, until: number): Generator<readonly [index: number, row: Row]> {
    for (const [block, rows] of this.#kept) {
      const base = block * this.size;
      if (base >= until || base + rows.length <= from) continue;
      for (const [step, row] of rows.entries()) {
        const index = base + step;
        if (from <= index && index < until) yield [index, row];
      }
    }
  }

  /** Numbers of the blocks that hold these rows (half-open). */
  blocksOf(start: number, end: number): number[] {
    if (end <= start) return [];
    const from = Math.floor(start / this.size);
    const until = Math.floor((end - 1) / this.size);
    return Array.from({ length: until - from + 1 }, (_, step) => from + step);
  }

  /** Lets go of all blocks but these. */
  keepOnly(blocks: readonly number[]): void {
    for (const block of this.#kept.keys()) if (!blocks.includes(block)) this.#kept.delete(block);
  }

  /** Changes the rows that are here, in place of asking for them again. */
  update(change: (row: Row) => Row): void {
    for (const [block, rows] of this.#kept) this.#kept.set(block, rows.map(change));
  }

  /** The block beyond the edge that the window is close to, so that scrolling on finds it ready. */
  #neighbour(start: number, end: number, total: number): number | undefined {
    const close = this.size / 4;
    const before = Math.floor(start / this.size) - 1;
    const after = Math.floor((end - 1) / this.size) + 1;
    if (end % this.size > this.size - close && after * this.size < total) return after;
    if (start % this.size < close && before >= 0) return before;
    return undefined;
  }
}
