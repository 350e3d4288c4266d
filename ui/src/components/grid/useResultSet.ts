// A list of people in one order: opened as a result set, read in blocks, kept up to date.
//
// A result set does not shift under the reader. When the data behind it changes, it is put together
// anew in the background and swapped at the same place; but while people are chosen it stays, the
// rows alone are read anew, and the operator is told that there is a newer list.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { AccountId, AppError, ResultSetId, Topic } from "~/desk/contract";
import { useChanges } from "~/desk/events";
import { asAppError, type Host, useHost } from "~/desk/host";
import { BLOCK_SIZE } from "./blocks";
import { BlockSource, pendingSource, type RowSource, wholeSource } from "./source";

/** Milliseconds at least from one list to a quiet refresh of it, however fast the data changes. */
const CALM = 1_500;
/** Milliseconds in which changes are gathered; no more where somebody waits: people are chosen, or nobody is listed. */
const SOON = 300;
/** Placeholder rows while nobody knows yet how many people there are. */
const EXPECTED = 50;

type Shown<Row> = { key: string; people: string; resultSet: ResultSetId; source: BlockSource<Row> };

export type ResultList<Row> = {
  source: RowSource<Row>;
  /** Null while the first list is on its way; rows that are shown until then can be read, no more. */
  resultSet: ResultSetId | null;
  people: number | null;
  /** Tells one question and order from another; stays when the same list is read anew. */
  key: string;
  /** Another list than the one shown was asked for. */
  reading: boolean;
  /** The data has changed since; a newer list, or newer rows while people are chosen, follow by themselves. */
  behind: boolean;
  error: AppError | null;
  /** The list that was asked for could not be read: the rows still here are not the answer. */
  unanswered: boolean;
  /** People were chosen from this list and the data has changed since. */
  outdated: boolean;
  refresh: () => void;
  /** Changes a row that is shown, before the core announces it. */
  update: (change: (row: Row) => Row) => void;
};

export type Opened<Row> = { id: ResultSetId; people: number; firstRows: Row[] };

type Wanted<Row> = {
  account: AccountId;
  /** What tells whom is asked for, and in which order. */
  people: string;
  order: string;
  /** Puts the list together. */
  open: (host: Host) => Promise<Opened<Row>>;
  /** Reads some of its rows, at most a block. */
  read: (host: Host, resultSet: ResultSetId, start: number, count: number) => Promise<Row[]>;
  /** What this list began with when it was seen last: shown until the first list is there. */
  lastSeen?: { people: number; rows: readonly Row[] } | null;
  /** What, when it changes, may change the list. Must be the same object at each call. */
  topics: readonly Topic[];
  /** True while people are chosen: then the list stays as it is. */
  holding: boolean;
  /** Before a list of the same people takes the place of another one, while both are there. */
  carry?: (from: ResultSetId, to: ResultSetId) => Promise<void>;
  /**
   * The list was put together anew: positions in the old one mean nothing any more. `samePeople` when
   * the same people were asked for; otherwise whoever was chosen while it was on its way is not in it.
   */
  onReplaced: (samePeople: boolean) => void;
};

export function useResultSet<Row>(wanted: Wanted<Row>): ResultList<Row> {
  const { account, holding } = wanted;
  const host = useHost();
  const key = JSON.stringify([wanted.people, wanted.order]);
  const changes = useChanges(account, wanted.topics);
  const [shown, setShown] = useState<Shown<Row> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [outdated, setOutdated] = useState(false);
  /** The changes that are in what is shown: a list, its newer rows, or why there is none. New with each answer. */
  const [answered, setAnswered] = useState<{ changes: number } | null>(null);
  /** Grows with each opening, so that a late answer to an earlier one is let go. */
  const turn = useRef(0);
  /** When the last one began, in milliseconds. */
  const openedAt = useRef(Number.NEGATIVE_INFINITY);
  const opening = useRef(false);
  const latest = useRef({ shown, key, wanted, changes });
  latest.current = { shown, key, wanted, changes };

  const open = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    openedAt.current = performance.now();
    opening.current = true;
    const { shown: before, key: asked, wanted: question, changes: known } = latest.current;
    let opened: Opened<Row> | null = null;
    try {
      opened = await question.open(host);
      const { id, people, firstRows } = opened;
      const source = new BlockSource<Row>(
        people,
        (start, count) => question.read(host, id, start, Math.min(count, BLOCK_SIZE)),
        (thrown) => {
          const failure = asAppError(thrown);
          if (failure.code === "resultSetExpired") void open();
          else setError(failure);
        },
        firstRows,
      );
      const same = before?.key === asked;
      if (same) await source.prepare(before.source.sight.start, before.source.sight.end);
      if (before?.people === question.people) await question.carry?.(before.resultSet, id);
      if (turn.current !== mine) return close(host, account, id);
      const newer = { key: asked, people: question.people, resultSet: id, source };
      latest.current.shown = newer;
      setShown(newer);
      setAnswered({ changes: known });
      setError(null);
      setOutdated(false);
      if (before) {
        latest.current.wanted.onReplaced(before.people === question.people);
        before.source.close();
        close(host, account, before.resultSet);
      }
    } catch (thrown) {
      if (opened) close(host, account, opened.id);
      if (turn.current === mine) {
        setAnswered({ changes: known });
        setError(asAppError(thrown));
      }
    } finally {
      if (turn.current === mine) opening.current = false;
    }
  }, [host, account]);

  // Before the page is painted that says so: the list is put together meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question opens another list
  useLayoutEffect(() => {
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

  // Nobody is chosen any more: what was held back can come.
  const released = outdated && !holding;
  const behind = answered?.changes !== changes || (released && error === null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer may be behind as the last one was
  useEffect(() => {
    if (!behind) return;
    const somebodyWaits = latest.current.wanted.holding || latest.current.shown?.source.total === 0;
    const calm = openedAt.current + CALM - performance.now();
    const renew = async () => {
      // If its answer is behind, that leads here once more.
      if (opening.current) return;
      const { wanted: asked, shown: before, changes: known } = latest.current;
      if (!asked.holding) return open();
      setOutdated(true);
      await before?.source.renew();
      if (latest.current.shown === before) setAnswered({ changes: known });
    };
    const timer = window.setTimeout(() => void renew(), somebodyWaits ? SOON : Math.max(SOON, calm));
    return () => window.clearTimeout(timer);
  }, [behind, answered, open]);

  useEffect(() => {
    if (released && !opening.current) void open();
  }, [released, open]);

  const refresh = useCallback(() => void open(), [open]);
  const seen = shown === null && error === null && wanted.lastSeen ? wanted.lastSeen : null;
  const pending = useMemo(
    () => (seen === null ? pendingSource<Row>(EXPECTED) : wholeSource(seen.rows, seen.people)),
    [seen],
  );
  return {
    source: shown?.source ?? pending,
    resultSet: shown?.resultSet ?? null,
    people: shown?.source.total ?? seen?.people ?? null,
    key: shown?.key ?? (seen === null ? "" : key),
    reading: shown?.key !== key && error === null && seen === null,
    behind,
    error,
    unanswered: shown?.key !== key && error !== null,
    outdated,
    refresh,
    update: (change) => shown?.source.update(change),
  };
}

/** Nobody reads this result set any more. If the core does not hear it, it lets it go by itself. */
function close(host: Host, account: AccountId, resultSet: ResultSetId): void {
  host.call("close_result_set", { account, resultSet }).catch(() => undefined);
}
