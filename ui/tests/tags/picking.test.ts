import { describe, expect, it } from "vitest";
import {
  type Carried,
  changeOf,
  isNoChange,
  listed,
  passesLimit,
  pressed,
  tickBefore,
  tickNow,
  type Wishes,
} from "~/components/tags/picking";
import type { Tag } from "~/desk/contract";
import { forAll } from "../seeded";

const carried: Carried = {
  people: 10,
  counts: new Map([
    [100, 10],
    [101, 4],
  ]),
};
const untouched: Wishes = new Map();
const press = (wishes: Wishes, ...tags: number[]) =>
  tags.reduce<Wishes>((now, tag) => pressed(tag, carried, now), wishes);

describe("a tick", () => {
  it("begins as the people are: all, some, none", () => {
    expect([100, 101, 102].map((tag) => tickBefore(tag, carried))).toEqual(["all", "some", "none"]);
  });

  it("goes from half to everybody, to nobody, and back to half", () => {
    const once = press(untouched, 101);
    const twice = press(once, 101);
    expect([tickNow(101, carried, once), tickNow(101, carried, twice)]).toEqual(["all", "none"]);
    expect(press(twice, 101)).toEqual(untouched);
  });

  it("goes back to what it was after two clicks where all or nobody carry the tag", () => {
    expect(press(untouched, 100, 100)).toEqual(untouched);
    expect(press(untouched, 102, 102)).toEqual(untouched);
  });
});

describe("the change", () => {
  it("holds what must be added and removed, and nothing that already is so", () => {
    expect(changeOf(carried, press(untouched, 102, 101, 100))).toEqual({ add: [102, 101], remove: [100] });
    expect(changeOf(carried, new Map([[100, true]])), "everybody has it already").toEqual({
      add: [],
      remove: [],
    });
  });

  it("comes true: whatever is clicked, the change makes the ticks as they show", () => {
    forAll(200, (random) => {
      const tags = [100, 101, 102, 103];
      const people = random.between(1, 20);
      const some: Carried = { people, counts: new Map(tags.map((tag) => [tag, random.between(0, people)])) };
      let wishes: Wishes = new Map();
      for (let click = 0; click < random.between(0, 12); click += 1) {
        wishes = pressed(random.pick(tags), some, wishes);
      }
      const { add, remove } = changeOf(some, wishes);
      const after: Carried = {
        people,
        counts: new Map(
          tags.map((tag) => [
            tag,
            add.includes(tag) ? people : remove.includes(tag) ? 0 : (some.counts.get(tag) ?? 0),
          ]),
        ),
      };
      for (const tag of tags) expect(tickBefore(tag, after)).toBe(tickNow(tag, some, wishes));
    });
  });

  it("is none when nothing was wished", () => {
    expect(isNoChange(changeOf(carried, untouched))).toBe(true);
  });
});

describe("the limit of twenty", () => {
  const one = (own: number): Carried => ({
    people: 1,
    counts: new Map(Array.from({ length: own }, (_, at) => [100 + at, 1])),
  });

  it("stops the 21st tag of one person before any call", () => {
    expect(passesLimit(one(19), { add: [300], remove: [] })).toBe(false);
    expect(passesLimit(one(20), { add: [300], remove: [] })).toBe(true);
    expect(passesLimit(one(20), { add: [300], remove: [100] }), "one goes, one comes").toBe(false);
  });

  it("lets the preview count who would pass it among many", () => {
    expect(passesLimit({ ...one(20), people: 2 }, { add: [300], remove: [] })).toBe(false);
  });
});

it("lists what holds the search: carried tags first, then the largest", () => {
  const tags: Tag[] = [
    { id: 103, name: "北京会员", wechatCount: 0, localCount: 900, system: false, hue: null, note: "" },
    { id: 101, name: "北京", wechatCount: 0, localCount: 5, system: false, hue: null, note: "" },
    { id: 104, name: "上海", wechatCount: 0, localCount: 7, system: false, hue: null, note: "" },
  ];
  expect(listed(tags, "北京", carried).map(({ id }) => id)).toEqual([101, 103]);
  expect(listed(tags, "", carried).map(({ id }) => id)).toEqual([101, 103, 104]);
});
