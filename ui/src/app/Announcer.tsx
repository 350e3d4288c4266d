// Says aloud, for screen readers, how far long work is and what has just come to its end.

import { useEffect, useRef, useState } from "react";
import type { AccountId, DeskEvent } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { jobTitle } from "~/features/jobs/words";
import { syncWords } from "~/features/sync/words";
import { t } from "~/i18n";
import { nowSeconds, percent } from "~/i18n/format";

export function Announcer({ account }: { account: AccountId }) {
  const host = useHost();
  const [said, setSaid] = useState({ words: "", turn: 0 });
  const heard = useRef(new Map<string, string>());
  useEffect(
    () =>
      host.events((event) => {
        const news = newsOf(event, account);
        if (news === null || heard.current.get(news.of) === news.step) return;
        const begins = !heard.current.has(news.of);
        heard.current.set(news.of, news.step);
        // Work that is met half-way says nothing until it has got on.
        if (begins && news.step.startsWith("running")) return;
        setSaid(({ turn }) => ({ words: news.words, turn: turn + 1 }));
      }),
    [host, account],
  );
  // Two places in turn: the same sentence twice in one place is no change, and would not be said.
  return (
    <>
      {[0, 1].map((place) => (
        <p key={place} className="unseen" role="status" aria-live="polite">
          {said.turn % 2 === place ? said.words : ""}
        </p>
      ))}
    </>
  );
}

export type News = {
  /** Which job or sync it is about. */
  of: string;
  /** How far that is; said again only when this changes. */
  step: string;
  words: string;
};

/** What an event says about work in this account, in words; null when nothing. */
export function newsOf(event: DeskEvent, account: AccountId): News | null {
  if (event.kind === "jobMoved" && event.job.account === account) return newsOfJob(event.job);
  if (event.kind === "syncMoved" && event.sync.account === account) return newsOfSync(event.sync);
  return null;
}

function newsOfJob(job: Extract<DeskEvent, { kind: "jobMoved" }>["job"]): News | null {
  const { done, skipped, failed, people } = job;
  const of = `job ${job.id}`;
  const title = jobTitle(job);
  switch (job.state.state) {
    case "finished":
      return {
        of,
        step: "finished",
        words: t("frame.announce.jobFinished", { title, done, skipped, failed }),
      };
    case "running": {
      const share = quarter(done + skipped + failed, people);
      return { of, step: `running ${share}`, words: t("frame.announce.progress", { title, share }) };
    }
    case "paused":
    case "waiting":
      return { of, step: job.state.state, words: t("frame.announce.standing", { title }) };
    default:
      return null;
  }
}

function newsOfSync(sync: Extract<DeskEvent, { kind: "syncMoved" }>["sync"]): News | null {
  const of = `sync ${sync.sync}`;
  const title = t("sync.action");
  switch (sync.status.state) {
    case "finished": {
      const { joined, left } = sync.status.report;
      return { of, step: "finished", words: t("frame.announce.syncFinished", { joined, left }) };
    }
    case "running": {
      // Without a total nobody knows how far it is.
      if (sync.total === null) return { of, step: "running", words: "" };
      const share = quarter(sync.done, sync.total);
      return {
        of,
        step: `running ${sync.phase} ${share}`,
        words: t("frame.announce.progress", { title, share }),
      };
    }
    default:
      return { of, step: sync.status.state, words: syncWords(sync, nowSeconds()) };
  }
}

/** 0, 25, 50 or 75: often enough to know that it goes on, seldom enough not to disturb. */
function quarter(part: number, whole: number): number {
  return Math.min(75, Math.floor(percent(part, whole) / 25) * 25);
}
