// Situations worth looking at, by name: /tests/preview/index.html?scene=paused&language=en&theme=dark

import type {
  AccountSummary,
  AppError,
  Connecting,
  DeskOverview,
  Segment,
  Settings,
  Step,
  SyncState,
  Tag,
} from "~/desk/contract";
import { languages } from "~/i18n";
import { type FakeHost, fakeHost } from "../fake/host";
import {
  emptyOverview,
  fakeAccount,
  fakeConnecting,
  fakeJob,
  fakeReport,
  fakeSegment,
} from "../fake/samples";

const now = Math.floor(Date.now() / 1000);

export function scene(search: URLSearchParams): FakeHost {
  const settings: Settings = {
    language: languages.find((language) => language === search.get("language")) ?? "zh-CN",
    theme: search.get("theme") === "dark" ? "dark" : "light",
    density: search.get("density") === "compact" ? "compact" : "comfortable",
    currentAccount: search.get("account") ?? "shop",
    typedAbove: 1_000,
    keepHistory: "forever",
    logLevel: "info",
  };
  const build = scenes[search.get("scene") ?? "desk"] ?? scenes.desk;
  return build(settings, Number(search.get("people") ?? 20_000));
}

const manyTags: Tag[] = Array.from({ length: 60 }, (_, at) => ({
  id: 100 + at,
  name: at % 3 === 0 ? `二零二五年周年庆${at}` : at % 3 === 1 ? `Anniversary-dinner-guest-${at}` : `群${at}`,
  wechatCount: 104_318 - at * 900,
  localCount: 104_318 - at * 900,
  system: false,
  hue: at % 5 === 0 ? 6 : null,
  note: at % 4 === 0 ? "这个标签只在周年庆当天用，之后由店长清理" : "",
}));

type Scene = (settings: Settings, people: number) => FakeHost;

const practice = fakeAccount({ lastSync: fakeReport(now) });

const shop = (changes: Partial<AccountSummary> = {}) =>
  fakeAccount({
    id: "shop",
    name: "望京店",
    kind: "official",
    appId: "wx0123456789abcdef",
    lastSync: fakeReport(now, { following: 1_024_318, total: 1_024_318 }),
    following: 1_024_318,
    ...changes,
  });

const desk = (settings: Settings, changes: Partial<DeskOverview> = {}): DeskOverview => ({
  ...emptyOverview,
  vault: { state: "ready", kind: "keychain" },
  settings,
  accounts: [shop(), practice],
  ...changes,
});

const nobody = (settings: Settings, changes: Partial<DeskOverview> = {}): DeskOverview => ({
  ...emptyOverview,
  settings: { ...settings, currentAccount: null },
  ...changes,
});

const someSegments: Segment[] = [
  fakeSegment({ note: "周三的会员日发给他们" }),
  fakeSegment({
    id: 2,
    name: "北京或门店A，没有退费",
    entered: 0,
    left: 0,
    filter: {
      kind: "allOf",
      filters: [
        { kind: "following" },
        {
          kind: "anyOf",
          filters: [
            { kind: "tag", tag: 101 },
            {
              kind: "allOf",
              filters: [
                { kind: "tag", tag: 102 },
                { kind: "tagCount", least: 2, most: null },
              ],
            },
          ],
        },
        { kind: "noneOf", filters: [{ kind: "tag", tag: 103 }, { kind: "untagged" }] },
        { kind: "off", filter: { kind: "qr", part: "either", how: "is", texts: ["门店A", "地铁海报"] } },
      ],
    },
  }),
  fakeSegment({
    id: 3,
    name: "老会员回访",
    hue: 2,
    comparedAt: null,
    filter: {
      kind: "allOf",
      filters: [{ kind: "following" }, { kind: "tags", have: "any", tags: [100, 199] }],
    },
  }),
  fakeSegment({ id: 4, name: "由新版本保存的人群", filter: null, people: null }),
];

const refusal = (errcode: number, address: string | null = null): AppError => ({
  code: "wechat",
  errcode,
  message: address ? `invalid ip ${address}, not in whitelist` : "refused",
  rid: "661f6f22-4e5022ac-04a408f4",
  hint: null,
  at: now,
  address,
});

const sync = (status: SyncState["status"]): SyncState => ({
  sync: 13,
  account: "shop",
  phase: "details",
  done: 812_300,
  total: 1_024_318,
  calls: 8225,
  atOnce: 4,
  startedAt: now - 40,
  secondsLeft: status.state === "running" ? 20 : null,
  status,
});

const syncing =
  (status: SyncState["status"]): Scene =>
  (settings, people) =>
    fakeHost({ overview: desk(settings), people, sync: sync(status) });

const unwell =
  (state: AccountSummary["state"]): Scene =>
  (settings, people) =>
    fakeHost({ overview: desk(settings, { accounts: [shop({ state }), practice] }), people });

const locked =
  (vault: DeskOverview["vault"]): Scene =>
  (settings) =>
    fakeHost({ overview: nobody(settings, { vault }) });

const connecting =
  (now: Connecting): Scene =>
  (settings, people) => {
    const host = fakeHost({ overview: desk(settings), people });
    host.answer("connecting", () => now);
    return host;
  };

const refused = (step: Step, errcode: number): Scene =>
  connecting(fakeConnecting(step, { state: "failed", because: refusal(errcode) }));

const scenes = {
  desk: (settings, people) =>
    fakeHost({ overview: desk(settings), people, pace: 150, segments: someSegments }),
  /** With `#/connect`, as the others of connecting. */
  allowList: connecting(
    fakeConnecting(
      "allowList",
      { state: "waiting", because: refusal(40164, "203.0.113.8"), nextTry: now + 10, until: now + 540 },
      { addresses: ["203.0.113.7", "203.0.113.8"] },
    ),
  ),
  administrator: connecting(
    fakeConnecting("allowList", {
      state: "waiting",
      because: refusal(89507),
      nextTry: now + 3_600,
      until: now + 3_600,
    }),
  ),
  wrongAppId: refused("appId", 40013),
  wrongSecret: refused("secret", 40125),
  frozen: refused("secret", 40243),
  forbidden: refused("secret", 50004),
  accountFrozen: refused("secret", 50007),
  uncertified: refused("rights", 48001),
  unauthorised: refused("rights", 61007),
  confirming: connecting(
    fakeConnecting("allowList", {
      state: "waiting",
      because: refusal(89503),
      nextTry: now + 10,
      until: now + 540,
    }),
  ),
  connected: connecting(
    fakeConnecting(
      null,
      { state: "connected", account: "shop" },
      {
        rights: [
          { function: "followers", refused: null },
          { function: "details", refused: null },
          { function: "tags", refused: null },
          { function: "blacklist", refused: refusal(48001) },
        ],
      },
    ),
  ),
  passphrase: (settings, people) =>
    fakeHost({ overview: desk(settings, { vault: { state: "ready", kind: "passphrase" } }), people }),
  first: (settings, people) => fakeHost({ overview: nobody(settings), people, pace: 150 }),
  noKeychain: locked({ state: "unused", keychain: false }),
  locked: locked({ state: "passphraseNeeded" }),
  keychainLocked: locked({ state: "keychainLocked" }),
  keychainMissing: locked({ state: "keychainMissing", recovery: true }),
  practice: (settings, people) =>
    fakeHost({ overview: desk({ ...settings, currentAccount: "practice" }), people, pace: 150 }),
  neverSynced: (settings) => {
    const accounts = [shop({ neverSynced: true, lastSync: null, following: 0 })];
    return fakeHost({ overview: desk(settings, { accounts }), people: 0, pace: 150 });
  },
  listFails: (settings, people) => {
    const host = fakeHost({ overview: desk(settings), people });
    host.fail("open_result_set", { code: "storage" });
    return host;
  },
  long: (settings, people) => {
    const name = "望京店（朝阳大悦城旗舰店）官方服务号 Wangjing Flagship";
    const host = fakeHost({ overview: desk(settings, { accounts: [shop({ name }), practice] }), people });
    host.answer("tags", () => manyTags);
    return host;
  },
  proxied: (settings, people) => {
    const proxy = {
      kind: "server" as const,
      protocol: "http" as const,
      host: "proxy.example.com",
      port: 8080,
      user: "门店",
    };
    const accounts = [shop({ connection: { tokenKind: "classic", proxy } }), practice];
    const host = fakeHost({ overview: desk(settings, { accounts }), people });
    host.fail("check_connection", { code: "proxy", cause: "login" });
    return host;
  },
  syncing: syncing({ state: "running" }),
  paused: syncing({ state: "paused", because: refusal(40164, "203.0.113.7") }),
  waiting: syncing({ state: "waiting", until: now + 30_000, because: refusal(45009) }),
  asking: syncing({ state: "asking", leavers: 92_100, following: 1_024_318 }),
  secretMissing: unwell({ state: "secretMissing" }),
  keyMissing: unwell({ state: "keyMissing", setAside: "set-aside/shop.db" }),
  damaged: unwell({ state: "damaged", setAside: "set-aside/shop.db" }),
  newer: unwell({ state: "newer" }),
  busy: (settings, people) =>
    fakeHost({
      overview: desk(settings),
      people,
      jobs: [
        fakeJob({ account: "shop", createdAt: now - 20, startedAt: now - 18 }),
        fakeJob({
          id: 4,
          account: "shop",
          change: { kind: "remark", remark: "老客户" },
          state: { state: "waiting", until: now + 30_000, because: refusal(45009) },
          people: 1000,
          done: 600,
          skipped: 0,
        }),
        fakeJob({ id: 3, account: "shop", state: { state: "paused", because: refusal(40001) } }),
        fakeJob({
          id: 2,
          account: "shop",
          state: { state: "finished" },
          done: 1040,
          skipped: 200,
          finishedAt: now - 4000,
        }),
      ],
    }),
} satisfies Record<string, Scene> as Record<string, Scene> & { desk: Scene };
