// How the table is looked at: columns, their order and place, and views as they are saved.

import { describe, expect, it } from "vitest";
import { pinnedPlaces } from "~/components/grid/columns";
import {
  columnKeys,
  drawnColumns,
  pulledWidths,
  read,
  usualView,
  VERSION,
  withColumn,
  withColumnMoved,
  withWidths,
  written,
} from "~/features/followers/view";

const keysOf = (columns: readonly { key: string }[]) => columns.map(({ key }) => key);

describe("the columns", () => {
  it("are the usual ones at first, with the day somebody left where it matters", () => {
    expect(keysOf(drawnColumns(usualView, false))).toEqual([
      "remark",
      "tagCount",
      "followedAt",
      "source",
      "qr",
    ]);
    expect(keysOf(drawnColumns(usualView, true))).toContain("leftAt");
  });

  it("stand in the order chosen, those that stay in sight first", () => {
    const moved = withColumnMoved(usualView, "qr", -1);
    expect(keysOf(drawnColumns(moved, false))).toEqual(["remark", "tagCount", "followedAt", "qr", "source"]);
    const pinned = withColumn(moved, "source", { pinned: true });
    expect(keysOf(drawnColumns(pinned, false))[0]).toBe("source");
    expect(withColumnMoved(usualView, "remark", -1), "it is the first").toBe(usualView);
  });

  it("are never none", () => {
    const one = columnKeys
      .filter((key) => key !== "remark")
      .reduce((view, key) => withColumn(view, key, { shown: false }), usualView);
    expect(withColumn(one, "remark", { shown: false })).toBe(one);
  });

  it("keep the widths that were pulled, and forget those that were let go", () => {
    const wide = withWidths(usualView, { remark: 240 });
    expect(pulledWidths(wide)).toEqual({ remark: 240 });
    expect(withWidths(wide, {})).toEqual(usualView);
  });

  it("that stay in sight begin where those before them end", () => {
    expect(pinnedPlaces([{ pinned: true }, { pinned: true }, {}], [100, 50, 70], 40)).toEqual([
      40,
      140,
      null,
    ]);
  });
});

describe("a saved view", () => {
  it("comes back as it was", () => {
    const view = withColumn(withWidths(usualView, { qr: 300 }), "openid", { shown: true, pinned: true });
    const sorted = {
      ...view,
      sort: [{ key: "source" as const, descending: false }],
      density: "compact" as const,
    };
    expect(read(VERSION, written(sorted))).toEqual(sorted);
  });

  it("of a newer program, or one that nobody can read, is none", () => {
    expect(read(VERSION + 1, written(usualView))).toBeNull();
    for (const body of ["", "{", "[]", "7", "null", '{"columns":[]}x'])
      expect(read(1, body), body).toBeNull();
  });

  it("that lacks something or knows too much is filled up with what is usual", () => {
    const body = JSON.stringify({
      columns: [
        { key: "qr", shown: true, width: -4 },
        { key: "future", shown: true },
        { key: "qr", shown: false },
      ],
      sort: [{ key: "nonsense" }],
      density: "huge",
    });
    const view = read(1, body);
    expect(view && keysOf(drawnColumns(view, false))).toEqual(["qr"]);
    expect(view?.columns).toHaveLength(columnKeys.length);
    expect(view).toMatchObject({ sort: usualView.sort, density: null });
    expect(read(1, "{}")).toEqual(usualView);
  });
});
