// The answers about people, lists of them, and tags.

import type { FollowerRow, Tag } from "~/desk/contract";
import type { Handlers } from "./host";
import { matches, sorted } from "./people";
import { refuse } from "./samples";
import type { FakeWorld } from "./world";

export function peopleAnswers(world: FakeWorld) {
  const { now, tags, results, everyone, announce, chosen, noteTag } = world;
  return {
    open_result_set: ({ filter, sort }) => {
      const rows = sorted(
        everyone().filter((row) => matches(row, filter)),
        sort,
      );
      const id = world.nextId();
      results.set(id, rows);
      return { id, people: rows.length, firstRows: structuredClone(rows.slice(0, 100)) };
    },
    follower_rows: ({ resultSet, start, count }) => {
      const rows = results.get(resultSet) ?? refuse({ code: "resultSetExpired", had: 0 });
      return structuredClone(rows.slice(start, start + count));
    },
    selection_places: ({ selection, resultSet }) => {
      const rows = results.get(resultSet) ?? refuse({ code: "resultSetExpired", had: 0 });
      const wanted = new Set(chosen(selection).map(({ id }) => id));
      return rows.flatMap(({ id }, place): [number, number][] =>
        wanted.has(id) ? [[place, place + 1]] : [],
      );
    },
    close_result_set: ({ resultSet }) => {
      results.delete(resultSet);
      return null;
    },
    count_followers: ({ filter }) => everyone().filter((row) => matches(row, filter)).length,
    follower: ({ follower }) => {
      const row = everyone()[follower] ?? refuse({ code: "followerUnknown" });
      return {
        row: structuredClone(row),
        nickname: null,
        sex: null,
        city: null,
        province: null,
        country: null,
        headimgurl: null,
        groupid: row.tags[0] ?? 0,
        followCount: 1,
        firstSeenAt: row.followedAt ?? now,
        detailsReadAt: now - 600,
        leftBetween: row.leftAt === null ? null : [row.leftAt - 86_400, row.leftAt],
        blockReason: row.blacklisted ? "广告" : null,
        history: structuredClone(
          world.history ?? [
            { at: now - 4000, by: "us", job: 5, event: { kind: "tagged", tag: 100, name: "会员" } },
            { at: row.followedAt ?? now, by: "elsewhere", job: null, event: { kind: "followed" } },
          ],
        ),
      };
    },
    facets: () => {
      const all = everyone();
      const count = (text: (row: FollowerRow) => string) => {
        const counts = new Map<string, number>();
        for (const row of all) counts.set(text(row), (counts.get(text(row)) ?? 0) + 1);
        counts.delete("");
        return [...counts].sort((one, other) => other[1] - one[1]);
      };
      return {
        sources: count(({ source }) => source ?? "").map(([source, number]) => ({ source, people: number })),
        qrTexts: count(({ qrText }) => qrText).map(([text, number]) => ({ text, people: number })),
        languages: count(({ language }) => language).map(([language, number]) => ({
          language,
          people: number,
        })),
        following: all.filter(({ following }) => following).length,
        left: all.filter(({ following }) => !following).length,
        untagged: all.filter(({ tags: carried }) => carried.length === 0).length,
        blacklisted: all.filter(({ blacklisted }) => blacklisted).length,
      };
    },
    selection_tags: ({ selection }) => {
      const rows = chosen(selection);
      const counts = tags.map(({ id }) => ({
        tag: id,
        people: rows.filter((row) => row.tags.includes(id)).length,
      }));
      return { people: rows.length, tags: counts.filter(({ people: number }) => number > 0) };
    },
    export_followers: ({ selection, fileName, format }) => ({
      path: `/home/me/${fileName}.${format}`,
      folder: "/home/me",
      people: chosen(selection).length,
    }),
    tags: () =>
      tags.map((tag) => ({
        ...tag,
        localCount: everyone().filter((row) => row.tags.includes(tag.id)).length,
      })),
    create_tag: ({ account: id, name }) => {
      if (tags.some((tag) => tag.name === name)) refuse({ code: "tagNameTaken", name });
      const created: Tag = {
        id: world.nextId(),
        name,
        wechatCount: 0,
        localCount: 0,
        system: false,
        hue: null,
        note: "",
      };
      tags.push(created);
      noteTag({ kind: "created", tag: created.id, name });
      announce({ kind: "changed", account: id, topics: ["tags", "history"] });
      return { ...created };
    },
    rename_tag: ({ account: id, tag, name }) => {
      const known = tags.find((other) => other.id === tag) ?? refuse({ code: "tagUnknown" });
      noteTag({ kind: "renamed", tag, name, formerName: known.name });
      known.name = name;
      announce({ kind: "changed", account: id, topics: ["tags", "history"] });
      return { ...known };
    },
    label_tag: ({ account: id, tag, hue, note }) => {
      const known = tags.find((other) => other.id === tag) ?? refuse({ code: "tagUnknown" });
      Object.assign(known, { hue, note });
      announce({ kind: "changed", account: id, topics: ["tags"] });
      return { ...known };
    },
    delete_tag: ({ account: id, tag }) => {
      const place = tags.findIndex((other) => other.id === tag);
      if (place < 0) refuse({ code: "tagUnknown" });
      const carrying = everyone().filter((row) => row.tags.includes(tag)).length;
      noteTag({ kind: "deleted", tag, name: tags[place]?.name ?? "", people: carrying });
      tags.splice(place, 1);
      for (const row of everyone()) row.tags = row.tags.filter((carried) => carried !== tag);
      announce({ kind: "changed", account: id, topics: ["tags", "followers", "history"] });
      return null;
    },
  } satisfies Partial<Handlers>;
}
