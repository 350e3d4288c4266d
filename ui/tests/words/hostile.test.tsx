// Names that somebody else chose: shown letter for letter, run by nothing, and measured as WeChat does.

import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { personName, plainName } from "~/components/personName";
import { byteLength, nameProblem, REMARK_BYTES } from "~/components/tags/limits";
import { TagChip } from "~/components/tags/TagChip";
import { plain, rules } from "~/features/accounts/rules";
import { t } from "~/i18n";

const names = [
  ["HTML", "<img src=x onerror=alert(1)>"],
  ["an entity", "&lt;b&gt;王&lt;/b&gt;"],
  ["a formula", '=HYPERLINK("http://x")'],
  ["an emoji of several signs", "👨‍👩‍👧‍👦"],
  ["an emoji that is half a sign", "王\ud83d"],
  ["marks of direction", "王\u202e姐小\u202c\u200f"],
  ["control characters", "王\u0000\u0007\u001b[31m姐"],
  ["blanks in words", "{{count, number}} $t(common.close)"],
] as const;

describe.each(names)("%s in a name", (_, name) => {
  it("is shown as a remark letter for letter, and is no markup", () => {
    const { container } = render(personName({ remark: name, openid: "o1" }));
    expect(container.textContent).toBe(name);
    expect(container.querySelectorAll("*")).toHaveLength(1);
    expect(plainName({ remark: name, openid: "o1" })).toBe(name);
  });

  it("is shown on a chip letter for letter, and turns nothing around it", () => {
    const { container } = render(<TagChip id={1} name={name} />);
    expect(container.querySelector("bdi")?.textContent).toBe(name);
    expect(container.querySelectorAll("img, b, script")).toHaveLength(0);
  });
});

describe("inside a sentence", () => {
  const sentence = (name: string) => t("followers.tagging.one", { name });

  it.each([
    ["an override", "王\u202e姐", "\u2068王\u202e姐\u2069"],
    ["Arabic", "متجر 1", "\u2068متجر 1\u2069"],
    ["an end that nothing began", "\u2069王\u202e姐", "\u2068王\u202e姐\u2069"],
    ["a beginning that nothing ends", "\u2067王", "\u2068\u2067王\u2069\u2069"],
  ])("%s in a name turns nothing around it", (_, name, kept) => {
    expect(sentence(name)).toBe(sentence("X").replace("X", kept));
  });

  it.each(names.filter(([what]) => what !== "marks of direction"))("%s stays as it is", (_, name) => {
    expect(sentence(name)).toBe(sentence("X").replace("X", () => name));
  });

  it("a file's name gets no marks", () => {
    const name = t("followers.export.fileName", { account: "متجر", day: "20260101" });
    expect(name).toBe("متجر-粉丝-20260101");
  });
});

describe("30 bytes", () => {
  it.each([
    ["letters", "a".repeat(30)],
    ["Chinese characters", "十个汉字正好三十字节"],
    ["emoji and two letters", `${"😀".repeat(7)}ab`],
  ])("of %s are a name and a remark, one more byte is not", (_, name) => {
    expect(byteLength(name)).toBe(REMARK_BYTES);
    expect(nameProblem(name, [], null)).toBeNull();
    expect(byteLength(`${name}!`)).toBe(REMARK_BYTES + 1);
    expect(nameProblem(`${name}!`, [], null)).toBe("tooLong");
  });
});

it.each([
  ["spaces around it", " 0123456789abcdef0123456789abcdef  "],
  ["a line break and a tab", "\t0123456789abcdef0123456789abcdef\r\n"],
  ["marks nobody sees", "\ufeff0123456789abcdef0123456789abcdef\u200b\u200f"],
  ["wide spaces and digits", "\u3000０123456789abcdef0123456789abcdef\u3000"],
])("an AppSecret copied with %s is taken as it was meant", (_, copied) => {
  expect(rules.appSecret(copied, true)).toBeNull();
  expect(plain(copied)).toBe("0123456789abcdef0123456789abcdef");
});
