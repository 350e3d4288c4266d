// Believable accounts, jobs and reports, each with what matters to a test put in.

import type {
  AccountSummary,
  AppError,
  Connecting,
  ConnectStatus,
  DeskOverview,
  JobSummary,
  Segment,
  Step,
  StepState,
  SyncReport,
} from "~/desk/contract";
import { DeskError } from "~/desk/host";

export const emptyOverview: DeskOverview = {
  version: "0.1.0",
  dataFolder: "/home/mei/.local/share/fandesk",
  vault: { state: "unused", keychain: true },
  settings: {
    language: "zh-CN",
    theme: "light",
    density: "comfortable",
    currentAccount: null,
    typedAbove: 1_000,
    keepHistory: "forever",
    logLevel: "info",
  },
  accounts: [],
};

export const refuse = (error: AppError): never => {
  throw new DeskError(error);
};

export function fakeReport(now: number, changes: Partial<SyncReport> = {}): SyncReport {
  return {
    sync: 12,
    startedAt: now - 640,
    finishedAt: now - 600,
    following: 20_312,
    total: 20_312,
    joined: 312,
    left: 45,
    cameBack: 3,
    first: false,
    detailsRead: 315,
    tags: 7,
    blacklisted: 41,
    calls: 38,
    unreadable: [],
    unreadableCount: 0,
    unreadTags: [],
    notAllowed: [],
    scope: "usual",
    listBefore: now - 87_000,
    listAt: now - 620,
    tagChanges: [{ tag: 101, name: "会员", added: 20, removed: 4 }],
    remarked: 12,
    blocked: 2,
    unblocked: 0,
    refreshed: 0,
    oldestRead: now - 9 * 86_400,
    putOff: [],
    callsInFull: 226,
    ...changes,
  };
}

export function fakeAccount(changes: Partial<AccountSummary> = {}): AccountSummary {
  return {
    id: "practice",
    name: "练习账号",
    kind: "practice",
    appId: null,
    apiBase: null,
    credentials: { kind: "secret" },
    connection: { tokenKind: "stable", proxy: { kind: "system" } },
    state: { state: "ready" },
    following: 20_312,
    lastSync: fakeReport(1_763_700_000),
    neverSynced: false,
    ...changes,
  };
}

export function fakeJob(changes: Partial<JobSummary> = {}): JobSummary {
  return {
    id: 5,
    account: "practice",
    change: { kind: "tags", add: [102], remove: [] },
    tagNames: { 102: "门店A" },
    undoes: null,
    undoneBy: null,
    restores: null,
    state: { state: "running" },
    people: 1240,
    done: 450,
    skipped: 83,
    failed: 0,
    createdAt: 1_763_699_000,
    startedAt: 1_763_699_010,
    finishedAt: null,
    secondsLeft: 4,
    ...changes,
  };
}

/** A segment of members who follow; its numbers are found out by the double. */
export function fakeSegment(changes: Partial<Segment> = {}): Segment {
  return {
    id: 1,
    name: "近 30 天的会员",
    hue: null,
    note: "",
    filter: {
      kind: "allOf",
      filters: [
        { kind: "following" },
        { kind: "followed", when: "during", period: { kind: "lastDays", days: 30 } },
        { kind: "tag", tag: 100 },
        { kind: "tags", have: "none", tags: [103] },
      ],
    },
    people: 0,
    entered: 12,
    left: 3,
    comparedAt: 1_763_700_000,
    savedAt: 1_763_600_000,
    problems: [],
    ...changes,
  };
}

const connectSteps = [
  "reach",
  "appId",
  "secret",
  "allowList",
  "rights",
  "quota",
  "keep",
  "followers",
] as const satisfies readonly Step[];
const serviceSteps = [
  "service",
  "reach",
  "token",
  "rights",
  "quota",
  "keep",
  "followers",
] as const satisfies readonly Step[];

/** An account that is being connected and stands at a step; null when all have passed. */
export function fakeConnecting(
  at: Step | null,
  status: ConnectStatus,
  changes: Partial<Connecting> = {},
): Connecting {
  const steps: readonly Step[] = at === "service" || at === "token" ? serviceSteps : connectSteps;
  const place = at ? steps.indexOf(at) : steps.length;
  const stateOf = (number: number): StepState => {
    if (number !== place) return number < place ? "passed" : "ahead";
    return status.state === "failed" ? "failed" : "trying";
  };
  const tried = place > steps.indexOf("rights");
  return {
    name: "国贸店",
    appId: "wxfedcba9876543210",
    steps: steps.map((step, number) => ({ step, state: stateOf(number) })),
    status,
    addresses: [],
    rights: tried
      ? (["followers", "details", "tags", "blacklist"] as const).map((name) => ({
          function: name,
          refused: null,
        }))
      : [],
    allowances: tried ? [{ endpoint: "/cgi-bin/user/get", daily: { limit: 500, used: 12, left: 488 } }] : [],
    ...changes,
  };
}
