// A host without a core: answers from memory, for tests and for looking at the window while building it.

import type {
  AccountSummary,
  AppError,
  Change,
  Commands,
  DeskEvent,
  DeskOverview,
  FollowerRow,
  JobSummary,
  Selection,
  SyncReport,
  SyncState,
  Tag,
} from "~/desk/contract";
import { type CommandName, DeskError, type Host, type Input, type Output } from "~/desk/host";
import { fakePeople, fakeTags, matches, sorted } from "./people";

export type FakeHost = Host & {
  /** Announces something, as the core would. */
  announce: (event: DeskEvent) => void;
  /** Every command called so far, in order. */
  calls: { name: CommandName; input: unknown }[];
  /** Makes a command fail from now on; null lets it work again. */
  fail: (name: CommandName, error: AppError | null) => void;
  /** Answers a command differently from now on. */
  answer: <Name extends CommandName>(name: Name, handler: Handler<Name>) => void;
  overview: DeskOverview;
};

export type FakeOptions = {
  overview?: Partial<DeskOverview>;
  /** Now, in seconds. */
  now?: number;
  people?: number;
  jobs?: JobSummary[];
  sync?: SyncState | null;
  /** Milliseconds between two steps of progress; 0 makes jobs and syncs stand still. */
  pace?: number;
};

type Handler<Name extends CommandName> = (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
type Handlers = { [Name in CommandName]: Handler<Name> };

export const emptyOverview: DeskOverview = {
  version: "0.1.0",
  dataFolder: "/home/mei/.local/share/fandesk",
  vault: { state: "unused", keychain: true },
  settings: { language: "zh-CN", theme: "light", density: "comfortable", currentAccount: null },
  accounts: [],
};

export const refuse = (error: AppError): never => {
  throw new DeskError(error);
};

export function fakeReport(now: number, changes: Partial<SyncReport> = {}): SyncReport {
  return {
    sync: 12,
    startedAt: now - 640,
    finishedAt: now - 600,
    following: 20_312,
    total: 20_312,
    joined: 312,
    left: 45,
    cameBack: 3,
    first: false,
    detailsRead: 315,
    tags: 7,
    blacklisted: 41,
    calls: 38,
    unreadable: [],
    unreadableCount: 0,
    notAllowed: [],
    ...changes,
  };
}

export function fakeAccount(changes: Partial<AccountSummary> = {}): AccountSummary {
  return {
    id: "practice",
    name: "练习账号",
    kind: "practice",
    appId: null,
    apiBase: null,
    state: { state: "ready" },
    following: 20_312,
    lastSync: fakeReport(1_763_700_000),
    neverSynced: false,
    ...changes,
  };
}

export function fakeJob(changes: Partial<JobSummary> = {}): JobSummary {
  return {
    id: 5,
    account: "practice",
    change: { kind: "tags", add: [102], remove: [] },
    tagNames: { 102: "门店A" },
    state: { state: "running" },
    people: 1240,
    done: 450,
    skipped: 83,
    failed: 0,
    createdAt: 1_763_699_000,
    startedAt: 1_763_699_010,
    finishedAt: null,
    secondsLeft: 4,
    ...changes,
  };
}

export function fakeHost(options: FakeOptions = {}): FakeHost {
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const pace = options.pace ?? 0;
  const overview: DeskOverview = { ...emptyOverview, ...options.overview };
  const listeners = new Set<(event: DeskEvent) => void>();
  const calls: FakeHost["calls"] = [];
  const failures = new Map<CommandName, AppError>();
  const tags: Tag[] = fakeTags.map((tag) => ({ ...tag }));
  const jobs: JobSummary[] = [...(options.jobs ?? [])];
  const results = new Map<number, FollowerRow[]>();
  const drafts = new Map<number, { change: Change; rows: FollowerRow[] }>();
  let sync: SyncState | null = options.sync ?? null;
  let people: FollowerRow[] | null = null;
  let nextId = 1000;
  let nextTag = 200;

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
  const wouldChange = (row: FollowerRow, change: Change): boolean => {
    switch (change.kind) {
      case "tags":
        return (
          change.add.some((tag) => !row.tags.includes(tag)) ||
          change.remove.some((tag) => row.tags.includes(tag))
        );
      case "remark":
        return row.remark !== change.remark;
      case "block":
        return !row.blacklisted;
      case "unblock":
        return row.blacklisted;
      default:
        return change satisfies never;
    }
  };
  const apply = (row: FollowerRow, change: Change) => {
    if (change.kind === "tags") {
      row.tags = [...new Set([...row.tags.filter((tag) => !change.remove.includes(tag)), ...change.add])];
    } else if (change.kind === "remark") row.remark = change.remark;
    else row.blacklisted = change.kind === "block";
  };
  const summary = (id: number, of: string, change: Change, rows: FollowerRow[]): JobSummary => {
    const named = change.kind === "tags" ? [...change.add, ...change.remove] : [];
    return {
      id,
      account: of,
      change,
      tagNames: Object.fromEntries(
        named.map((tag) => [tag, tags.find((known) => known.id === tag)?.name ?? ""]),
      ),
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

  const handlers: Handlers = {
    desk_overview: () => structuredClone(overview),
    save_settings: (settings) => {
      overview.settings = settings;
      return null;
    },
    choose_passphrase: () => {
      overview.vault = { state: "ready", kind: "passphrase" };
      return overview.vault;
    },
    unlock: ({ passphrase }) => {
      if (passphrase !== null && passphrase.length < 8) refuse({ code: "wrongPassphrase" });
      overview.vault = { state: "ready", kind: passphrase === null ? "keychain" : "passphrase" };
      return structuredClone(overview);
    },
    open_practice_account: ({ name }) =>
      keepAccount(
        fakeAccount({ id: `practice${nextId++}`, name, neverSynced: true, lastSync: null, following: 0 }),
      ),
    check_account: () => null,
    add_account: ({ name, appId, apiBase }) => {
      if (overview.vault.state === "unused") overview.vault = { state: "ready", kind: "keychain" };
      const added = { id: `a${nextId++}`, kind: "official" as const, name, appId, apiBase };
      return keepAccount(fakeAccount({ ...added, neverSynced: true, lastSync: null, following: 0 }));
    },
    rename_account: ({ account: id, name }) => keepAccount({ ...account(id), name }),
    replace_secret: ({ account: id }) => keepAccount({ ...account(id), state: { state: "ready" } }),
    remove_account: ({ account: id }) => {
      overview.accounts = overview.accounts.filter((known) => known.id !== id);
      announce({ kind: "changed", account: null, topics: ["accounts"] });
      return null;
    },
    start_sync: ({ account: id }) => {
      const started = moveSync({
        sync: nextId++,
        account: id,
        phase: "details",
        done: 0,
        total: 20_312,
        calls: 3,
        startedAt: Math.floor(Date.now() / 1000),
        secondsLeft: 12,
        status: { state: "running" },
      });
      runSync();
      return started;
    },
    cancel_sync: () => {
      if (sync) moveSync({ ...sync, status: { state: "cancelled" } });
      return null;
    },
    resume_sync: () => {
      if (sync) moveSync({ ...sync, status: { state: "running" } });
      runSync();
      return null;
    },
    sync_state: ({ account: id }) => (sync?.account === id ? sync : null),
    sync_reports: ({ account: id }) => {
      const last = account(id).lastSync;
      return last ? [last] : [];
    },
    open_result_set: ({ filter, sort }) => {
      const rows = sorted(
        everyone().filter((row) => matches(row, filter)),
        sort,
      );
      const id = nextId++;
      results.set(id, rows);
      return { id, people: rows.length, firstRows: structuredClone(rows.slice(0, 100)) };
    },
    follower_rows: ({ resultSet, start, count }) => {
      const rows = results.get(resultSet) ?? refuse({ code: "resultSetExpired", had: 0 });
      return structuredClone(rows.slice(start, start + count));
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
        history: [
          { at: now - 4000, by: "us", job: 5, event: { kind: "tagged", tag: 100, name: "会员" } },
          { at: row.followedAt ?? now, by: "elsewhere", job: null, event: { kind: "followed" } },
        ],
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
      const created: Tag = { id: nextTag++, name, wechatCount: 0, localCount: 0, system: false };
      tags.push(created);
      announce({ kind: "changed", account: id, topics: ["tags"] });
      return { ...created };
    },
    rename_tag: ({ account: id, tag, name }) => {
      const known = tags.find((other) => other.id === tag) ?? refuse({ code: "tagUnknown" });
      known.name = name;
      announce({ kind: "changed", account: id, topics: ["tags"] });
      return { ...known };
    },
    delete_tag: ({ account: id, tag }) => {
      const place = tags.findIndex((other) => other.id === tag);
      if (place < 0) refuse({ code: "tagUnknown" });
      tags.splice(place, 1);
      for (const row of everyone()) row.tags = row.tags.filter((carried) => carried !== tag);
      announce({ kind: "changed", account: id, topics: ["tags", "followers"] });
      return null;
    },
    preview_job: ({ account: of, selection, change }) => {
      const rows = chosen(selection);
      if (rows.length === 0) refuse({ code: "selectionEmpty" });
      const id = nextId++;
      drafts.set(id, { change, rows });
      const left = rows.filter(({ following }) => !following).length;
      const toChange = rows.filter((row) => row.following && wouldChange(row, change)).length;
      return {
        job: id,
        account: of,
        change,
        people: rows.length,
        toChange,
        alreadySo: rows.length - left - toChange,
        overTagLimit: 0,
        left,
        blacklisted: rows.filter(({ blacklisted }) => blacklisted).length,
        calls: [
          {
            endpoint: "/cgi-bin/tags/members/batchtagging",
            calls: Math.ceil(toChange / 50),
            quotaLeft: 99_780,
          },
        ],
        seconds: Math.ceil(toChange / 200),
      };
    },
    start_job: ({ account: of, job: id }) => {
      const draft = drafts.get(id) ?? refuse({ code: "jobUnknown" });
      const started = moveJob(summary(id, of, draft.change, draft.rows));
      runJob(started, draft.change, draft.rows);
      return started;
    },
    discard_job: ({ job: id }) => {
      drafts.delete(id);
      return null;
    },
    change_follower: ({ account: of, follower, change }) => {
      const rows = chosen({ kind: "these", followers: [follower] });
      const started = summary(nextId++, of, change, rows);
      return { job: finishJob(started, change, rows), skipped: [], failed: [] };
    },
    pause_job: ({ job: id }) =>
      moveJob({ ...job(id), state: { state: "paused", because: null }, secondsLeft: null }),
    resume_job: ({ job: id }) => moveJob({ ...job(id), state: { state: "running" } }),
    cancel_job: ({ job: id }) =>
      moveJob({ ...job(id), state: { state: "cancelled" }, finishedAt: now, secondsLeft: null }),
    jobs: ({ limit }) => structuredClone(jobs.slice(0, limit)),
    job_report: ({ job: id }) => {
      const found = job(id);
      return {
        job: found,
        skipped: found.skipped ? [{ reason: { kind: "alreadySo" }, people: found.skipped }] : [],
        failed: found.failed ? [{ reason: { kind: "refused", code: 40003 }, people: found.failed }] : [],
      };
    },
    job_people: ({ job: id, outcome, start, count }) => {
      const found = job(id);
      const total =
        outcome === "skipped" ? found.skipped : outcome === "failed" ? found.failed : found.people;
      const rows = everyone().slice(start, Math.min(start + count, total));
      return {
        total,
        people: rows.map((row) => ({
          id: row.id,
          openid: row.openid,
          remark: row.remark,
          outcome: outcome ?? "done",
          reason: outcome === "skipped" ? { kind: "alreadySo" } : null,
        })),
      };
    },
    running_work: () => ({
      jobs: jobs.filter(({ state }) => ["queued", "running", "paused", "waiting"].includes(state.state)),
      syncs: sync && sync.status.state === "running" ? [sync] : [],
    }),
  };

  return {
    kind: "test",
    overview,
    calls,
    announce,
    fail: (name, error) => {
      if (error) failures.set(name, error);
      else failures.delete(name);
    },
    answer: (name, handler) => {
      Object.assign(handlers, { [name]: handler });
    },
    call: async <Name extends CommandName>(name: Name, input: Commands[Name]["input"]) => {
      calls.push({ name, input });
      const failure = failures.get(name);
      if (failure) return refuse(failure);
      return handlers[name](input);
    },
    events: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    actions: { revealFile: async () => undefined, close: async () => undefined, onCloseRequested: null },
  };
}
