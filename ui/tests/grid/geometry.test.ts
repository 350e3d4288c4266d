import { describe, expect, it } from "vitest";
import {
  contentHeight,
  firstAt,
  type Geometry,
  isScaled,
  lastFirst,
  moveBy,
  offsetOf,
  pageRows,
  reveal,
  scrollTopOf,
  TALLEST,
  visibleRows,
} from "~/components/grid/geometry";
import { forAll, type Random } from "../seeded";

function someGeometry(random: Random): Geometry {
  const size = random.pick([30, 1_000, 200_000, 1_000_000, 5_000_000]);
  return {
    total: random.between(1, size),
    rowHeight: random.pick([32, 40]),
    viewport: random.between(60, 2_000),
  };
}

const endOf = (geometry: Geometry) => contentHeight(geometry) - geometry.viewport;

describe("the place in a list", () => {
  it("keeps the scrolled content below what a web view paints", () => {
    forAll(300, (random) => {
      const geometry = someGeometry(random);
      expect(contentHeight(geometry)).toBeLessThanOrEqual(TALLEST);
      expect(isScaled(geometry)).toBe(geometry.total * geometry.rowHeight > TALLEST);
    });
  });

  it("reaches every row: there is a scroll position at which it shows whole", () => {
    forAll(500, (random) => {
      const geometry = someGeometry(random);
      const row = random.between(0, geometry.total - 1);
      const first = reveal(geometry, random.next() * geometry.total, row);
      const top = offsetOf(geometry, first, row);
      const whole = Math.min(geometry.viewport, geometry.total * geometry.rowHeight);
      expect(top).toBeGreaterThanOrEqual(-1e-3);
      expect(top + geometry.rowHeight).toBeLessThanOrEqual(Math.max(whole, geometry.rowHeight) + 1e-3);
      const { start, end } = visibleRows(geometry, first);
      expect(start <= row && row < end, "the row is among those drawn").toBe(true);
    });
  });

  it("moves further down for a greater scroll position, never back", () => {
    forAll(300, (random) => {
      const geometry = someGeometry(random);
      const positions = Array.from({ length: 20 }, () => random.next() * Math.max(0, endOf(geometry))).sort(
        (one, other) => one - other,
      );
      const firsts = positions.map((position) => firstAt(geometry, position));
      expect(firsts).toEqual([...firsts].sort((one, other) => one - other));
    });
  });

  it("ends with the last row flush with the lower edge", () => {
    forAll(300, (random) => {
      const geometry = someGeometry(random);
      if (endOf(geometry) <= 0) return;
      const first = firstAt(geometry, endOf(geometry));
      const bottom = offsetOf(geometry, first, geometry.total - 1) + geometry.rowHeight;
      expect(Math.abs(bottom - geometry.viewport)).toBeLessThan(1e-3);
      expect(visibleRows(geometry, first).end).toBe(geometry.total);
    });
  });

  it("finds its way back from a place to the scroll position and to the place again", () => {
    forAll(300, (random) => {
      const geometry = someGeometry(random);
      const first = random.next() * lastFirst(geometry);
      expect(firstAt(geometry, scrollTopOf(geometry, first))).toBeCloseTo(first, 3);
    });
  });

  it("moves by true pixels also where the scroll bar is scaled", () => {
    const million: Geometry = { total: 1_000_000, rowHeight: 40, viewport: 600 };
    expect(moveBy(million, 500_000, 120)).toBe(500_003);
    expect(moveBy(million, 0, -50)).toBe(0);
    expect(moveBy(million, 999_990, 10_000)).toBe(lastFirst(million));
  });

  it("stays where it is when the row already shows whole", () => {
    const geometry: Geometry = { total: 1_000, rowHeight: 40, viewport: 400 };
    expect(reveal(geometry, 100.5, 105)).toBe(100.5);
    expect(reveal(geometry, 100.5, 100)).toBe(100);
    expect(reveal(geometry, 100, 110)).toBe(101);
  });

  it("has nothing to show in an empty list and no more than there is in a short one", () => {
    expect(visibleRows({ total: 0, rowHeight: 40, viewport: 400 }, 0)).toEqual({ start: 0, end: 0 });
    expect(visibleRows({ total: 3, rowHeight: 40, viewport: 400 }, 0)).toEqual({ start: 0, end: 3 });
    expect(lastFirst({ total: 3, rowHeight: 40, viewport: 400 })).toBe(0);
  });

  it("leaves one row in sight when a page key is pressed", () => {
    expect(pageRows({ total: 1_000, rowHeight: 40, viewport: 400 })).toBe(9);
    expect(pageRows({ total: 1_000, rowHeight: 40, viewport: 30 })).toBe(1);
  });
});
