import { describe, expect, it } from "vitest";
import {
  asSelection,
  chosenByName,
  everybody,
  extend,
  inPlaces,
  isPicked,
  MOST_IDS,
  namesIn,
  needsPlaces,
  nobody,
  type Picked,
  pickedCount,
  pickedShare,
  placedAt,
  toggle,
} from "~/components/grid/selection";
import { forAll, type Random } from "../seeded";

/** In these tests the person at position n has the id n + 1000. */
const idAt = (position: number) => position + 1000;
const loaded = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => {
    const position = Math.min(from, to) + step;
    return [position, idAt(position)] as const;
  });

describe("choosing people", () => {
  it("agrees with a plain set of positions after any sequence of clicks", () => {
    forAll(300, (random) => {
      const total = random.between(1, 60);
      let picked: Picked = nobody;
      let plain = new Set<number>();
      for (let step = 0; step < 40; step += 1) {
        [picked, plain] = someClick(random, total, picked, plain);
        expect(pickedCount(picked, total)).toBe(plain.size);
        for (let position = 0; position < total; position += 1) {
          expect(isPicked(picked, position, idAt(position))).toBe(plain.has(position));
        }
        expect(meant(picked, total)).toEqual([...plain].sort((one, other) => one - other));
      }
    });
  });

  function someClick(
    random: Random,
    total: number,
    picked: Picked,
    plain: Set<number>,
  ): [Picked, Set<number>] {
    const position = random.between(0, total - 1);
    const next = new Set(plain);
    switch (random.between(0, 9)) {
      case 0:
        return [everybody, new Set(Array.from({ length: total }, (_, at) => at))];
      case 1:
        return [nobody, new Set()];
      case 2:
      case 3: {
        const to = random.between(0, total - 1);
        for (const [at] of loaded(position, to)) next.add(at);
        return [extend(picked, position, to, loaded(position, to)), next];
      }
      default:
        if (!next.delete(position)) next.add(position);
        return [toggle(picked, position, idAt(position), total), next];
    }
  }

  /** The positions a selection of the contract stands for. */
  function meant(picked: Picked, total: number): number[] {
    const selection = asSelection(picked, 7);
    if (selection.kind === "these")
      return selection.followers.map((id) => id - 1000).sort((one, other) => one - other);
    const ranges = selection.ranges ?? [[0, total]];
    const positions = ranges.flatMap(([from, until]) =>
      Array.from({ length: until - from }, (_, step) => from + step),
    );
    const except = new Set(selection.except);
    return positions.filter((position) => !except.has(idAt(position)));
  }

  it("holds all minus three of a million as three ids", () => {
    let picked: Picked = everybody;
    for (const position of [5, 77, 999_999]) picked = toggle(picked, position, idAt(position), 1_000_000);
    expect(pickedCount(picked, 1_000_000)).toBe(999_997);
    expect(asSelection(picked, 7)).toEqual({
      kind: "resultSet",
      resultSet: 7,
      ranges: null,
      except: [idAt(5), idAt(77), idAt(999_999)],
    });
  });

  it("spans rows that were never loaded", () => {
    const picked = extend(nobody, 900_000, 10, []);
    expect(pickedCount(picked, 1_000_000)).toBe(899_991);
    expect(isPicked(picked, 450_000, undefined)).toBe(true);
    expect(asSelection(picked, 7)).toEqual({
      kind: "resultSet",
      resultSet: 7,
      ranges: [[10, 900_001]],
      except: [],
    });
  });

  it("names a few loaded people by id, so that nothing depends on the list", () => {
    const picked = toggle(toggle(nobody, 3, idAt(3), 10), 8, idAt(8), 10);
    expect(asSelection(picked, 7)).toEqual({ kind: "these", followers: [idAt(3), idAt(8)] });
    const range = extend(nobody, 0, 2, loaded(0, 2));
    expect(asSelection(range, 7)).toEqual({ kind: "these", followers: [idAt(0), idAt(1), idAt(2)] });
  });

  it("sends more people than the limit by position, even when all are loaded", () => {
    const picked = extend(nobody, 0, MOST_IDS, loaded(0, MOST_IDS));
    expect(asSelection(picked, 7)).toMatchObject({ kind: "resultSet", ranges: [[0, MOST_IDS + 1]] });
  });

  it("knows by name those whom it knows, and says so when it knows places alone", () => {
    const minus = toggle(everybody, 5, idAt(5), 100);
    expect(chosenByName(minus)).toEqual(minus);
    const few = toggle(nobody, 3, idAt(3), 100);
    expect(chosenByName(few)).toEqual({ kind: "these", ids: new Set([idAt(3)]) });
    expect(chosenByName(extend(nobody, 0, 50, []))).toBeNull();
  });

  it("finds places among very many ranges, and can be changed there", () => {
    const every3rd = placedAt(Array.from({ length: 100_000 }, (_, at) => [at * 3, at * 3 + 1] as const));
    expect(pickedCount(every3rd, 300_000)).toBe(100_000);
    const at = (place: number) => isPicked(every3rd, place, undefined);
    expect([0, 1, 2, 3, 150_000, 150_001, 299_997, 299_998].map(at)).toEqual(
      [0, 1, 2, 3, 150_000, 150_001, 299_997, 299_998].map((place) => place % 3 === 0),
    );
    const fewer = toggle(every3rd, 150_000, idAt(150_000), 300_000);
    expect(pickedCount(fewer, 300_000)).toBe(99_999);
    expect(isPicked(fewer, 150_000, undefined)).toBe(false);
    expect(placedAt([])).toBe(nobody);
  });

  it("fills the box in the header by share", () => {
    expect(pickedShare(nobody, 10)).toBe("none");
    expect(pickedShare(everybody, 10)).toBe("all");
    expect(pickedShare(toggle(everybody, 1, idAt(1), 10), 10)).toBe("some");
    expect(pickedShare(extend(nobody, 0, 9, []), 10)).toBe("all");
    expect(pickedShare(everybody, 0), "an empty list has nobody to choose").toBe("none");
  });
});

describe("a range across rows that are not here", () => {
  it("is true by places, whether people were chosen or left out by name", () => {
    forAll(100, (random) => {
      const total = random.between(5, 60);
      const named = new Set<number>();
      for (let step = 0; step < 6; step += 1) named.add(random.between(0, total - 1));
      const ids = new Set([...named].map(idAt));
      const places = [...named].sort((one, other) => one - other).map((at) => [at, at + 1] as const);
      const [from, to] = [random.between(0, total - 1), random.between(0, total - 1)];
      const within = (at: number) => at >= Math.min(from, to) && at <= Math.max(from, to);
      const these = extend(inPlaces({ kind: "these", ids }, places, total), from, to, []);
      const rest = extend(inPlaces({ kind: "all", except: ids }, places, total), from, to, []);
      for (let at = 0; at < total; at += 1) {
        expect(isPicked(these, at, undefined), "chosen by name").toBe(named.has(at) || within(at));
        expect(isPicked(rest, at, undefined), "left out by name").toBe(!named.has(at) || within(at));
      }
    });
  });

  it("asks for places only when names are not enough", () => {
    const ids = new Set([1000]);
    expect(needsPlaces(placedAt([[0, 9]]), 5_000, 0)).toBe(false);
    expect(needsPlaces(everybody, 5_000, 0), "nobody is left out").toBe(false);
    expect(needsPlaces({ kind: "all", except: ids }, 50, 50)).toBe(false);
    expect(needsPlaces({ kind: "all", except: ids }, 500, 100)).toBe(true);
    expect(needsPlaces({ kind: "these", ids }, 50, 50)).toBe(false);
    expect(needsPlaces({ kind: "these", ids }, 500, 100)).toBe(true);
    expect(needsPlaces({ kind: "these", ids }, MOST_IDS, MOST_IDS), "more than go by name").toBe(true);
    expect(namesIn({ kind: "all", except: ids })).toEqual([1000]);
  });
});
