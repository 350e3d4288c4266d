// The user guide speaks as the window does: what it sets in bold stands on the screen, word for word.

import { describe, expect, it } from "vitest";
import en from "~/i18n/en";
import zhCN from "~/i18n/zh-CN";
import zhTW from "~/i18n/zh-TW";
import english from "../../../docs/guide/en.md?raw";
import chinese from "../../../docs/guide/zh-CN.md?raw";
import taiwanese from "../../../docs/guide/zh-TW.md?raw";
import { addressOf } from "../../markdown/guide";
import { photographs } from "./photographs";

type Tree = { [key: string]: string | Tree };

const wordsOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : wordsOf(value)));

/** Words with their blanks filled somehow; words that are nothing but blanks would be anything. */
function patternOf(words: string): RegExp[] {
  if (!/\p{L}/u.test(words.replace(/\{\{.*?\}\}/g, ""))) return [];
  const filled = words
    .split(/(\{\{.*?\}\})/)
    .map((part) => {
      if (!part.startsWith("{{")) return part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      return part.includes("number") ? "[\\d,]+" : ".+";
    })
    .join("");
  return [new RegExp(`^${filled}$`, "u")];
}

const all = (text: string, found: RegExp) => [...text.matchAll(found)].map(([, part = ""]) => part);

const headings = (guide: string) => all(guide, /^#{2,3} (.+)$/gm);

// Pictures are taken in two languages; whoever reads Chinese finds the way in either of its scripts.
describe.each([
  ["zh-CN", chinese, zhCN, "zh-CN"],
  ["zh-TW", taiwanese, zhTW, "zh-CN"],
  ["en", english, en, "en"],
] as const)("the guide in %s", (_, guide, words, pictured) => {
  it("names buttons and messages by the words of the window", () => {
    const known = wordsOf(words).flatMap(patternOf);
    const bold = all(guide, /\*\*(.+?)\*\*/g);
    expect(bold.length).toBeGreaterThan(100);
    expect(bold.filter((text) => !known.some((pattern) => pattern.test(text)))).toEqual([]);
  });

  it("shows only pictures that are taken", () => {
    const taken = photographs.map((name) => `${name}-${pictured}-light.png`);
    const shown = all(guide, /\]\(\.\.\/screenshots\/(.+?)\)/g);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((picture) => !taken.includes(picture))).toEqual([]);
  });

  it("leads to chapters that are there", () => {
    const addresses = headings(guide).map(addressOf);
    expect(all(guide, /\]\(#(.+?)\)/g).filter((link) => !addresses.includes(link))).toEqual([]);
  });
});

it("the guides have the same chapters", () => {
  const depths = (guide: string) => all(guide, /^(#+) /gm);
  expect(depths(english)).toEqual(depths(chinese));
  expect(depths(taiwanese)).toEqual(depths(chinese));
});
