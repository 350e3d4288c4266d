// How well an account is, in a mark and in words.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "~/app/App";
import type { AccountSummary, AppError, CredentialsFacts, RunningWork, SyncState } from "~/desk/contract";
import { healthOf } from "~/features/accounts/health";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount, fakeJob, fakeReport } from "../fake/samples";

const now = Math.floor(Date.now() / 1000);
const shop = fakeAccount({ id: "shop", name: "望京店", lastSync: fakeReport(now) });
const idle: RunningWork = { jobs: [], syncs: [], rekeying: false };
const refusedWith = (errcode: number): AppError => ({
  code: "wechat",
  errcode,
  message: "",
  rid: null,
  hint: null,
  at: now,
  address: null,
});
const paused = (account: string): SyncState => ({
  sync: 3,
  account,
  phase: "ids",
  done: 0,
  total: null,
  calls: 0,
  atOnce: 4,
  startedAt: now,
  secondsLeft: null,
  status: { state: "paused", because: refusedWith(40164) },
});

describe("the health of an account", () => {
  it("is well with a sync of this week and nothing that stands still", () => {
    expect(healthOf(shop, idle, now)).toEqual({ tone: "well", words: "正常" });
  });

  it("is old after a week without a sync, and before the first", () => {
    const later = healthOf(shop, idle, now + 8 * 86_400);
    expect(later.tone).toBe("old");
    expect(later.words).toMatch(/^上次同步：/);
    expect(healthOf({ ...shop, lastSync: null, neverSynced: true }, idle, now).words).toBe("还没有同步过");
  });

  it("names what its own sync or job waits for, and not what another account's does", () => {
    const words = healthOf(shop, { jobs: [], syncs: [paused("shop")], rekeying: false }, now);
    expect(words.tone).toBe("trouble");
    expect(words.words).toContain("IP");
    expect(healthOf(shop, { jobs: [], syncs: [paused("other")], rekeying: false }, now).tone).toBe("well");
    const job = fakeJob({
      account: "shop",
      state: { state: "waiting", until: now + 60, because: refusedWith(45009) },
    });
    expect(healthOf(shop, { jobs: [job], syncs: [], rekeying: false }, now).tone).toBe("trouble");
  });

  it("says that the certification may have lapsed, of what stands still and of what was left out", () => {
    const lapsed = { ...paused("shop"), status: { state: "paused" as const, because: refusedWith(48001) } };
    const stands = healthOf(shop, { jobs: [], syncs: [lapsed], rekeying: false }, now);
    expect(stands).toEqual({ tone: "trouble", words: "没有权限，认证可能已过期" });
    const notAllowed = ["/cgi-bin/tags/members/getblacklist"];
    const partly = { ...shop, lastSync: { ...fakeReport(now), notAllowed } };
    expect(healthOf(partly, idle, now)).toEqual({ tone: "old", words: "有的功能不可用，认证可能已过期" });
    expect(healthOf(shop, idle, now).tone, "and it is well again after the next sync").toBe("well");
  });

  it("says that the AppSecret is frozen where WeChat refuses it as such", () => {
    const frozen = { ...paused("shop"), status: { state: "paused" as const, because: refusedWith(40243) } };
    expect(healthOf(shop, { jobs: [], syncs: [frozen], rekeying: false }, now)).toEqual({
      tone: "trouble",
      words: "AppSecret 已被冻结",
    });
    const job = fakeJob({ account: "shop", state: { state: "paused", because: refusedWith(40243) } });
    expect(healthOf(shop, { jobs: [job], syncs: [], rekeying: false }, now).words).toBe("AppSecret 已被冻结");
  });

  it("says first that the account cannot be used at all", () => {
    const locked = { ...shop, state: { state: "locked" } as const };
    expect(healthOf(locked, { jobs: [], syncs: [paused("shop")], rekeying: false }, now).words).toBe(
      "已锁定",
    );
  });

  it("is said of the account shown and of every one in the list, as it changes", async () => {
    const other = fakeAccount({ id: "other", name: "二店", state: { state: "secretMissing" } });
    const settings = { ...emptyOverview.settings, currentAccount: "shop" };
    const vault = { state: "ready", kind: "keychain" } as const;
    const host = fakeHost({ people: 5, overview: { accounts: [shop, other], settings, vault } });
    window.location.hash = "#/a/shop/activity";
    const user = userEvent.setup();
    render(<App host={host} />);
    const button = await screen.findByRole("button", { name: /切换账号.*正常/ });
    expect(lettersIn(button)).toEqual(["望"]);
    host.announce({ kind: "syncMoved", sync: paused("shop") });
    await screen.findByRole("button", { name: /切换账号.*IP/ });
    host.announce({ kind: "syncMoved", sync: { ...paused("shop"), status: { state: "cancelled" } } });
    await screen.findByRole("button", { name: /切换账号.*正常/ });
    await user.click(button);
    const entry = await screen.findByTestId("switch-to-other");
    expect(entry.textContent).toContain("缺 AppSecret");
    expect(lettersIn(entry)).toEqual(["二"]);
  });
});

/** The letters of accounts, which the style sheet draws. */
function lettersIn(place: HTMLElement): (string | undefined)[] {
  return [...place.querySelectorAll<HTMLElement>("[data-letter]")].map(({ dataset }) => dataset.letter);
}

/** What the settings say of this account below its name, when nothing or this stands still. */
async function lineOf(account: AccountSummary, sync?: SyncState): Promise<string> {
  const vault = { state: "ready", kind: "keychain" } as const;
  const host = fakeHost({ people: 5, overview: { accounts: [account], vault } });
  window.location.hash = "#/settings";
  render(<App host={host} />);
  const line = within(await screen.findByTestId(`account-${account.id}`)).getByTestId("account-health");
  if (sync) {
    host.announce({ kind: "syncMoved", sync });
    await waitFor(() => expect(line.textContent).not.toMatch(/^ 正常/));
  }
  return line.textContent.trim();
}

describe("the line of an account in the settings", () => {
  const official = fakeAccount({ ...shop, kind: "official", appId: "wx0123456789abcdef" });
  const today = fakeReport(now, { finishedAt: now });

  const openings: [CredentialsFacts, RegExp][] = [
    [{ kind: "secret" }, /^正常 上次同步：刚刚 · AppSecret 已保存$/],
    [{ kind: "tokenService", host: "token.example" }, /^正常 上次同步：刚刚 · 凭证来自 token\.example$/],
    [
      { kind: "platform", platform: "wx1", host: "ticket.example" },
      /^正常 上次同步：刚刚 · 由第三方平台 wx1 授权$/,
    ],
    [
      { kind: "pastedToken", until: now + 3600 },
      /^正常 上次同步：刚刚 · access_token 最晚用到 (今天|明天) \d\d:\d\d$/,
    ],
  ];
  it.each(openings)("says when it was synced last and that %j opens it", async (credentials, words) => {
    expect(await lineOf({ ...official, credentials, lastSync: today })).toMatch(words);
  });

  it("says that it was never synced, once", async () => {
    expect(await lineOf({ ...official, lastSync: null, neverSynced: true })).toBe(
      "还没有同步过 · AppSecret 已保存",
    );
  });

  it("says of a sync of long ago when it was, once", async () => {
    const line = await lineOf({ ...official, lastSync: fakeReport(now - 30 * 86_400) });
    expect(line).toMatch(/^上次同步：[^·]+ · AppSecret 已保存$/);
  });

  it("names the functions that were refused, each once", async () => {
    const notAllowed = ["/cgi-bin/tags/members/getblacklist", "/cgi-bin/tags/get", "/cgi-bin/tags/getidlist"];
    expect(await lineOf({ ...official, lastSync: { ...today, notAllowed } })).toBe(
      "有的功能不可用，认证可能已过期 · 上次同步：刚刚 · AppSecret 已保存 · 不能用：黑名单、标签",
    );
  });

  it("says nothing of credentials that are gone, and none of a practice account's", async () => {
    const gone = { ...official, state: { state: "secretMissing" } as const, lastSync: today };
    expect(await lineOf(gone)).toBe("缺 AppSecret · 上次同步：刚刚");
    expect(await lineOf(fakeAccount({ lastSync: today }))).toBe("正常 上次同步：刚刚");
  });

  it("says that the AppSecret is frozen", async () => {
    const frozen = { ...paused("shop"), status: { state: "paused" as const, because: refusedWith(40243) } };
    expect(await lineOf({ ...official, lastSync: today }, frozen)).toBe(
      "AppSecret 已被冻结 · 上次同步：刚刚 · AppSecret 已保存",
    );
  });
});
