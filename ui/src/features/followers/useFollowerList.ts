// The people of one filter in one order: opened as a result set, read in blocks, kept up to date.
//
// A result set does not shift under the reader. When the data behind it changes, it is put together
// anew in the background and swapped at the same place; but while people are chosen it stays, the
// rows alone are read anew, and the operator is told that there is a newer list.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { BLOCK_SIZE } from "~/components/grid/blocks";
import { BlockSource, pendingSource, type RowSource } from "~/components/grid/source";
import type {
  AccountId,
  AppError,
  Filter,
  FollowerRow,
  OpenedResultSet,
  ResultSetId,
  Sort,
} from "~/desk/contract";
import { useChanges } from "~/desk/events";
import { asAppError, type Host, useHost } from "~/desk/host";

/** Milliseconds between two quiet refreshes, however fast the data changes. */
const CALM = 1_500;
/** The same where somebody waits for what changed: people are chosen, or nobody is listed yet. */
const SOON = 300;
/** Placeholder rows while nobody knows yet how many people there are. */
const EXPECTED = 50;

type Shown = { key: string; people: string; resultSet: ResultSetId; source: BlockSource<FollowerRow> };

export type FollowerList = {
  source: RowSource<FollowerRow>;
  /** Null while the first list is on its way. */
  resultSet: ResultSetId | null;
  people: number | null;
  /** Tells one filter and order from another; stays when the same list is read anew. */
  key: string;
  /** Another list than the one shown was asked for. */
  reading: boolean;
  error: AppError | null;
  /** The list that was asked for could not be read: the rows still here are not the answer. */
  unanswered: boolean;
  /** People were chosen from this list and the data has changed since. */
  outdated: boolean;
  refresh: () => void;
  /** Changes a row that is shown, before the core announces it. */
  update: (change: (row: FollowerRow) => FollowerRow) => void;
};

type Wanted = {
  account: AccountId;
  filter: Filter;
  sort: readonly Sort[];
  /** True while people are chosen: then the list stays as it is. */
  holding: boolean;
  /**
   * The list was put together anew: positions in the old one mean nothing any more. `samePeople` when it
   * was asked for with the same filter; otherwise whoever was chosen while it was on its way is not in it.
   */
  onReplaced: (samePeople: boolean) => void;
};

export function useFollowerList({ account, filter, sort, holding, onReplaced }: Wanted): FollowerList {
  const host = useHost();
  const key = JSON.stringify([filter, sort]);
  const asked = JSON.stringify(filter);
  const changes = useChanges(account, topics);
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [outdated, setOutdated] = useState(false);
  /** Grows with each opening, so that a late answer to an earlier one is let go. */
  const turn = useRef(0);
  const latest = useRef({ shown, key, asked, filter, sort, holding, changes, onReplaced });
  latest.current = { shown, key, asked, filter, sort, holding, changes, onReplaced };

  const open = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const question = latest.current;
    const before = question.shown;
    let opened: OpenedResultSet | null = null;
    try {
      opened = await host.call("open_result_set", {
        account,
        filter: question.filter,
        sort: [...question.sort],
      });
      const source = sourceOf(host, account, opened, (thrown) => {
        const failure = asAppError(thrown);
        if (failure.code === "resultSetExpired") void open();
        else setError(failure);
      });
      const same = before?.key === question.key;
      if (same) await source.prepare(before.source.sight.start, before.source.sight.end);
      if (turn.current !== mine) return close(host, account, opened.id);
      setShown({ key: question.key, people: question.asked, resultSet: opened.id, source });
      setError(null);
      setOutdated(false);
      if (before) {
        latest.current.onReplaced(before.people === question.asked);
        before.source.close();
        close(host, account, before.resultSet);
      }
    } catch (thrown) {
      if (opened) close(host, account, opened.id);
      if (turn.current === mine) setError(asAppError(thrown));
    }
  }, [host, account]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question opens another list
  useEffect(() => {
    void open();
  }, [open, key]);

  useEffect(
    () => () => {
      turn.current += 1;
      const last = latest.current.shown;
      last?.source.close();
      if (last) close(host, account, last.resultSet);
    },
    [host, account],
  );

  const seen = useRef(changes);
  const timer = useRef<number | null>(null);
  useEffect(() => {
    // A timer that runs already will see this change too: it must not be put off for ever.
    if (seen.current === changes || timer.current !== null) return;
    timer.current = window.setTimeout(
      () => {
        timer.current = null;
        seen.current = latest.current.changes;
        if (!latest.current.holding) return void open();
        setOutdated(true);
        void latest.current.shown?.source.renew();
      },
      latest.current.holding || latest.current.shown?.source.total === 0 ? SOON : CALM,
    );
  }, [changes, open]);
  useEffect(() => () => window.clearTimeout(timer.current ?? undefined), []);

  // Nobody is chosen any more: what was held back can come.
  useEffect(() => {
    if (outdated && !holding) void open();
  }, [outdated, holding, open]);

  const refresh = useCallback(() => void open(), [open]);
  const pending = useMemo(() => pendingSource<FollowerRow>(EXPECTED), []);
  return {
    source: shown?.source ?? pending,
    resultSet: shown?.resultSet ?? null,
    people: shown?.source.total ?? null,
    key: shown?.key ?? "",
    reading: shown?.key !== key && error === null,
    error,
    unanswered: shown?.key !== key && error !== null,
    outdated,
    refresh,
    update: (change) => shown?.source.update(change),
  };
}

/** A tag that is merely new or counted changes nobody; where people change, their topic is announced too. */
const topics = ["followers", "blacklist"] as const;

function sourceOf(
  host: Host,
  account: AccountId,
  { id, people, firstRows }: OpenedResultSet,
  failed: (thrown: unknown) => void,
): BlockSource<FollowerRow> {
  const fetch = (start: number, count: number) =>
    host.call("follower_rows", { account, resultSet: id, start, count: Math.min(count, BLOCK_SIZE) });
  return new BlockSource(people, fetch, failed, firstRows);
}

/** Nobody reads this result set any more. If the core does not hear it, it lets it go by itself. */
function close(host: Host, account: AccountId, resultSet: ResultSetId): void {
  host.call("close_result_set", { account, resultSet }).catch(() => undefined);
}
