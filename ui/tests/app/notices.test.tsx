// Notifications of the system: what came to its end, or needs somebody, while another program is in front.

import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobSummary, SyncState } from "~/desk/contract";
import { fakeHost } from "../fake/host";
import { fakeJob, fakeReport } from "../fake/samples";
import { openWindow, practice, shop } from "./window";

const inFront = vi.spyOn(document, "hasFocus");
beforeEach(() => void inFront.mockReturnValue(false));
afterEach(() => void inFront.mockReset());

async function open() {
  const shown: string[] = [];
  const host = fakeHost({ overview: { accounts: [shop, practice] }, people: 20 });
  host.actions.notify = (title, words) => void shown.push(`${title}: ${words}`);
  openWindow(host);
  await screen.findByTestId("status-line");
  const job = (changes: Partial<JobSummary>) =>
    act(() => host.announce({ kind: "jobMoved", job: fakeJob({ account: "shop", ...changes }) }));
  return { host, shown, job };
}

const over: Partial<JobSummary> = { done: 1157, skipped: 80, failed: 3, state: { state: "finished" } };

test("the end of a bulk change is told once, with its figures and nobody's name", async () => {
  const { shown, job } = await open();
  const change = { kind: "remark", remark: "李雷" } as const;
  job({ change });
  job({ change, ...over });
  job({ change, ...over });
  expect(shown).toEqual(["望京店: 批量修改完成：1,157 人成功，跳过 80 人，失败 3 人"]);
});

test("nothing is told to somebody who looks at the window, nor about one person's change", async () => {
  const { shown, job } = await open();
  job({ people: 1, done: 1, skipped: 0, state: { state: "finished" } });
  inFront.mockReturnValue(true);
  job({ id: 6, ...over });
  expect(shown).toEqual([]);
});

test("a change that has stopped by itself asks for somebody each time, one that was paused by hand does not", async () => {
  const { shown, job } = await open();
  job({ state: { state: "paused", because: null } });
  expect(shown).toEqual([]);
  const stopped = { state: { state: "paused", because: { code: "diskFull" } } } as const;
  job(stopped);
  job({});
  job(stopped);
  expect(shown).toEqual(Array(2).fill("望京店: 批量修改停下了，需要您看一下"));
});

test("a sync of any account tells its end and its questions", async () => {
  const { host, shown } = await open();
  const sync: SyncState = {
    sync: 3,
    account: practice.id,
    phase: "difference",
    done: 0,
    total: null,
    calls: 4,
    atOnce: 4,
    startedAt: 1_763_699_000,
    secondsLeft: null,
    status: { state: "asking", leavers: 90, following: 1000 },
  };
  const report = fakeReport(1_763_699_000, { joined: 312, left: 45 });
  for (const status of [sync.status, { state: "running" }, { state: "finished", report }] as const) {
    act(() => host.announce({ kind: "syncMoved", sync: { ...sync, status } }));
  }
  expect(shown).toEqual([
    expect.stringContaining("同步停下了，需要您看一下"),
    expect.stringContaining("同步完成：新增 312 人，减少 45 人"),
  ]);
});
