// Announcements of the core become cache refreshes: exactly what they name, nothing else.

import { type Query, QueryClient, QueryObserver } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { JobSummary, SyncState } from "~/desk/contract";
import { applyEvent, syncIsOpen, useChanges } from "~/desk/events";
import { keys } from "~/desk/queries";
import { emptyOverview, fakeAccount, fakeJob, fakeReport } from "../fake/samples";

const historyOf = (account: string) =>
  keys.activity(account, { kinds: [], from: null, until: null, tag: null, person: null });

function cache() {
  const client = new QueryClient();
  client.setQueryData(keys.overview, { ...emptyOverview, accounts: [fakeAccount({ id: "a" })] });
  for (const account of ["a", "b"]) {
    client.setQueryData(keys.tags(account), []);
    client.setQueryData(keys.facets(account), {});
    client.setQueryData(keys.jobs(account), [fakeJob({ id: 1, account })]);
    client.setQueryData(historyOf(account), { pages: [], pageParams: [] });
  }
  const stale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  return { client, stale };
}

const sync = (status: SyncState["status"]): SyncState => ({
  sync: 9,
  account: "a",
  phase: "details",
  done: 100,
  total: 200,
  calls: 3,
  atOnce: 4,
  startedAt: 0,
  secondsLeft: 1,
  status,
});

describe("a change", () => {
  it("spoils its topics in its account", () => {
    const { client, stale } = cache();
    applyEvent(client, { kind: "changed", account: "a", topics: ["tags"] });
    expect(stale(keys.tags("a"))).toBe(true);
    expect(stale(keys.jobs("a")), "another topic").toBe(false);
    expect(stale(keys.tags("b")), "another account").toBe(false);
    expect(stale(keys.overview)).toBe(false);
  });

  it("of followers is one of what is counted among them", () => {
    const { client, stale } = cache();
    for (const account of ["a", "b"]) {
      client.setQueryData(keys.segments(account), []);
      client.setQueryData(keys.lists(account), []);
    }
    applyEvent(client, { kind: "changed", account: "a", topics: ["followers"] });
    const counted = (account: string) => [keys.segments(account), keys.lists(account), keys.facets(account)];
    expect(counted("a").map(stale)).toEqual([true, true, true]);
    expect(counted("b").map(stale)).toEqual([false, false, false]);
  });

  it("that comes many times a second has everything counted now and then, and once more at the end", () => {
    vi.useFakeTimers();
    const { client } = cache();
    const counted = vi.spyOn(client, "invalidateQueries");
    const queryOf = (queryKey: readonly unknown[]) => {
      client.setQueryData(queryKey, []);
      return client.getQueryCache().find({ queryKey }) as Query;
    };
    const queries = [keys.segments("a"), keys.facets("a")].map(queryOf);
    const spoilt = () =>
      queries.map((query) => counted.mock.calls.filter(([how]) => how?.predicate?.(query)).length);
    for (let batch = 0; batch < 20; batch += 1) {
      applyEvent(client, { kind: "changed", account: "a", topics: ["followers"] });
      vi.advanceTimersByTime(100);
    }
    expect(spoilt()).toEqual([2, 2]);
    vi.advanceTimersByTime(5_000);
    expect(spoilt()).toEqual([3, 3]);
    vi.useRealTimers();
  });

  it("that comes while something is read for the first time has it read once more", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    const answers: ((tags: string[]) => void)[] = [];
    const read = () => new Promise<string[]>((resolve) => answers.push(resolve));
    const observer = new QueryObserver(client, { queryKey: keys.tags("a"), queryFn: read });
    const stop = observer.subscribe(() => {});
    applyEvent(client, { kind: "changed", account: "a", topics: ["tags"] });
    answers[0]?.(["half of them"]);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.(["all of them"]);
    await vi.waitFor(() => expect(client.getQueryData(keys.tags("a"))).toEqual(["all of them"]));
    stop();
  });

  it("without an account concerns all of them", () => {
    const { client, stale } = cache();
    applyEvent(client, { kind: "changed", account: null, topics: ["followers", "settings"] });
    expect(stale(keys.facets("a"))).toBe(true);
    expect(stale(keys.facets("b"))).toBe(true);
    expect(stale(keys.tags("a"))).toBe(false);
    expect(stale(keys.overview), "settings are part of the overview").toBe(true);
  });

  it("is counted for those who keep rows of their own", () => {
    const { client } = cache();
    const { result } = renderHook(() => useChanges("counted", ["followers"]));
    const before = result.current;
    act(() => applyEvent(client, { kind: "changed", account: "counted", topics: ["tags"] }));
    expect(result.current).toBe(before);
    act(() => applyEvent(client, { kind: "changed", account: "counted", topics: ["followers"] }));
    expect(result.current).toBe(before + 1);
    act(() => applyEvent(client, { kind: "resync" }));
    expect(result.current).toBe(before + 2);
  });
});

describe("a job that moves", () => {
  it("replaces itself in its account's list without asking the core", () => {
    const { client, stale } = cache();
    applyEvent(client, { kind: "jobMoved", job: fakeJob({ id: 1, account: "a", done: 900 }) });
    expect(client.getQueryData<JobSummary[]>(keys.jobs("a"))).toEqual([
      fakeJob({ id: 1, account: "a", done: 900 }),
    ]);
    expect(client.getQueryData<JobSummary[]>(keys.jobs("b"))?.[0]?.done).toBe(450);
    expect(stale(keys.jobs("a"))).toBe(false);
  });

  it("comes first when it is new", () => {
    const { client } = cache();
    applyEvent(client, { kind: "jobMoved", job: fakeJob({ id: 2, account: "a" }) });
    expect(client.getQueryData<JobSummary[]>(keys.jobs("a"))?.map(({ id }) => id)).toEqual([2, 1]);
  });

  it("spoils reports when it has ended", () => {
    const { client, stale } = cache();
    client.setQueryData(keys.jobReport("a", 1), {});
    applyEvent(client, {
      kind: "jobMoved",
      job: fakeJob({ id: 1, account: "a", state: { state: "finished" } }),
    });
    expect(stale(keys.jobReport("a", 1))).toBe(true);
  });
});

describe("a sync that moves", () => {
  it("is shown at once and spoils its reports when finished", () => {
    const { client, stale } = cache();
    const running = sync({ state: "running" });
    applyEvent(client, { kind: "syncMoved", sync: running });
    expect(client.getQueryData(keys.sync("a"))).toEqual(running);
    expect(stale(historyOf("a"))).toBe(false);

    applyEvent(client, { kind: "syncMoved", sync: sync({ state: "finished", report: fakeReport(1000) }) });
    expect(stale(historyOf("a"))).toBe(true);
    expect(stale(historyOf("b"))).toBe(false);
  });

  it("stays as the news says when an older answer comes after it", async () => {
    const { client } = cache();
    const [running, paused] = [sync({ state: "running" }), sync({ state: "paused", because: null })];
    const answers: ((state: SyncState) => void)[] = [];
    const queryFn = () => new Promise<SyncState>((answer) => answers.push(answer));
    const stop = new QueryObserver(client, { queryKey: keys.sync("a"), queryFn }).subscribe(() => {});
    applyEvent(client, { kind: "syncMoved", sync: paused });
    answers[0]?.(running);
    await vi.waitFor(() => expect(answers, "asked once more").toHaveLength(2));
    answers[1]?.(paused);
    await vi.waitFor(() => expect(client.isFetching()).toBe(0));
    expect(client.getQueryData(keys.sync("a"))).toEqual(paused);
    stop();
  });

  it("is open while it waits or asks, and not after its end", () => {
    expect(syncIsOpen(sync({ state: "asking", leavers: 9, following: 10 }))).toBe(true);
    expect(syncIsOpen(sync({ state: "paused", because: null }))).toBe(true);
    expect(syncIsOpen(sync({ state: "cancelled" }))).toBe(false);
    expect(syncIsOpen(null)).toBe(false);
  });
});

describe("other announcements", () => {
  it("an account's new state goes into the overview", () => {
    const { client } = cache();
    const moved = fakeAccount({ id: "a", state: { state: "secretMissing" } });
    applyEvent(client, { kind: "accountState", account: moved });
    expect(client.getQueryData(keys.overview)).toMatchObject({ accounts: [moved] });
  });

  it("a resync spoils everything", () => {
    const { client, stale } = cache();
    applyEvent(client, { kind: "resync" });
    expect([keys.overview, keys.tags("a"), keys.jobs("b")].map(stale)).toEqual([true, true, true]);
  });
});
