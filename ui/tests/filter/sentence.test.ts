// A filter as a sentence, in both languages.

import { afterEach, describe, expect, it } from "vitest";
import type { Filter, Period } from "~/desk/contract";
import { type Names, partWords, sentence } from "~/features/filter/sentence";
import { useWordsOf } from "~/i18n";
import { midnightOf } from "~/i18n/days";

const tagNames: Record<number, string> = { 1: "会员", 2: "已退费", 3: "北京" };
const names: Names = {
  tag: (id) => tagNames[id] ?? "已删除的标签",
  list: () => "报名表",
  segment: () => "老客户",
};
const following: Filter = { kind: "following" };
const tag = (number: number): Filter => ({ kind: "tag", tag: number });
const all = (...filters: Filter[]): Filter => ({ kind: "allOf", filters });
const any = (...filters: Filter[]): Filter => ({ kind: "anyOf", filters });
const none = (...filters: Filter[]): Filter => ({ kind: "noneOf", filters });
const off = (filter: Filter): Filter => ({ kind: "off", filter });
const without = (...tags: number[]): Filter => ({ kind: "tags", have: "none", tags });
const followed = (period: Period, when: "during" | "before" | "after" = "during"): Filter => {
  return { kind: "followed", when, period };
};
const week: Period = { kind: "lastDays", days: 7 };
const days = (from: string | null, until: string | null): Period => ({
  kind: "between",
  from: from === null ? null : midnightOf(from),
  until: until === null ? null : midnightOf(until) + 86_400,
});

afterEach(() => useWordsOf("zh-CN"));

describe("in Chinese", () => {
  it.each<[Filter, string]>([
    [all(following, followed(week), tag(1), without(2)), "关注于近 7 天，且带有 会员，但没有 已退费"],
    [all(following), "所有正在关注的人"],
    [all(), "所有人，含已取关的"],
    [all(following, any(tag(1), tag(3))), "带有 会员，或带有 北京"],
    [all(following, any(tag(1), tag(3)), without(2)), "（带有 会员，或带有 北京），但没有 已退费"],
    [
      all(following, tag(1), none(tag(2), { kind: "untagged" })),
      "带有 会员，但不属于（带有 已退费，或没有标签）",
    ],
    [all(tag(1)), "带有 会员（含已取关的人）"],
    [all({ kind: "left" }, tag(1)), "已取关，且带有 会员"],
    [all(following, tag(1), off(tag(2)), off(any(tag(3)))), "带有 会员"],
    [all(following, off(tag(1))), "所有正在关注的人"],
    [all(following, any(off(tag(1)), tag(3)), tag(2)), "带有 北京，且带有 已退费"],
  ])("%#: a filter is read as people say it", (filter, words) => {
    expect(sentence(filter, names)).toBe(words);
  });

  it.each<[Filter, string]>([
    [{ kind: "tags", have: "all", tags: [1, 3] }, "同时带有 会员、北京"],
    [{ kind: "tags", have: "any", tags: [1, 77] }, "带有 会员、已删除的标签"],
    [{ kind: "tagCount", least: 20, most: null }, "至少有 20 个标签"],
    [{ kind: "tagCount", least: 3, most: 3 }, "正好有 3 个标签"],
    [{ kind: "remark", how: "startsWith", text: "王" }, "备注以「王」开头"],
    [{ kind: "noRemark" }, "没有备注"],
    [followed({ kind: "lastMonth" }, "before"), "关注早于上个月"],
    [followed(days("2025-11-03", "2025-11-03"), "after"), "关注晚于2025-11-03"],
    [followed(days("2025-11-03", "2025-11-10")), "关注于2025-11-03 至 2025-11-10"],
    [followed(days(null, "2025-11-10")), "关注于2025-11-10 及以前"],
    [{ kind: "source", sources: ["ADD_SCENE_QR_CODE", ""] }, "来自扫描二维码、不详"],
    [{ kind: "qr", part: "scene", how: "is", texts: ["12"] }, "二维码编号是 12"],
    [{ kind: "qr", part: "text", how: "contains", texts: ["门店"] }, "二维码文字含 门店"],
    [{ kind: "language", languages: ["zh_CN", "fr"] }, "语言是简体中文、fr"],
    [{ kind: "unionid", is: { kind: "unknown" } }, "没有 UnionID"],
    [{ kind: "happened", event: { kind: "left" }, period: week }, "近 7 天取关"],
    [{ kind: "happened", event: { kind: "tagged", tag: 1 }, period: { kind: "today" } }, "今天被打上 会员"],
    [{ kind: "inList", list: 4 }, "在名单「报名表」里"],
    [{ kind: "movedInSegment", segment: 4, how: "entered" }, "上次同步后进入「老客户」"],
  ])("%#: each condition has its words", (filter, words) => {
    expect(partWords(filter, names)).toBe(words);
  });

  it("counts the values of a long condition and cuts a long text", () => {
    const tags = Array.from({ length: 12 }, (_, at) => at + 1);
    expect(partWords({ kind: "tags", have: "any", tags }, names)).toMatch(/ 等 12 个$/);
    const text = "爱".repeat(500);
    expect(partWords({ kind: "text", text }, names)).toHaveLength(40 + "有文字「…」".length);
  });

  it("shows days out of every calendar as the nearest there is", () => {
    const ages: Period = { kind: "between", from: -1e18, until: 1e18 };
    expect(partWords(followed(ages), names)).toBe("关注于0001-01-01 至 9999-12-31");
  });

  it("shows what looks like code, emoji or a broken line as what it is", () => {
    const text = "'; DROP TABLE 👩‍👩‍👧 %_\n.*";
    expect(partWords({ kind: "remark", how: "is", text }, names)).toBe(
      "备注是「'; DROP TABLE 👩‍👩‍👧 %_ .*」",
    );
  });
});

describe("in English", () => {
  it.each<[Filter, string]>([
    [
      all(following, followed(week), tag(1), without(2, 3)),
      "followed in the last 7 days, and tagged 会员, but not tagged 已退费 or 北京",
    ],
    [all(following, any(tag(1), tag(3)), tag(2)), "(tagged 会员, or tagged 北京), and tagged 已退费"],
    [all(following, followed(week, "before")), "followed before the last 7 days"],
    [all({ kind: "happened", event: { kind: "left" }, period: week }), "left (in the last 7 days)"],
  ])("%#: a filter is read as people say it", (filter, words) => {
    useWordsOf("en");
    expect(sentence(filter, names)).toBe(words);
  });
});
