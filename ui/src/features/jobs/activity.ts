// Which part of the list is looked at, and what the list is told when a job moves.

import type { InfiniteData } from "@tanstack/react-query";
import type {
  Activity,
  ActivityFilter,
  ActivityKind,
  ActivityPage,
  FollowerId,
  JobId,
  TagId,
} from "~/desk/contract";
import { spanOf } from "~/i18n/days";

/** What an operator has narrowed the list to. Days are of China time, both included. */
export type ActivityView = {
  kinds: readonly ActivityKind[];
  from: string | null;
  until: string | null;
  tag: TagId | null;
  person: FollowerId | null;
};

export const everything: ActivityView = { kinds: [], from: null, until: null, tag: null, person: null };

export const activityKinds = [
  "tags",
  "remark",
  "blacklist",
  "tagList",
  "sync",
] as const satisfies ActivityKind[];

export function isNarrowed(view: ActivityView): boolean {
  return view.kinds.length > 0 || [view.from, view.until, view.tag, view.person].some((one) => one !== null);
}

/** The kinds after a click on one of them; all of them are as good as none. */
export function kindToggled(view: ActivityView, kind: ActivityKind): ActivityView {
  const kinds = activityKinds.filter((one) => view.kinds.includes(one) !== (one === kind));
  return { ...view, kinds: kinds.length === activityKinds.length ? [] : kinds };
}

/** Whether the days are in their order; otherwise nothing can be found. */
export function isTurned({ from, until }: ActivityView): boolean {
  return from !== null && until !== null && from > until;
}

export function filterOf({ kinds, tag, person, ...days }: ActivityView): ActivityFilter {
  return { kinds: [...kinds], tag, person, ...spanOf(days) };
}

/** All entries read so far, newest first. What moved on between two pages is listed once. */
export function entriesOf(read: InfiniteData<ActivityPage> | undefined): Activity[] {
  const entries = new Map<string, Activity>();
  for (const entry of read?.pages.flatMap((page) => page.entries) ?? []) entries.set(keyOf(entry), entry);
  return [...entries.values()];
}

export function keyOf(entry: Activity): string {
  switch (entry.kind) {
    case "job":
      return `job ${entry.job.id}`;
    case "sync":
      return `sync ${entry.sync}`;
    case "tag":
      return `tag ${entry.record.id}`;
    default:
      return entry satisfies never;
  }
}

export function isJob(entry: Activity, job: JobId): boolean {
  return entry.kind === "job" && entry.job.id === job;
}
