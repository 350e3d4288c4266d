// The grid in the document: what it draws, what keys and clicks do, and where the scroll bar leads.

import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GridColumn } from "~/components/grid/columns";
import { Grid, type GridProps } from "~/components/grid/Grid";
import { gridKeys } from "~/components/grid/keyHelp";
import { inPlaces, nobody, type Picked, pickedCount } from "~/components/grid/selection";
import type { GridSort } from "~/components/grid/sort";
import type { RowSource } from "~/components/grid/source";

type Person = { id: number; name: string };

const ROW = 40;
const HEADER = 36;
/** Fifteen rows fit. */
const HEIGHT = HEADER + 15 * ROW;

const columns: GridColumn<Person>[] = [
  { key: "name", title: "Name", width: 200, sortable: true, cell: ({ name }) => name },
  { key: "since", title: "Since", width: 100, sortable: true, descendingFirst: true, cell: () => "today" },
];

/** Everybody is here at once; the person at position n has the id n + 1000. */
function everyone(total: number, missing: (index: number) => boolean = () => false): RowSource<Person> {
  const row = (index: number) => ({ id: index + 1000, name: `Person ${index}` });
  return {
    total,
    row: (index) => (index < total && !missing(index) ? row(index) : undefined),
    *loaded(from, until) {
      const shown = Math.min(until, from + 1000);
      for (let index = from; index < shown; index += 1) if (!missing(index)) yield [index, row(index)];
    },
    show: () => undefined,
    subscribe: () => () => undefined,
    version: () => 0,
  };
}

type Given = Partial<Omit<GridProps<Person>, "source">> & { source?: RowSource<Person> };

let picked: Picked;
let letGo: () => void;

function Page(given: Given) {
  const [chosen, setChosen] = useState<Picked>(nobody);
  picked = chosen;
  letGo = () => setChosen(nobody);
  return (
    <Grid
      label="People"
      source={everyone(100)}
      columns={columns}
      rowHeight={ROW}
      idOf={({ id }) => id}
      listKey="all"
      picked={chosen}
      onPicked={setChosen}
      pickLabel={(person, index) => `Choose ${person?.name ?? index}`}
      pickAllLabel="Choose all"
      {...given}
    />
  );
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(HEIGHT);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
});
afterEach(() => vi.restoreAllMocks());

const grid = () => screen.getByRole("grid");
/** The rows in sight: without the one that stays in the document, out of sight, to keep the focus. */
const shownRows = () => {
  const all = screen.getAllByRole("row").map((row) => Number(row.getAttribute("data-row")));
  const rows = all.filter((row) => row >= 0).sort((one, other) => one - other);
  return rows.filter((row) => rows.includes(row - 1) || rows.includes(row + 1));
};
const focused = () => {
  const cell = document.activeElement?.closest("[data-column]");
  const row = cell?.closest("[data-row]");
  return [Number(row?.getAttribute("data-row")), Number(cell?.getAttribute("data-column"))];
};

function start(given: Given = {}) {
  const user = userEvent.setup();
  const view = render(<Page {...given} />);
  const focus = async () => {
    await user.tab();
    return user;
  };
  return { user, focus, ...view };
}

function scrollTo(position: number) {
  grid().scrollTop = position;
  fireEvent.scroll(grid());
}

describe("what is drawn", () => {
  it("is a screenful of rows, whatever the length of the list", () => {
    start({ source: everyone(5_000_000) });
    expect(shownRows()).toEqual(Array.from({ length: 15 }, (_, row) => row));
    expect(grid().getAttribute("aria-rowcount")).toBe("5000001");
    expect(screen.getByTestId("row-3").getAttribute("aria-rowindex")).toBe("5");
  });

  it("is the last row at the end of the scroll bar of five million", () => {
    start({ source: everyone(5_000_000) });
    scrollTo(8_000_000 - 15 * ROW);
    expect(shownRows()).toEqual(Array.from({ length: 15 }, (_, row) => 4_999_985 + row));
  });

  it("is a placeholder with a box that cannot be ticked while a row is not here", () => {
    start({ source: everyone(100, (index) => index === 2) });
    const waiting = screen.getByTestId("row-2");
    expect(waiting.getAttribute("aria-busy")).toBe("true");
    expect(screen.getByTestId<HTMLInputElement>("pick-2").disabled).toBe(true);
    fireEvent.click(screen.getByTestId("pick-2"));
    expect(pickedCount(picked, 100)).toBe(0);
  });

  describe("after a jump to rows that are not here", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());
    const away = (index: number) => index >= 400;

    it("is what was there before, until they come", () => {
      const show = vi.fn();
      const { rerender } = render(<Page source={{ ...everyone(1_000, away), show }} />);
      scrollTo(400 * ROW);
      expect(show, "they are asked for").toHaveBeenLastCalledWith(400, 415);
      expect(shownRows()[0]).toBe(0);
      rerender(<Page source={everyone(1_000)} />);
      expect(shownRows()[0]).toBe(400);
      expect(screen.getByTestId("row-400").hasAttribute("aria-busy")).toBe(false);
    });

    it("is placeholders once waiting would be felt, also while somebody drags on", () => {
      const { rerender } = render(<Page source={everyone(1_000, away)} />);
      for (const row of [400, 500, 600]) {
        scrollTo(row * ROW);
        act(() => void vi.advanceTimersByTime(25));
      }
      expect(shownRows()[0]).toBe(600);
      expect(screen.getByTestId("row-600").getAttribute("aria-busy")).toBe("true");
      scrollTo(700 * ROW);
      expect(shownRows()[0]).toBe(700);
      rerender(<Page source={everyone(20, away)} />);
      expect(shownRows()[0]).toBe(5);
    });
  });

  it("keeps its place when the same list is read anew, and begins another at its top", () => {
    const { rerender } = start({ source: everyone(1_000), listKey: "one" });
    scrollTo(400 * ROW);
    rerender(<Page source={everyone(1_001)} listKey="one" />);
    expect(shownRows()[0]).toBe(400);
    rerender(<Page source={everyone(1_000)} listKey="other" />);
    expect(shownRows()[0]).toBe(0);
  });
});

describe("a heading", () => {
  it("keeps the keyboard when its sort makes another list, so that one more can be added", async () => {
    const sorts: GridSort[][] = [];
    const onSort = (sort: GridSort[]) => sorts.push(sort);
    const { rerender, focus } = start({ listKey: "one", onSort });
    const user = await focus();
    await user.keyboard("{ArrowUp}{Enter}");
    const [first = []] = sorts;
    expect(first).toHaveLength(1);
    rerender(<Page listKey="other" sort={first} onSort={onSort} />);
    await user.keyboard("{ArrowRight}{Shift>}{Enter}{/Shift}");
    expect(sorts[1]).toHaveLength(2);
  });
});

describe("a wheel over a scaled list", () => {
  it("moves by true pixels, not by the scale of the scroll bar", () => {
    start({ source: everyone(1_000_000) });
    scrollTo(4_000_000);
    const before = shownRows()[0] ?? 0;
    fireEvent.wheel(grid(), { deltaY: 2 * ROW });
    expect(shownRows()[0]).toBe(before + 2);
    const place = grid().scrollTop;
    fireEvent.scroll(grid());
    expect(grid().scrollTop, "the event it causes itself is not somebody scrolling").toBe(place);
    expect(shownRows()[0]).toBe(before + 2);
  });

  it("leaves a short list to the browser", () => {
    start({ source: everyone(100) });
    const wheel = new WheelEvent("wheel", { deltaY: 80, bubbles: true, cancelable: true });
    act(() => void grid().dispatchEvent(wheel));
    expect(wheel.defaultPrevented).toBe(false);
  });
});

describe("keys", () => {
  it("enter the grid at one cell only", async () => {
    const { focus } = start();
    await focus();
    expect(focused()).toEqual([0, 1]);
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  it("move cell by cell and keep the focus in the document", async () => {
    const { focus } = start();
    const user = await focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
    expect(focused()).toEqual([2, 2]);
    await user.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
    expect(focused(), "above the first row are the headings").toEqual([-1, 2]);
  });

  it("reach the last of a million rows and come back", async () => {
    const { focus } = start({ source: everyone(1_000_000) });
    const user = await focus();
    await user.keyboard("{Control>}{End}{/Control}");
    expect(focused()).toEqual([999_999, 2]);
    expect(shownRows()).toContain(999_999);
    await user.keyboard("{PageUp}");
    expect(focused()).toEqual([999_985, 2]);
    await user.keyboard("{Control>}{Home}{/Control}");
    expect(focused()).toEqual([0, 0]);
    expect(shownRows()[0]).toBe(0);
  });

  it("keep the focus when the row with it is scrolled out of sight", async () => {
    const { focus } = start({ source: everyone(1_000) });
    const user = await focus();
    await user.keyboard("{ArrowDown}");
    scrollTo(500 * ROW);
    expect(focused()).toEqual([1, 1]);
    await user.keyboard("{ArrowDown}");
    expect(focused()).toEqual([2, 1]);
    expect(shownRows()[0], "and the next key brings it back into sight").toBe(2);
  });

  it("choose with Space, a range with Shift, everybody with Ctrl+A", async () => {
    const { focus } = start();
    const user = await focus();
    await user.keyboard("{ArrowDown} ");
    expect(pickedCount(picked, 100)).toBe(1);
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}");
    expect(pickedCount(picked, 100)).toBe(4);
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    expect(pickedCount(picked, 100), "a range shrinks when the key goes back").toBe(3);
    await user.keyboard("{Control>}a{/Control}");
    expect(picked).toEqual({ kind: "all", except: new Set() });
    await user.keyboard(" ");
    expect(pickedCount(picked, 100), "all but the row with the focus").toBe(99);
  });

  it("open with Enter, edit with F2, sort with Enter on a heading", async () => {
    const opened: number[] = [];
    const edited: number[] = [];
    const sorts: GridSort[][] = [];
    const { focus } = start({
      onOpen: ({ id }) => opened.push(id),
      onEdit: ({ id }) => edited.push(id),
      onSort: (sort) => sorts.push(sort),
    });
    const user = await focus();
    await user.keyboard("{ArrowDown}{Enter}{F2}");
    expect([opened, edited]).toEqual([[1001], [1001]]);
    await user.keyboard("{ArrowUp}{ArrowUp}{Enter}");
    expect(sorts).toEqual([[{ key: "name", descending: false }]]);
  });

  it("belong to a text field inside a cell while somebody types there", async () => {
    const fields: GridColumn<Person>[] = [
      { key: "name", title: "Name", width: 200, cell: () => <input aria-label="note" /> },
    ];
    const { user } = start({ columns: fields });
    const [field] = screen.getAllByLabelText("note");
    if (!field) throw new Error("the field is drawn");
    await user.type(field, "a b{Home}{ArrowDown}");
    expect(document.activeElement).toBe(field);
    expect(pickedCount(picked, 100)).toBe(0);
  });
});

describe("clicks", () => {
  it("on a row open it; on a box choose it; with Ctrl choose it; with Shift up to it", async () => {
    const opened: number[] = [];
    const { user } = start({ onOpen: ({ id }) => opened.push(id) });
    await user.click(screen.getByText("Person 3"));
    expect([opened, pickedCount(picked, 100)]).toEqual([[1003], 0]);
    await user.click(screen.getByTestId("pick-5"));
    await user.keyboard("{Control>}");
    await user.click(screen.getByText("Person 8"));
    await user.keyboard("{/Control}{Shift>}");
    await user.click(screen.getByText("Person 10"));
    await user.keyboard("{/Shift}");
    expect(opened).toEqual([1003]);
    expect(pickedCount(picked, 100), "5, and 8 to 10").toBe(4);
  });

  it("with Shift reach whoever is known by name in rows that are not here", async () => {
    const user = userEvent.setup();
    const given: Picked = { kind: "all", except: new Set([1004]) };
    const chosen: Picked[] = [];
    const placed = vi.fn(async (one: Picked) => inPlaces(one, [[4, 5]], 100));
    const source = everyone(100, (index) => index > 2 && index < 7);
    const onPicked = (next: Picked) => chosen.push(next);
    render(<Page source={source} picked={given} onPicked={onPicked} placed={placed} />);
    await user.click(screen.getByLabelText("Choose Person 0"));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByLabelText("Choose Person 8"));
    await user.keyboard("{/Shift}");
    await waitFor(() => expect(chosen).toHaveLength(2));
    expect(placed).toHaveBeenCalledWith(given, [0, 9]);
    expect(pickedCount(chosen[1] ?? nobody, 100), "number 4 is taken back, though not loaded").toBe(100);
  });

  it("with Shift bring nobody back who was let go from outside", async () => {
    const user = userEvent.setup();
    render(<Page />);
    await user.click(screen.getByLabelText("Choose Person 0"));
    await user.click(screen.getByLabelText("Choose Person 5"));
    act(() => letGo());
    await user.keyboard("{Shift>}");
    await user.click(screen.getByLabelText("Choose Person 7"));
    await user.keyboard("{/Shift}");
    expect(pickedCount(picked, 100), "from the row clicked last to this one").toBe(3);
  });

  it("with Shift choose across rows that were never loaded", async () => {
    const { user } = start({ source: everyone(1_000_000, (index) => index > 50 && index < 900_000) });
    await user.click(screen.getByTestId("pick-1"));
    scrollTo(8_000_000);
    await user.keyboard("{Shift>}");
    await user.click(screen.getByTestId("row-999999"));
    await user.keyboard("{/Shift}");
    expect(pickedCount(picked, 1_000_000)).toBe(999_999);
  });

  it("on the box above choose everybody and then nobody", async () => {
    const { user } = start();
    const box = () => screen.getByTestId<HTMLInputElement>("select-all");
    await user.click(box());
    expect(pickedCount(picked, 100)).toBe(100);
    await user.click(screen.getByTestId("pick-0"));
    expect(box().indeterminate).toBe(true);
    await user.click(box());
    await user.click(box());
    expect(pickedCount(picked, 100)).toBe(0);
  });

  it("on a heading sort, with Shift by one more column", async () => {
    const sorts: GridSort[][] = [];
    const { user } = start({
      sort: [{ key: "name", descending: false }],
      onSort: (sort) => sorts.push(sort),
    });
    expect(screen.getByTestId("column-name").getAttribute("aria-sort")).toBe("ascending");
    await user.click(screen.getByText("Since"));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByText("Since"));
    expect(sorts).toEqual([
      [{ key: "since", descending: true }],
      [
        { key: "name", descending: false },
        { key: "since", descending: true },
      ],
    ]);
  });

  it("with the right button offer a menu for that row", () => {
    const menus: number[] = [];
    start({ onMenu: ({ id }) => menus.push(id) });
    fireEvent.contextMenu(screen.getByText("Person 4"), { button: 2, clientX: 50, clientY: 60 });
    expect(menus).toEqual([1004]);
  });

  it.each(["{Shift>}{F10}{/Shift}", "{ContextMenu}"])(
    "with %s offer the menu of the row once",
    async (key) => {
      const menus: number[] = [];
      const { focus } = start({ onMenu: ({ id }) => menus.push(id) });
      const user = await focus();
      await user.keyboard(`{ArrowDown}{ArrowDown}${key}`);
      // Some browsers send this for the same key press as well.
      if (document.activeElement) fireEvent.contextMenu(document.activeElement, { button: 0 });
      expect(menus).toEqual([1002]);
    },
  );

  it("chooses everybody also beside the grid, but not in a field or a dialog", () => {
    render(
      <>
        <button type="button">Beside</button>
        <input aria-label="Field" />
        <div role="dialog">
          <button type="button">Within</button>
        </div>
        <Page />
      </>,
    );
    const passedOn = (element: Element) => fireEvent.keyDown(element, { key: "a", ctrlKey: true });
    expect(passedOn(screen.getByLabelText("Field"))).toBe(true);
    expect(passedOn(screen.getByText("Within"))).toBe(true);
    expect(pickedCount(picked, 100)).toBe(0);
    expect(passedOn(screen.getByText("Beside")), "no text of the page is marked").toBe(false);
    expect(pickedCount(picked, 100)).toBe(100);
  });

  it("with every key of the list of shortcuts", async () => {
    const { focus } = start({ onMenu: () => undefined, onOpen: () => undefined, onEdit: () => undefined });
    await focus();
    for (const { what, keys } of gridKeys) {
      for (const written of keys) {
        const parts = written.split("+");
        const key = parts.at(-1) === "Space" ? " " : (parts.at(-1) ?? "");
        const holds = { ctrlKey: parts.includes("mod"), shiftKey: parts.includes("shift") };
        const onHeading = what === "width";
        const cell = onHeading ? screen.getByTestId("column-since") : document.activeElement;
        if (onHeading) fireEvent.mouseDown(screen.getByTestId("column-since"));
        const passedOn = fireEvent.keyDown(cell ?? document.body, {
          key,
          ...holds,
          altKey: parts.includes("alt"),
        });
        expect(passedOn, `${what}: ${written} is heard`).toBe(false);
      }
    }
  });
});

it("lets a column be pulled wider by keys and by the pointer, and go back", async () => {
  const { focus } = start();
  const user = await focus();
  const width = () => screen.getByTestId("column-since").style.width;
  await user.keyboard("{ArrowUp}{ArrowRight}{Alt>}{ArrowRight}{/Alt}");
  expect(width()).toBe("116px");
  const edge = screen.getByTestId("column-since").querySelector("[data-edge]");
  if (!edge) throw new Error("a heading has an edge");
  fireEvent.doubleClick(edge);
  expect(width()).toBe("100px");
});
