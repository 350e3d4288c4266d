// Situations worth looking at, by name.

import type { DeskOverview, Settings } from "~/desk/contract";
import { emptyOverview, type FakeHost, fakeAccount, fakeHost, fakeJob, fakeReport } from "../fake/host";

const now = Math.floor(Date.now() / 1000);

export function scene(search: URLSearchParams): FakeHost {
  const settings: Settings = {
    language: search.get("language") === "en" ? "en" : "zh-CN",
    theme: search.get("theme") === "dark" ? "dark" : "light",
    density: search.get("density") === "compact" ? "compact" : "comfortable",
    currentAccount: search.get("account"),
  };
  const people = Number(search.get("people") ?? 20_000);
  return build(search.get("scene") ?? "desk", settings, people);
}

function build(name: string, settings: Settings, people: number): FakeHost {
  const practice = fakeAccount({ lastSync: fakeReport(now) });
  const shop = fakeAccount({
    id: "shop",
    name: "望京店",
    kind: "official",
    appId: "wx0123456789abcdef",
    lastSync: fakeReport(now, { following: 1_024_318, total: 1_024_318 }),
    following: 1_024_318,
  });
  const desk = (changes: Partial<DeskOverview> = {}): DeskOverview => ({
    ...emptyOverview,
    vault: { state: "ready", kind: "keychain" },
    settings: { ...settings, currentAccount: settings.currentAccount ?? "shop" },
    accounts: [shop, practice],
    ...changes,
  });
  switch (name) {
    case "first":
      return fakeHost({ overview: { ...emptyOverview, settings }, people, pace: 150 });
    case "practice":
      return fakeHost({
        overview: desk({ settings: { ...settings, currentAccount: "practice" } }),
        people,
        pace: 150,
      });
    case "busy":
      return fakeHost({
        overview: desk(),
        people,
        jobs: [
          fakeJob({ account: "shop", createdAt: now - 20, startedAt: now - 18 }),
          fakeJob({
            id: 4,
            account: "shop",
            state: { state: "queued" },
            startedAt: null,
            done: 0,
            skipped: 0,
          }),
        ],
      });
    default:
      return fakeHost({ overview: desk(), people, pace: 150 });
  }
}
