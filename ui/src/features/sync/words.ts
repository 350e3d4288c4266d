// A sync in words: what it does now, how far it is, why it stands still.

import type { PutOff, SyncPhase, SyncState } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { t } from "~/i18n";
import { durationWords, timeWords } from "~/i18n/format";

/** The one line that says how the sync stands. */
export function syncWords(sync: SyncState, now: number): string {
  const { status } = sync;
  switch (status.state) {
    case "running":
      return t(`sync.phase.${sync.phase}`);
    case "paused":
      return status.because
        ? t("sync.pausedBecause", { why: troubleOf(status.because).title })
        : t("sync.paused");
    case "waiting":
      return t("sync.waiting", { time: timeWords(status.until, now), why: troubleOf(status.because).title });
    case "asking":
      return t("sync.asking");
    case "cancelled":
      return t("sync.cancelled");
    case "finished":
      return t("sync.syncedAt", { time: timeWords(status.report.finishedAt, now) });
    default:
      return status satisfies never;
  }
}

/** 3,100 / 20,312 · 还需约 6 秒; empty while there is nothing to count. */
export function countWords({ done, total, secondsLeft }: SyncState): string {
  const parts: string[] = [];
  if (total !== null && total > 0) parts.push(t("sync.progress", { done, total }));
  else if (done > 0) parts.push(t("sync.progressOpen", { done }));
  if (secondsLeft !== null) parts.push(t("sync.left", { duration: durationWords(secondsLeft) }));
  return parts.join(" · ");
}

/** 已调用 47 次, 同时最多 4 个: what it has asked of WeChat, and how fast it asks. */
export function callWords({ calls, atOnce, status }: SyncState): string[] {
  const soFar = t("sync.callsSoFar", { count: calls });
  return status.state === "running" && atOnce > 0 ? [soFar, t("sync.atOnce", { count: atOnce })] : [soFar];
}

/** 粉丝名单: what the calls of a part of a plan are for. */
export function planPartWords(phase: SyncPhase): string {
  switch (phase) {
    case "ids":
      return t("sync.parts.followers");
    case "tagLists":
    case "blacklist":
    case "refresh":
      return t(`sync.parts.${phase}`);
    default:
      return t("sync.parts.details");
  }
}

/** 资料 3,000 人 */
export function putOffWords({ phase, count }: PutOff): string {
  switch (phase) {
    case "tagLists":
    case "blacklist":
    case "refresh":
      return t(`sync.putOff.${phase}`, { count });
    default:
      return t("sync.putOff.details", { count });
  }
}
