// Jobs and syncs of one account in one list, newest first.

import type { JobSummary, SyncReport } from "~/desk/contract";

export type Entry =
  | { kind: "job"; at: number; job: JobSummary }
  | { kind: "sync"; at: number; report: SyncReport };

/** Drafts are not activity: nothing was started. */
export function activity(jobs: readonly JobSummary[], reports: readonly SyncReport[]): Entry[] {
  const entries: Entry[] = [
    ...jobs
      .filter(({ state }) => state.state !== "draft")
      .map((job): Entry => ({ kind: "job", at: job.startedAt ?? job.createdAt, job })),
    ...reports.map((report): Entry => ({ kind: "sync", at: report.finishedAt, report })),
  ];
  return entries.sort((one, other) => other.at - one.at);
}
