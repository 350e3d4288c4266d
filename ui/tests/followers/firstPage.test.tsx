// The followers' page while the account's file is still being opened: what it began with last time.

import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "~/app/App";
import { rowsFirst } from "~/components/Later";
import { readAhead } from "~/desk/ahead";
import type { FirstPage, FollowerRow } from "~/desk/contract";
import { DeskError } from "~/desk/host";
import { fakeHost } from "../fake/host";
import { fakePeople, fakeTags } from "../fake/people";
import { emptyOverview, fakeAccount } from "../fake/samples";

const shop = fakeAccount({ id: "shop", name: "望京店", kind: "official", appId: "wx0123456789abcdef" });
const people = fakePeople(100, 1_764_000_000).map(
  (row): FollowerRow => ({ ...row, remark: `旧-${row.id}`, following: true, tags: [100] }),
);
const lastSeen: FirstPage = {
  view: null,
  sort: [{ by: "followedAt", descending: true }],
  people: 1_000_000,
  rows: people,
  tags: fakeTags,
};

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => vi.restoreAllMocks());

/** A desk with a file that opens when `isOpen` is called. */
function desk(firstPage: FirstPage | null) {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const host = fakeHost({
    people: 300,
    overview: { accounts: [shop], vault: { state: "ready", kind: "keychain" }, settings },
  });
  let isOpen = () => {};
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  const now = people.map((row) => ({ ...row, remark: `新-${row.id}` }));
  host.answer("first_page", () => firstPage);
  host.answer("open_result_set", () => opened.then(() => ({ id: 1, people: 1_000_001, firstRows: now })));
  host.answer("view_in_use", () => opened.then(() => null));
  host.answer("tags", () => opened.then(() => fakeTags));
  window.location.hash = "#/a/shop/followers";
  return { host, isOpen };
}

function start(firstPage: FirstPage | null) {
  const { host, isOpen } = desk(firstPage);
  render(<App host={host} />);
  return { host, user: userEvent.setup(), isOpen };
}

const busy = () => screen.getByTestId("row-0").getAttribute("aria-busy");
const asked = (host: ReturnType<typeof fakeHost>, name: string) =>
  host.calls.filter((call) => call.name === name).length;

describe("before the file is open", () => {
  it("shows whom the list began with, how many there were, and their tags by name", async () => {
    start(lastSeen);
    const row = await screen.findByText("旧-0");
    expect(busy()).toBe("true");
    expect(screen.getByTestId("people-count").textContent).toContain("1,000,000");
    expect(row.closest("[data-row]")?.textContent).toContain("会员");
    expect(screen.getByTestId("tag-101").textContent).toContain("北京");
  });

  it("lets nobody be chosen, opened or changed", async () => {
    const { host, user } = start(lastSeen);
    await user.click(await screen.findByText("旧-0"));
    await user.dblClick(screen.getByText("旧-1"));
    await user.click(screen.getByTestId("pick-2"));
    await user.keyboard(" {Enter}{F2}");
    expect(screen.queryByTestId("detail-panel")).toBeNull();
    expect(screen.queryByTestId("remark-editor")).toBeNull();
    expect(screen.getByTestId("row-2").getAttribute("aria-selected")).toBe("false");
    expect(asked(host, "follower")).toBe(0);
  });

  it("gives way to the list as soon as that is there, in the same place", async () => {
    const { user, isOpen } = start(lastSeen);
    const row = (await screen.findByText("旧-0")).closest("[data-row]");
    isOpen();
    await screen.findByText("新-0");
    expect(screen.getByText("新-0").closest("[data-row]"), "the same row was drawn again").toBe(row);
    expect(busy()).toBeNull();
    expect(screen.getByTestId("people-count").textContent).toContain("1,000,001");
    await user.click(screen.getByTestId("pick-2"));
    expect(screen.getByTestId("row-2").getAttribute("aria-selected")).toBe("true");
  });

  it("answers no other question than the one it was kept for", async () => {
    const { user } = start(lastSeen);
    await screen.findByText("旧-0");
    await user.click(screen.getByTestId("tag-101"));
    await waitFor(() => expect(screen.queryByText("旧-0")).toBeNull());
    expect(busy()).toBe("true");
  });

  it("waits for the list where nothing was kept, or an order that is not the table's", async () => {
    const { isOpen } = start({ ...lastSeen, sort: [{ by: "remark", descending: false }] });
    await screen.findByTestId("row-0");
    expect(screen.queryByText("旧-0")).toBeNull();
    isOpen();
    await screen.findByText("新-0");
  });
});

describe("what was asked for before the window was there", () => {
  it("is on the screen before what stands around it", async () => {
    const frames: FrameRequestCallback[] = [];
    vi.spyOn(window, "requestAnimationFrame").mockImplementation((frame) => frames.push(frame));
    const nextFrame = () =>
      act(() => {
        for (const frame of frames.splice(0)) frame(performance.now());
      });
    const { host } = desk(lastSeen);
    const ahead = await readAhead(host);
    rowsFirst();
    render(<App host={host} ahead={ahead} />);
    await screen.findByText("旧-0");
    const around = ["tag-101", "nav-settings", "combine-conditions", "view-button"];
    nextFrame();
    expect(
      around.filter((id) => screen.queryByTestId(id)),
      "the rows are being painted",
    ).toEqual([]);
    nextFrame();
    await Promise.all(around.map((id) => screen.findByTestId(id)));
  });

  it("stands in it and is not asked for once more", async () => {
    const { host, isOpen } = desk(lastSeen);
    const ahead = await readAhead(host);
    render(<App host={host} ahead={ahead} />);
    await screen.findByText("旧-0");
    expect(asked(host, "desk_overview")).toBe(1);
    // What the program says first, when the file is already open.
    host.answer("first_page", () => null);
    act(() => host.announce({ kind: "resync" }));
    await waitFor(() => expect(asked(host, "desk_overview")).toBe(2));
    expect(screen.getByText("旧-0")).toBeTruthy();
    isOpen();
    await screen.findByText("新-0");
    expect(asked(host, "first_page")).toBe(1);
  });

  it("is asked for by the window when it could not be had", async () => {
    const { host } = desk(lastSeen);
    host.answer("first_page", () => Promise.reject(new DeskError({ code: "notFound" })));
    const ahead = await readAhead(host);
    expect(ahead).toBeNull();
    host.answer("first_page", () => lastSeen);
    render(<App host={host} ahead={ahead} />);
    await screen.findByText("旧-0");
  });

  it("is the overview alone where there is no account", async () => {
    const host = fakeHost({ overview: { ...emptyOverview, accounts: [] } });
    expect(await readAhead(host)).toMatchObject({ overview: { accounts: [] }, firstPage: null });
    expect(asked(host, "first_page")).toBe(0);
  });
});
