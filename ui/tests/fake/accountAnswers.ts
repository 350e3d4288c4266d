// The answers about the desk itself, its accounts and their syncs.

import type { AccountId, SyncSettings } from "~/desk/contract";
import type { Handlers } from "./host";
import { fakeAccount, refuse } from "./samples";
import type { FakeWorld } from "./world";

export function accountAnswers(world: FakeWorld) {
  const { overview, announce, account, keepAccount, moveSync, runSync } = world;
  let syncSettings: SyncSettings = { refreshDays: 14, reservePercent: 10, onStartHours: 24, everyHours: 0 };
  const start = (id: AccountId) => {
    const started = moveSync({
      sync: world.nextId(),
      account: id,
      phase: "details",
      done: 0,
      total: 20_312,
      calls: 3,
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
    check_account: () => null,
    add_account: ({ name, appId, apiBase, connection }) => {
      if (overview.vault.state === "unused") overview.vault = { state: "ready", kind: "keychain" };
      const id = `a${world.nextId()}`;
      const added = { id, kind: "official" as const, name, appId, apiBase, connection };
      return keepAccount(fakeAccount({ ...added, neverSynced: true, lastSync: null, following: 0 }));
    },
    check_connection: () => null,
    change_connection: ({ account: id, apiBase, connection }) =>
      keepAccount({ ...account(id), apiBase, connection }),
    rename_account: ({ account: id, name }) => keepAccount({ ...account(id), name }),
    replace_secret: ({ account: id }) => keepAccount({ ...account(id), state: { state: "ready" } }),
    remove_account: ({ account: id }) => {
      overview.accounts = overview.accounts.filter((known) => known.id !== id);
      announce({ kind: "changed", account: null, topics: ["accounts"] });
      return null;
    },
    start_sync: ({ account: id }) => start(id),
    read_anew: ({ account: id }) => start(id),
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
