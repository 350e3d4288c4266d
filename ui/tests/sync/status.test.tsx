// The status line in every state of a sync: what it says and what can be done.

import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AppError, SyncState } from "~/desk/contract";
import { openWindow, practice, shop } from "../app/window";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeReport } from "../fake/samples";

const refusedAddress: AppError = {
  code: "wechat",
  errcode: 40164,
  message: "invalid ip",
  rid: null,
  hint: null,
  at: 1_763_700_000,
  address: "203.0.113.7",
};

function syncing(status: SyncState["status"], changes: Partial<SyncState> = {}): SyncState {
  return {
    sync: 31,
    account: "shop",
    phase: "details",
    done: 3_100,
    total: 20_312,
    calls: 33,
    atOnce: 4,
    startedAt: 1_763_700_000,
    secondsLeft: 6,
    status,
    ...changes,
  };
}

function open(sync: SyncState | null, account = shop) {
  const settings = { ...emptyOverview.settings, currentAccount: account.id };
  const host = fakeHost({ overview: { accounts: [practice, account], settings }, sync, people: 20 });
  return { host, ...openWindow(host) };
}

const line = () => screen.findByTestId("status-line");

test("a running sync says what it does, how far it is and how long it takes", async () => {
  open(syncing({ state: "running" }));
  await screen.findByText("正在读取粉丝资料");
  expect((await line()).textContent).toContain("3,100 / 20,312 · 还需约 6 秒");
  expect((screen.getByTestId("sync-button") as HTMLButtonElement).disabled).toBe(true);
});

test("a running sync says how many calls it makes and how many at once", async () => {
  const { user } = open(syncing({ state: "running" }));
  await user.click(await screen.findByTestId("sync-state"));
  expect((await screen.findByTestId("sync-panel")).textContent).toContain("已调用 33 次 · 同时最多 4 个");
});

test("a finished sync shows both numbers, each one click from its people", async () => {
  const { user } = open(null);
  await user.click(await screen.findByTestId("sync-joined"));
  const asked = () =>
    JSON.parse(new URLSearchParams(window.location.hash.split("?")[1]).get("filter") ?? "null");
  await waitFor(() => expect(asked()).toEqual({ kind: "movedInSync", sync: 12, how: "joined", tag: null }));
  await user.click(screen.getByTestId("sync-left"));
  await waitFor(() => expect(asked()).toEqual({ kind: "movedInSync", sync: 12, how: "left", tag: null }));
});

test("a first sync counts everybody once instead of calling them new", async () => {
  const lastSync = fakeReport(1_763_700_000, { first: true });
  const { user } = open(null, { ...shop, lastSync });
  await user.click(await screen.findByTestId("sync-report"));
  expect((await screen.findByTestId("report-first")).textContent).toContain("20,312");
  expect(screen.queryByTestId("sync-joined")).toBeNull();
});

test("an account that was never synced says so and offers it", async () => {
  const { host, user } = open(null, { ...shop, neverSynced: true, lastSync: null });
  expect((await line()).textContent).toContain("还没有同步过");
  await user.click(screen.getByTestId("sync-button"));
  await waitFor(() => expect(host.calls).toContainEqual({ name: "start_sync", input: { account: "shop" } }));
  await screen.findByText("正在读取粉丝资料");
});

test("a paused sync says why and goes on when asked", async () => {
  const { host, user } = open(
    syncing({ state: "paused", because: { code: "offline", cause: "connection" } }),
  );
  await screen.findByText("同步已暂停：连不上网络");
  await user.click(screen.getByTestId("sync-resume"));
  expect(host.calls).toContainEqual({
    name: "resume_sync",
    input: { account: "shop", acceptLeavers: false },
  });
});

test("a sync that WeChat's allow-list stopped shows the address to add", async () => {
  const { user } = open(syncing({ state: "paused", because: refusedAddress }));
  await user.click(await screen.findByTestId("sync-state"));
  expect((await screen.findByTestId("allow-list-address")).textContent).toBe("203.0.113.7");
});

test("a waiting sync says when it goes on by itself", async () => {
  const until = Math.floor(Date.now() / 1000) + 3 * 86_400;
  open(syncing({ state: "waiting", until, because: { code: "timeout" } }));
  expect((await screen.findByTestId("sync-state")).textContent).toMatch(
    /自动继续同步：微信没有在规定时间内回应$/,
  );
});

test("many leavers are asked about, and nothing is marked without a yes", async () => {
  const { host, user } = open(syncing({ state: "asking", leavers: 2_500, following: 20_000 }));
  expect((await screen.findByTestId("leavers")).textContent).toContain("12.5 %");
  await user.click(screen.getByTestId("leavers-accept"));
  expect(host.calls).toContainEqual({ name: "resume_sync", input: { account: "shop", acceptLeavers: true } });
});

test("a no to the leavers ends the sync", async () => {
  const { host, user } = open(syncing({ state: "asking", leavers: 2_500, following: 20_000 }));
  await user.click(await screen.findByTestId("leavers-refuse"));
  expect(host.calls).toContainEqual({ name: "cancel_sync", input: { account: "shop" } });
});

test("progress and the end of a sync arrive by events alone", async () => {
  const { host } = open(syncing({ state: "running" }));
  await screen.findByText("正在读取粉丝资料");
  host.announce({ kind: "syncMoved", sync: syncing({ state: "running" }, { phase: "blacklist", done: 40 }) });
  await screen.findByText("正在读取黑名单");
  const report = fakeReport(Math.floor(Date.now() / 1000), {
    sync: 31,
    joined: 7,
    left: 0,
    finishedAt: Math.floor(Date.now() / 1000),
  });
  host.announce({ kind: "syncMoved", sync: syncing({ state: "finished", report }) });
  host.announce({ kind: "accountState", account: { ...shop, lastSync: report } });
  expect((await screen.findByTestId("sync-joined")).textContent).toBe("+7");
  expect(within(await line()).getByTestId("sync-left")).toHaveProperty("disabled", true);
});

test("a sync that could not start says why", async () => {
  const { host, user } = open(null);
  host.fail("start_sync", { code: "offline", cause: "connection" });
  await user.click(await screen.findByTestId("sync-button"));
  await user.click(await screen.findByText("没有成功，看原因"));
  await screen.findByText("连不上网络");
});

test("a report says what was changed elsewhere, and every number opens its people", async () => {
  const { user } = open(null);
  await user.click(await screen.findByTestId("sync-report"));
  const elsewhere = await screen.findByTestId("report-elsewhere");
  expect(elsewhere.textContent).toContain("会员 +20");
  expect(elsewhere.textContent).toContain("会员 −4");
  expect(elsewhere.textContent).toContain("别处改了备注 12");
  expect(elsewhere.textContent).toContain("别处拉黑 2");
  expect(screen.getByTestId("report-span").textContent).toContain("之间");
  expect(screen.getByTestId("report-oldest").textContent).toContain("轮到重读");
  await user.click(within(elsewhere).getByTestId("moved-untagged-101"));
  const asked = () =>
    JSON.parse(new URLSearchParams(window.location.hash.split("?")[1]).get("filter") ?? "null");
  await waitFor(() => expect(asked()).toEqual({ kind: "movedInSync", sync: 12, how: "untagged", tag: 101 }));
});

test("everything is read again after one question", async () => {
  const { host, user } = open(null);
  await user.click(await screen.findByTestId("sync-report"));
  await user.click(await screen.findByTestId("sync-read-all"));
  await screen.findByText("约需 226 次调用。平时不需要：每次同步都会重读一部分较早的资料。");
  expect(host.calls.some(({ name }) => name === "read_anew")).toBe(false);
  await user.click(document.getElementById("sync-read-all-confirm") as HTMLElement);
  expect(host.calls).toContainEqual({ name: "read_anew", input: { account: "shop", selection: null } });
});

test("what the day's calls did not suffice for is said, and that it is done tomorrow", async () => {
  const lastSync = fakeReport(1_763_700_000, {
    putOff: [
      { phase: "details", count: 3_000 },
      { phase: "tagLists", count: 2 },
    ],
  });
  const { user } = open(null, { ...shop, lastSync });
  await user.click(await screen.findByTestId("sync-report"));
  const text = (await screen.findByTestId("report-put-off")).textContent;
  expect(text).toContain("明天自动接着读");
  expect(text).toContain("3,000 人的资料");
  expect(text).toContain("2 个标签的名单");
});

test("how often to sync is set for this account", async () => {
  const { host, user } = open(null);
  await user.click(await screen.findByTestId("sync-report"));
  await user.click(await screen.findByText("什么时候同步、同步多少"));
  const every = await screen.findByLabelText("开着时，每隔多少小时自动同步（0 为不自动）");
  await user.clear(every);
  await user.type(every, "6{Enter}");
  const settings = { refreshDays: 14, reservePercent: 10, onStartHours: 24, everyHours: 6 };
  await waitFor(() =>
    expect(host.calls.filter(({ name }) => name === "save_sync_settings")).toContainEqual({
      name: "save_sync_settings",
      input: { account: "shop", settings },
    }),
  );
});

test("what a sync would take is asked of WeChat only when somebody wants to see it", async () => {
  const { host, user } = open(null);
  await user.click(await screen.findByTestId("sync-report"));
  await screen.findByTestId("sync-plan");
  expect(host.calls.some(({ name }) => name === "sync_plan")).toBe(false);
  await user.click(screen.getByText("现在同步要用多少调用"));
  expect((await screen.findByTestId("plan-sum")).textContent).toBe("约 31 次调用，今天够用。");
  expect(screen.getByTestId("plan-ids").textContent).toBe("粉丝名单44460");
  expect(screen.getByTestId("plan-tagLists").textContent).toContain("微信没有给出");
});

test("a plan that today's calls do not suffice for says how many wait, and why syncs are not more frequent", async () => {
  const { host, user } = open(null);
  host.answer("sync_plan", () => ({
    parts: [
      { phase: "ids", calls: 101, left: 349, later: 0 },
      { phase: "details", calls: 20, left: 12, later: 8 },
    ],
    reservePercent: 10,
    restAt: Math.floor(Date.now() / 1000) + 36_000,
    fewestHours: 6,
  }));
  await user.click(await screen.findByTestId("sync-report"));
  await user.click(await screen.findByText("现在同步要用多少调用"));
  expect((await screen.findByTestId("plan-sum")).textContent).toMatch(
    /^约 121 次调用，今天不够：其中 8 次.+自动接着。$/,
  );
  expect(screen.getByTestId("sync-plan").textContent).toContain("101 次调用，所以自动同步最快每 6 小时一次");
});

test("an account that was never synced has a plan too", async () => {
  const { user } = open(null, { ...shop, neverSynced: true, lastSync: null });
  await user.click(await screen.findByText("还没有同步过"));
  await user.click(await screen.findByText("现在同步要用多少调用"));
  await screen.findByTestId("plan-sum");
});

test("a tag whose list WeChat did not manage is named", async () => {
  const lastSync = fakeReport(1_763_700_000, { unreadTags: ["巨大", "会员"] });
  const { user } = open(null, { ...shop, lastSync });
  await user.click(await screen.findByTestId("sync-report"));
  expect((await screen.findByTestId("report-unread-tags")).textContent).toBe(
    "微信给不全 2 个标签的名单，本机保留原样，下次同步再读：「巨大」、「会员」",
  );
});
