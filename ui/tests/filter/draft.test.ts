// The tree that is being put together: what is changed, moved, switched off, and the filter it makes.

import { describe, expect, it } from "vitest";
import type { Filter } from "~/desk/contract";
import {
  canMove,
  type Draft,
  dissolved,
  draftOf,
  filterNow,
  filterOfPart,
  finished,
  type GroupPart,
  leavesOf,
  moved,
  newLeaf,
  partAt,
  withAdded,
  withPart,
  withRoot,
} from "~/features/filter/draft";
import { newLeafAbout, saysNothing, subjects } from "~/features/filter/leaves";
import { forAll, type Random } from "../seeded";

const tag = (number: number): Filter => ({ kind: "tag", tag: number });
const following: Filter = { kind: "following" };
const all = (...filters: Filter[]): Filter => ({ kind: "allOf", filters });
const any = (...filters: Filter[]): Filter => ({ kind: "anyOf", filters });
const none = (...filters: Filter[]): Filter => ({ kind: "noneOf", filters });
const off = (filter: Filter): Filter => ({ kind: "off", filter });

/** A tree of tags by their numbers, for reading. */
function shape(group: GroupPart): unknown[] {
  return group.parts.map((part) =>
    part.kind === "group" ? shape(part) : part.leaf.kind === "tag" ? part.leaf.tag : part.leaf.kind,
  );
}
const rootOf = (filter: Filter) => draftOf(filter).root;
const idOf = (root: GroupPart, number: number) =>
  leavesOf(root).find(({ leaf }) => leaf.kind === "tag" && leaf.tag === number)?.id ?? -1;

describe("a filter that is opened and closed again", () => {
  it("is the same filter, whoever it is about", () => {
    for (const filter of [
      all(following, tag(1), any(tag(2), none(tag(3)))),
      all(tag(1), { kind: "left" }),
      all(following),
      all(),
      all(following, any(tag(1), tag(2))),
      all(following, off(tag(1)), off(any(tag(2)))),
    ]) {
      expect(finished(draftOf(filter))).toEqual(filter);
    }
  });

  it("keeps its meaning when its only group becomes the whole", () => {
    expect(finished(draftOf(any(tag(1), tag(2))))).toEqual(all(any(tag(1), tag(2))));
    expect(rootOf(all(following, none(tag(1)))).how).toBe("noneOf");
  });

  it("loses what says nothing, and nothing else", () => {
    const empty: Filter = { kind: "tags", have: "any", tags: [] };
    expect(finished(draftOf(all(following, tag(1), empty, any(), any(empty, off(tag(2))))))).toEqual(
      all(following, tag(1), any(off(tag(2)))),
    );
  });

  it("counts meanwhile as if what says nothing were switched off, each part at its place", () => {
    const empty: Filter = { kind: "remark", how: "contains", text: "" };
    const draft = draftOf(all(following, empty, any(), tag(1)));
    expect(filterNow(draft)).toEqual(all(following, off(empty), off(any()), tag(1)));
    expect(partAt(draft, [3])).toMatchObject({ leaf: tag(1) });
  });

  it("of any size comes back whole", () => {
    forAll(300, (random) => {
      const filter = all(...(random.next() < 0.5 ? [following] : []), tag(0), ...someParts(random, 3));
      expect(finished(draftOf(filter))).toEqual(filter);
    });
  });

  function someParts(random: Random, depth: number): Filter[] {
    return Array.from({ length: random.between(1, 3) }, () => {
      const inner = random.next() < 0.4 && depth > 0;
      const part = inner
        ? random.pick([all, any, none])(...someParts(random, depth - 1))
        : tag(random.between(1, 99));
      return random.next() < 0.2 ? off(part) : part;
    });
  }
});

describe("what the core says about a part", () => {
  it("is found at its line, whatever the whole group is", () => {
    const mixed = draftOf(all(following, tag(1), any(tag(2), off(tag(3)))));
    expect(partAt(mixed, [2, 1])).toMatchObject({ off: true, leaf: tag(3) });
    const whole = draftOf(all(following, any(tag(1), tag(2))));
    expect(partAt(whole, [1, 1])).toMatchObject({ leaf: tag(2) });
    expect(partAt(draftOf(all(tag(1), tag(2))), [1])).toMatchObject({ leaf: tag(2) });
    expect(partAt(whole, [])).toBeNull();
    expect(partAt(whole, [1, 9, 9])).toBeNull();
  });
});

describe("a part that is moved", () => {
  const root = rootOf(all(tag(1), any(tag(2), tag(3)), tag(4)));
  const placed = (number: number, ...steps: (-1 | 1)[]) =>
    shape(steps.reduce((group, step) => moved(group, idOf(group, number), step), root));

  it("goes past a condition, into a group and out of it at the other end", () => {
    expect(placed(1, 1)).toEqual([[1, 2, 3], 4]);
    expect(placed(1, 1, 1)).toEqual([[2, 1, 3], 4]);
    expect(placed(1, 1, 1, 1)).toEqual([[2, 3, 1], 4]);
    expect(placed(1, 1, 1, 1, 1)).toEqual([[2, 3], 1, 4]);
    expect(placed(4, -1)).toEqual([1, [2, 3, 4]]);
    expect(placed(2, -1)).toEqual([1, 2, [3], 4]);
  });

  it("stops at both ends", () => {
    expect(placed(1, -1)).toEqual(shape(root));
    expect(placed(4, 1)).toEqual(shape(root));
    expect(canMove(root, idOf(root, 1), -1)).toBe(false);
    expect(canMove(root, idOf(root, 4), 1)).toBe(false);
    expect(canMove(root, idOf(root, 2), -1)).toBe(true);
  });

  it("comes back with as many steps, and nobody else is lost", () => {
    forAll(200, (random) => {
      const number = random.pick([1, 2, 3, 4]);
      let group = root;
      for (let step = 0; step < random.between(1, 6); step += 1) {
        group = moved(group, idOf(group, number), random.pick([-1, 1]));
      }
      expect(
        leavesOf(group)
          .map(({ leaf }) => leaf.kind === "tag" && leaf.tag)
          .sort(),
      ).toEqual([1, 2, 3, 4]);
    });
  });
});

describe("changing the tree", () => {
  it("changes, takes out and dissolves one part and leaves the others alone", () => {
    const root = rootOf(all(tag(1), any(tag(2), tag(3))));
    const [, group] = root.parts;
    const gone = withPart(root, idOf(root, 2), () => null);
    expect(shape(gone)).toEqual([1, [3]]);
    expect(shape(dissolved(root, group?.id ?? -1))).toEqual([1, 2, 3]);
    const switched = withPart(root, idOf(root, 3), (part) => ({ ...part, off: true }));
    expect(filterOfPart(switched)).toEqual(all(tag(1), any(tag(2), off(tag(3)))));
    expect(
      withPart(root, root.id, () => null),
      "the whole cannot go",
    ).toBe(root);
  });

  it("looks among those who left as soon as a condition is about them", () => {
    const draft = draftOf(all(following));
    const leavers = withAdded(draft, draft.root.id, newLeaf({ kind: "left" }));
    expect(finished(leavers)).toEqual(all({ kind: "left" }));
    expect(withAdded(draft, draft.root.id, newLeaf({ kind: "untagged" })).who).toBe("following");
  });

  it("looks among those who follow again when no condition is about others any more", () => {
    const leaf = newLeaf(newLeafAbout("happened"));
    const draft = draftOf(all(following));
    const leavers = withAdded(draft, draft.root.id, leaf);
    expect(leavers.who).toBe("everyone");
    const about = (event: "left" | "cameBack", now: Draft) =>
      withRoot(
        now,
        withPart(now.root, leaf.id, (part) =>
          part.kind === "leaf" && part.leaf.kind === "happened"
            ? { ...part, leaf: { ...part.leaf, event: { kind: event } } }
            : part,
        ),
      );
    const back = about("cameBack", leavers);
    expect(back.who).toBe("following");
    expect(about("left", back).who).toBe("everyone");
    const said: Draft = { ...leavers, askedBefore: null };
    expect(about("cameBack", said).who, "somebody has said everyone").toBe("everyone");
  });

  it("looks among those who follow again when only conditions ask beyond them that did so before", () => {
    const blocked: Filter = { kind: "blacklisted" };
    const draft = draftOf(all(following, blocked));
    const leaf = newLeaf({ kind: "left" });
    const leavers = withAdded(draft, draft.root.id, leaf);
    expect(leavers.who).toBe("everyone");
    const without = (id: number, now: Draft) =>
      withRoot(
        now,
        withPart(now.root, id, () => null),
      );
    expect(finished(without(leaf.id, leavers))).toEqual(all(following, blocked));
    const [earlier] = draft.root.parts;
    const left = without(earlier?.id ?? -1, leavers);
    expect(left.who, "somebody is still asked for who left").toBe("everyone");
    expect(without(leaf.id, left).who).toBe("following");
  });

  it("begins every condition so that it can be finished, and knows which ones ask for something first", () => {
    const all = Object.values(subjects).flat();
    expect(all.filter((subject) => saysNothing(newLeafAbout(subject)))).toEqual([
      "tags",
      "remark",
      "source",
      "qr",
      "language",
      "text",
    ]);
  });
});
