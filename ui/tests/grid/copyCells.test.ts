// What a spreadsheet makes of copied cells.

import { describe, expect, it } from "vitest";
import { asCell, asLines, asTable } from "~/components/copyCells";

describe("a cell", () => {
  it.each(["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "\tx", "\n=1"])("%j does not run as a formula", (text) => {
    expect(asCell(text).startsWith("'")).toBe(true);
  });

  it.each(["13800138000123", "00123", "123456789012345678"])("%s stays every digit of it", (text) => {
    expect(asCell(text)).toBe(`'${text}`);
  });

  it.each(["o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "王小姐-望京", "12", "2025-11-03 10:00:00", ""])(
    "%j is copied as it is",
    (text) => expect(asCell(text)).toBe(text),
  );

  it("is one cell, whatever it holds", () => {
    expect(asLines([["a\tb", "c\nd"]])).toBe("a b\tc d");
    expect(asTable([['<b>"&']])).toContain("&lt;b&gt;&quot;&amp;");
  });
});
