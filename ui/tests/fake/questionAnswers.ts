// The answers about questions that are kept: segments and pasted lists.

import type { Filter, PastedEntry, PastedList, Segment } from "~/desk/contract";
import type { Handlers } from "./host";
import { matches } from "./people";
import { refuse } from "./samples";
import type { FakeWorld } from "./world";

type KeptList = PastedList & { entries: { unknown: PastedEntry[]; repeated: PastedEntry[] } };

export function questionAnswers(world: FakeWorld) {
  const { now, everyone } = world;
  let segments: Segment[] = [];
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
  return {
    check_filter: ({ filter }) => ({ people: counted(filter), problems: [] }),
    qr_values: ({ search }) => {
      const counts = new Map<string, number>();
      for (const { following, qrText } of everyone()) {
        if (following && qrText.includes(search)) counts.set(qrText, (counts.get(qrText) ?? 0) + 1);
      }
      counts.delete("");
      const values = [...counts].map(([text, people]) => ({ text, people }));
      return values.sort((one, other) => other.people - one.people);
    },
    segments: () => structuredClone(segments),
    add_segment: ({ segment: draft }) => add(draft, draft.filter ?? { kind: "allOf", filters: [] }),
    change_segment: ({ id, segment: { filter, ...words } }) => {
      const kept = Object.assign(segment(id), words);
      if (filter !== null) Object.assign(kept, { filter, people: counted(filter), savedAt: now });
      return structuredClone(kept);
    },
    copy_segment: ({ id, name }) => {
      const { filter, hue, note } = segment(id);
      return add({ name, hue, note }, filter ?? { kind: "allOf", filters: [] });
    },
    delete_segment: ({ id }) => {
      segments = segments.filter((one) => one.id !== id);
      return null;
    },
    order_segments: ({ ids }) => {
      segments = [...ids.map(segment), ...segments.filter(({ id }) => !ids.includes(id))];
      return null;
    },
    paste_list: ({ text }) => {
      const entries: KeptList["entries"] = { unknown: [], repeated: [] };
      const known = new Map(everyone().map((row) => [row.openid, row]));
      const seen = new Set<string>();
      let [found, left] = [0, 0];
      for (const [place, line] of text.split("\n").entries()) {
        const openid = line.trim();
        if (openid === "") continue;
        const row = known.get(openid);
        if (seen.has(openid)) entries.repeated.push({ line: place + 1, text: openid });
        else if (row === undefined) entries.unknown.push({ line: place + 1, text: openid });
        else if (row.following) found += 1;
        else left += 1;
        seen.add(openid);
      }
      const kept: KeptList = {
        ...{ id: world.nextId(), name: "", pastedAt: now, found, left, damaged: 0, entries },
        ...{ unknown: entries.unknown.length, repeated: entries.repeated.length },
      };
      lists.unshift(kept);
      return withoutEntries(kept);
    },
    pasted_lists: () => lists.map(withoutEntries),
    list_entries: ({ list: id, group, start, count }) =>
      group === "damaged" ? [] : list(id).entries[group].slice(start, start + count),
    name_list: ({ list: id, name }) => withoutEntries(Object.assign(list(id), { name })),
    delete_list: ({ list: gone }) => {
      lists = lists.filter(({ id }) => id !== gone);
      return null;
    },
  } satisfies Partial<Handlers>;
}

function withoutEntries({ entries: _, ...list }: KeptList): PastedList {
  return list;
}
