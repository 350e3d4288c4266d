// The followers' page in the whole window: find people, choose them, change them.

import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "~/app/App";
import type { Commands, Filter } from "~/desk/contract";
import { type FakeHost, fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";
import type { FakeOptions } from "../fake/world";

const shop = fakeAccount({
  id: "shop",
  name: "望京店",
  kind: "official",
  appId: "wx0123456789abcdef",
  following: 300,
});

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(options: FakeOptions = {}, address = "#/a/shop/followers") {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const host = fakeHost({
    people: 300,
    ...options,
    overview: {
      accounts: [shop],
      vault: { state: "ready", kind: "keychain" },
      settings,
      ...options.overview,
    },
  });
  window.location.hash = address;
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("followers");
  return { host, user };
}

async function listed() {
  await waitFor(() => expect(screen.getByTestId("row-0").getAttribute("aria-busy")).toBeNull());
}

const inputs = <Name extends keyof Commands>(host: FakeHost, name: Name) =>
  host.calls.filter((call) => call.name === name).map((call) => call.input as Commands[Name]["input"]);
const lastFilter = (host: FakeHost): Filter[] => {
  const filter = inputs(host, "open_result_set").at(-1)?.filter;
  return filter?.kind === "allOf" ? filter.filters : [];
};
const isBehind = () => document.querySelector("[data-behind]") !== null;

/** Somebody has looked at the list for a minute; from here on time passes only in `wait`. */
function afterARest(host: FakeHost) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const now = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
  const change = () => act(() => host.announce({ kind: "changed", account: "shop", topics: ["followers"] }));
  const wait = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
  return { now, change, wait };
}

const peopleCount = () => screen.getByTestId("people-count").textContent;
const chosenWords = () => screen.getByTestId("selection-count").textContent;

describe("the list", () => {
  it("shows who follows, the newest first, and how many they are", async () => {
    const { host } = await open();
    await listed();
    expect(inputs(host, "open_result_set")[0]).toMatchObject({
      account: "shop",
      filter: { kind: "allOf", filters: [{ kind: "following" }] },
      sort: [{ by: "followedAt", descending: true }],
    });
    expect(peopleCount()).toMatch(/^2\d\d$/);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(Number(peopleCount()) + 1));
  });

  it("calls a person without a remark by the end of the OpenID", async () => {
    await open();
    await listed();
    expect(screen.getAllByText(/^粉丝·.{6}$/).length).toBeGreaterThan(5);
  });

  it("asks for a search once somebody pauses, and not while an input method composes", async () => {
    const { host, user } = await open();
    await listed();
    const before = inputs(host, "open_result_set").length;
    const field = screen.getByTestId<HTMLInputElement>("search");
    const box = field.matches("input") ? field : within(field).getByRole("searchbox");
    fireEvent.compositionStart(box);
    fireEvent.change(box, { target: { value: "wang" } });
    fireEvent.change(box, { target: { value: "王" } });
    fireEvent.compositionEnd(box);
    await waitFor(() => expect(lastFilter(host)).toContainEqual({ kind: "text", text: "王" }));
    expect(inputs(host, "open_result_set"), "nothing was asked for half a word").toHaveLength(before + 1);
    await user.clear(box);
    await waitFor(() => expect(lastFilter(host)).toEqual([{ kind: "following" }]));
  });

  it("is narrowed by chips, by the list of tags, and opened again with one click", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByTestId("quick-recent"));
    await user.click(await screen.findByTestId("tag-100"));
    await waitFor(() => expect(lastFilter(host)).toContainEqual({ kind: "tag", tag: 100 }));
    expect(lastFilter(host).map(({ kind }) => kind)).toEqual(["following", "followed", "tag"]);
    await user.click(screen.getByText("清除条件"));
    await waitFor(() => expect(lastFilter(host)).toEqual([{ kind: "following" }]));
  });

  it("shows those who left, with the day they were missed", async () => {
    const { user } = await open();
    await listed();
    await user.click(screen.getByTestId("quick-left"));
    await screen.findByTestId("column-leftAt");
    await waitFor(() => expect(Number(peopleCount())).toBeLessThan(40));
  });

  it("says that nobody matches and how to go on", async () => {
    const { user, host } = await open();
    await listed();
    await user.type(screen.getByTestId("search"), "没有这个人");
    expect((await screen.findByTestId("list-empty")).textContent).toContain("没有符合条件的粉丝");
    await user.click(screen.getByText("清除条件和搜索"));
    await waitFor(() => expect(lastFilter(host)).toEqual([{ kind: "following" }]));
    await listed();
  });

  it("of an account that was never synced offers the one next step", async () => {
    const never = { ...shop, neverSynced: true, lastSync: null, following: 0 };
    const { user, host } = await open({ people: 0, overview: { accounts: [never] } });
    await user.click(await screen.findByTestId("empty-sync"));
    expect(inputs(host, "start_sync")).toEqual([{ account: "shop" }]);
  });

  it("begins with the people somebody came here for", async () => {
    const filter: Filter = { kind: "movedInSync", sync: 12, how: "joined", tag: null };
    const { host } = await open(
      {},
      `#/a/shop/followers?filter=${encodeURIComponent(JSON.stringify(filter))}`,
    );
    await listed();
    expect(lastFilter(host)).toEqual([filter]);
    expect(screen.getByTestId("sentence").textContent).toBe("一次同步中新关注");
  });

  it("shows why it could not be read and asks again", async () => {
    const settings = { ...emptyOverview.settings, currentAccount: "shop" };
    const host = fakeHost({ people: 300, overview: { accounts: [shop], settings } });
    host.fail("open_result_set", { code: "storage" });
    window.location.hash = "#/a/shop/followers";
    const user = userEvent.setup();
    render(<App host={host} />);
    await screen.findByText("读写本机数据时出了问题");
    host.fail("open_result_set", null);
    await user.click(screen.getByRole("button", { name: "重试" }));
    await listed();
  });

  it("is opened anew when the core has let it go", async () => {
    const { host } = await open({ people: 2_000 });
    await listed();
    const before = inputs(host, "open_result_set").length;
    host.fail("follower_rows", { code: "resultSetExpired", had: 2_000 });
    const grid = screen.getByRole("grid");
    grid.scrollTop = 1_000 * 40;
    fireEvent.scroll(grid);
    await waitFor(() => expect(inputs(host, "open_result_set").length).toBeGreaterThan(before));
    host.fail("follower_rows", null);
  });

  it("is put together anew when people change: soon after a rest, and not at once after the last time", async () => {
    const { host } = await open();
    await listed();
    const { now, change, wait } = afterARest(host);
    const opened = () => inputs(host, "open_result_set").length;
    expect([opened(), isBehind()]).toEqual([1, false]);

    change();
    expect(isBehind(), "until the newer one is there").toBe(true);
    await wait(300);
    expect([opened(), isBehind()]).toEqual([2, false]);

    now.mockReturnValue(performance.now() + 100);
    change();
    await wait(1_000);
    expect([opened(), isBehind()]).toEqual([2, true]);
    await wait(400);
    expect([opened(), isBehind()]).toEqual([3, false]);
  });

  it("tells of what changes while a newer list is on its way and somebody chooses from this one", async () => {
    const { host } = await open();
    await listed();
    const { change, wait } = afterARest(host);
    let answer: (list: Commands["open_result_set"]["output"]) => void = () => undefined;
    host.answer(
      "open_result_set",
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    change();
    await wait(300);
    fireEvent.click(screen.getByTestId("pick-0"));
    change();
    await wait(1_500);
    await act(async () => answer({ id: 77, people: 200, firstRows: [] }));
    expect(screen.queryByTestId("list-refresh")).toBeNull();
    await wait(300);
    expect(screen.queryByTestId("list-refresh")).not.toBeNull();
    expect(isBehind()).toBe(false);
  });

  it("is asked for once, not again and again, when it fails after everybody was let go", async () => {
    const { host } = await open();
    await listed();
    const { change, wait } = afterARest(host);
    fireEvent.click(screen.getByTestId("pick-0"));
    change();
    await wait(300);
    expect(screen.queryByTestId("list-refresh")).not.toBeNull();
    const before = inputs(host, "open_result_set").length;
    host.fail("open_result_set", { code: "storage" });
    fireEvent.click(screen.getByTestId("pick-0"));
    await wait(0);
    for (let time = 0; time < 10; time += 1) await wait(1_000);
    expect(inputs(host, "open_result_set")).toHaveLength(before + 1);
  });
});

describe("choosing and changing many", () => {
  it("sends all that match minus three as exactly that", async () => {
    const { host, user } = await open();
    await listed();
    const total = Number(peopleCount());
    await user.click(screen.getByTestId("select-all"));
    for (const row of [1, 4, 6]) await user.click(screen.getByTestId(`pick-${row}`));
    expect(chosenWords()).toContain(`已选 ${total - 3} 人`);
    expect(chosenWords()).toContain("全部符合条件的，除去 3 人");
    await user.click(screen.getByTestId("bulk-tag"));
    await user.click(await screen.findByTestId("tag-tick-102"));
    await user.click(screen.getByTestId("tag-picker-done"));
    await screen.findByTestId("preview");
    const [asked] = inputs(host, "preview_job");
    expect(asked?.selection).toMatchObject({ kind: "resultSet", ranges: null });
    expect(asked?.selection.kind === "resultSet" && asked.selection.except).toHaveLength(3);
    expect(screen.getByTestId("preview").textContent).toContain(`${total - 3} 人符合条件`);
  });

  it("forgets who was chosen when another question is asked", async () => {
    const { user } = await open();
    await listed();
    await user.click(screen.getByTestId("select-all"));
    await user.click(screen.getByTestId("quick-untagged"));
    await waitFor(() => expect(chosenWords()).not.toContain("已选"));
  });

  it("keeps the list still while people are chosen, and says that there is a newer one", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByTestId("pick-2"));
    const before = inputs(host, "open_result_set").length;
    act(() => host.announce({ kind: "changed", account: "shop", topics: ["followers"] }));
    await user.click(await screen.findByTestId("list-refresh"));
    await waitFor(() => expect(inputs(host, "open_result_set").length).toBe(before + 1));
    expect(chosenWords(), "who was ticked one by one stays chosen").toContain("已选 1 人");
  });

  it("reads the list anew by itself while nobody is chosen", async () => {
    const { host } = await open();
    await listed();
    const before = inputs(host, "open_result_set").length;
    act(() => host.announce({ kind: "changed", account: "shop", topics: ["followers"] }));
    await waitFor(() => expect(inputs(host, "open_result_set").length).toBe(before + 1), { timeout: 4_000 });
    expect(screen.queryByTestId("list-refresh")).toBeNull();
  });

  it("is nobody when another list arrives for which somebody was ticked too early", async () => {
    const { host, user } = await open();
    await listed();
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (answer = resolve));
    const other = { id: 9_001, people: 2, firstRows: [] };
    host.answer("open_result_set", () => gate.then(() => other));
    await user.click(screen.getByTestId("quick-left"));
    await user.click(screen.getByTestId("select-all"));
    act(answer);
    await waitFor(() => expect(peopleCount()).toBe("2"));
    expect(chosenWords(), "those were other people").toContain("勾选粉丝后");
  });

  it("shows no rows of an earlier question when the new one has no answer", async () => {
    const { host, user } = await open();
    await listed();
    host.fail("open_result_set", { code: "storage" });
    await user.click(screen.getByTestId("quick-left"));
    await screen.findByText("重试");
    expect(screen.queryByRole("grid")).toBeNull();
    host.fail("open_result_set", null);
    await user.click(screen.getByText("重试"));
    await listed();
  });

  it("drops a condition about a tag that has been deleted", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(await screen.findByTestId("tag-105"));
    await waitFor(() => expect(lastFilter(host)).toContainEqual({ kind: "tag", tag: 105 }));
    await act(() => host.call("delete_tag", { account: "shop", tag: 105 }));
    await waitFor(() => expect(lastFilter(host)).toEqual([{ kind: "following" }]));
  });

  it("stays up to date when a tag is created, which changes nobody", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByTestId("pick-0"));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const wait = () => act(() => vi.advanceTimersByTimeAsync(5_000));
    act(() => host.announce({ kind: "changed", account: "shop", topics: ["tags"] }));
    await wait();
    expect(screen.queryByTestId("list-refresh")).toBeNull();
    act(() => host.announce({ kind: "changed", account: "shop", topics: ["followers"] }));
    await wait();
    expect(screen.queryByTestId("list-refresh"), "but it does hear of people").not.toBeNull();
  });

  it("asks for a reason before people are blocked and keeps it with the change", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByTestId("pick-0"));
    await user.click(screen.getByTestId("pick-1"));
    await user.click(screen.getByTestId("bulk-block"));
    const reason = await screen.findByTestId("block-reason");
    await user.type(reason, "广告");
    const passedOn = fireEvent.keyDown(reason, { key: "Enter" });
    expect(passedOn, "the same key press must not click a button of the dialog it opens").toBe(false);
    await screen.findByTestId("preview");
    expect(inputs(host, "preview_job")[0]?.change).toEqual({ kind: "block", reason: "广告" });
  });

  it("exports whom it shows as chosen, with headings in the operator's language", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByTestId("select-all"));
    await user.click(screen.getByTestId("bulk-export-xlsx"));
    await screen.findByText(/已导出 2\d\d 人/);
    const [request] = inputs(host, "export_followers");
    expect(request).toMatchObject({
      account: "shop",
      format: "xlsx",
      selection: { kind: "resultSet", ranges: null },
    });
    expect(request?.columns.slice(0, 2).map(({ heading }) => heading)).toContain("备注");
    expect(request?.fileName).toContain("望京店");
  });
});

describe("a file", () => {
  it("is written once, however often its button is clicked", async () => {
    const { host, user } = await open();
    await listed();
    host.answer("export_followers", () => new Promise(() => undefined));
    await user.click(screen.getByTestId("select-all"));
    await user.dblClick(screen.getByTestId("bulk-export-xlsx"));
    expect(inputs(host, "export_followers")).toHaveLength(1);
  });
});

describe("one person", () => {
  it("gets a remark in place: Enter saves it, the row shows it", async () => {
    const { host, user } = await open();
    await listed();
    fireEvent.doubleClick(within(screen.getByTestId("row-3")).getAllByRole("gridcell")[1] ?? document.body);
    const field = await screen.findByTestId("remark-input");
    await user.clear(field);
    await user.type(field, "王小姐-望京{Enter}");
    await waitFor(() => expect(inputs(host, "change_follower")).toHaveLength(1));
    expect(inputs(host, "change_follower")[0]?.change).toEqual({ kind: "remark", remark: "王小姐-望京" });
    await waitFor(() => expect(screen.getByTestId("row-3").textContent).toContain("王小姐-望京"));
  });

  it("keeps its remark when Esc is pressed, and when it would be too long", async () => {
    const { host, user } = await open();
    await listed();
    const cell = () => within(screen.getByTestId("row-3")).getAllByRole("gridcell")[1] ?? document.body;
    fireEvent.doubleClick(cell());
    await user.type(await screen.findByTestId("remark-input"), "写到一半{Escape}");
    await waitFor(() => expect(screen.queryByTestId("remark-input")).toBeNull());
    fireEvent.doubleClick(cell());
    await user.type(await screen.findByTestId("remark-input"), "十个汉字再加一个就超了{Enter}");
    expect(await screen.findByText(/太长了/)).toBeTruthy();
    expect(inputs(host, "change_follower")).toEqual([]);
  });

  it("opens beside the list with every field and closes with Esc", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(within(screen.getByTestId("row-2")).getAllByRole("gridcell")[3] ?? document.body);
    const panel = await screen.findByTestId("detail-panel");
    await within(panel).findByText("OpenID");
    const [read] = inputs(host, "follower");
    expect(read?.account).toBe("shop");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("detail-panel")).toBeNull());
    expect(document.activeElement?.closest("[role=grid]"), "the keyboard is back in the list").not.toBeNull();
  });

  it("is tagged at once, without a dialog of numbers", async () => {
    const { host, user } = await open();
    await listed();
    fireEvent.contextMenu(within(screen.getByTestId("row-2")).getAllByRole("gridcell")[1] ?? document.body, {
      button: 2,
      clientX: 300,
      clientY: 200,
    });
    await user.click(await screen.findByText("打标签"));
    await user.click(await screen.findByTestId("tag-tick-105"));
    await user.click(screen.getByTestId("tag-picker-done"));
    await waitFor(() => expect(inputs(host, "change_follower")).toHaveLength(1));
    expect(inputs(host, "change_follower")[0]?.change).toEqual({ kind: "tags", add: [105], remove: [] });
    expect(inputs(host, "preview_job")).toEqual([]);
  });
});
