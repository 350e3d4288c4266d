// How well an account is: what keeps it or its work from going on, and how old its last sync is.

import type {
  AccountState,
  AccountSummary,
  AppError,
  JobState,
  RunningWork,
  SyncStatus,
  UnixSeconds,
} from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { useRunningWork } from "~/desk/queries";
import { t } from "~/i18n";
import { DAY } from "~/i18n/days";
import { timeWords } from "~/i18n/format";

export type Health = {
  tone: "well" | "old" | "trouble";
  words: string;
};

/** After so many days people have come and gone whom nobody has seen yet. */
const OLD_AFTER_DAYS = 7;

export function useHealth(account: AccountSummary, now: UnixSeconds): Health {
  return healthOf(account, useRunningWork().data, now);
}

/** The worst of what is known: that it cannot be used, what its work waits for, an old sync. */
export function healthOf(account: AccountSummary, work: RunningWork | undefined, now: UnixSeconds): Health {
  const { state } = account.state;
  if (state !== "ready") return { tone: "trouble", words: t(`accounts.health.${state}`) };
  const standing = whatStands(account, work);
  if (standing !== null) return { tone: "trouble", words: standing };
  const { lastSync } = account;
  if (lastSync === null || now - lastSync.finishedAt > OLD_AFTER_DAYS * DAY) {
    return { tone: "old", words: syncedWords(account, now) };
  }
  if (lastSync.notAllowed.length > 0) return { tone: "old", words: t("accounts.health.notAllowed") };
  return { tone: "well", words: t("accounts.health.ready") };
}

/** When it was synced last. */
export function syncedWords({ lastSync }: AccountSummary, now: UnixSeconds): string {
  if (lastSync === null) return t("accounts.switcher.neverSynced");
  return t("accounts.health.synced", { time: timeWords(lastSync.finishedAt, now) });
}

/** Whether no credentials of the account are on this computer: removed, lost, or a pasted token that has ended. */
export function nothingOpens({ state }: AccountState): boolean {
  return state === "secretMissing" || state === "tokenNeeded";
}

/** Why its sync or a job of it does not go on; null when none stands still for a trouble. */
function whatStands({ id, lastSync }: AccountSummary, work: RunningWork | undefined): string | null {
  const syncs = work?.syncs.filter(({ account }) => account === id).map(({ status }) => status) ?? [];
  if (syncs.some(({ state }) => state === "asking")) return t("accounts.health.asking");
  const jobs = work?.jobs.filter(({ account }) => account === id).map(({ state }) => state) ?? [];
  const ofSync = syncs.map(becauseOf).find((error) => error !== null);
  // Was read before and may not be now: as good as always a certification that was not renewed.
  if (ofSync && isUncertified(ofSync) && lastSync !== null) return t("accounts.health.lapsed");
  const because = ofSync ?? jobs.map(becauseOf).find((error) => error !== null);
  return because ? troubleOf(because).title : null;
}

function isUncertified(because: AppError): boolean {
  return because.code === "wechat" && because.errcode === 48001;
}

function becauseOf(standing: SyncStatus | JobState): AppError | null {
  return "because" in standing ? standing.because : null;
}
