// The answers about questions that are kept: segments and pasted lists.

import type {
  AccountId,
  Filter,
  FilterProblem,
  ListGroup,
  PastedEntry,
  PastedList,
  Segment,
  Topic,
} from "~/desk/contract";
import type { Handlers } from "./host";
import { matches } from "./people";
import { refuse } from "./samples";
import type { FakeWorld } from "./world";

type KeptList = PastedList & { entries: Record<ListGroup, PastedEntry[]> };

export function questionAnswers(world: FakeWorld) {
  const { now, everyone, tags, announce } = world;
  let { segments } = world;
  let lists: KeptList[] = [];
  const counted = (filter: Filter) => everyone().filter((row) => matches(row, filter)).length;
  const segment = (id: number) => segments.find((one) => one.id === id) ?? refuse({ code: "notFound" });
  const list = (id: number) => lists.find((one) => one.id === id) ?? refuse({ code: "notFound" });
  const add = (draft: Pick<Segment, "name" | "hue" | "note">, filter: Filter) => {
    const { name, hue, note } = draft;
    const kept: Segment = {
      ...{ id: world.nextId(), name, hue, note, filter, savedAt: now },
      ...{ people: counted(filter), entered: 0, left: 0, comparedAt: null, problems: [] },
    };
    segments.push(kept);
    return structuredClone(kept);
  };
  const told = <Answer>(account: AccountId, answer: Answer, topic: Topic = "segments"): Answer => {
    announce({ kind: "changed", account, topics: [topic] });
    return answer;
  };
  const problemsOf = (filter: Filter, path: number[] = []): FilterProblem[] => {
    switch (filter.kind) {
      case "off":
        return problemsOf(filter.filter, path);
      case "allOf":
      case "anyOf":
      case "noneOf":
        return filter.filters.flatMap((inner, place) => problemsOf(inner, [...path, place]));
      case "tag":
      case "tags":
        return (filter.kind === "tag" ? [filter.tag] : filter.tags)
          .filter((tag) => !tags.some(({ id }) => id === tag))
          .map((tag) => ({ path, flaw: { kind: "tagGone", tag, name: "老会员" } }));
      case "inList":
        return lists.some(({ id }) => id === filter.list) ? [] : [{ path, flaw: { kind: "listGone" } }];
      default:
        return [];
    }
  };
  return {
    check_filter: ({ filter }) => {
      const problems = problemsOf(filter);
      const unknown = problems.some(({ flaw }) => flaw.kind === "listGone");
      return { people: unknown ? null : counted(filter), problems };
    },
    qr_values: ({ search }) => {
      const counts = new Map<string, number>();
      for (const { following, qrText } of everyone()) {
        if (following && qrText.includes(search)) counts.set(qrText, (counts.get(qrText) ?? 0) + 1);
      }
      counts.delete("");
      const values = [...counts].map(([text, people]) => ({ text, people }));
      return values.sort((one, other) => other.people - one.people);
    },
    segments: () =>
      structuredClone(segments).map((one) => ({
        ...one,
        people: one.filter && counted(one.filter),
        problems: one.filter ? problemsOf(one.filter) : [],
      })),
    add_segment: ({ account, segment: draft }) =>
      told(account, add(draft, draft.filter ?? { kind: "allOf", filters: [] })),
    change_segment: ({ account, id, segment: { filter, ...words } }) => {
      const kept = Object.assign(segment(id), words);
      if (filter !== null) Object.assign(kept, { filter, people: counted(filter), savedAt: now });
      return told(account, structuredClone(kept));
    },
    copy_segment: ({ account, id, name }) => {
      const { filter, hue, note } = segment(id);
      return told(account, add({ name, hue, note }, filter ?? { kind: "allOf", filters: [] }));
    },
    delete_segment: ({ account, id }) => {
      segments = segments.filter((one) => one.id !== id);
      return told(account, null);
    },
    order_segments: ({ account, ids }) => {
      segments = [...ids.map(segment), ...segments.filter(({ id }) => !ids.includes(id))];
      return told(account, null);
    },
    paste_list: ({ account, text }) => {
      const entries: KeptList["entries"] = { unknown: [], repeated: [], damaged: [] };
      const known = new Map(everyone().map((row) => [row.openid, row]));
      const seen = new Set<string>();
      let [found, left] = [0, 0];
      for (const [place, line] of text.split("\n").entries()) {
        for (const openid of line.match(/[\w-]+/g) ?? []) {
          const row = known.get(openid);
          const entry = { line: place + 1, text: openid };
          if (seen.has(openid)) entries.repeated.push(entry);
          else if (row?.following) found += 1;
          else if (row) left += 1;
          else if (/^o[\w-]{27}$/.test(openid)) entries.unknown.push(entry);
          else entries.damaged.push(entry);
          seen.add(openid);
        }
      }
      if (seen.size === 0) refuse({ code: "invalid", field: "text", problem: "empty" });
      const kept: KeptList = {
        ...{ id: world.nextId(), name: "", pastedAt: now, found, left, entries },
        ...{ unknown: entries.unknown.length, repeated: entries.repeated.length },
        damaged: entries.damaged.length,
      };
      lists.unshift(kept);
      return told(account, withoutEntries(kept), "lists");
    },
    pasted_lists: () => lists.map(withoutEntries),
    list_entries: ({ list: id, group, start, count }) => list(id).entries[group].slice(start, start + count),
    name_list: ({ account, list: id, name }) =>
      told(account, withoutEntries(Object.assign(list(id), { name })), "lists"),
    delete_list: ({ account, list: gone }) => {
      lists = lists.filter(({ id }) => id !== gone);
      return told(account, null, "lists");
    },
  } satisfies Partial<Handlers>;
}

function withoutEntries({ entries: _, ...list }: KeptList): PastedList {
  return list;
}
