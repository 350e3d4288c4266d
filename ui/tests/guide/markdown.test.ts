// The guide's Markdown as the window shows it, and what it refuses to show.

import { describe, expect, it } from "vitest";
import { guideOf } from "../../markdown/guide";

const guide = (text: string) => guideOf(`# Guide\n\n${text}`).blocks;

describe("the guide's Markdown", () => {
  it("becomes headings, paragraphs, lists, tables and pictures", () => {
    expect(
      guide("## To do\n\n3. Press **Tag**\n4. Type `a <b>`\n\n![The list](../pictures/list.png)"),
    ).toEqual([
      { kind: "heading", depth: 2, id: "to-do", words: "To do" },
      {
        kind: "list",
        start: 3,
        items: [
          [{ kind: "paragraph", words: ["Press ", { kind: "strong", words: ["Tag"] }] }],
          [{ kind: "paragraph", words: ["Type ", { kind: "code", text: "a <b>" }] }],
        ],
      },
      { kind: "picture", address: "../pictures/list.png", words: "The list" },
    ]);
    expect(guide("| Key | Deed |\n| --- | --- |\n| `F1` | *no* |".replace("*no*", "help"))).toEqual([
      {
        kind: "table",
        head: [["Key"], ["Deed"]],
        rows: [[[{ kind: "code", text: "F1" }], ["help"]]],
      },
    ]);
  });

  it("leaves out its own contents and the way to other languages", () => {
    expect(
      guide("[English](en.md) · [繁體中文](zh-TW.md)\n\n- [Tag](#tag)\n- [Block](#block)\n\n## Tag"),
    ).toEqual([{ kind: "heading", depth: 2, id: "tag", words: "Tag" }]);
  });

  it("shows an address outside as text, and leads to chapters inside", () => {
    expect(guide("See [the tag](#标签) and [WeChat](https://mp.weixin.qq.com).")).toEqual([
      {
        kind: "paragraph",
        words: [
          "See ",
          { kind: "jump", to: "标签", words: ["the tag"] },
          " and ",
          "WeChat",
          " (",
          { kind: "code", text: "https://mp.weixin.qq.com" },
          ")",
          ".",
        ],
      },
    ]);
  });

  it.each([
    "<script>alert(1)</script>",
    "a <b>bold</b> word",
    "> quoted",
    "```\ncode\n```",
    "text ![x](y.png)",
    "[English](en.md) · ![x](y.png)",
  ])("refuses what the window could not show: %s", (text) => {
    expect(() => guide(text)).toThrow("the guide cannot show");
  });
});
