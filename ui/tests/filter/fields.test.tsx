// Every field of the builder, set by its label, and the condition that comes of it.

import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Filter, Segment } from "~/desk/contract";
import { fakePeople } from "../fake/people";
import {
  addCondition,
  choose,
  counted,
  dialog,
  inputs,
  lastFilter,
  openBuilder,
  openPage,
  showCounted,
  type User,
  withSize,
} from "./open";

withSize();

const now = 1_763_700_000;
const people = fakePeople(300, now);
const CHINA = 8 * 3_600;
const DAY = 86_400;
const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1_000 - CHINA;

type Step = (user: User) => Promise<void>;

/** Chooses by the label of the field and the words of the option. */
const pick =
  (label: string, option: string): Step =>
  (user) =>
    choose(user, screen.getByRole("combobox", { name: label }), option);

/** Types into the field with this label. */
const type =
  (label: string, text: string): Step =>
  async () => {
    const field = screen.getByLabelText(label);
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: text } });
    fireEvent.blur(field);
  };

/** Types a value that takes Enter to be one. */
const enter =
  (label: string, text: string): Step =>
  async (user) =>
    user.type(screen.getByRole("combobox", { name: label }), `${text}{Enter}`);

/** How many have this value, as it stands on the option. */
const having = (what: "source" | "language" | "qrText", value: string, following = false) =>
  people.filter((row) => row[what] === value && (!following || row.following)).length;
const day = (from: string, until = from): Filter => ({
  kind: "followed",
  when: "during",
  period: { kind: "between", from: midnight(from), until: midnight(until) + DAY },
});
const after = { kind: "between", from: midnight("2025-11-03"), until: midnight("2025-11-03") + DAY } as const;

const fields: [name: string, condition: string, steps: Step[], expected: Filter][] = [
  ["at least so many tags", "标签个数", [type("标签个数", "3")], { kind: "tagCount", least: 3, most: null }],
  [
    "at most so many tags",
    "标签个数",
    [pick("怎样比较个数", "至多"), type("标签个数", "2")],
    { kind: "tagCount", least: null, most: 2 },
  ],
  [
    "exactly so many tags",
    "标签个数",
    [pick("怎样比较个数", "正好"), type("标签个数", "4")],
    { kind: "tagCount", least: 4, most: 4 },
  ],
  [
    "so many tags to so many",
    "标签个数",
    [pick("怎样比较个数", "在…之间"), type("标签个数", "2"), type("最多几个", "5")],
    { kind: "tagCount", least: 2, most: 5 },
  ],
  [
    "as many tags as WeChat allows",
    "标签个数",
    [pick("怎样比较个数", "已满 20 个")],
    { kind: "tagCount", least: 20, most: null },
  ],
  [
    "followed on one day",
    "关注时间",
    [pick("哪段时间", "某一天"), type("日期", "2025-11-03")],
    day("2025-11-03"),
  ],
  [
    "followed after a day",
    "关注时间",
    [pick("和这段时间的关系", "晚于"), pick("哪段时间", "某一天"), type("日期", "2025-11-03")],
    { kind: "followed", when: "after", period: after },
  ],
  [
    "followed between two days",
    "关注时间",
    [pick("哪段时间", "两天之间"), type("从这一天", "2025-11-01"), type("到这一天", "2025-11-11")],
    day("2025-11-01", "2025-11-11"),
  ],
  [
    "a source, with how many came by it",
    "关注来源",
    [pick("选择来源", `公众号搜索 ${having("source", "ADD_SCENE_SEARCH")}`)],
    { kind: "source", sources: ["ADD_SCENE_SEARCH"] },
  ],
  [
    "a language, with how many have it",
    "语言",
    [pick("选择语言", `简体中文 ${having("language", "zh_CN")}`)],
    { kind: "language", languages: ["zh_CN"] },
  ],
  [
    "one whole UnionID",
    "UnionID",
    [pick("UnionID 怎样", "等于"), type("完整的 UnionID", " oUnion-7 ")],
    { kind: "unionid", is: { kind: "equal", unionid: "oUnion-7" } },
  ],
  [
    "a value of QR codes, with how many came by it",
    "二维码",
    [pick("选择或输入二维码", `门店A ${having("qrText", "门店A", true)}`)],
    { kind: "qr", part: "either", how: "is", texts: ["门店A"] },
  ],
  [
    "numbers of QR codes that begin so",
    "二维码",
    [
      pick("二维码的哪一部分", "二维码编号"),
      pick("怎样比较二维码", "开头是"),
      enter("输入文字后按回车", "100"),
    ],
    { kind: "qr", part: "scene", how: "startsWith", texts: ["100"] },
  ],
  [
    "texts of QR codes that hold one of several",
    "二维码",
    [
      pick("二维码的哪一部分", "二维码文字"),
      pick("怎样比较二维码", "包含"),
      enter("输入文字后按回车", "门店"),
      enter("输入文字后按回车", "地铁"),
    ],
    { kind: "qr", part: "text", how: "contains", texts: ["门店", "地铁"] },
  ],
  [
    "who was given a tag in a period",
    "某段时间里",
    [pick("哪段时间", "上周"), pick("发生了什么", "被打标签"), pick("哪个标签", "北京")],
    { kind: "happened", event: { kind: "tagged", tag: 101 }, period: { kind: "lastWeek" } },
  ],
  [
    "who lost any tag in the last days",
    "某段时间里",
    [pick("发生了什么", "被去标签"), type("天数，含今天", "30")],
    { kind: "happened", event: { kind: "untagged", tag: null }, period: { kind: "lastDays", days: 30 } },
  ],
];

describe("a field", () => {
  it.each(fields)("asks for %s", async (_name, condition, steps, expected) => {
    const { host, user } = await openBuilder({ now });
    await addCondition(user, condition);
    for (const step of steps) await step(user);
    await showCounted(user);
    const filters = [{ kind: "following" }, expected];
    await waitFor(() => expect(lastFilter(host)).toEqual({ kind: "allOf", filters }));
  });

  it("asks for another list, and for who left a segment", async () => {
    const segment = (id: number, name: string, filter: Filter): Segment => ({
      ...{ id, name, hue: null, note: "", filter, savedAt: now, people: 0 },
      ...{ entered: 0, left: 0, comparedAt: null, problems: [] },
    });
    const inList: Filter = { kind: "inList", list: 7 };
    const moved: Filter = { kind: "movedInSegment", segment: 1, how: "entered" };
    const all = (...filters: Filter[]): Filter => ({ kind: "allOf", filters });
    const segments = [segment(1, "老客", all(inList, moved)), segment(2, "新客", all({ kind: "untagged" }))];
    const { host, user } = await openPage("segments", { now, segments }, (fake) => {
      const counts = { found: 1, left: 0, unknown: 0, repeated: 0, damaged: 0, pastedAt: now };
      fake.answer("pasted_lists", () => [
        { ...counts, id: 7, name: "报名表" },
        { ...counts, id: 8, name: "签到表" },
      ]);
      fake.answer("check_filter", () => ({ people: 3, problems: [] }));
    });
    await user.click(await screen.findByText("老客"));
    await user.click(await screen.findByTestId("segment-edit"));
    await dialog();
    await pick("哪份名单", "签到表")(user);
    await pick("哪个人群", "新客")(user);
    await pick("怎样变化", "离开")(user);
    await counted();
    await user.click(screen.getByTestId("segment-save"));
    const list: Filter = { kind: "inList", list: 8 };
    const left: Filter = { kind: "movedInSegment", segment: 2, how: "left" };
    await waitFor(() => expect(inputs(host, "change_segment")[0]?.segment.filter).toEqual(all(list, left)));
  });
});
