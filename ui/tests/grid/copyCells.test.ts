// What a spreadsheet makes of copied cells.

import { describe, expect, it } from "vitest";
import { asCell, asLines, asTable } from "~/components/copyCells";

describe("a cell among others", () => {
  it.each(["=1+1", "=cmd|' /C calc'!A0", "+A1", "-A1", "@SUM(A1)", "＝1", "＋A1", "\tx=", "\n=1"])(
    "%j does not run as a formula",
    (text) => expect(asCell(text)).toMatch(/^(?:'| x)/),
  );

  it.each([
    ...["13800138000123", "00123", "+86 138-0013-8000", "-5", "+86", "123456789012345678"],
    ...["o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "王小姐-望京", "12", "2025-11-03 10:00:00", ""],
  ])("%j is copied as it is", (text) => {
    expect(asCell(text)).toBe(text);
    expect(asLines([[text]])).toBe(text);
  });

  it("is text for a spreadsheet, so that every digit of it stays", () => {
    expect(asTable([["00123"]])).toMatch(/<td style="mso-number-format:'\\@'">00123<\/td>/);
  });

  it("is one cell, whatever it holds", () => {
    expect(asLines([["a\tb", "c\nd"]])).toBe("a b\tc d");
    expect(asTable([['<b>"&']])).toContain("&lt;b&gt;&quot;&amp;");
  });
});
