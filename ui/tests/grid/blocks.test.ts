import { describe, expect, it } from "vitest";
import { Blocks } from "~/components/grid/blocks";
import { BlockSource } from "~/components/grid/source";
import { forAll } from "../seeded";

const rowsOf = (block: number, size: number) =>
  Array.from({ length: size }, (_, step) => block * size + step);

describe("blocks of rows", () => {
  it("answer a row from its block and nothing for a block that is not here", () => {
    const blocks = new Blocks<number>(10, 4);
    blocks.put(3, rowsOf(3, 10));
    expect(blocks.row(37)).toBe(37);
    expect(blocks.row(40)).toBeUndefined();
  });

  it("never keep more than their number, and let the one go that was not shown for longest", () => {
    forAll(100, (random) => {
      const blocks = new Blocks<number>(10, 5);
      const used: number[] = [];
      for (let step = 0; step < 60; step += 1) {
        const block = random.between(0, 12);
        if (random.next() < 0.5) blocks.put(block, rowsOf(block, 10));
        else blocks.touch(block * 10, block * 10 + 10);
        if (blocks.has(block)) {
          const before = used.indexOf(block);
          if (before >= 0) used.splice(before, 1);
          used.push(block);
          if (used.length > 5) used.shift();
        }
        expect(blocks.count).toBe(used.length);
        for (const kept of used) expect(blocks.has(kept)).toBe(true);
      }
    });
  });

  it("ask for what is in sight first, then for the neighbour the window is close to", () => {
    const blocks = new Blocks<number>(200, 40);
    expect(blocks.missing(20, 45, 1_000)).toEqual([0]);
    expect(blocks.missing(190, 215, 1_000)).toEqual([0, 1]);
    expect(blocks.missing(160, 185, 1_000)).toEqual([0, 1]);
    expect(blocks.missing(410, 435, 1_000)).toEqual([2, 1]);
    expect(blocks.missing(980, 1_000, 1_000), "there is nothing after the last").toEqual([4]);
    blocks.put(0, rowsOf(0, 200));
    expect(blocks.missing(20, 45, 1_000)).toEqual([]);
  });

  it("list the loaded rows of a range", () => {
    const blocks = new Blocks<number>(10, 5);
    blocks.put(0, rowsOf(0, 10));
    blocks.put(5, rowsOf(5, 10));
    expect([...blocks.loaded(8, 52)].map(([index]) => index)).toEqual([8, 9, 50, 51]);
  });
});

describe("a source of rows", () => {
  /** A desk that answers when told to. */
  function slowDesk() {
    const asked: { start: number; count: number; answer: () => void; refuse: () => void }[] = [];
    const fetch = (start: number, count: number) =>
      new Promise<number[]>((resolve, reject) => {
        asked.push({
          start,
          count,
          answer: () => resolve(Array.from({ length: count }, (_, step) => start + step)),
          refuse: () => reject(new Error("refused")),
        });
      });
    return { asked, fetch };
  }
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

  it("shows the first rows at once and asks for their whole block", async () => {
    const { asked, fetch } = slowDesk();
    const source = new BlockSource<number>(1_000, fetch, () => {}, rowsOf(0, 100));
    expect(source.row(99)).toBe(99);
    source.show(0, 20);
    expect(asked.map(({ start, count }) => [start, count])).toEqual([[0, 200]]);
    asked[0]?.answer();
    await settled();
    expect(source.row(150)).toBe(150);
  });

  it("asks for nothing when the first rows are all there are", () => {
    const { asked, fetch } = slowDesk();
    const source = new BlockSource<number>(7, fetch, () => {}, rowsOf(0, 7));
    source.show(0, 7);
    expect(asked).toEqual([]);
  });

  it("drops blocks that were passed by while others were on their way", async () => {
    const { asked, fetch } = slowDesk();
    const source = new BlockSource<number>(1_000_000, fetch, () => {});
    for (const row of [100_050, 200_050, 300_050, 400_050, 500_050]) source.show(row, row + 25);
    expect(
      asked.map(({ start }) => start),
      "two at a time",
    ).toEqual([100_000, 200_000]);
    asked[0]?.answer();
    await settled();
    expect(
      asked.map(({ start }) => start),
      "then only what is in sight",
    ).toEqual([100_000, 200_000, 500_000]);
  });

  it("asks for the short last block exactly as long as it is", () => {
    const { asked, fetch } = slowDesk();
    new BlockSource<number>(1_030, fetch, () => {}).show(1_010, 1_030);
    expect(asked.map(({ start, count }) => [start, count])[0]).toEqual([1_000, 30]);
  });

  it("says what went wrong and asks again when the window moves", async () => {
    const { asked, fetch } = slowDesk();
    const failures: unknown[] = [];
    const source = new BlockSource<number>(1_000, fetch, (error) => failures.push(error));
    source.show(60, 80);
    asked[0]?.refuse();
    await settled();
    expect(failures).toHaveLength(1);
    expect(asked, "no storm of repeats").toHaveLength(1);
    source.show(61, 81);
    expect(asked).toHaveLength(2);
  });

  it("ignores answers that come after it was closed", async () => {
    const { asked, fetch } = slowDesk();
    const source = new BlockSource<number>(1_000, fetch, () => {});
    source.show(60, 80);
    source.close();
    asked[0]?.answer();
    await settled();
    expect(source.row(60)).toBeUndefined();
  });
});
