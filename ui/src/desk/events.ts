// Turns the core's announcements into cache refreshes; no call site guesses what a command has changed.

import type { Query, QueryClient, QueryFilters, QueryKey } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { AccountId, DeskEvent, JobSummary, SyncState, Topic } from "./contract";
import type { Host } from "./host";
import {
  keys,
  rememberAccount,
  rememberInHistory,
  rememberJob,
  rememberRunning,
  rememberRunningSync,
} from "./queries";

/** Counts announcements per account and topic, for those who keep data outside the query cache. */
class ChangeCounts {
  private counts = new Map<string, number>();
  private listeners = new Set<() => void>();

  bump(account: AccountId, topic: Topic): void {
    const key = `${topic} ${account}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  bumpAll(): void {
    this.counts.set("*", (this.counts.get("*") ?? 0) + 1);
  }

  announce(): void {
    for (const listener of this.listeners) listener();
  }

  sum(account: AccountId, topics: readonly Topic[]): number {
    let sum = this.counts.get("*") ?? 0;
    for (const topic of topics) {
      sum += (this.counts.get(`${topic} ${account}`) ?? 0) + (this.counts.get(`${topic} *`) ?? 0);
    }
    return sum;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

const changes = new ChangeCounts();

/** A number that grows whenever one of the topics changes in this account. */
export function useChanges(account: AccountId, topics: readonly Topic[]): number {
  return useSyncExternalStore(changes.subscribe, () => changes.sum(account, topics));
}

/** Applies one announcement to the cache. */
export function applyEvent(client: QueryClient, event: DeskEvent): void {
  switch (event.kind) {
    case "jobMoved":
      rememberJob(client, event.job);
      rememberInHistory(client, event.job);
      rememberRunning(client, event.job, hasEnded(event.job));
      readOnceMore(client, keys.jobs(event.job.account));
      readOnceMore(client, keys.running);
      if (hasEnded(event.job)) {
        readAnew(client, { queryKey: keys.topic(event.job.account, "jobs") });
      }
      return;
    case "syncMoved":
      client.setQueryData(keys.sync(event.sync.account), event.sync);
      rememberRunningSync(client, event.sync, hasSyncEnded(event.sync));
      readOnceMore(client, keys.sync(event.sync.account));
      readOnceMore(client, keys.running);
      if (hasSyncEnded(event.sync)) {
        readAnew(client, { queryKey: keys.topic(event.sync.account, "history") });
      }
      return;
    case "accountState":
      rememberAccount(client, event.account);
      readOnceMore(client, keys.overview);
      return;
    case "connectMoved":
      client.setQueryData(keys.connecting, event.connecting);
      readOnceMore(client, keys.connecting);
      return;
    case "filesRekeyed":
      // The dialog that asked for it listens itself.
      return;
    case "changed":
      spoil(client, event.account, event.topics);
      return;
    case "resync":
      changes.bumpAll();
      changes.announce();
      // A first page stands until the list itself is there: by now there may be none to be had.
      readAnew(client, { predicate: ({ queryKey }) => queryKey[2] !== keys.firstPage("")[2] });
      return;
    default:
      event satisfies never;
  }
}

/**
 * Marks what is cached as stale and reads what is shown anew. A first reading that is under way when
 * it becomes stale may answer with how things were: the library keeps that answer as fresh, so it is
 * read once more.
 */
function readAnew(client: QueryClient, spoilt: QueryFilters): void {
  for (const query of client.getQueryCache().findAll({ ...spoilt, fetchStatus: "fetching" })) {
    if (query.state.data === undefined) readAfterwards(client, query);
  }
  void client.invalidateQueries(spoilt);
}

/**
 * News has come of something that is just being read: the answer may be older than the news and would be
 * kept in its place. What rests sends no more news, and would look as if it ran for ever.
 */
function readOnceMore(client: QueryClient, queryKey: QueryKey): void {
  const query = client.getQueryCache().find({ queryKey, exact: true });
  if (query?.state.fetchStatus === "fetching") readAfterwards(client, query);
}

/** Reads once more as soon as the reading under way ends, however often it is wanted until then. */
function readAfterwards(client: QueryClient, query: Query): void {
  if (wantedAfterwards.has(query)) return;
  wantedAfterwards.add(query);
  const again = () => {
    wantedAfterwards.delete(query);
    void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  };
  query.promise?.then(again, again);
}

const wantedAfterwards = new WeakSet<Query>();

/** What is counted among followers changes with them. */
const counted: Partial<Record<Topic, readonly Topic[]>> = {
  followers: ["segments", "lists"],
  tags: ["segments"],
  blacklist: ["segments"],
};

function spoil(client: QueryClient, account: AccountId | null, topics: Topic[]): void {
  for (const topic of topics) {
    changes.bump(account ?? "*", topic);
    if (topic === "accounts" || topic === "settings") {
      readAnew(client, { queryKey: keys.overview });
      readAnew(client, { queryKey: keys.vault });
    }
    spoilTopic(client, account, topic);
  }
  for (const topic of new Set(topics.flatMap((one) => counted[one] ?? []))) {
    if (!topics.includes(topic))
      calmly(client, `${account} ${topic}`, () => spoilTopic(client, account, topic));
  }
  changes.announce();
}

function spoilTopic(client: QueryClient, account: AccountId | null, topic: Topic): void {
  readAnew(client, {
    predicate: ({ queryKey }) =>
      queryKey[0] === "account" && (account === null || queryKey[1] === account) && queryKey[2] === topic,
  });
}

/** Milliseconds between two countings of everything, however fast a job changes people. */
const CALM = 1_500;
/** What was counted a moment ago, and whether it has changed since. */
const resting = new WeakMap<QueryClient, Map<string, boolean>>();

function calmly(client: QueryClient, what: string, count: () => void): void {
  const rests = resting.get(client) ?? new Map<string, boolean>();
  resting.set(client, rests);
  if (rests.has(what)) return void rests.set(what, true);
  count();
  rests.set(what, false);
  setTimeout(() => {
    const changed = rests.get(what);
    rests.delete(what);
    if (changed) calmly(client, what, count);
  }, CALM);
}

export function hasEnded(job: JobSummary): boolean {
  return job.state.state === "finished" || job.state.state === "cancelled";
}

function hasSyncEnded({ status }: SyncState): boolean {
  return status.state === "finished" || status.state === "cancelled";
}

/** Whether a sync is under way in any way, a pause or a question included. */
export function syncIsOpen(sync: SyncState | null | undefined): sync is SyncState {
  return !!sync && !hasSyncEnded(sync);
}

/** Listens for as long as the window stands. */
export function useDeskEvents(host: Host, client: QueryClient): void {
  useEffect(() => host.events((event) => applyEvent(client, event)), [host, client]);
}
