// The search field: what is typed stays, however late what was asked for before comes back.

import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SearchBox } from "~/features/followers/SearchBox";

const field = () => screen.getByTestId<HTMLInputElement>("search");

it("keeps what was typed while an earlier search was on its way", async () => {
  const onSearch = vi.fn();
  const box = (value: string) => <SearchBox value={value} onSearch={onSearch} onLeave={() => undefined} />;
  const { rerender } = render(box(""));
  const user = userEvent.setup();
  await user.type(field(), "医");
  await waitFor(() => expect(onSearch).toHaveBeenLastCalledWith("医"));
  await user.type(field(), "生");
  act(() => rerender(box("医")));
  expect(field().value).toBe("医生");
  await waitFor(() => expect(onSearch).toHaveBeenLastCalledWith("医生"));
  act(() => rerender(box("医生")));
  expect(field().value).toBe("医生");
});

it("follows a search that comes or goes from outside", async () => {
  const onSearch = vi.fn();
  const box = (value: string) => <SearchBox value={value} onSearch={onSearch} onLeave={() => undefined} />;
  const { rerender } = render(box(""));
  await userEvent.setup().type(field(), "a{Enter}");
  act(() => rerender(box("a")));
  act(() => rerender(box("")));
  expect(field().value, "cleared with the conditions").toBe("");
  act(() => rerender(box("a")));
  expect(field().value).toBe("a");
});

it("asks at once for what is pasted", async () => {
  const onSearch = vi.fn();
  render(<SearchBox value="" onSearch={onSearch} onLeave={() => undefined} />);
  const user = userEvent.setup();
  await user.click(field());
  await user.paste("oTest-0001");
  expect(onSearch).toHaveBeenLastCalledWith("oTest-0001");
});

describe("while the clock is ours", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const type = (value: string) => fireEvent.change(field(), { target: { value } });

  it("asks for the first key after a rest, and while keys come quickly for the last", () => {
    const onSearch = vi.fn();
    render(<SearchBox value="" onSearch={onSearch} onLeave={() => undefined} />);
    type("o");
    for (const value of ["oT", "oTe", "oTes"]) {
      vi.advanceTimersByTime(50);
      type(value);
    }
    expect(onSearch.mock.calls).toEqual([["o"]]);
    vi.advanceTimersByTime(500);
    expect(onSearch.mock.calls).toEqual([["o"], ["oTes"]]);
    type("oTest");
    expect(onSearch).toHaveBeenLastCalledWith("oTest");
  });

  it("asks for what was typed before the keyboard goes on to the list", () => {
    const deeds: string[] = [];
    render(<SearchBox value="" onSearch={(text) => deeds.push(text)} onLeave={() => deeds.push("list")} />);
    type("o");
    type("oT");
    fireEvent.keyDown(field(), { key: "ArrowDown" });
    vi.advanceTimersByTime(500);
    expect(deeds).toEqual(["o", "oT", "list"]);
  });

  it("lets go of what was typed when the search is cleared from outside", () => {
    const onSearch = vi.fn();
    const box = (value: string) => <SearchBox value={value} onSearch={onSearch} onLeave={() => undefined} />;
    const { rerender } = render(box(""));
    type("o");
    rerender(box("o"));
    type("oT");
    rerender(box(""));
    vi.advanceTimersByTime(500);
    expect([field().value, onSearch.mock.calls]).toEqual(["", [["o"]]]);
  });
});
