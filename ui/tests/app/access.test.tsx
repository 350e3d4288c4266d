// What people who use the keyboard or a screen reader rely on: announcements, the skip link, the focus after dialogs.

import { act, screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import { newsOf } from "~/app/Announcer";
import type { JobSummary, SyncState } from "~/desk/contract";
import { fakeHost } from "../fake/host";
import { fakeJob, fakeReport } from "../fake/samples";
import { openWindow, practice, shop } from "./window";

const desk = () => fakeHost({ overview: { accounts: [shop, practice] }, people: 20 });
const job = (changes: Partial<JobSummary>) =>
  fakeJob({ account: "shop", skipped: 0, people: 100, ...changes });
const finished = (id: number) => job({ id, done: 100, state: { state: "finished" } });

describe("announcements", () => {
  const status = () => document.querySelectorAll<HTMLElement>('p[role="status"][aria-live="polite"]');
  const said = () => [...status()].map(({ textContent }) => textContent).join("");

  test("the same sentence twice is two changes of the page", async () => {
    const host = desk();
    openWindow(host);
    await screen.findByTestId("status-line");
    act(() => host.announce({ kind: "jobMoved", job: finished(1) }));
    const first = said();
    const before = [...status()].map(({ textContent }) => textContent);
    expect(first).toContain("完成 100 人");
    act(() => host.announce({ kind: "jobMoved", job: finished(2) }));
    expect(said()).toBe(first);
    expect(
      [...status()].map(({ textContent }) => textContent),
      "said in the other place",
    ).not.toEqual(before);
  });

  test("a job says each quarter once, and nothing in between", async () => {
    const host = desk();
    openWindow(host);
    await screen.findByTestId("status-line");
    const heard: string[] = [];
    for (const done of [1, 10, 26, 27, 49, 50, 99]) {
      act(() => host.announce({ kind: "jobMoved", job: job({ id: 7, done }) }));
      if (heard.at(-1) !== said()) heard.push(said());
    }
    expect(heard).toEqual(["", ...[25, 50, 75].map((share) => expect.stringContaining(`已做 ${share} %`))]);
  });

  test("what happens in another account is not said", () => {
    expect(newsOf({ kind: "jobMoved", job: finished(1) }, "practice")).toBeNull();
  });

  test("a sync says that it stands still and what it found", () => {
    const sync: SyncState = {
      sync: 3,
      account: "shop",
      phase: "details",
      done: 10,
      total: 100,
      calls: 1,
      atOnce: 4,
      startedAt: 0,
      secondsLeft: null,
      status: { state: "asking", leavers: 60, following: 100 },
    };
    expect(newsOf({ kind: "syncMoved", sync }, "shop")?.words).not.toBe("");
    const status = { state: "finished" as const, report: fakeReport(0, { joined: 312, left: 45 }) };
    expect(newsOf({ kind: "syncMoved", sync: { ...sync, status } }, "shop")?.words).toBe(
      "同步完成：新增 312 人，减少 45 人",
    );
  });
});

/** What the system says of motion from now on; the function changes it. */
function systemIsStill(still: boolean): (still: boolean) => void {
  const changed = new EventTarget();
  const system = { still };
  window.matchMedia = (query) => {
    const media = {
      get matches() {
        return system.still && query.includes("reduced-motion");
      },
      addEventListener: changed.addEventListener.bind(changed),
      removeEventListener: changed.removeEventListener.bind(changed),
    };
    return media as unknown as MediaQueryList;
  };
  return (next) => {
    system.still = next;
    act(() => changed.dispatchEvent(new Event("change")));
  };
}

async function openRename(user: UserEvent): Promise<HTMLInputElement> {
  const [rename] = await screen.findAllByTestId("account-rename");
  if (!rename) throw new Error("an account can be renamed");
  await user.click(rename);
  const field = screen.getByRole("dialog").querySelector("input");
  if (!field) throw new Error("a name can be typed");
  return field;
}

test("the first Tab leads past the rail to the page", async () => {
  const { user } = openWindow(desk());
  const page = await screen.findByTestId("followers");
  await user.tab();
  expect(document.activeElement).toBe(screen.getByTestId("skip-link"));
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(page);
});

describe("the focus", () => {
  const usual = window.matchMedia;
  afterEach(() => {
    window.matchMedia = usual;
  });

  test.each([false, true])(
    "is in the field of a dialog as soon as there is one, still: %s",
    async (still) => {
      systemIsStill(still);
      const { user } = openWindow(desk(), "#/settings");
      const field = await openRename(user);
      expect(document.activeElement).toBe(field);
    },
  );

  test("stays there with what was typed when the system begins to hold still", async () => {
    const change = systemIsStill(false);
    const { user } = openWindow(desk(), "#/settings");
    const field = await openRename(user);
    await user.type(field, "二");
    const typed = field.value;
    change(true);
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe(typed);
    expect(typed).toContain("二");
  });

  test("is back on the button when its dialog is gone", async () => {
    const { user } = openWindow(desk(), "#/settings");
    const [rename] = await screen.findAllByTestId("account-rename");
    if (!rename) throw new Error("an account can be renamed");
    await user.click(rename);
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(rename));
  });

  test("goes to the button when what was opened from the palette is gone", async () => {
    const { user } = openWindow(desk());
    await screen.findByTestId("followers");
    const button = await screen.findByTestId("job-tray");
    button.focus();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-box"), "快捷键{Enter}");
    await screen.findByTestId("shortcuts");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("shortcuts")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button));
  });
});
