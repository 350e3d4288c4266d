// Segments in the window: made, counted, looked at, changed, copied, put in order, deleted.

import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Filter } from "~/desk/contract";
import { fakeSegment } from "../fake/samples";
import {
  addCondition,
  counted,
  dialog,
  inputs,
  lastFilter,
  listed,
  openPage,
  type User,
  withSize,
} from "../filter/open";

withSize();

const members: Filter = { kind: "allOf", filters: [{ kind: "following" }, { kind: "tag", tag: 100 }] };
const one = fakeSegment({ id: 1, name: "会员", filter: members, note: "周三" });
const two = fakeSegment({
  id: 2,
  name: "北京",
  filter: { kind: "allOf", filters: [{ kind: "following" }, { kind: "tag", tag: 101 }] },
  comparedAt: null,
});
const newer = fakeSegment({ id: 3, name: "新版的", filter: null, people: null });

const row = (at: number) => within(screen.getByTestId(`row-${at}`));
const openRow = async (user: User, name: string) => {
  await user.click(await within(await screen.findByTestId("segment-list")).findByText(name));
  return screen.findByTestId("segment-panel");
};

describe("the page of segments", () => {
  it("explains itself while there is none, and makes the first", async () => {
    const { host, user } = await openPage("segments");
    await user.click(within(await screen.findByTestId("segments-empty")).getByRole("button"));
    await addCondition(user, "没有标签");
    const people = await counted();
    const save = screen.getByTestId<HTMLButtonElement>("segment-save");
    expect(save.disabled, "it has no name yet").toBe(true);
    await user.type(screen.getByTestId("segment-name"), "没人管的");
    await user.click(save);
    await waitFor(() =>
      expect(inputs(host, "add_segment")[0]?.segment).toEqual({
        name: "没人管的",
        hue: null,
        note: "",
        filter: { kind: "allOf", filters: [{ kind: "following" }, { kind: "untagged" }] },
      }),
    );
    expect((await screen.findByTestId("segment-people-count")).textContent).toBe(`${people} 人`);
  });

  it("says of each whom it asks for, how many they are, and who entered and left", async () => {
    const { host, user } = await openPage("segments", { segments: [one, two] });
    await screen.findByText("带有 会员");
    expect(row(0).getByText("进入 12 人")).toBeTruthy();
    expect(row(1).getByText("下次同步后开始比较")).toBeTruthy();
    await user.click(screen.getByTestId("segment-left-1"));
    await screen.findByTestId("followers");
    await waitFor(() =>
      expect(lastFilter(host)).toEqual({
        kind: "allOf",
        filters: [{ kind: "movedInSegment", segment: 1, how: "left" }],
      }),
    );
    expect(screen.getByTestId("sentence").textContent).toBe("上次同步后离开「会员」");
  });

  it("leads to its people", async () => {
    const { host, user } = await openPage("segments", { segments: [one] });
    await openRow(user, "会员");
    await user.click(screen.getByTestId("segment-people"));
    await screen.findByTestId("followers");
    await waitFor(() => expect(lastFilter(host)).toEqual(members));
  });

  it("changes one, with its conditions", async () => {
    const { host, user } = await openPage("segments", { segments: [one] });
    await openRow(user, "会员");
    await user.click(screen.getByTestId("segment-edit"));
    await dialog();
    await addCondition(user, "没有标签");
    await user.click(screen.getByTestId("segment-save"));
    await waitFor(() => expect(inputs(host, "change_segment")).toHaveLength(1));
    expect(inputs(host, "change_segment")[0]?.segment).toMatchObject({
      name: "会员",
      note: "周三",
      filter: { filters: [{ kind: "following" }, { kind: "tag", tag: 100 }, { kind: "untagged" }] },
    });
  });

  it("duplicates, puts in another order, and deletes on this computer only", async () => {
    const { host, user } = await openPage("segments", { segments: [one, two] });
    await openRow(user, "北京");
    await user.click(screen.getByTestId("segment-up"));
    await waitFor(() => expect(inputs(host, "order_segments")[0]?.ids).toEqual([2, 1]));
    await user.click(screen.getByTestId("segment-copy"));
    await waitFor(() => expect(inputs(host, "copy_segment")[0]?.name).toBe("北京（副本）"));
    await waitFor(() => expect(screen.getByTestId("segment-panel").textContent).toContain("北京（副本）"));
    await user.click(screen.getByTestId("segment-remove"));
    expect((await dialog()).textContent).toContain("只删除这台电脑上保存的条件");
    await user.click(screen.getByTestId("segment-delete"));
    await waitFor(() => expect(screen.queryByText("北京（副本）")).toBeNull());
  });

  it("keeps one that a newer program saved, and changes its name alone", async () => {
    const { host, user } = await openPage("segments", { segments: [newer] });
    const panel = await openRow(user, "新版的");
    expect(panel.textContent).toContain("由新版本的 Fandesk 保存");
    expect(within(panel).getByTestId<HTMLButtonElement>("segment-people").disabled).toBe(true);
    await user.click(screen.getByTestId("segment-edit"));
    await user.type(screen.getByTestId("segment-name"), "二");
    await user.click(screen.getByTestId("segment-save"));
    await waitFor(() =>
      expect(inputs(host, "change_segment")[0]?.segment).toMatchObject({ name: "新版的二", filter: null }),
    );
  });

  it("says of one that a tag it asks for is gone", async () => {
    const gone = fakeSegment({
      filter: {
        kind: "allOf",
        filters: [{ kind: "following" }, { kind: "tags", have: "any", tags: [100, 999] }],
      },
      name: "老的",
    });
    const { user } = await openPage("segments", { segments: [gone] });
    const panel = await openRow(user, "老的");
    expect(panel.textContent).toContain("标签「老会员」在微信端已经删除");
    expect(panel.textContent).toContain("带有 会员、已删除的标签");
  });

  it("is searched by name, note and conditions", async () => {
    const { user } = await openPage("segments", { segments: [one, two] });
    await screen.findByText("带有 会员");
    await user.type(screen.getByTestId("segment-search"), "周三");
    await waitFor(() => expect(screen.queryByText("带有 北京")).toBeNull());
    await user.clear(screen.getByTestId("segment-search"));
    await user.type(screen.getByTestId("segment-search"), "没有的");
    expect(await screen.findByText("没有这样的人群")).toBeTruthy();
  });

  it("says what went wrong while reading", async () => {
    const { host } = await openPage("segments", { segments: [one] });
    host.fail("segments", { code: "storage" });
    host.announce({ kind: "resync" });
    expect(await screen.findByTestId("list-failed")).toBeTruthy();
  });
});

describe("beside the list of followers", () => {
  it("a segment is one click away, and what holds is kept as one", async () => {
    const { host, user } = await openPage("followers", { segments: [one] });
    await listed();
    await user.click(screen.getByTestId("segment-menu"));
    await user.click(await screen.findByRole("menuitem", { name: /会员/ }));
    await waitFor(() => expect(lastFilter(host)).toEqual(members));
    await user.click(screen.getByTestId("quick-recent"));
    await user.click(screen.getByTestId("segment-menu"));
    await user.click(await screen.findByRole("menuitem", { name: "存为人群" }));
    expect((await screen.findByTestId("segment-sentence")).textContent).toContain(
      "带有 会员，且关注于近 7 天",
    );
    await user.type(screen.getByTestId("segment-name"), "新会员{Enter}");
    await waitFor(() => expect(inputs(host, "add_segment")[0]?.segment.name).toBe("新会员"));
    expect(inputs(host, "add_segment")[0]?.segment.filter).toEqual(lastFilter(host));
  });
});
