// The blacklist page in the whole window: who is on it and why, blocking by search and by pasted OpenIDs, unblocking.

import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "~/app/App";
import { MOST_IDS } from "~/components/grid/selection";
import type { Commands, FollowerRow, Segment } from "~/desk/contract";
import { type FakeHost, fakeHost } from "../fake/host";
import { fakePeople } from "../fake/people";
import { emptyOverview, fakeAccount, fakeSegment } from "../fake/samples";

const now = 1_763_700_000;
const shop = fakeAccount({ id: "shop", name: "望京店", kind: "official", appId: "wx0123456789abcdef" });
/** The people the test host will answer with. */
const everyone = fakePeople(3_000, now);
const blocked = everyone.filter(({ blacklisted }) => blacklisted);
const free = everyone.filter(({ blacklisted, following }) => following && !blacklisted);

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1_000);
});
afterEach(() => vi.restoreAllMocks());

async function open(prepare: (host: FakeHost) => void = () => undefined, account = shop) {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const overview = { accounts: [account], vault: { state: "ready", kind: "keychain" } as const, settings };
  const host = fakeHost({ people: 3_000, now, overview, pace: 1 });
  prepare(host);
  window.location.hash = "#/a/shop/blacklist";
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("blacklist");
  return { host, user };
}

const inputs = <Name extends keyof Commands>(host: FakeHost, name: Name) =>
  host.calls.filter((call) => call.name === name).map(({ input }) => input as Commands[Name]["input"]);
const list = () => within(screen.getByTestId("blacklist-list"));
const row = (at: number) => list().findByTestId(`row-${at}`);
const listed = () => waitFor(() => expect(list().getByTestId("row-0").getAttribute("aria-busy")).toBeNull());
const tick = async (user: ReturnType<typeof userEvent.setup>, at: number) =>
  user.click(within(await row(at)).getByRole("checkbox"));
const openidsOf = (rows: readonly FollowerRow[]) => rows.map(({ openid }) => openid);

describe("the list", () => {
  it("shows who is blocked, why, since when and by whom, the newest first", async () => {
    const { host } = await open();
    await listed();
    expect(inputs(host, "open_blacklist")[0]).toEqual({
      account: "shop",
      search: "",
      sort: { by: "blockedAt", descending: true },
    });
    expect(screen.getByTestId("blacklist-count").textContent).toBe(String(blocked.length));
    const words = list()
      .getAllByTestId(/^row-\d+$/)
      .map((one) => one.textContent ?? "");
    expect(words).toHaveLength(blocked.length);
    expect(
      words.filter((one) => one.includes("广告") && one.includes("本机查看任务")).length,
    ).toBeGreaterThan(0);
    expect(words.filter((one) => one.includes("在别处")).length).toBeGreaterThan(0);
    expect(words.at(-1), "what nobody knows stands last").toContain("首次同步前");
  });

  it("marks people whom no list of followers names, and unblocks them like others", async () => {
    const stranger = { ...(blocked[0] as FollowerRow), following: false, blacklisted: true };
    const person = { row: stranger, reason: "", blockedAt: null, by: null, job: null, neverFollowed: true };
    const { host, user } = await open((fake) =>
      fake.answer("open_blacklist", () => ({ id: 7, people: 1, firstRows: [person] })),
    );
    expect((await row(0)).textContent).toContain("不在粉丝名单里");
    await tick(user, 0);
    await user.click(screen.getByTestId("blacklist-unblock"));
    await screen.findByTestId("preview");
    expect(inputs(host, "preview_job")[0]).toMatchObject({
      selection: { kind: "these", followers: [stranger.id] },
      change: { kind: "unblock" },
    });
  });

  it("is searched and sorted by the core, one column at a time", async () => {
    const { host, user } = await open();
    await listed();
    await user.click(screen.getByRole("columnheader", { name: /原因/ }));
    await waitFor(() =>
      expect(inputs(host, "open_blacklist").at(-1)?.sort).toEqual({ by: "reason", descending: false }),
    );
    await user.type(screen.getByTestId("search"), "广告");
    await waitFor(() => expect(inputs(host, "open_blacklist").at(-1)?.search).toBe("广告"));
    await user.clear(screen.getByTestId("search"));
    await user.type(screen.getByTestId("search"), "没有这种原因");
    const empty = await screen.findByTestId("blacklist-empty");
    await user.click(within(empty).getByRole("button", { name: "清除搜索" }));
    await listed();
  });

  it("leads to the first sync, or says that nobody is blocked", async () => {
    const nobody = (fake: FakeHost) =>
      fake.answer("open_blacklist", () => ({ id: 7, people: 0, firstRows: [] }));
    const { host, user } = await open(nobody, { ...shop, neverSynced: true, lastSync: null });
    await user.click(await screen.findByTestId("blacklist-sync"));
    expect(inputs(host, "start_sync")).toHaveLength(1);
  });

  it("says why it could not be read, and reads it once more", async () => {
    const { host, user } = await open((fake) => fake.fail("open_blacklist", { code: "storage" }));
    await screen.findByRole("alert");
    expect(screen.queryByTestId("blacklist-list")).toBeNull();
    host.fail("open_blacklist", null);
    await user.click(screen.getByRole("button", { name: "重试" }));
    await listed();
  });
});

describe("people on it", () => {
  it("stay chosen across many rows in another order, and whoever is gone from the list is counted", async () => {
    const people = 5_000;
    const rows = (start: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        row: { ...(blocked[0] as FollowerRow), id: start + at + 1, remark: `客人${start + at + 1}` },
        reason: "",
        blockedAt: null,
        by: null,
        job: null,
        neverFollowed: false,
      }));
    const { host: fake, user } = await open((fake) => {
      fake.answer("open_blacklist", () => ({ id: 7, people, firstRows: rows(0, 100) }));
      fake.answer("blacklist_rows", ({ start, count }) => rows(start, Math.min(count, people - start)));
    });
    await listed();
    await tick(user, 0);
    await user.keyboard("{Shift>}{Control>}{End}{/Control}{/Shift}");
    expect(screen.getByTestId("blacklist-chosen").textContent).toBe("已选 5,000 人");
    fake.answer("selection_places", () => [
      [0, 4_000],
      [4_500, people],
    ]);
    await user.click(screen.getByTestId("column-reason"));
    await screen.findByText("500 人已经不在名单里，不再选中");
    await waitFor(() => expect(screen.getByTestId("blacklist-chosen").textContent).toBe("已选 4,500 人"));
    const [asked] = inputs(fake, "selection_places");
    expect(asked?.selection).toEqual({ kind: "resultSet", resultSet: 7, ranges: [[0, people]], except: [] });
  });

  it("are taken off after a check, and the list follows", async () => {
    const { user } = await open();
    await listed();
    await tick(user, 0);
    await tick(user, 1);
    expect(screen.getByTestId("blacklist-chosen").textContent).toBe("已选 2 人");
    await user.click(screen.getByTestId("blacklist-unblock"));
    expect((await screen.findByTestId("preview-title")).textContent).toBe("把 2 人移出黑名单");
    await user.click(await screen.findByTestId("preview-start"));
    await waitFor(() => expect(screen.getByTestId("outcome-done").textContent).toBe("完成 2 人"), {
      timeout: 4_000,
    });
  });

  it("can be taken off from the palette as well", async () => {
    const { host, user } = await open();
    await listed();
    await tick(user, 0);
    await user.keyboard("{Control>}k{/Control}");
    fireEvent.change(await screen.findByTestId("palette-box"), { target: { value: "移出黑名单" } });
    await user.keyboard("{Enter}");
    await screen.findByTestId("preview");
    expect(inputs(host, "preview_job")[0]).toMatchObject({ change: { kind: "unblock" } });
  });

  it("get another reason that stays on this computer, by F2 or from the bar", async () => {
    const { host, user } = await open();
    await listed();
    const cell = (await row(0)).querySelectorAll<HTMLElement>("[data-column]")[1];
    cell?.focus();
    await user.keyboard("{F2}");
    const field = await screen.findByTestId("reason-text");
    await user.clear(field);
    await user.type(field, "骂人{Enter}");
    await waitFor(() => expect(inputs(host, "set_block_reason")).toHaveLength(1));
    expect(inputs(host, "set_block_reason")[0]).toMatchObject({
      reason: "骂人",
      selection: { kind: "these" },
    });
    await waitFor(() => expect(list().getByText("骂人")).toBeTruthy(), { timeout: 4_000 });
  });

  it("have the actions of the bar in the menu, and a way to their job", async () => {
    const { user } = await open();
    await listed();
    const ours = list().getAllByText("查看任务")[0];
    const cell = ours?.closest<HTMLElement>("[data-column]");
    if (!cell) throw new Error("somebody was blocked by a job");
    fireEvent.contextMenu(cell, { button: 2, clientX: 300, clientY: 200 });
    const menu = await screen.findByRole("menu");
    const entries = within(menu)
      .getAllByRole("menuitem")
      .map((entry) => entry.textContent);
    expect(entries).toEqual([
      "移出黑名单",
      "改原因（仅本机）…F2",
      "导出 CSV",
      "导出 Excel",
      "查看详情",
      "在粉丝里查看",
      "查看任务",
    ]);
    await user.click(within(menu).getByText("查看任务"));
    await waitFor(() => expect(window.location.hash).toContain("/activity?job=5"));
  });

  it("are shown in full beside the list", async () => {
    const { user } = await open();
    await listed();
    await user.click((await row(0)).querySelectorAll("[data-column]")[1] as Element);
    await screen.findByTestId("detail-panel");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("detail-panel")).toBeNull());
  });
});

describe("blocking", () => {
  it("by pasted OpenIDs says first what the list holds, then checks as every change does", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.click(await screen.findByText("粘贴 OpenID"));
    const [ready, already] = [openidsOf(free.slice(0, 3)), openidsOf(blocked.slice(0, 2))];
    const unknown = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const text = `${ready.join("；")}\n${already.join(" ")} ${unknown}\n${ready[0]}，o6_bm\n`;
    fireEvent.change(screen.getByTestId("block-paste"), { target: { value: text } });
    expect(screen.getByTestId("block-next")).toHaveProperty("disabled", true);
    await user.click(screen.getByTestId("block-look"));
    await screen.findByTestId("block-checked");
    const count = (group: string) => screen.getByTestId(`paste-${group}`).textContent;
    expect(["ready", "blocked", "unknown", "damaged", "repeated"].map(count)).toEqual([
      "3 人",
      "2 人",
      "1 个",
      "1 个",
      "1 个",
    ]);
    expect(screen.queryByTestId("paste-left"), "what is not there is not said").toBeNull();
    expect(screen.getByTestId("block-checked").textContent).toContain(`第 2 行${unknown}本机没有这个人`);
    expect(inputs(host, "preview_job")).toEqual([]);
    await user.type(screen.getByTestId("block-why"), "广告");
    await user.click(screen.getByRole("button", { name: "核对 3 人" }));
    expect((await screen.findByTestId("preview-title")).textContent).toBe("拉黑 3 人");
    expect(screen.getByTestId("preview").textContent).toContain("被拉黑的人收不到群发消息");
    const followers = [...free.slice(0, 3), ...blocked.slice(0, 2)].map(({ id }) => id);
    expect(inputs(host, "preview_job")[0]).toEqual({
      account: "shop",
      selection: { kind: "these", followers },
      change: { kind: "block", reason: "广告" },
    });
    await user.click(screen.getByTestId("preview-start"));
    await waitFor(() => expect(screen.getByTestId("outcome-done").textContent).toBe("完成 3 人"), {
      timeout: 4_000,
    });
    await user.click(screen.getByRole("button", { name: "完成" }));
    await waitFor(() =>
      expect(screen.queryByTestId("block-dialog"), "it is not asked a second time").toBeNull(),
    );
  });

  it("forgets what was looked up when the text changes", async () => {
    const { user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.click(await screen.findByText("粘贴 OpenID"));
    fireEvent.change(screen.getByTestId("block-paste"), { target: { value: free[0]?.openid } });
    await user.click(screen.getByTestId("block-look"));
    await screen.findByRole("button", { name: "核对 1 人" });
    await user.type(screen.getByTestId("block-paste"), "x");
    expect(screen.queryByTestId("block-checked")).toBeNull();
    expect(screen.getByTestId("block-next")).toHaveProperty("disabled", true);
  });

  it.each([
    ["empty", "这里面没有 OpenID。"],
    ["tooLong", "太多了：一次最多 10,000 个 OpenID，请分几次粘贴。"],
  ] as const)("says in place that a list is %s", async (problem, words) => {
    const { user } = await open((fake) =>
      fake.fail("check_openids", { code: "invalid", field: "text", problem }),
    );
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.click(await screen.findByText("粘贴 OpenID"));
    fireEvent.change(screen.getByTestId("block-paste"), { target: { value: "，；" } });
    await user.click(screen.getByTestId("block-look"));
    expect((await screen.findByText(words)).getAttribute("role")).toBe("alert");
  });

  it("by a segment offers its people, all of them or those whom a search finds among them", async () => {
    const among = { kind: "tag", tag: 100 } as const;
    const segment: Segment = {
      ...{ id: 9, name: "羊毛党", hue: null, note: "", filter: among, savedAt: now },
      ...{ people: 5, entered: 0, left: 0, comparedAt: null, problems: [] },
    };
    const { host, user } = await open((fake) => fake.answer("segments", () => [segment]));
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.click(within(await screen.findByTestId("block-segment")).getByRole("combobox"));
    await user.click(await screen.findByTitle("羊毛党"));
    await screen.findByTestId("block-list");
    const asked = () => inputs(host, "open_result_set").at(-1)?.filter;
    const free = [{ kind: "following" }, { kind: "noneOf", filters: [{ kind: "blacklisted" }] }];
    await waitFor(() => expect(asked()).toEqual({ kind: "allOf", filters: [...free, among] }));
    await user.type(screen.getByTestId("block-search"), "王");
    const searched = { kind: "allOf", filters: [...free, { kind: "text", text: "王" }, among] };
    await waitFor(() => expect(asked()).toEqual(searched));
  });

  it("by several searches keeps whoever was ticked, by name, until taken out", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    const search = await screen.findByTestId("block-search");
    const found = async (text: string) => {
      await user.clear(search);
      await user.type(search, text);
      await waitFor(() =>
        expect(JSON.stringify(inputs(host, "open_result_set").at(-1)?.filter)).toContain(text),
      );
      await waitFor(() => expect(screen.getByTestId("block-found").textContent).toMatch(/^找到/));
      return within(screen.getByTestId("block-list"));
    };
    await user.click(within((await found("王")).getByTestId("row-0")).getByRole("checkbox"));
    await screen.findByRole("button", { name: "核对 1 人" });
    const next = await found("李");
    const kept = within(await screen.findByTestId("block-kept"));
    expect(kept.getAllByRole("listitem")).toHaveLength(1);
    expect(kept.getByRole("listitem").textContent).toContain("王");
    await user.click(within(next.getByTestId("row-0")).getByRole("checkbox"));
    await user.click(within(next.getByTestId("row-1")).getByRole("checkbox"));
    await screen.findByRole("button", { name: "核对 3 人" });
    await user.clear(search);
    await waitFor(() => expect(screen.queryByTestId("block-list")).toBeNull());
    await user.click(within(kept.getAllByRole("listitem")[0] as HTMLElement).getByRole("button"));
    await user.click(await screen.findByRole("button", { name: "核对 2 人" }));
    await screen.findByTestId("preview");
    const { selection } = inputs(host, "preview_job")[0] ?? {};
    expect(selection?.kind === "these" && selection.followers).toHaveLength(2);
  });

  it("by several searches reaches with Shift across people who are not loaded", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    const search = await screen.findByTestId("block-search");
    const find = async (text: string) => {
      await user.clear(search);
      await user.type(search, text);
      const named = free.filter(({ remark }) => remark.includes(text)).length;
      await waitFor(() =>
        expect(screen.getByTestId("block-found").textContent).toContain(`找到 ${named} 人`),
      );
      return named;
    };
    const box = async () =>
      within(await within(screen.getByTestId("block-list")).findByTestId("row-0")).findByRole("checkbox");
    await find("李");
    await user.click(await box());
    const many = await find("王");
    await user.click(await box());
    await screen.findByRole("button", { name: "核对 2 人" });
    await user.keyboard("{Control>}{Shift>}{End}{/Shift}{/Control}");
    await user.click(await screen.findByRole("button", { name: `核对 ${many + 1} 人` }));
    await screen.findByTestId("preview");
    const { selection } = inputs(host, "preview_job")[0] ?? {};
    expect(selection?.kind === "these" && new Set(selection.followers).size).toBe(many + 1);
  });

  it("by a segment takes exceptions back with Shift across more people than can be named", async () => {
    const segment = fakeSegment({ id: 9, name: "全体", filter: { kind: "following" } });
    const { host, user } = await open((fake) => fake.answer("segments", () => [segment]));
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.click(within(await screen.findByTestId("block-segment")).getByRole("combobox"));
    await user.click(await screen.findByTitle("全体"));
    const found = within(await screen.findByTestId("block-list"));
    const toCheck = (people: number) =>
      screen.findByRole("button", { name: `核对 ${people.toLocaleString("en")} 人` });
    await user.click(await found.findByRole("columnheader", { name: /选择全部/ }));
    await toCheck(free.length);
    await user.click(await within(await found.findByTestId("row-2")).findByRole("checkbox"));
    await user.click(await within(await found.findByTestId("row-0")).findByRole("checkbox"));
    await toCheck(free.length - 2);
    await user.keyboard("{Control>}{Shift>}{End}{/Shift}{/Control}");
    await user.click(await toCheck(free.length));
    await screen.findByTestId("preview");
    expect(free.length, "more than are sent by name").toBeGreaterThan(MOST_IDS);
    expect(inputs(host, "preview_job")[0]?.selection).toMatchObject({
      kind: "resultSet",
      ranges: [[0, free.length]],
    });
  });

  it("by a search waits for the input method", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    const search = await screen.findByTestId("block-search");
    const before = inputs(host, "open_result_set").length;
    fireEvent.compositionStart(search);
    fireEvent.change(search, { target: { value: "wan" } });
    fireEvent.change(search, { target: { value: "王" } });
    fireEvent.compositionEnd(search);
    await waitFor(() =>
      expect(JSON.stringify(inputs(host, "open_result_set").at(-1)?.filter)).toContain("王"),
    );
    expect(inputs(host, "open_result_set"), "nothing was asked for half a word").toHaveLength(before + 1);
  });

  it("by a search offers only followers who are not blocked, and keeps their list until they are checked", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByTestId("blacklist-add"));
    await user.type(await screen.findByTestId("block-search"), "王");
    const found = within(await screen.findByTestId("block-list"));
    await waitFor(() => expect(screen.getByTestId("block-found").textContent).toMatch(/^找到 \d+ 人/));
    expect(inputs(host, "open_result_set").at(-1)?.filter).toEqual({
      kind: "allOf",
      filters: [
        { kind: "following" },
        { kind: "noneOf", filters: [{ kind: "blacklisted" }] },
        { kind: "text", text: "王" },
      ],
    });
    await user.click(within(found.getByTestId("row-0")).getByRole("checkbox"));
    await user.click(found.getByRole("columnheader", { name: /选择全部/ }));
    await user.click(await screen.findByRole("button", { name: /^核对 \d+ 人$/ }));
    await screen.findByTestId("preview");
    const { selection } = inputs(host, "preview_job")[0] ?? {};
    if (selection?.kind !== "resultSet") throw new Error("all who match are a list");
    const closed = inputs(host, "close_result_set").map(({ resultSet }) => resultSet);
    expect(closed).not.toContain(selection.resultSet);
    const dialog = screen.getByTestId("preview").closest<HTMLElement>('[role="dialog"]');
    await user.click(within(dialog ?? document.body).getByRole("button", { name: "取消" }));
    await waitFor(() =>
      expect(inputs(host, "close_result_set").map(({ resultSet }) => resultSet)).toContain(
        selection.resultSet,
      ),
    );
    expect(screen.queryByTestId("block-dialog")).toBeNull();
  });
});
