// The answers about what was done and found.

import type { Activity, ActivityFilter, ActivityPlace } from "~/desk/contract";
import type { Handlers } from "./host";
import type { FakeWorld } from "./world";

export function activityAnswers(world: FakeWorld) {
  const { jobs, tagRecords, account } = world;
  return {
    activity: ({ account: id, filter, after, limit }) => {
      const last = account(id).lastSync;
      const all: Activity[] = [
        ...jobs.map((job): Activity => ({ kind: "job", job })),
        ...tagRecords.map((record): Activity => ({ kind: "tag", record })),
        ...(last ? [{ kind: "sync" as const, ...last, report: last }] : []),
      ];
      const found = all
        .filter((entry) => fits(entry, filter))
        .sort((one, other) => placeOf(other).at - placeOf(one).at || placeOf(other).id - placeOf(one).id);
      const start =
        after === null
          ? 0
          : found.findIndex((entry) => JSON.stringify(placeOf(entry)) === JSON.stringify(after)) + 1;
      const entries = found.slice(start, start + limit);
      const end = entries.at(-1);
      return structuredClone({
        entries,
        next: end && start + limit < found.length ? placeOf(end) : null,
      });
    },
    old_history: ({ keep }) =>
      keep === "forever"
        ? { jobs: 0, syncs: 0, tags: 0, events: 0 }
        : { jobs: 12, syncs: 340, tags: 5, events: 5_678 },
    sync_reports: ({ account: id }) => {
      const last = account(id).lastSync;
      return last ? [last] : [];
    },
  } satisfies Partial<Handlers>;
}

function placeOf(entry: Activity): ActivityPlace {
  if (entry.kind === "sync") return { at: entry.finishedAt, list: "syncs", id: entry.sync };
  if (entry.kind === "tag") return { at: entry.record.at, list: "tags", id: entry.record.id };
  return { at: entry.job.startedAt ?? entry.job.createdAt, list: "jobs", id: entry.job.id };
}

function fits(entry: Activity, filter: ActivityFilter): boolean {
  const { at } = placeOf(entry);
  const inTime = (filter.from ?? at) <= at && at < (filter.until ?? at + 1);
  const ofKind = filter.kinds.length === 0 || filter.kinds.includes(kindOf(entry));
  const ofTag =
    filter.tag === null ||
    (entry.kind === "job" && filter.tag in entry.job.tagNames) ||
    (entry.kind === "tag" && filter.tag === entry.record.tag);
  return inTime && ofKind && ofTag;
}

function kindOf(entry: Activity) {
  if (entry.kind === "sync") return "sync";
  if (entry.kind === "tag") return "tagList";
  const { kind } = entry.job.change;
  if (kind === "tags" || kind === "tagsExactly" || kind === "swapTag") return "tags";
  return kind === "block" || kind === "unblock" ? "blacklist" : "remark";
}
