// What a sync found, number by number: how many people, and the question that lists them.

import type { Filter, Movement, SyncId, SyncReport } from "./contract";

/** One number of a report. */
export type Move = { how: Movement; count: number; tag: { id: number; name: string } | null };

/** The people who moved so in a sync; with `tag`, by this tag alone. */
export function movedInSync(sync: SyncId, how: Movement, tag: number | null = null): Filter {
  return { kind: "movedInSync", sync, how, tag };
}

/** The people behind one number of a report. */
export function peopleOf(report: SyncReport, move: Move): Filter {
  return movedInSync(report.sync, move.how, move.tag?.id ?? null);
}

/** Changes made elsewhere (in WeChat's console, by another system) that a sync found; no zeros. */
export function madeElsewhere(report: SyncReport): Move[] {
  const tags = report.tagChanges.flatMap(({ tag: id, name, added, removed }): Move[] => [
    { how: "tagged", count: added, tag: { id, name } },
    { how: "untagged", count: removed, tag: { id, name } },
  ]);
  const others: Move[] = [
    { how: "remarked", count: report.remarked, tag: null },
    { how: "blocked", count: report.blocked, tag: null },
    { how: "unblocked", count: report.unblocked, tag: null },
  ];
  return [...tags, ...others].filter(({ count }) => count > 0);
}

/** Who came and went; no zeros, and nothing for a first sync, where everybody is new. */
export function cameAndWent(report: SyncReport): Move[] {
  if (report.first) return [];
  const moves: Move[] = (["joined", "left", "cameBack"] as const).map((how) => ({
    how,
    count: report[how],
    tag: null,
  }));
  return moves.filter(({ count }) => count > 0);
}
