// What comes on the clipboard, and what is said when nothing does.

import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { CopyButton } from "~/components/CopyButton";
import { copyText } from "~/components/clipboard";
import { copyCell, copyCells } from "~/components/copyCells";

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, "execCommand");
});

/** The page may not use the clipboard; the older command copies, or does nothing. */
function withoutClipboard(command: (field: Element | null) => boolean) {
  vi.spyOn(navigator.clipboard, "write").mockRejectedValue(new Error("not allowed"));
  Object.assign(document, { execCommand: () => command(document.activeElement) });
}

/** What a program is offered that pastes. */
async function offered(type: string): Promise<string | undefined> {
  const [item] = await navigator.clipboard.read();
  return (await item?.getType(type))?.text();
}

it("a button says that it copied only if it did, and keeps the keyboard", async () => {
  const user = userEvent.setup();
  withoutClipboard(() => false);
  render(<CopyButton text="o6_bm" label="复制 OpenID" />);
  const button = screen.getByRole("button");
  await user.click(button);
  await waitFor(() => expect(screen.getByRole("tooltip").textContent).toBe("没有复制成功，请再试一次"));
  expect(screen.queryByText("已复制")).toBeNull();
  expect(document.activeElement).toBe(button);
  expect(document.querySelector("textarea")).toBeNull();
});

it("the older command takes every form, and the keyboard goes back to where it was", async () => {
  userEvent.setup();
  const given = new Map<string, string>();
  withoutClipboard((field) => {
    const event = Object.assign(new Event("copy"), {
      clipboardData: { setData: (type: string, text: string) => given.set(type, text) },
    });
    field?.dispatchEvent(event);
    return true;
  });
  render(<input aria-label="备注" />);
  screen.getByRole("textbox").focus();
  expect(await copyCell("00123")).toBe(true);
  expect(given.get("text/plain")).toBe("00123");
  expect(given.get("text/html")).toContain("<table>");
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
});

it("a command that says yes but asked for nothing has copied nothing", async () => {
  userEvent.setup();
  withoutClipboard(() => true);
  expect(await copyText("o6_bm")).toBe(false);
});

it.each(["00123", "13800138000123", "+86 138", "-5", "=SUM(A1)"])(
  "one cell that holds %s is pasted elsewhere as it is",
  async (text) => {
    userEvent.setup();
    expect(await copyCell(text)).toBe(true);
    expect(await offered("text/plain")).toBe(text);
    expect(await offered("text/html")).toContain("mso-number-format");
  },
);

it("the clipboard is asked at once, and waits for rows that are on their way", async () => {
  userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, "write");
  let arrive: (rows: string[][]) => void = () => undefined;
  const copying = copyCells(
    new Promise<string[][]>((resolve) => {
      arrive = resolve;
    }),
  );
  expect(write).toHaveBeenCalledOnce();
  arrive([["00123", "=1"]]);
  expect(await copying).toBe(true);
  expect(await offered("text/plain")).toBe("00123\t'=1");
});

it("rows that cannot be read are no failure of the clipboard", async () => {
  userEvent.setup();
  withoutClipboard(() => true);
  await expect(copyCells(Promise.reject(new Error("expired")))).rejects.toThrow("expired");
});
