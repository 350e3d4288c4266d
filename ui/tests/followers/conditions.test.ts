// What the quick conditions and the list of tags do to the question, and the filter it makes.

import { describe, expect, it } from "vitest";
import type { Filter, FollowerRow } from "~/desk/contract";
import {
  buildFilter,
  chosenInRail,
  everyFollower,
  has,
  type Question,
  questionOf,
  railChoice,
  switchedOn,
  toggled,
  withCondition,
  withoutCondition,
} from "~/features/followers/conditions";
import { startOfDay } from "~/i18n/days";
import { fakePeople, matches } from "../fake/people";
import { forAll, type Random } from "../seeded";

const now = Math.floor(Date.now() / 1000);
const tag = (number: number): Filter => ({ kind: "tag", tag: number });
const without = (...tags: number[]): Filter => ({ kind: "tags", have: "none", tags });
const recent = (days: number): Filter => {
  return { kind: "followed", when: "during", period: { kind: "lastDays", days } };
};
const source = (...sources: string[]): Filter => ({ kind: "source", sources });
const poster = (...texts: string[]): Filter => ({ kind: "qr", part: "either", how: "is", texts });
const left: Filter = { kind: "left" };
const blacklisted: Filter = { kind: "blacklisted" };
const untagged: Filter = { kind: "untagged" };

const asked = (...parts: Filter[]) => parts.reduce(withCondition, everyFollower);
const inner = (filter: Filter) => (filter.kind === "allOf" ? filter.filters : []);

describe("a filter", () => {
  it("without conditions is everybody who follows", () => {
    expect(buildFilter(everyFollower, "")).toEqual({ kind: "allOf", filters: [{ kind: "following" }] });
  });

  it("of people who left or are blocked or were brought from elsewhere does not ask for followers", () => {
    const given: Filter = { kind: "movedInSync", sync: 3, how: "left", tag: null };
    for (const view of [left, blacklisted]) expect(inner(buildFilter(asked(view), ""))).toEqual([view]);
    expect(inner(buildFilter(questionOf(given), ""))).toEqual([given]);
  });

  it("takes several tags together, several sources as alternatives, and spaces off the search", () => {
    const question = asked(
      tag(100),
      tag(101),
      without(103),
      without(104),
      source("A"),
      source("B"),
      poster("门店A"),
    );
    expect(inner(buildFilter(question, "  王 "))).toEqual([
      { kind: "following" },
      tag(100),
      tag(101),
      without(103, 104),
      source("A", "B"),
      poster("门店A"),
      { kind: "text", text: "王" },
    ]);
  });

  it("comes back from a filter as the question that made it", () => {
    const question = asked(tag(100), without(103), recent(7));
    expect(questionOf(buildFilter(question, ""))).toEqual(question);
    expect(questionOf(buildFilter(asked(left), ""))).toEqual(asked(left));
  });

  it("finds exactly the people a person would pick by hand", () => {
    const people = fakePeople(400, now, 11);
    forAll(150, (random) => {
      const parts = Array.from({ length: random.between(0, 4) }, () => someCondition(random, people));
      const question = asked(...parts);
      const filter = buildFilter(question, "");
      for (const row of people) expect(matches(row, filter)).toBe(byHand(row, question));
    });
  });

  function someCondition(random: Random, people: FollowerRow[]): Filter {
    const row = random.pick(people);
    const some = random.pick([100, 101, 102]);
    return random.pick<Filter>([
      recent(random.pick([7, 30])),
      tag(some),
      without(some),
      untagged,
      source(row.source ?? ""),
      left,
      blacklisted,
    ]);
  }

  function byHand(row: FollowerRow, { who, parts }: Question): boolean {
    const holds = (part: Filter) => {
      switch (part.kind) {
        case "followed":
          return (
            part.period.kind === "lastDays" &&
            (row.followedAt ?? 0) >= startOfDay(now) - (part.period.days - 1) * 86_400
          );
        case "tag":
          return row.tags.includes(part.tag);
        case "tags":
          return !part.tags.some((one) => row.tags.includes(one));
        case "untagged":
          return row.tags.length === 0;
        case "source":
          return part.sources.some((one) => one === row.source);
        case "left":
          return !row.following;
        default:
          return row.blacklisted;
      }
    };
    return (who === "everyone" || row.following) && parts.every(holds);
  }
});

describe("conditions that contradict each other", () => {
  it("give way to the one added last", () => {
    expect(asked(untagged, tag(100)).parts).toEqual([tag(100)]);
    expect(asked(tag(100), without(101), untagged).parts).toEqual([without(101), untagged]);
    expect(asked(tag(100), without(100)).parts).toEqual([without(100)]);
    expect(asked(without(100), tag(100)).parts).toEqual([tag(100)]);
    expect(asked(left, blacklisted).parts).toEqual([blacklisted]);
    expect(asked(recent(7), recent(30)).parts).toEqual([recent(30)]);
  });

  it("stand once, however often they are added, and go at the second click", () => {
    const twice = asked(tag(100), tag(100));
    expect(twice.parts).toEqual([tag(100)]);
    expect(toggled(twice, tag(100))).toEqual(everyFollower);
    expect(has(toggled(everyFollower, tag(100)), tag(100))).toBe(true);
  });
});

describe("who is looked at", () => {
  it("is everybody as long as a condition is about people who may have left", () => {
    const question = asked(left, tag(100));
    expect(question.who).toBe("everyone");
    expect(withoutCondition(question, tag(100)).who).toBe("everyone");
    expect(withoutCondition(question, left)).toEqual(asked(tag(100)));
  });

  it("stays as it was chosen when a condition goes that has nothing to do with it", () => {
    const question: Question = { who: "everyone", parts: [tag(100)] };
    expect(withoutCondition(question, tag(100))).toEqual({ who: "everyone", parts: [] });
  });
});

it("a condition that is switched off is asked again in its place", () => {
  const question: Question = { who: "following", parts: [{ kind: "off", filter: tag(100) }, untagged] };
  expect(switchedOn(question, { kind: "off", filter: tag(100) }).parts).toEqual([tag(100), untagged]);
});

describe("a click in the list of tags", () => {
  it("shows one tag in place of another, or with Ctrl both", () => {
    const one = railChoice(asked(recent(7)), { kind: "tag", tag: 100 }, false);
    expect(one.parts).toEqual([recent(7), tag(100)]);
    expect(chosenInRail(railChoice(one, { kind: "tag", tag: 101 }, false)).tags).toEqual([101]);
    expect(chosenInRail(railChoice(one, { kind: "tag", tag: 101 }, true)).tags).toEqual([100, 101]);
  });

  it("goes back to everybody", () => {
    const everyone = railChoice(asked(tag(100), left), { kind: "everyone" }, false);
    expect(everyone).toEqual(everyFollower);
    expect(chosenInRail(everyone)).toEqual({ everyone: true, untagged: false, tags: [] });
  });
});
