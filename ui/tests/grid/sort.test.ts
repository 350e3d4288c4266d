import { expect, it } from "vitest";
import { spreadWidths } from "~/components/grid/columns";
import { moved } from "~/components/grid/keys";
import { nextSort } from "~/components/grid/sort";

it("orders by the clicked column alone and turns round at the second click", () => {
  const once = nextSort([{ key: "remark", descending: false }], "followedAt", true, false);
  expect(once).toEqual([{ key: "followedAt", descending: true }]);
  expect(nextSort(once, "followedAt", true, false)).toEqual([{ key: "followedAt", descending: false }]);
});

it("adds a column with Shift, turns it round, and takes it out again", () => {
  const by = [{ key: "source", descending: false }];
  const two = nextSort(by, "followedAt", true, true);
  expect(two).toEqual([...by, { key: "followedAt", descending: true }]);
  const turned = nextSort(two, "followedAt", true, true);
  expect(turned).toEqual([...by, { key: "followedAt", descending: false }]);
  expect(nextSort(turned, "followedAt", true, true)).toEqual(by);
});

it("shares the space left over among the columns that grow and nobody has pulled", () => {
  const columns = [
    { key: "remark", width: 100, grow: 1 },
    { key: "tags", width: 100, grow: 3 },
    { key: "date", width: 100 },
  ];
  expect(spreadWidths(columns, {}, 700)).toEqual([200, 400, 100]);
  expect(spreadWidths(columns, { tags: 150 }, 700)).toEqual([450, 150, 100]);
  expect(spreadWidths(columns, {}, 200), "too narrow: it scrolls sideways").toEqual([100, 100, 100]);
});

it("moves the keyboard's cell to every edge and no further", () => {
  const size = { rows: 1_000_000, columns: 7, page: 14 };
  const at = { row: 20, column: 3 };
  expect(moved("End", false, at, size), "the end of the row").toEqual({ row: 20, column: 6 });
  expect(moved("Home", false, at, size)).toEqual({ row: 20, column: 0 });
  expect(moved("End", true, at, size), "the end of the list").toEqual({ row: 999_999, column: 6 });
  expect(moved("Home", true, at, size)).toEqual({ row: 0, column: 0 });
  expect(moved("ArrowDown", true, at, size)).toEqual({ row: 999_999, column: 3 });
  expect(moved("ArrowUp", true, at, size)).toEqual({ row: 0, column: 3 });
  expect(moved("PageDown", false, at, size)).toEqual({ row: 34, column: 3 });
  expect(moved("PageUp", false, { row: 5, column: 3 }, size)).toEqual({ row: 0, column: 3 });
  expect(moved("ArrowUp", false, { row: 0, column: 3 }, size), "the headings").toEqual({
    row: -1,
    column: 3,
  });
  expect(moved("ArrowRight", false, { row: 0, column: 6 }, size)).toEqual({ row: 0, column: 6 });
  expect(moved("ArrowLeft", true, at, size)).toEqual({ row: 20, column: 0 });
  expect(moved("x", false, at, size)).toBeNull();
});

it("stays on the headings while a list is empty", () => {
  const size = { rows: 0, columns: 7, page: 14 };
  for (const key of ["ArrowUp", "ArrowDown", "Home", "End", "PageDown", "PageUp"]) {
    expect(moved(key, false, { row: -1, column: 0 }, size)?.row).toBe(-1);
  }
});
