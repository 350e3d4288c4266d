// What happened to one person: every kind of event in words, done by us or elsewhere, with a way to its job.

import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HistoryEntry, HistoryEvent } from "~/desk/contract";
import { listed, openPage, withSize } from "../filter/open";

withSize();

const now = 1_763_700_000;

/** Each event, its words, and whether somebody who works here may have done it. */
const events: [event: HistoryEvent, words: string, ours: boolean][] = [
  [{ kind: "followed" }, "关注", false],
  [{ kind: "left" }, "取关", false],
  [{ kind: "cameBack" }, "再次关注", false],
  [{ kind: "tagged", tag: 100, name: "会员" }, "打标签「会员」", true],
  [{ kind: "untagged", tag: 100, name: "会员" }, "去掉标签「会员」", true],
  [{ kind: "remarked", from: "", to: "王姐" }, "备注「王姐」", true],
  [{ kind: "remarked", from: "王姐", to: "王小姐" }, "备注「王姐」改为「王小姐」", true],
  [{ kind: "remarked", from: "王小姐", to: "" }, "清除备注「王小姐」", true],
  [{ kind: "blocked" }, "拉黑", true],
  [{ kind: "unblocked" }, "移出黑名单", true],
];

async function shown(history: HistoryEntry[]) {
  const page = await openPage("followers", { now, history });
  await listed();
  const cell = within(screen.getByTestId("row-2")).getAllByRole("gridcell")[3];
  await page.user.click(cell ?? document.body);
  const list = await screen.findByTestId("detail-history");
  return { ...page, lines: within(list).getAllByRole("listitem") };
}

const said = (line: HTMLElement) => line.querySelector("span")?.textContent;

it("says every event in words, the newest first, and which operators' ones were done elsewhere", async () => {
  const history = events.flatMap(([event], at): HistoryEntry[] => [
    { at: now - 120 * at, by: "us", job: null, event },
    { at: now - 120 * at - 60, by: "elsewhere", job: null, event },
  ]);
  const { lines } = await shown(history);
  expect(lines.map(said)).toEqual(
    events.flatMap(([, words, ours]) => [words, ours ? `${words}在别处` : words]),
  );
  expect(lines.filter((line) => within(line).queryByRole("link"))).toEqual([]);
});

it("leads from what a job did to that job", async () => {
  const { user, lines } = await shown([
    { at: now - 60, by: "us", job: 5, event: { kind: "tagged", tag: 100, name: "会员" } },
    { at: now - 120, by: "us", job: null, event: { kind: "blocked" } },
  ]);
  expect(lines.map((line) => within(line).queryAllByRole("link").length)).toEqual([1, 0]);
  await user.click(screen.getByRole("link", { name: "查看任务" }));
  await waitFor(() => expect(window.location.hash).toContain("/activity?job=5"));
});

it("says when nothing is known to have happened", async () => {
  const { user } = await openPage("followers", { now, history: [] });
  await listed();
  await user.click(within(screen.getByTestId("row-2")).getAllByRole("gridcell")[3] ?? document.body);
  expect(await screen.findByText("还没有记录")).toBeTruthy();
  expect(screen.queryByTestId("detail-history")).toBeNull();
});
