// Changes one person on WeChat at once; the row in sight follows as soon as WeChat has accepted it.

import type { AccountId, Change, FollowerRow, JobReport } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { hasEnded } from "~/desk/events";
import { asAppError, useHost } from "~/desk/host";
import { reasonWords, stateWords } from "../jobs/words";

/** Resolves to null when it is done, otherwise to what went wrong, in words. */
export type ChangeOne = (row: FollowerRow, change: Change) => Promise<string | null>;

export function useOneChange(
  account: AccountId,
  update: (change: (row: FollowerRow) => FollowerRow) => void,
): ChangeOne {
  const host = useHost();
  return async (row, change) => {
    try {
      const report = await host.call("change_follower", { account, follower: row.id, change });
      const failure = failureOf(report, change);
      if (failure === null) update((shown) => (shown.id === row.id ? changed(shown, change) : shown));
      return failure;
    } catch (thrown) {
      const { title, text } = troubleOf(asAppError(thrown));
      return `${title} ${text}`;
    }
  };
}

function failureOf({ job, skipped, failed }: JobReport, change: Change): string | null {
  const reasons = [...failed, ...skipped].map(({ reason }) => reason);
  const reason = reasons.find(({ kind }) => kind !== "alreadySo");
  if (reason) return reasonWords(reason, change);
  return hasEnded(job) ? null : stateWords(job.state, null);
}

/** The row as it is once the change is done. */
function changed(row: FollowerRow, change: Change): FollowerRow {
  switch (change.kind) {
    case "tags": {
      const kept = row.tags.filter((tag) => !change.remove.includes(tag) && !change.add.includes(tag));
      return { ...row, tags: [...kept, ...change.add].sort((one, other) => one - other) };
    }
    case "tagsExactly": {
      const kept = row.tags.filter((tag) => !change.others.includes(tag) && !change.tags.includes(tag));
      return { ...row, tags: [...kept, ...change.tags].sort((one, other) => one - other) };
    }
    case "swapTag": {
      if (!row.tags.includes(change.from)) return row;
      const kept = row.tags.filter((tag) => tag !== change.from && tag !== change.to);
      return { ...row, tags: [...kept, change.to].sort((one, other) => one - other) };
    }
    case "remark":
      return { ...row, remark: change.remark };
    case "remarkPattern":
    case "remarkEach":
      // What each had before is not known here; the row is read again once it is done.
      return row;
    case "block":
    case "unblock":
      return { ...row, blacklisted: change.kind === "block" };
    default:
      return change satisfies never;
  }
}
