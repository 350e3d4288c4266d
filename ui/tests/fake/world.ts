// What the test double knows: accounts, people, tags, jobs, one sync; and how work on them goes on by itself.

import type {
  AccountSummary,
  Change,
  DeskEvent,
  DeskOverview,
  FollowerRow,
  HistoryEntry,
  JobSummary,
  Segment,
  Selection,
  SyncState,
  Tag,
  TagId,
  TagRecord,
} from "~/desk/contract";
import { fakePeople, fakeTags } from "./people";
import { emptyOverview, fakeReport, refuse } from "./samples";

export type FakeOptions = {
  overview?: Partial<DeskOverview>;
  /** Now, in seconds. */
  now?: number;
  people?: number;
  jobs?: JobSummary[];
  tagRecords?: TagRecord[];
  sync?: SyncState | null;
  segments?: Segment[];
  /** What happened to each person, newest first. */
  history?: HistoryEntry[];
  /** Milliseconds between two steps of progress; 0 makes jobs and syncs stand still. */
  pace?: number;
};

/** What is to be done for whom; with `restores`, the deletion of a tag is taken back by it. */
type Draft = { change: Change; rows: FollowerRow[]; restores?: TagRecord };

export type FakeWorld = ReturnType<typeof fakeWorld>;

export function fakeWorld(options: FakeOptions) {
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const pace = options.pace ?? 0;
  const overview: DeskOverview = { ...emptyOverview, ...options.overview };
  const listeners = new Set<(event: DeskEvent) => void>();
  const tags: Tag[] = fakeTags.map((tag) => ({ ...tag }));
  const jobs: JobSummary[] = [...(options.jobs ?? [])];
  const results = new Map<number, FollowerRow[]>();
  const tagRecords: TagRecord[] = (options.tagRecords ?? []).map((record) => ({ ...record }));
  const drafts = new Map<number, Draft>();
  let sync: SyncState | null = options.sync ?? null;
  let people: FollowerRow[] | null = null;
  let lastId = 999;

  const everyone = () => {
    people ??= fakePeople(options.people ?? 20_000, now);
    return people;
  };
  const announce = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const account = (id: string) =>
    overview.accounts.find((known) => known.id === id) ?? refuse({ code: "accountUnknown" });
  const keepAccount = (kept: AccountSummary) => {
    const others = overview.accounts.filter(({ id }) => id !== kept.id);
    overview.accounts = overview.accounts.some(({ id }) => id === kept.id)
      ? overview.accounts.map((known) => (known.id === kept.id ? kept : known))
      : [...others, kept];
    announce({ kind: "accountState", account: kept });
    return kept;
  };
  const job = (id: number) => jobs.find((known) => known.id === id) ?? refuse({ code: "jobUnknown" });
  const moveJob = (moved: JobSummary) => {
    const place = jobs.findIndex(({ id }) => id === moved.id);
    if (place < 0) jobs.unshift(moved);
    else jobs[place] = moved;
    announce({ kind: "jobMoved", job: moved });
    return moved;
  };
  const moveSync = (moved: SyncState) => {
    sync = moved;
    announce({ kind: "syncMoved", sync: moved });
    return moved;
  };
  const chosen = (selection: Selection): FollowerRow[] => {
    if (selection.kind === "these") {
      const wanted = new Set(selection.followers);
      return everyone().filter(({ id }) => wanted.has(id));
    }
    const rows = results.get(selection.resultSet) ?? refuse({ code: "resultSetExpired", had: 0 });
    const except = new Set(selection.except);
    const within = (place: number) =>
      selection.ranges === null || selection.ranges.some(([from, until]) => place >= from && place < until);
    return rows.filter(({ id }, place) => within(place) && !except.has(id));
  };
  const tagNames = (change: Change): Record<TagId, string> => {
    const nameOf = (tag: TagId) =>
      tags.find((known) => known.id === tag)?.name ??
      tagRecords.find((known) => known.tag === tag)?.name ??
      "";
    return Object.fromEntries(tagsIn(change).map((tag) => [tag, nameOf(tag)]));
  };
  /** Keeps what became of a tag, as the core does. */
  const noteTag = (record: Pick<TagRecord, "kind" | "tag" | "name"> & Partial<TagRecord>) => {
    const usual = { by: "us", formerName: null, people: 0, confirmed: true, job: null } as const;
    tagRecords.unshift({ ...usual, id: ++lastId, at: now, ...record });
  };
  const summary = (id: number, of: string, change: Change, rows: FollowerRow[]): JobSummary => {
    return {
      id,
      account: of,
      change,
      tagNames: tagNames(change),
      undoes: null,
      undoneBy: null,
      restores: null,
      state: { state: "running" },
      people: rows.length,
      done: 0,
      skipped: rows.filter((row) => !wouldChange(row, change)).length,
      failed: 0,
      createdAt: now,
      startedAt: now,
      finishedAt: null,
      secondsLeft: 6,
    };
  };
  const finishJob = (running: JobSummary, change: Change, rows: FollowerRow[]) => {
    const changing = rows.filter((row) => wouldChange(row, change));
    for (const row of changing) apply(row, change);
    const finished = moveJob({
      ...running,
      state: { state: "finished" },
      done: running.people - running.skipped,
      finishedAt: now + 6,
      secondsLeft: null,
    });
    announce({ kind: "changed", account: running.account, topics: ["followers", "tags", "jobs"] });
    return finished;
  };
  const runJob = (running: JobSummary, change: Change, rows: FollowerRow[]) => {
    if (pace === 0) return;
    let part = 0;
    const step = () => {
      const current = job(running.id);
      if (current.state.state === "cancelled") return;
      if (current.state.state === "running") part += 0.05;
      if (part >= 1) {
        finishJob(current, change, rows);
        return;
      }
      if (current.state.state === "running") {
        const done = Math.floor((current.people - current.skipped) * part);
        moveJob({ ...current, done, secondsLeft: Math.ceil(6 * (1 - part)) });
      }
      setTimeout(step, pace);
    };
    setTimeout(step, pace);
  };
  const runSync = () => {
    if (pace === 0) return;
    const step = () => {
      if (sync?.status.state !== "running") return;
      const done = Math.min(sync.done + 700, 20_312);
      if (done < 20_312) {
        moveSync({ ...sync, done, calls: sync.calls + 7, secondsLeft: Math.ceil((20_312 - done) / 2000) });
        setTimeout(step, pace);
        return;
      }
      const at = Math.floor(Date.now() / 1000);
      const report = fakeReport(at, {
        sync: sync.sync,
        finishedAt: at,
        first: account(sync.account).neverSynced,
      });
      moveSync({ ...sync, done, secondsLeft: null, status: { state: "finished", report } });
      keepAccount({ ...account(sync.account), lastSync: report, neverSynced: false, following: 20_312 });
      announce({ kind: "changed", account: sync.account, topics: ["followers", "tags", "sync", "accounts"] });
    };
    setTimeout(step, pace);
  };

  return {
    now,
    overview,
    listeners,
    tags,
    segments: structuredClone(options.segments ?? []),
    history: options.history ?? null,
    jobs,
    results,
    drafts,
    tagRecords,
    noteTag,
    tagNames,
    sync: () => sync,
    nextId: () => ++lastId,
    everyone,
    announce,
    account,
    keepAccount,
    job,
    moveJob,
    moveSync,
    chosen,
    summary,
    finishJob,
    runJob,
    runSync,
  };
}

/** The tags that a change is about. */
function tagsIn(change: Change): TagId[] {
  switch (change.kind) {
    case "tags":
      return [...change.add, ...change.remove];
    case "tagsExactly":
      return [...change.tags, ...change.others];
    case "swapTag":
      return [change.from, change.to];
    default:
      return [];
  }
}

export function wouldChange(row: FollowerRow, change: Change): boolean {
  switch (change.kind) {
    case "tags":
      return (
        change.add.some((tag) => !row.tags.includes(tag)) ||
        change.remove.some((tag) => row.tags.includes(tag))
      );
    case "tagsExactly":
      return row.tags.length !== change.tags.length || change.tags.some((tag) => !row.tags.includes(tag));
    case "swapTag":
      return row.tags.includes(change.from);
    case "remark":
      return row.remark !== change.remark;
    case "remarkPattern":
    case "remarkEach":
      return true;
    case "block":
      return !row.blacklisted;
    case "unblock":
      return row.blacklisted;
    default:
      return change satisfies never;
  }
}

function apply(row: FollowerRow, change: Change): void {
  if (change.kind === "tags") {
    row.tags = [...new Set([...row.tags.filter((tag) => !change.remove.includes(tag)), ...change.add])];
  } else if (change.kind === "tagsExactly") row.tags = [...change.tags];
  else if (change.kind === "swapTag")
    row.tags = row.tags.map((tag) => (tag === change.from ? change.to : tag));
  else if (change.kind === "remarkPattern") row.remark = change.pattern;
  else if (change.kind === "remark") row.remark = change.remark;
  else if (change.kind === "remarkEach") row.remark = "";
  else row.blacklisted = change.kind === "block";
}
