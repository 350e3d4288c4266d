// The answers about the desk itself, its accounts and their syncs.

import type {
  AccountId,
  Connecting,
  CredentialsFacts,
  NewAccount,
  NewCredentials,
  SyncSettings,
} from "~/desk/contract";
import type { Handlers } from "./host";
import { fakeAccount, fakeConnecting, refuse } from "./samples";
import type { FakeWorld } from "./world";

const refusal = {
  code: "wechat",
  errcode: 0,
  message: "",
  rid: null,
  hint: null,
  at: 0,
  address: null,
} as const;

/** What may be shown of credentials. */
function factsOf(given: NewCredentials): CredentialsFacts {
  switch (given.kind) {
    case "secret":
      return { kind: "secret" };
    case "tokenService":
      return { kind: "tokenService", host: new URL(given.service.url).hostname };
    case "platform":
      return {
        kind: "platform",
        platform: given.platform.appId,
        host: new URL(given.platform.ticket.url).hostname,
      };
    case "pastedToken":
      return { kind: "pastedToken", until: Math.floor(Date.now() / 1000) + 7200 };
    default:
      return given satisfies never;
  }
}

export function accountAnswers(world: FakeWorld) {
  const { overview, announce, account, keepAccount, moveSync, runSync } = world;
  let syncSettings: SyncSettings = { refreshDays: 14, reservePercent: 10, onStartHours: 24, everyHours: 0 };
  const keychain = true;
  let recovery = false;
  let resets = 2;
  let asked: NewAccount | null = null;
  let connecting: Connecting | null = null;
  /** Everything is in order at WeChat; only a place to keep the secret may be missing. */
  const goOn = (): Connecting => {
    if (!asked) return refuse({ code: "notFound" });
    const { name, appId, apiBase, connection } = asked;
    const credentials = factsOf(asked.credentials);
    const homeless = overview.vault.state === "unused" && !overview.vault.keychain;
    if (homeless) {
      connecting = fakeConnecting("keep", { state: "needsPassphrase" });
    } else {
      if (overview.vault.state === "unused") overview.vault = { state: "ready", kind: "keychain" };
      const id = `a${world.nextId()}`;
      const added = { id, kind: "official" as const, name, appId, apiBase, connection, credentials };
      keepAccount(fakeAccount({ ...added, neverSynced: true, lastSync: null, following: 0 }));
      start(id);
      connecting = fakeConnecting(null, { state: "connected", account: id });
    }
    announce({ kind: "connectMoved", connecting });
    return connecting;
  };
  const start = (id: AccountId) => {
    const started = moveSync({
      sync: world.nextId(),
      account: id,
      phase: "details",
      done: 0,
      total: 20_312,
      calls: 3,
      atOnce: 4,
      startedAt: Math.floor(Date.now() / 1000),
      secondsLeft: 12,
      status: { state: "running" },
    });
    runSync();
    return started;
  };
  return {
    desk_overview: () => structuredClone(overview),
    save_settings: (settings) => {
      overview.settings = settings;
      return null;
    },
    choose_passphrase: () => {
      overview.vault = { state: "ready", kind: "passphrase" };
      return overview.vault;
    },
    diagnostics: () => [
      { name: "program.txt", text: "fandesk 0.1.0" },
      { name: "calls.json", text: "[]" },
    ],
    save_diagnostics: () => ({ path: "/home/mei/Downloads/fandesk-diagnostics.zip" }),
    vault_facts: () => ({ vault: overview.vault, keychain, recovery }),
    change_passphrase: ({ present }) => {
      if (present !== "correct horse") refuse({ code: "wrongPassphrase" });
      return null;
    },
    make_recovery_code: ({ passphrase }) => {
      const { vault } = overview;
      if (vault.state === "ready" && vault.kind === "passphrase" && passphrase !== "correct horse")
        refuse({ code: "wrongPassphrase" });
      recovery = true;
      return { code: "7K2QX-9M4TB-0HWZR-3CDNE-V8PYA" };
    },
    recover: ({ code }) => {
      if (code !== "7k2qx 9m4tb 0hwzr 3cdne v8pya") refuse({ code: "wrongCode" });
      overview.vault = { state: "ready", kind: "passphrase" };
      return structuredClone(overview);
    },
    restore_keys: ({ code }) => {
      if (code !== "7k2qx 9m4tb 0hwzr 3cdne v8pya") refuse({ code: "wrongCode" });
      overview.vault = { state: "ready", kind: "keychain" };
      return structuredClone(overview);
    },
    go_on_without_keys: () => {
      overview.vault = { state: "unused", keychain };
      return structuredClone(overview);
    },
    use_passphrase: () => {
      overview.vault = { state: "ready", kind: "passphrase" };
      recovery = false;
      return overview.vault;
    },
    use_keychain: () => {
      overview.vault = { state: "ready", kind: "keychain" };
      recovery = false;
      return overview.vault;
    },
    renew_file_keys: () => {
      announce({ kind: "filesRekeyed", done: 2, files: 2 });
      return null;
    },
    erase_everything: () => {
      overview.accounts = [];
      overview.vault = { state: "unused", keychain };
      return structuredClone(overview);
    },
    unlock: ({ passphrase }) => {
      if (passphrase !== null && passphrase.length < 8) refuse({ code: "wrongPassphrase" });
      overview.vault = { state: "ready", kind: passphrase === null ? "keychain" : "passphrase" };
      return structuredClone(overview);
    },
    open_practice_account: ({ name }) =>
      keepAccount(
        fakeAccount({
          id: `practice${world.nextId()}`,
          name,
          neverSynced: true,
          lastSync: null,
          following: 0,
        }),
      ),
    platform_accounts: () => [
      {
        appId: "wxfedcba9876543210",
        name: "国贸店服务号",
        permissionSets: [1, 2],
        userManagement: true,
        connected: false,
      },
      {
        appId: "wx00000000000000aa",
        name: "望京店服务号",
        permissionSets: [1, 7],
        userManagement: false,
        connected: false,
      },
    ],
    redeem_authorisation: ({ code }) =>
      code.includes("queryauthcode")
        ? {
            appId: "wxfedcba9876543210",
            name: "国贸店服务号",
            permissionSets: [1, 2],
            userManagement: true,
            connected: false,
          }
        : refuse({ ...refusal, errcode: 61009 }),
    start_connecting: (typed) => {
      asked = typed;
      return goOn();
    },
    connecting: () => connecting,
    try_connecting: () => {
      goOn();
      return null;
    },
    stop_connecting: () => {
      connecting = null;
      return null;
    },
    check_connection: () => null,
    change_connection: ({ account: id, apiBase, connection }) =>
      keepAccount({ ...account(id), apiBase, connection }),
    rename_account: ({ account: id, name }) => keepAccount({ ...account(id), name }),
    replace_credentials: ({ account: id, credentials }) =>
      keepAccount({ ...account(id), credentials: factsOf(credentials), state: { state: "ready" } }),
    remove_credentials: ({ account: id }) =>
      keepAccount({ ...account(id), state: { state: "secretMissing" } }),
    remove_account: ({ account: id }) => {
      overview.accounts = overview.accounts.filter((known) => known.id !== id);
      announce({ kind: "changed", account: null, topics: ["accounts"] });
      return null;
    },
    calls_today: () => ({
      endpoints: [
        { endpoint: "/cgi-bin/user/get", daily: { limit: 500, used: 460, left: 40 }, ours: 12 },
        {
          endpoint: "/cgi-bin/user/info/batchget",
          daily: { limit: 500_000, used: 1_240, left: 498_760 },
          ours: 1_204,
        },
        { endpoint: "/cgi-bin/tags/members/getblacklist", daily: null, ours: 1 },
      ],
      days: [
        { day: 1_763_654_400, calls: 1_217 },
        { day: 1_763_568_000, calls: 402 },
      ],
      reservePercent: 10,
      resets,
      resetLimit: 10,
      resetsSpent: false,
    }),
    clear_quota: () => {
      resets += 1;
      return null;
    },
    look_up_rid: () => ({
      at: 1_763_692_320,
      millis: 31,
      url: "access_token=***",
      request: "",
      answer: '{"errcode":48001,"errmsg":"api unauthorized"}',
      caller: "203.0.113.7",
    }),
    start_sync: ({ account: id }) => start(id),
    read_anew: ({ account: id }) => start(id),
    sync_plan: () => ({
      parts: [
        { phase: "ids", calls: 4, left: 446, later: 0 },
        { phase: "details", calls: 4, left: 900, later: 0 },
        { phase: "tagLists", calls: 6, left: null, later: 0 },
        { phase: "blacklist", calls: 2, left: 900, later: 0 },
        { phase: "refresh", calls: 15, left: 900, later: 0 },
      ],
      reservePercent: syncSettings.reservePercent,
      restAt: Math.floor(Date.now() / 1000) + 36_000,
      fewestHours: 1,
    }),
    sync_settings: () => syncSettings,
    save_sync_settings: ({ settings }) => {
      syncSettings = settings;
      return settings;
    },
    cancel_sync: () => {
      const sync = world.sync();
      if (sync) moveSync({ ...sync, status: { state: "cancelled" } });
      return null;
    },
    resume_sync: () => {
      const sync = world.sync();
      if (sync) moveSync({ ...sync, status: { state: "running" } });
      runSync();
      return null;
    },
    sync_state: ({ account: id }) => (world.sync()?.account === id ? world.sync() : null),
  } satisfies Partial<Handlers>;
}
