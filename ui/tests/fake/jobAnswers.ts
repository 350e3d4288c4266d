// The answers about changes: preview, start, progress, result.

import type { Change } from "~/desk/contract";
import type { Handlers } from "./host";
import { refuse } from "./samples";
import { type FakeWorld, wouldChange } from "./world";

export function jobAnswers(world: FakeWorld) {
  const { now, jobs, drafts, everyone, job, moveJob, chosen, summary, finishJob, runJob } = world;
  const { tags, tagRecords, tagNames, noteTag } = world;
  return {
    preview_job: ({ account: of, selection, change }) => {
      const rows = chosen(selection);
      if (rows.length === 0) refuse({ code: "selectionEmpty" });
      const id = world.nextId();
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
        tagNames: tagNames(change),
        undoes: null,
        restores: null,
        remakesTag: false,
        changedSince: 0,
        cannotBeRestored: 0,
        remarkTooLong: 0,
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
    remark_samples: ({ selection, pattern }) =>
      chosen(selection)
        .filter(({ following }) => following)
        .slice(0, 5)
        .map(({ id, openid, remark }, place) => ({
          id,
          openid,
          before: remark,
          after: pattern.replaceAll("{remark}", remark).replaceAll("{number}", String(place + 1)),
        })),
    preview_undo: ({ account: of, job: id, includeChanged }) => {
      const past = job(id);
      const change = inverse(past.change);
      const rows = everyone().slice(0, past.done);
      const draft = world.nextId();
      drafts.set(draft, { change, rows });
      const toChange = includeChanged ? rows.length : Math.max(0, rows.length - 12);
      return {
        job: draft,
        account: of,
        change,
        tagNames: tagNames(change),
        undoes: id,
        restores: null,
        remakesTag: false,
        people: rows.length,
        toChange,
        alreadySo: 0,
        overTagLimit: 0,
        left: 0,
        changedSince: rows.length - toChange,
        cannotBeRestored: 0,
        remarkTooLong: 0,
        blacklisted: 0,
        calls: [],
        seconds: 1,
      };
    },
    preview_restore: ({ account: of, record }) => {
      const restores = tagRecords.find(({ id }) => id === record) ?? refuse({ code: "tagUnknown" });
      const there = tags.find(({ name }) => name === restores.name);
      const change: Change = { kind: "tags", add: [there?.id ?? restores.tag], remove: [] };
      const rows = everyone().slice(0, restores.people);
      const draft = world.nextId();
      drafts.set(draft, { change, rows, restores });
      return {
        job: draft,
        account: of,
        change,
        tagNames: tagNames(change),
        undoes: null,
        restores: record,
        remakesTag: there === undefined,
        people: rows.length,
        toChange: rows.length,
        alreadySo: 0,
        overTagLimit: 0,
        left: 0,
        changedSince: 0,
        cannotBeRestored: 0,
        remarkTooLong: 0,
        blacklisted: 0,
        calls: [],
        seconds: 1,
      };
    },
    preview_retry: ({ account: of, job: id }) => {
      const { change, failed } = job(id);
      const rows = everyone().slice(0, failed);
      const draft = world.nextId();
      drafts.set(draft, { change, rows });
      return {
        job: draft,
        account: of,
        change,
        tagNames: tagNames(change),
        undoes: null,
        restores: null,
        remakesTag: false,
        people: failed,
        toChange: failed,
        alreadySo: 0,
        overTagLimit: 0,
        left: 0,
        changedSince: 0,
        cannotBeRestored: 0,
        remarkTooLong: 0,
        blacklisted: 0,
        calls: [],
        seconds: 1,
      };
    },
    start_job: ({ account: of, job: id }) => {
      const { change, rows, restores } = drafts.get(id) ?? refuse({ code: "jobUnknown" });
      if (restores) {
        restores.job = id;
        const { name } = restores;
        const made = { id: world.nextId(), name, wechatCount: 0, localCount: 0, system: false };
        const there = tags.some((tag) => tag.name === name);
        if (!there) {
          tags.push({ ...made, hue: null, note: "" });
          noteTag({ kind: "recreated", tag: made.id, name, job: id });
          if (change.kind === "tags") change.add = [made.id];
        }
      }
      const started = moveJob({ ...summary(id, of, change, rows), restores: restores?.id ?? null });
      runJob(started, change, rows);
      return started;
    },
    discard_job: ({ job: id }) => {
      drafts.delete(id);
      return null;
    },
    change_follower: ({ account: of, follower, change }) => {
      const rows = chosen({ kind: "these", followers: [follower] });
      const started = summary(world.nextId(), of, change, rows);
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
    running_work: () => {
      const sync = world.sync();
      return {
        jobs: jobs.filter(({ state }) => ["queued", "running", "paused", "waiting"].includes(state.state)),
        syncs: sync?.status.state === "running" ? [sync] : [],
        rekeying: false,
      };
    },
  } satisfies Partial<Handlers>;
}

/** As the core takes a change back. */
function inverse(change: Change): Change {
  switch (change.kind) {
    case "tags":
      return { kind: "tags", add: change.remove, remove: change.add };
    case "tagsExactly":
      return { kind: "tags", add: change.others, remove: change.tags };
    case "swapTag":
      return { kind: "tags", add: [change.from], remove: [change.to] };
    case "remark":
    case "remarkPattern":
    case "remarkEach":
      return { kind: "remarkEach" };
    case "block":
      return { kind: "unblock" };
    case "unblock":
      return { kind: "block", reason: "" };
    default:
      return change satisfies never;
  }
}
