// The tags page in the whole window: counts and drift, colour and note, people of a tag, keys, and all that can fail.

import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "~/app/App";
import type { Tag } from "~/desk/contract";
import { type FakeHost, fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";

const shop = fakeAccount({ id: "shop", name: "望京店", kind: "official", appId: "wx0123456789abcdef" });

const tag = (id: number, name: string, changes: Partial<Tag> = {}): Tag => ({
  id,
  name,
  wechatCount: 10,
  localCount: 10,
  system: id <= 2,
  hue: null,
  note: "",
  ...changes,
});

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => vi.restoreAllMocks());

async function open(prepare: (host: FakeHost) => void = () => undefined, account = shop) {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const overview = { accounts: [account], vault: { state: "ready", kind: "keychain" } as const, settings };
  const host = fakeHost({ people: 300, overview });
  prepare(host);
  window.location.hash = "#/a/shop/tags";
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("tags");
  return { host, user };
}

const listed = (tags: Tag[]) => (host: FakeHost) => host.answer("tags", () => tags);
const rows = () => screen.queryAllByTestId(/^row-\d+$/).map((row) => row.textContent ?? "");
const firstRow = () => screen.findByTestId("row-0");
const called = (host: FakeHost, name: string) =>
  host.calls.filter((call) => call.name === name).map(({ input }) => input);
const cellOf = (row: number) => {
  const cell = screen.getByTestId(`row-${row}`).querySelector("[data-column]");
  if (!(cell instanceof HTMLElement)) throw new Error("a row has cells");
  return cell;
};

describe("the list", () => {
  it("shows both counts, says what a difference means, and offers a sync", async () => {
    const { host, user } = await open(
      listed([tag(100, "会员", { wechatCount: 12 }), tag(101, "北京", { wechatCount: 7 }), tag(102, "一样")]),
    );
    await firstRow();
    expect(rows()).toEqual(["会员1012微信端多 2 人", "北京107微信端少 3 人", "一样1010一致"]);
    const notice = screen.getByTestId("drift");
    expect(notice.textContent).toContain("2 个标签的人数和微信端不一致");
    await user.click(within(notice).getByTestId("drift-sync"));
    expect(called(host, "start_sync")).toEqual([{ account: "shop" }]);
    await waitFor(() => expect(screen.queryByTestId("drift"), "people are being read just now").toBeNull());
  });

  it("says nothing of differences where there are none, and counts only tags of one's own", async () => {
    await open(listed([tag(2, "星标组"), tag(100, "会员")]));
    await firstRow();
    expect(screen.queryByTestId("drift")).toBeNull();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("标签1 / 100 个");
    expect(rows().some((row) => row.includes("微信自带"))).toBe(true);
  });

  it("is searched by name and note, and the search is taken back", async () => {
    const { user } = await open(listed([tag(100, "会员"), tag(101, "北京", { note: "给新店" })]));
    await firstRow();
    await user.type(screen.getByTestId("tag-search"), "新店");
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.type(screen.getByTestId("tag-search"), "没有");
    expect((await screen.findByTestId("tags-empty")).textContent).toContain("没有这个名字的标签");
    await user.click(screen.getByRole("button", { name: "清除搜索" }));
    await waitFor(() => expect(rows()).toHaveLength(2));
  });

  it("is sorted by a click on a heading", async () => {
    const { user } = await open(
      listed([tag(100, "乙", { localCount: 1 }), tag(101, "甲", { localCount: 5 }), tag(102, "丙")]),
    );
    await firstRow();
    expect(rows().map((row) => row[0])).toEqual(["丙", "甲", "乙"]);
    await user.click(screen.getByRole("columnheader", { name: /标签名/ }));
    await waitFor(() =>
      expect(rows().map((row) => row[0])).toEqual(
        ["丙", "甲", "乙"].sort(new Intl.Collator("zh-CN").compare),
      ),
    );
  });

  it("holds a hundred tags and then makes no more", async () => {
    const hundred = Array.from({ length: 100 }, (_, at) => tag(100 + at, `标签${at}`));
    await open(listed([tag(2, "星标组"), ...hundred]));
    await firstRow();
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("102");
    expect(screen.getByTestId("tag-new")).toHaveProperty("disabled", true);
  });
});

describe("when there is nothing to list", () => {
  it("leads to the first sync", async () => {
    const { host, user } = await open(listed([]), { ...shop, neverSynced: true, lastSync: null });
    await user.click(await screen.findByTestId("tags-sync"));
    expect(called(host, "start_sync")).toHaveLength(1);
  });

  it("leads to the first tag", async () => {
    const { user } = await open(listed([]));
    await user.click(
      within(await screen.findByTestId("tags-empty")).getByRole("button", { name: "新建标签" }),
    );
    await screen.findByTestId("tag-name");
  });

  it("says why tags could not be read, and reads them once more", async () => {
    const { host, user } = await open((fake) => fake.fail("tags", { code: "storage" }));
    await screen.findByRole("alert");
    expect(screen.queryByTestId("tag-list")).toBeNull();
    host.fail("tags", null);
    await user.click(screen.getByRole("button", { name: "重试" }));
    await firstRow();
  });
});

describe("one tag", () => {
  it("gets a colour at once, which its chips wear wherever they are", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByText("会员"));
    await user.click(await screen.findByTestId("hue-7"));
    expect(called(host, "label_tag")).toEqual([{ account: "shop", tag: 100, hue: 7, note: "" }]);
    const chips = () => screen.getAllByTitle("会员").map((chip) => chip.style.background);
    await waitFor(() => expect(new Set(chips())).toEqual(new Set(["var(--hue-7-ground)"])));
    expect(chips().length, "in the list and in the panel").toBeGreaterThan(1);
    await user.keyboard("{Control>}1{/Control}");
    await screen.findByTestId("followers");
    const dot = (await screen.findByTestId("tag-100")).firstElementChild;
    expect(dot?.getAttribute("style")).toContain("var(--hue-7-text)");
  });

  it("gets a note of at most 200 characters, and Esc leaves what it was", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByText("会员"));
    const field = await screen.findByTestId("tag-note");
    fireEvent.change(field, { target: { value: "字".repeat(230) } });
    expect(field).toHaveProperty("value", "字".repeat(200));
    await user.click(field);
    await user.keyboard("{Escape}");
    expect(field).toHaveProperty("value", "");
    expect(screen.getByTestId("tag-panel"), "the panel stays").toBeTruthy();
    await user.type(field, "每月清理");
    await user.click(screen.getByTestId("tag-note-save"));
    expect(called(host, "label_tag")).toEqual([{ account: "shop", tag: 100, hue: null, note: "每月清理" }]);
    await waitFor(() => expect(rows().some((row) => row.includes("每月清理"))).toBe(true));
  });

  it("shows its people among the followers", async () => {
    const { host, user } = await open();
    await user.click(await screen.findByText("会员"));
    await user.click(await screen.findByTestId("tag-people"));
    await screen.findByTestId("followers");
    await screen.findByRole("button", { name: "去掉条件：带有 会员" });
    expect(called(host, "open_result_set").at(-1)).toMatchObject({
      filter: { kind: "allOf", filters: [{ kind: "following" }, { kind: "tag", tag: 100 }] },
    });
  });

  it("is renamed and deleted by its keys while it is open, and closed with Esc", async () => {
    const { user } = await open();
    await user.click(await screen.findByText("志愿者"));
    await screen.findByTestId("tag-panel");
    await user.keyboard("{F2}");
    await user.click(await screen.findByRole("button", { name: "取消" }));
    await waitFor(() => expect(screen.queryByTestId("tag-name")).toBeNull());
    cellOf(0).focus();
    await user.keyboard("{Delete}");
    await user.click(await screen.findByTestId("tag-delete"));
    await waitFor(() => expect(rows().some((row) => row.startsWith("志愿者"))).toBe(false));
    expect(screen.queryByTestId("tag-panel"), "its panel goes with it").toBeNull();
    await user.click(screen.getByText("会员"));
    await screen.findByTestId("tag-panel");
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("tag-panel")).toBeNull();
  });

  it("of WeChat's own can be labelled, but neither renamed nor deleted", async () => {
    const { user } = await open(listed([tag(2, "星标组")]));
    await user.click(await screen.findByText("星标组"));
    await screen.findByTestId("tag-panel");
    expect(screen.getByTestId("tag-rename")).toHaveProperty("disabled", true);
    expect(screen.queryByTestId("tag-remove")).toBeNull();
    await user.keyboard("{F2}{Delete}");
    expect(screen.queryByRole("dialog")).toBeNull();
    fireEvent.contextMenu(cellOf(0), { button: 2, clientX: 300, clientY: 200 });
    const entry = (await screen.findByText("删除…")).closest("li");
    expect(entry?.getAttribute("aria-disabled")).toBe("true");
  });
});
