// The answers about the blacklist: who is on it and why, and whom a pasted list names.

import type { BlacklistSort, BlockedPerson, CheckedOpenids, FollowerRow } from "~/desk/contract";
import type { Handlers } from "./host";
import { matches } from "./people";
import { refuse } from "./samples";
import type { FakeWorld } from "./world";

export function blacklistAnswers(world: FakeWorld) {
  const { now, results, everyone, announce, chosen } = world;
  const reasons = new Map<number, string>();

  /** Of every three one was blocked by us, one elsewhere, and one before anybody looked. */
  const blocked = (row: FollowerRow): BlockedPerson => {
    const ours = row.id % 3 === 0;
    const known = row.id % 3 !== 2;
    return {
      row: structuredClone(row),
      reason: reasons.get(row.id) ?? (ours ? "广告" : ""),
      blockedAt: known ? now - (row.id % 40) * 86_400 : null,
      by: known ? (ours ? "us" : "elsewhere") : null,
      job: ours ? 5 : null,
      neverFollowed: !row.following,
    };
  };
  return {
    open_blacklist: ({ search, sort }) => {
      const found = everyone()
        .filter(({ blacklisted }) => blacklisted)
        .filter((row) => matches(row, { kind: "text", text: search }) || blocked(row).reason.includes(search))
        .sort((one, other) => inOrder(blocked(one), blocked(other), sort));
      const id = world.nextId();
      results.set(id, found);
      return { id, people: found.length, firstRows: found.slice(0, 100).map(blocked) };
    },
    blacklist_rows: ({ resultSet, start, count }) => {
      const rows = results.get(resultSet) ?? refuse({ code: "resultSetExpired", had: 0 });
      return rows.slice(start, start + count).map(blocked);
    },
    check_openids: ({ text }) => {
      const checked: CheckedOpenids = {
        people: [],
        ready: 0,
        blocked: 0,
        left: 0,
        unknown: 0,
        damaged: 0,
        repeated: 0,
        named: [],
      };
      const known = new Map(everyone().map((row) => [row.openid, row]));
      const seen = new Set<string>();
      for (const [at, words] of text.split("\n").entries()) {
        for (const entry of words.match(/[\p{L}\p{N}_-]+/gu) ?? []) {
          const row = known.get(entry);
          if (seen.has(entry)) checked.repeated += 1;
          else if (row) {
            checked.people.push(row.id);
            checked[row.blacklisted ? "blocked" : row.following ? "ready" : "left"] += 1;
          } else {
            const problem = /^o[\w-]{27}$/.test(entry) ? "unknown" : "damaged";
            checked[problem] += 1;
            checked.named.push({ line: at + 1, text: entry, problem });
          }
          seen.add(entry);
        }
      }
      return seen.size === 0 ? refuse({ code: "invalid", field: "text", problem: "empty" }) : checked;
    },
    set_block_reason: ({ account, selection, reason }) => {
      const rows = chosen(selection).filter(({ blacklisted }) => blacklisted);
      for (const { id } of rows) reasons.set(id, reason);
      announce({ kind: "changed", account, topics: ["blacklist"] });
      return rows.length;
    },
  } satisfies Partial<Handlers>;
}

/** What is not known stands last in both directions. */
function inOrder(one: BlockedPerson, other: BlockedPerson, { by, descending }: BlacklistSort): number {
  const value = (person: BlockedPerson) =>
    by === "blockedAt" ? person.blockedAt : (by === "remark" ? person.row.remark : person.reason) || null;
  const [left, right] = [value(one), value(other)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (left === right) return one.row.id - other.row.id;
  return (left < right ? -1 : 1) * (descending ? -1 : 1);
}
