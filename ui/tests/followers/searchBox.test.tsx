// The search field: what is typed stays, however late what was asked for before comes back.

import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
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

it("asks at once for what is pasted, and waits while it is typed", async () => {
  const onSearch = vi.fn();
  render(<SearchBox value="" onSearch={onSearch} onLeave={() => undefined} />);
  const user = userEvent.setup();
  await user.click(field());
  await user.paste("oTest-0001");
  expect(onSearch).toHaveBeenLastCalledWith("oTest-0001");
  await user.keyboard("x");
  expect(onSearch, "one more sign may follow").toHaveBeenCalledTimes(1);
});
