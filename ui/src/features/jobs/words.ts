// A bulk change in words: its title, its counts, the reasons for those left out.

import { patternWords } from "~/components/remarkPattern";
import type {
  Change,
  ItemReason,
  JobId,
  JobPreview,
  JobState,
  JobSummary,
  Outcome,
  TagId,
} from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { hasEnded } from "~/desk/events";
import { t, wordsFor } from "~/i18n";
import { clockTime, durationWords, timeWords } from "~/i18n/format";

export type TagNames = (tag: TagId) => string;

/** 给 1,040 人打上「门店A」. */
export function changeTitle(change: Change, people: number, nameOf: TagNames): string {
  switch (change.kind) {
    case "tags": {
      const added = quoted(change.add, nameOf);
      const removed = quoted(change.remove, nameOf);
      if (change.remove.length === 0) return t("jobs.change.tag", { count: people, tags: added });
      if (change.add.length === 0) return t("jobs.change.untag", { count: people, tags: removed });
      return t("jobs.change.retag", { count: people, added, removed });
    }
    case "tagsExactly":
      return change.tags.length === 0
        ? t("jobs.change.noTags", { count: people })
        : t("jobs.change.tagsExactly", { count: people, tags: quoted(change.tags, nameOf) });
    case "swapTag": {
      const [from, to] = [quoted([change.from], nameOf), quoted([change.to], nameOf)];
      return t("jobs.change.swapTag", { count: people, from, to });
    }
    case "remarkPattern":
      return t("jobs.change.remarkPattern", { count: people, remark: patternWords(change.pattern) });
    case "remark":
      return change.remark === ""
        ? t("jobs.change.clearRemark", { count: people })
        : t("jobs.change.remark", { count: people, remark: change.remark });
    case "remarkEach":
      return t("jobs.change.remarkEach", { count: people });
    case "block":
      return t("jobs.change.block", { count: people });
    case "unblock":
      return t("jobs.change.unblock", { count: people });
    default:
      return change satisfies never;
  }
}

/** People of a job who share an outcome, and the reason for it if one is named. */
export type JobPart = { outcome: Outcome; reason: ItemReason | null };

type Work = { change: Change; undoes: JobId | null; restores: number | null };

/** 给 1,040 人打上「门店A」; 撤销：给 1,040 人去掉「门店A」; 恢复「门店A」，重新给 1,040 人打上. */
export function jobWords({ change, undoes, restores }: Work, people: number, nameOf: TagNames): string {
  if (restores !== null && change.kind === "tags") {
    const tag = quoted(change.add, nameOf);
    return people === 0 ? t("jobs.restore.alone", { tag }) : t("jobs.restore.title", { tag, count: people });
  }
  const title = changeTitle(change, people, nameOf);
  return undoes === null ? title : t("jobs.undo.title", { change: title });
}

export function jobTitle(job: JobSummary): string {
  return jobWords(job, job.people - job.skipped, (tag) => job.tagNames[tag] ?? String(tag));
}

/** Whether something of a job that is over can be taken back. */
export function canBeUndone(job: JobSummary): boolean {
  return hasEnded(job) && job.done + job.failed > 0;
}

/** Whether people lose something by it. */
function takesAway(change: Change): boolean {
  switch (change.kind) {
    case "tags":
      return change.remove.length > 0;
    case "tagsExactly":
      return change.others.length > 0;
    case "swapTag":
    case "block":
      return true;
    default:
      return false;
  }
}

/** Whether a change takes something from so many people that their number is to be typed. */
export function asksForNumber({ change, toChange }: JobPreview, above: number): boolean {
  return takesAway(change) && toChange > above;
}

/** The button that does it: 打标签, 拉黑 45 人. */
export function changeVerb(change: Change, people: number): string {
  switch (change.kind) {
    case "tags":
      if (change.remove.length === 0) return t("jobs.verb.tag");
      if (change.add.length === 0) return t("jobs.verb.untag", { count: people });
      return t("jobs.verb.retag");
    case "tagsExactly":
    case "swapTag":
      return t("jobs.verb.retag");
    case "remarkPattern":
      return t("jobs.verb.remark");
    case "remark":
      return t(change.remark === "" ? "jobs.verb.clearRemark" : "jobs.verb.remark");
    case "remarkEach":
      return t("jobs.undo.action");
    case "block":
      return t("jobs.verb.block", { count: people });
    case "unblock":
      return t("jobs.verb.unblock", { count: people });
    default:
      return change satisfies never;
  }
}

/** 1,240 人符合条件 · 200 人已有此标签（跳过） · 12 人超过 20 个标签. What holds for nobody is not said. */
export function previewCounts(preview: JobPreview): string {
  const { alreadySo, overTagLimit, remarkTooLong, left, changedSince, cannotBeRestored } = preview;
  const people = { count: preview.people };
  const parts = [preview.undoes === null ? t("jobs.counts.people", people) : t("jobs.counts.undo", people)];
  if (alreadySo > 0) {
    parts.push(t(`jobs.counts.alreadySo.${alreadyKey(preview.change)}`, { count: alreadySo }));
  }
  if (overTagLimit > 0) parts.push(t("jobs.counts.overTagLimit", { count: overTagLimit }));
  if (left > 0) parts.push(t("jobs.counts.left", { count: left }));
  if (changedSince > 0) parts.push(t("jobs.counts.changedSince", { count: changedSince }));
  if (remarkTooLong > 0) parts.push(t("jobs.counts.remarkTooLong", { count: remarkTooLong }));
  if (cannotBeRestored > 0) {
    const why = preview.undoes === null ? "remarkUnknown" : "cannotBeRestored";
    parts.push(t(`jobs.counts.${why}`, { count: cannotBeRestored }));
  }
  return parts.join(" · ");
}

/** 需要 21 次调用 · 今日剩余 99,780 次 · 约 6 秒. */
export function previewCost(preview: JobPreview): string {
  const calls = preview.calls.reduce((sum, planned) => sum + planned.calls, 0);
  const left = quotaLeft(preview);
  const parts = [t("jobs.cost.calls", { count: calls })];
  parts.push(left === null ? t("jobs.cost.quotaUnknown") : t("jobs.cost.quotaLeft", { count: left }));
  parts.push(durationWords(preview.seconds));
  return parts.join(" · ");
}

/** Whether today's calls do not suffice for all of it. */
export function passesQuota(preview: JobPreview): boolean {
  return preview.calls.some(({ calls, quotaLeft: left }) => left !== null && calls > left);
}

function quotaLeft(preview: JobPreview): number | null {
  const known = preview.calls.map((planned) => planned.quotaLeft).filter((left) => left !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function alreadyKey(change: Change) {
  switch (change.kind) {
    case "tags":
      if (change.remove.length === 0) return "tag";
      return change.add.length === 0 ? "untag" : "retag";
    case "tagsExactly":
      return "retag";
    case "swapTag":
      return "swap";
    case "remarkPattern":
      return "remark";
    case "remark":
    case "remarkEach":
    case "block":
    case "unblock":
      return change.kind;
    default:
      return change satisfies never;
  }
}

/** Whether trying these people again can end otherwise. */
export function canBeRetried({ outcome, reason }: JobPart): boolean {
  if (outcome === "failed") return true;
  return reason !== null && !hopeless.has(reason.kind);
}

const hopeless: ReadonlySet<ItemReason["kind"]> = new Set(["alreadySo", "beforeUnknown", "tagGone"]);

/** Why somebody was skipped or could not be changed. */
export function reasonWords(reason: ItemReason, change: Change): string {
  switch (reason.kind) {
    case "alreadySo":
      return t(`jobs.reason.alreadySo.${alreadyKey(change)}`);
    case "refused": {
      const title = wordsFor(`wechatErrors.${reason.code}.title`);
      return title ?? t("jobs.reason.refused", { code: reason.code });
    }
    default:
      return t(`jobs.reason.${reason.kind}`);
  }
}

/** 正在进行，约 6 秒; 已暂停：… */
export function stateWords(state: JobState, secondsLeft: number | null): string {
  switch (state.state) {
    case "draft":
    case "queued":
    case "finished":
    case "cancelled":
      return t(`jobs.state.${state.state}`);
    case "running":
      return secondsLeft === null
        ? t("jobs.state.running")
        : t("jobs.state.runningLeft", { left: durationWords(secondsLeft) });
    case "paused":
      return state.because
        ? t("jobs.state.pausedBecause", { reason: troubleOf(state.because).title })
        : t("jobs.state.paused");
    case "waiting":
      return t("jobs.state.waiting", {
        reason: troubleOf(state.because).title,
        until: soonWords(state.until),
      });
    default:
      return state satisfies never;
  }
}

/** 18:00, or with its day when it is not within hours. */
function soonWords(at: number): string {
  const words = timeWords(at);
  return words === t("common.time.justNow") ? clockTime(at) : words;
}

function quoted(tags: readonly TagId[], nameOf: TagNames): string {
  return tags.map((tag) => t("common.quoted", { name: nameOf(tag) })).join(t("common.between"));
}
