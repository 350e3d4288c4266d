// Putting conditions together in the window: adding, switching off, moving, counting, and what comes of it.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { CheckedFilter, Filter } from "~/desk/contract";
import {
  addCondition,
  choose,
  counted,
  dialog,
  inputs,
  lastFilter,
  listed,
  openBuilder,
  openPage,
  showCounted,
  withSize,
} from "./open";

withSize();

const following: Filter = { kind: "following" };
const week: Filter = { kind: "followed", when: "during", period: { kind: "lastDays", days: 7 } };
const all = (...filters: Filter[]): Filter => ({ kind: "allOf", filters });
const sentence = () => screen.getByTestId("filter-sentence").textContent;
const lines = () => screen.getAllByTestId(/^filter-line-/).map((line) => line.getAttribute("aria-label"));

describe("the builder", () => {
  it("says in words what it finds, counts it, and shows it in the list", async () => {
    const { host, user } = await openBuilder();
    await addCondition(user, "关注时间");
    await addCondition(user, "没有标签");
    expect(sentence()).toBe("关注于近 7 天，且没有标签");
    const people = await counted();
    expect(people).toBeGreaterThan(0);
    expect(people).toBeLessThan(100);
    expect(screen.getByTestId("filter-done").textContent).toBe(`查看 ${people} 人`);
    await showCounted(user);
    await waitFor(() => expect(lastFilter(host)).toEqual(all(following, week, { kind: "untagged" })));
    expect(screen.getByTestId("sentence").textContent).toBe("关注于近 7 天，且没有标签");
    await waitFor(() => expect(screen.getByTestId("people-count").textContent).toBe(String(people)));
    expect(
      screen.getByTestId("quick-recent").getAttribute("aria-pressed"),
      "a quick chip is the same condition",
    ).toBe("true");
  });

  it("leaves the keyboard with the first line of a group that is dissolved", async () => {
    const { user } = await openBuilder();
    await user.click(within(await dialog()).getByTestId("filter-add-group"));
    await addCondition(user, "没有标签", 0);
    await user.click(await screen.findByTestId("filter-dissolve"));
    expect(screen.queryByTestId("filter-dissolve")).toBeNull();
    const [line] = screen.getAllByTestId(/^filter-line-/);
    expect(line?.contains(document.activeElement), "the button that was pressed is gone").toBe(true);
  });

  it("of one day begins with today, and an empty end of a span says that it is one", async () => {
    const { host, user } = await openBuilder();
    await addCondition(user, "关注时间");
    await choose(user, screen.getByTestId("filter-period"), "某一天");
    const today = new Date((Date.now() / 1_000 + 8 * 3_600) * 1_000).toISOString().slice(0, 10);
    expect(screen.getByLabelText<HTMLInputElement>("日期").value).toBe(today);
    await choose(user, screen.getByTestId("filter-period"), "两天之间");
    const last = screen.getByLabelText<HTMLInputElement>("到这一天");
    fireEvent.change(last, { target: { value: "" } });
    expect([last.type, last.placeholder]).toEqual(["text", "不限"]);
    fireEvent.focus(last);
    expect(last.type).toBe("date");
    await showCounted(user);
    const from = Date.parse(`${today}T00:00:00Z`) / 1_000 - 8 * 3_600;
    const period = { kind: "between", from, until: null };
    await waitFor(() => expect(lastFilter(host)).toEqual(all(following, { ...week, period } as Filter)));
  });

  it("begins with what holds, the search among it", async () => {
    const { host, user } = await openPage("followers");
    await listed();
    await user.click(await screen.findByTestId("tag-100"));
    await user.type(screen.getByTestId("search"), "王");
    await waitFor(() => expect(JSON.stringify(lastFilter(host))).toContain("王"));
    await user.click(screen.getByTestId("combine-conditions"));
    await dialog();
    expect(sentence()).toBe("带有 会员，且有文字「王」");
    await showCounted(user);
    await waitFor(() =>
      expect(lastFilter(host)).toEqual(
        all(following, { kind: "tag", tag: 100 }, { kind: "text", text: "王" }),
      ),
    );
    expect(screen.getByTestId<HTMLInputElement>("search").value).toBe("");
  });

  it("switches a condition off without losing it, and on again by its chip", async () => {
    const { host, user } = await openBuilder();
    await addCondition(user, "没有标签");
    const few = await counted();
    await user.click(screen.getByTestId("filter-switch"));
    await waitFor(async () => expect(await counted()).toBeGreaterThan(few));
    expect(sentence()).toBe("所有正在关注的人");
    await showCounted(user);
    await waitFor(() =>
      expect(lastFilter(host)).toEqual(all(following, { kind: "off", filter: { kind: "untagged" } })),
    );
    await user.click(screen.getByRole("button", { name: "重新启用：没有标签" }));
    await waitFor(() => expect(lastFilter(host)).toEqual(all(following, { kind: "untagged" })));
  });

  it("moves a line by key, into a group and out of it, and keeps the keyboard on it", async () => {
    const { user } = await openBuilder();
    await addCondition(user, "没有标签");
    await user.click(screen.getByTestId("filter-add-group"));
    await addCondition(user, "备注", 0);
    expect(lines()).toEqual(["没有标签", "备注含「…」"]);
    const down = () =>
      within(screen.getByTestId("filter-line-untagged")).getByRole("button", { name: "下移：没有标签" });
    down().focus();
    await user.keyboard("{Enter}{Enter}");
    expect(lines()).toEqual(["备注含「…」", "没有标签"]);
    expect(document.activeElement).toBe(down());
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(lines()).toEqual(["没有标签", "备注含「…」"]);
  });

  it("leaves out what is not filled in, and says so", async () => {
    const { user } = await openBuilder();
    const everybody = await counted();
    await addCondition(user, "备注");
    expect(screen.getByText("还没有填，先不算在内")).toBeTruthy();
    await waitFor(async () => expect(await counted()).toBe(everybody));
    fireEvent.change(screen.getByTestId("filter-remark"), { target: { value: "' OR 1=1 --" } });
    await waitFor(async () => expect(await counted()).toBe(0));
    expect(screen.getByText("没有人符合")).toBeTruthy();
    fireEvent.change(screen.getByTestId("filter-remark"), { target: { value: "" } });
    await showCounted(user);
    expect(screen.getByTestId("sentence").textContent).toBe("所有正在关注的人");
  });

  it("shows the answer to what stands there last, however late earlier ones come", async () => {
    const { host, user } = await openBuilder();
    await counted();
    const answers: ((answer: CheckedFilter) => void)[] = [];
    host.answer("check_filter", () => new Promise((resolve) => answers.push(resolve)));
    await addCondition(user, "没有标签");
    await waitFor(() => expect(answers).toHaveLength(1));
    expect(screen.getByText("正在数…")).toBeTruthy();
    await addCondition(user, "在黑名单里");
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ people: 7, problems: [] });
    await waitFor(async () => expect(await counted()).toBe(7));
    answers[0]?.({ people: 5_000, problems: [] });
    await Promise.resolve();
    expect(await counted()).toBe(7);
  });

  it("looks among those who left too once a condition is about them", async () => {
    const { host, user } = await openBuilder();
    await addCondition(user, "关注状态");
    expect(await counted()).toBeGreaterThan(0);
    await showCounted(user);
    await waitFor(() => expect(lastFilter(host)).toEqual(all({ kind: "left" })));
  });

  it("says at its line that a tag is gone", async () => {
    const { host, user } = await openBuilder();
    host.answer("check_filter", () => ({
      people: 0,
      problems: [{ path: [1], flaw: { kind: "tagGone", tag: 9, name: "旧标签" } }],
    }));
    await addCondition(user, "没有标签");
    const line = screen.getByTestId("filter-line-untagged");
    await waitFor(() => expect(within(line).getByRole("alert").textContent).toContain("旧标签"));
  });

  it("says that it could not count, and stays", async () => {
    const { host, user } = await openBuilder();
    host.fail("check_filter", { code: "storage" });
    await addCondition(user, "没有标签");
    expect(await within(await dialog()).findByText("读写本机数据时出了问题")).toBeTruthy();
    expect(inputs(host, "check_filter").length).toBeGreaterThan(0);
  });
});
