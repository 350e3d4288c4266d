// The user guide inside the window: opened from anywhere, in its language, read by chapter and searched.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { pieces } from "~/features/guide/searching";
import chinese from "../../../docs/guide/zh-CN.md?guide";
import { openWindow, practice, shop } from "../app/window";
import { fakeHost } from "../fake/host";
import { emptyOverview } from "../fake/samples";

const scrolledTo = vi.fn();

beforeEach(() => {
  scrolledTo.mockReset();
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolledTo(this);
  };
});

const settings = (changes = {}) => ({ ...emptyOverview.settings, currentAccount: "shop", ...changes });
const desk = (changes = {}) =>
  fakeHost({ overview: { accounts: [shop, practice], settings: settings(changes) } });

async function read() {
  const text = await screen.findByTestId("guide-text");
  await within(text).findByRole("heading", { level: 1 });
  return text;
}

describe("the guide", () => {
  it("opens with F1 over what is being done, and Escape leads back to it", async () => {
    const { user } = openWindow(fakeHost(), "#/connect");
    await user.type(await screen.findByTestId("connect-name"), "望京店{F1}");
    const text = await read();
    expect(within(text).getByRole("heading", { level: 1 }).textContent).toBe(chinese.title);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("guide-text")).toBeNull());
    expect(screen.getByTestId<HTMLInputElement>("connect-name").value).toBe("望京店");
  });

  it.each([
    ["the first start", "#/start", "start-guide"],
    ["the form of a new account", "#/connect", "connect-guide"],
    ["the rail", "#/a/shop/followers", "rail-guide"],
    ["About", "#/settings", "about-guide"],
  ])("opens from %s", async (_, address, button) => {
    const { user } = openWindow(desk(), address);
    await user.click(await screen.findByTestId(button));
    await read();
  });

  it("opens while the keys are still locked away", async () => {
    const locked = fakeHost({ overview: { vault: { state: "passphraseNeeded" } } });
    const { user } = openWindow(locked);
    await screen.findByTestId("unlock");
    await user.keyboard("{F1}");
    await read();
  });

  it("is found by the palette", async () => {
    const { user } = openWindow(desk(), "#/a/shop/followers");
    await screen.findByTestId("status-line");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-box"), "指南{Enter}");
    await read();
  });

  it("shows every chapter and picture of its Markdown, and leads to chapters", async () => {
    const { user } = openWindow(desk(), "#/a/shop/followers");
    await user.click(await screen.findByTestId("rail-guide"));
    const text = await read();
    const headings = chinese.blocks.filter((block) => block.kind === "heading");
    const contents = within(screen.getByRole("navigation", { name: "目录" }));
    expect(contents.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(
      headings.map(({ words }) => words),
    );
    expect(within(text).getAllByRole("img").length).toBeGreaterThan(4);
    expect(text.querySelector("a, script, iframe"), "nothing leads out of the window").toBeNull();
    await user.click(contents.getByRole("button", { name: "撤销" }));
    expect(scrolledTo).toHaveBeenLastCalledWith(within(text).getByRole("heading", { name: "撤销" }));
  });

  it("speaks the language of the window", async () => {
    const { user } = openWindow(desk({ language: "en" }), "#/a/shop/followers");
    await user.click(await screen.findByTestId("rail-guide"));
    expect((await read()).textContent).toContain("For people who run a WeChat Official Account");
  });

  it("is searched: Ctrl+F, then Enter from place to place and round", async () => {
    const { user } = openWindow(desk(), "#/a/shop/followers");
    await user.click(await screen.findByTestId("rail-guide"));
    const text = await read();
    await waitFor(() => expect(document.activeElement).toBe(text));
    await user.keyboard("{Control>}f{/Control}");
    const field = screen.getByTestId("guide-search");
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: "白名单" } });
    const marks = () => [...text.querySelectorAll("mark")];
    await waitFor(() => expect(marks().length).toBeGreaterThan(2));
    const count = marks().length;
    const words = () => screen.getByTestId("guide-found").textContent;
    await waitFor(() => expect(words()).toBe(`第 1 处，共 ${count} 处`));
    await user.keyboard("{Enter}");
    expect(words()).toBe(`第 2 处，共 ${count} 处`);
    expect(scrolledTo).toHaveBeenLastCalledWith(marks()[1]);
    await user.keyboard("{Shift>}{Enter}{Enter}{/Shift}");
    expect(words(), "before the first comes the last").toBe(`第 ${count} 处，共 ${count} 处`);
    await user.keyboard("{Escape}");
    expect(marks()).toEqual([]);
    expect(screen.getByTestId("guide-text"), "Escape empties the field first").toBeTruthy();
    fireEvent.change(field, { target: { value: "没有这样的话" } });
    await waitFor(() => expect(words()).toBe("没有找到"));
  });
});

describe("pieces of a text", () => {
  it("are what is searched for and the rest, whatever the case", () => {
    expect(pieces("Tag a tag", " TAG ")).toEqual([
      { words: "Tag", found: true },
      { words: " a ", found: false },
      { words: "tag", found: true },
    ]);
    expect(pieces("İstanbul tag", "tag"), "a letter that grows in lower case").toEqual([
      { words: "İstanbul tag", found: false },
    ]);
  });
});
