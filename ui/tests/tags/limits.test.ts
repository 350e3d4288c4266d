import { describe, expect, it } from "vitest";
import { fitting, textWidth, WIDEST_CHIP } from "~/components/tags/fit";
import { byteLength, nameProblem, ownTags, TAGS_PER_ACCOUNT } from "~/components/tags/limits";
import type { Tag } from "~/desk/contract";
import { forAll } from "../seeded";

const tag = (id: number, name: string, changes: Partial<Tag> = {}): Tag => ({
  id,
  name,
  wechatCount: 0,
  localCount: 0,
  system: false,
  hue: null,
  note: "",
  ...changes,
});

describe("a length as WeChat counts it", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["会员", 6],
    ["门店A", 7],
    ["十个汉字正好三十字节", 30],
    ["😀", 4],
    ["é", 2],
  ])("of %j is %i bytes", (text, bytes) => {
    expect(byteLength(text)).toBe(bytes);
  });
});

describe("a tag's name", () => {
  const tags = [tag(2, "星标组", { system: true }), tag(100, "会员"), tag(101, "VIP")];

  it.each([
    ["  ", "empty"],
    ["十个汉字再加一个就超", null],
    ["十个汉字再加一个就超了", "tooLong"],
    ["会员", "taken"],
    [" vip ", "taken"],
    ["星标组", "taken"],
    ["新来的", null],
  ] as const)("%j has the problem %j", (name, problem) => {
    expect(nameProblem(name, tags, null)).toBe(problem);
  });

  it("may stay as it is when its own tag is renamed", () => {
    expect(nameProblem("会员", tags, tags[1] ?? null)).toBeNull();
    expect(nameProblem("VIP", tags, tags[1] ?? null)).toBe("taken");
  });

  it("is refused when the account is full, but a full account can still rename", () => {
    const full = Array.from({ length: TAGS_PER_ACCOUNT }, (_, at) => tag(100 + at, `标签${at}`));
    expect(nameProblem("新来的", full, null)).toBe("full");
    expect(nameProblem("新来的", full, full[0] ?? null)).toBeNull();
  });

  it("counts only the operator's own tags towards the limit", () => {
    expect(ownTags(tags).map(({ id }) => id)).toEqual([100, 101]);
  });
});

describe("chips in a cell", () => {
  it("are as many as their widths allow, at least one", () => {
    forAll(200, (random) => {
      const names = Array.from({ length: random.between(1, 12) }, () =>
        "会员北京A1-".repeat(2).slice(0, random.between(1, 10)),
      );
      const space = random.between(30, 500);
      const count = fitting(names, space);
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(names.length);
      const taken = names
        .slice(0, count)
        .reduce((sum, name) => sum + Math.min(WIDEST_CHIP, textWidth(name) + 14), 0);
      if (count > 1) expect(taken, "what is shown fits").toBeLessThanOrEqual(space);
    });
  });

  it("never hide one that would have fitted in place of its number", () => {
    expect(fitting(["会员", "北京"], 38 * 2 + 4)).toBe(2);
    expect(fitting(["会员", "北京"], 38 * 2 + 3)).toBe(1);
  });
});
