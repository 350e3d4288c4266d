// Keys, buttons and the rail are the same actions, and keys never get in the way of typing.

import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Dropdown, Modal, Popover } from "antd";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { ActionButton } from "~/components/ActionButton";
import { type Action, menuItems, useShortcuts } from "~/components/action";
import { isShortcut } from "~/components/shortcut";
import { fakeHost } from "../fake/host";
import { emptyOverview } from "../fake/samples";
import { openWindow, shop } from "./window";

const action = (changes: Partial<Action> = {}): Action => ({
  name: "test.find",
  label: "搜索",
  shortcut: "mod+f",
  impossible: null,
  perform: vi.fn(),
  ...changes,
});

afterEach(() => void vi.useRealTimers());

function Asking() {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <ActionButton action={action({ perform: () => setAsks(true) })} />
      <Modal open={asks} onCancel={() => setAsks(false)} title="question" />
      {asks ? "asks" : "asks nothing"}
    </>
  );
}

function Listening({ actions }: { actions: Action[] }) {
  useShortcuts(actions);
  return (
    <>
      <input aria-label="field" />
      <div role="dialog">
        <button type="button">inside</button>
      </div>
      <Popover trigger="click" content="beside">
        <button type="button">opens a box</button>
      </Popover>
      <Dropdown
        trigger={["click"]}
        autoFocus
        menu={{ items: [{ key: "entry", label: "entry" }], autoFocus: true }}
      >
        <button type="button">opens a menu</button>
      </Dropdown>
    </>
  );
}

test("a shortcut performs its action, and nothing when it is not possible now", async () => {
  const possible = action();
  const impossible = action({ shortcut: "F5", impossible: "正在同步" });
  render(<Listening actions={[possible, impossible]} />);
  await userEvent.keyboard("{Control>}f{/Control}{F5}");
  expect(possible.perform).toHaveBeenCalledOnce();
  expect(impossible.perform).not.toHaveBeenCalled();
});

test("a plain key typed in a field is typing", async () => {
  const plain = action({ shortcut: "x" });
  const withMod = action({ shortcut: "mod+f" });
  render(<Listening actions={[plain, withMod]} />);
  await userEvent.click(screen.getByLabelText("field"));
  await userEvent.keyboard("x{Control>}f{/Control}");
  expect(plain.perform).not.toHaveBeenCalled();
  expect(withMod.perform).toHaveBeenCalledOnce();
});

test("keys pressed in a dialog do not reach what lies behind it", async () => {
  const behind = action();
  render(<Listening actions={[behind]} />);
  await userEvent.click(screen.getByText("inside"));
  await userEvent.keyboard("{Control>}f{/Control}");
  expect(behind.perform).not.toHaveBeenCalled();
});

test.each(["opens a box", "opens a menu"])(
  "Escape closes first, and alone, what a button has opened: %s",
  async (button) => {
    const [leave, find] = [action({ name: "test.leave", shortcut: "Escape" }), action()];
    render(<Listening actions={[leave, find]} />);
    await userEvent.click(screen.getByText(button));
    const opened = await screen.findByText(/^(beside|entry)$/);
    await userEvent.keyboard("{Escape}{Control>}f{/Control}");
    expect(leave.perform).not.toHaveBeenCalled();
    expect(find.perform).toHaveBeenCalledOnce();
    await waitFor(() => expect(opened.closest("[class*=-hidden], [class*=-leave]")).not.toBeNull());
    await userEvent.keyboard("{Escape}");
    expect(leave.perform).toHaveBeenCalledOnce();
  },
);

test("a key that belongs to an input method is no shortcut", () => {
  const composing = new KeyboardEvent("keydown", { key: "Escape", isComposing: true });
  expect(isShortcut(composing, "Escape")).toBe(false);
  expect(isShortcut(new KeyboardEvent("keydown", { key: "Escape" }), "Escape")).toBe(true);
  expect(isShortcut(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, shiftKey: true }), "mod+f")).toBe(
    false,
  );
});

test("the words of a button do not take the first Esc of the dialog that it opened", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  render(<Asking />);
  await user.click(screen.getByRole("button"));
  await screen.findByRole("dialog");
  // The mouse has not moved since: this is when the words would come.
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.queryByRole("tooltip"), "nobody asks for them any more").toBeNull();
  await user.keyboard("{Escape}");
  await screen.findByText("asks nothing");
});

test("a menu shows the same words, key and reason", () => {
  expect(menuItems([action({ impossible: "没有选中任何人" })])).toMatchObject([
    { key: "test.find", label: "搜索", disabled: true, title: "没有选中任何人", extra: "Ctrl+F" },
  ]);
});

test("the frame's keys open its pages and start a sync once", async () => {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const host = fakeHost({ overview: { accounts: [shop], settings }, people: 20 });
  openWindow(host);
  await screen.findByTestId("followers");
  await userEvent.keyboard("{Control>},{/Control}");
  await screen.findByTestId("settings");
  await userEvent.keyboard("{Control>}1{/Control}");
  await screen.findByTestId("followers");
  await userEvent.keyboard("{F5}");
  await waitFor(() => expect(screen.getByTestId("sync-button")).toHaveProperty("disabled", true));
  await userEvent.keyboard("{F5}");
  expect(host.calls.filter(({ name }) => name === "start_sync")).toHaveLength(1);
});
