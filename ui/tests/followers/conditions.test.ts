// What operators ask for, and the filter tree that means it.

import { describe, expect, it } from "vitest";
import type { Filter, FollowerRow } from "~/desk/contract";
import {
  buildFilter,
  type Condition,
  chosenInRail,
  has,
  railChoice,
  toggled,
  withCondition,
} from "~/features/followers/conditions";
import { dayOf, startOfDay } from "~/i18n/days";
import { fakePeople, matches } from "../fake/people";
import { forAll, type Random } from "../seeded";

/** 2025-11-21 10:00 in China. */
const now = Date.parse("2025-11-21T02:00:00Z") / 1000;
const china = (time: string) => Date.parse(`${time}+08:00`) / 1000;
const inner = (filter: Filter) => (filter.kind === "allOf" ? filter.filters : []);
const followed = (from: number | null, until: number | null): Filter => {
  return { kind: "followed", when: "during", period: { kind: "between", from, until } };
};
const tag = (number: number, without = false): Condition => ({ kind: "tag", tag: number, without });

describe("a filter", () => {
  it("without conditions is everybody who follows", () => {
    expect(buildFilter([], "", now)).toEqual({ kind: "allOf", filters: [{ kind: "following" }] });
  });

  it("of people who left or are blocked or were brought from elsewhere does not ask for followers", () => {
    const given: Filter = { kind: "movedInSync", sync: 3, how: "left", tag: null };
    const views: Condition[] = [{ kind: "left" }, { kind: "blacklisted" }, { kind: "given", filter: given }];
    for (const view of views) expect(inner(buildFilter([view], "", now))).toHaveLength(1);
    expect(inner(buildFilter([{ kind: "given", filter: given }], "", now))).toEqual([given]);
  });

  it("counts days by China's midnight, today included", () => {
    const [, recent] = inner(buildFilter([{ kind: "recent", days: 7 }], "", now));
    expect(recent).toEqual(followed(china("2025-11-15T00:00:00"), null));
    const lateInLondon = Date.parse("2025-11-20T17:30:00Z") / 1000;
    expect(dayOf(lateInLondon), "in China it is the next day already").toBe("2025-11-21");
    expect(startOfDay(lateInLondon)).toBe(china("2025-11-21T00:00:00"));
  });

  it("includes the last day of a period", () => {
    const condition: Condition = { kind: "followedAt", from: "2025-11-01", until: "2025-11-03" };
    expect(inner(buildFilter([condition], "", now))[1]).toEqual(
      followed(china("2025-11-01T00:00:00"), china("2025-11-04T00:00:00")),
    );
  });

  it("takes several tags together, several sources as alternatives, and spaces off the search", () => {
    const conditions: Condition[] = [
      tag(100),
      tag(101),
      tag(103, true),
      { kind: "source", source: "A" },
      { kind: "source", source: "B" },
      { kind: "qr", text: "门店A", exact: true },
    ];
    expect(inner(buildFilter(conditions, "  王 ", now))).toEqual([
      { kind: "following" },
      { kind: "tag", tag: 100 },
      { kind: "tag", tag: 101 },
      { kind: "noneOf", filters: [{ kind: "tag", tag: 103 }] },
      { kind: "source", sources: ["A", "B"] },
      { kind: "qr", part: "either", how: "is", texts: ["门店A"] },
      { kind: "text", text: "王" },
    ]);
  });

  it("finds exactly the people a person would pick by hand", () => {
    const people = fakePeople(400, now, 11);
    forAll(150, (random) => {
      let conditions: Condition[] = [];
      for (let step = 0; step < random.between(0, 4); step += 1) {
        conditions = withCondition(conditions, someCondition(random, people));
      }
      const filter = buildFilter(conditions, "", now);
      for (const row of people) expect(matches(row, filter)).toBe(byHand(row, conditions));
    });
  });

  function someCondition(random: Random, people: FollowerRow[]): Condition {
    const row = random.pick(people);
    return random.pick<Condition>([
      { kind: "recent", days: random.pick([7, 30]) },
      tag(random.pick([100, 101, 102]), random.next() < 0.4),
      { kind: "untagged" },
      { kind: "source", source: row.source ?? "" },
      { kind: "qr", text: row.qrText, exact: true },
      { kind: "left" },
      { kind: "blacklisted" },
    ]);
  }

  function byHand(row: FollowerRow, conditions: Condition[]): boolean {
    const of = <Kind extends Condition["kind"]>(kind: Kind) =>
      conditions.filter((one): one is Extract<Condition, { kind: Kind }> => one.kind === kind);
    const [sources, posters] = [of("source"), of("qr")];
    const view =
      of("left").length > 0 ? !row.following : of("blacklisted").length > 0 ? row.blacklisted : row.following;
    return (
      view &&
      of("recent").every(({ days }) => (row.followedAt ?? 0) >= startOfDay(now) - (days - 1) * 86_400) &&
      of("tag").every((one) => row.tags.includes(one.tag) !== one.without) &&
      (of("untagged").length === 0 || row.tags.length === 0) &&
      (sources.length === 0 || sources.some(({ source }) => source === row.source)) &&
      (posters.length === 0 || posters.some(({ text }) => text === row.qrText))
    );
  }
});

describe("conditions that contradict each other", () => {
  it("give way to the one added last", () => {
    expect(withCondition([{ kind: "untagged" }], tag(100))).toEqual([tag(100)]);
    expect(withCondition([tag(100), tag(101, true)], { kind: "untagged" })).toEqual([
      tag(101, true),
      { kind: "untagged" },
    ]);
    expect(withCondition([tag(100)], tag(100, true))).toEqual([tag(100, true)]);
    expect(withCondition([{ kind: "left" }], { kind: "blacklisted" })).toEqual([{ kind: "blacklisted" }]);
    const period: Condition = { kind: "followedAt", from: "2025-11-01", until: null };
    expect(withCondition([{ kind: "recent", days: 7 }], period)).toEqual([period]);
  });

  it("stand once, however often they are added, and go at the second click", () => {
    const twice = withCondition(withCondition([], tag(100)), tag(100));
    expect(twice).toEqual([tag(100)]);
    expect(toggled(twice, tag(100))).toEqual([]);
    expect(has(toggled([], tag(100)), tag(100))).toBe(true);
  });
});

describe("a click in the list of tags", () => {
  it("shows one tag in place of another, or with Ctrl both", () => {
    const one = railChoice([{ kind: "recent", days: 7 }], { kind: "tag", tag: 100 }, false);
    expect(one).toEqual([{ kind: "recent", days: 7 }, tag(100)]);
    expect(chosenInRail(railChoice(one, { kind: "tag", tag: 101 }, false)).tags).toEqual([101]);
    expect(chosenInRail(railChoice(one, { kind: "tag", tag: 101 }, true)).tags).toEqual([100, 101]);
  });

  it("goes back to everybody", () => {
    const everyone = railChoice([tag(100), { kind: "left" }], { kind: "everyone" }, false);
    expect(everyone).toEqual([]);
    expect(chosenInRail(everyone)).toEqual({ everyone: true, untagged: false, tags: [] });
  });
});
