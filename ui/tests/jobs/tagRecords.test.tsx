// What was done to tags themselves: told in the list, and taken back from there or by Ctrl+Z.

import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { App } from "~/app/App";
import type { TagRecord } from "~/desk/contract";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount, fakeJob, fakeReport } from "../fake/samples";
import type { FakeOptions } from "../fake/world";

const now = Math.floor(Date.now() / 1000);

const deleted: TagRecord = {
  id: 7,
  at: now - 60,
  by: "us",
  kind: "deleted",
  tag: 555,
  name: "周三客",
  formerName: null,
  people: 12,
  confirmed: true,
  job: null,
};
const tagged = fakeJob({
  account: "shop",
  state: { state: "finished" },
  done: 20,
  skipped: 0,
  failed: 0,
  people: 20,
  startedAt: now - 90,
  finishedAt: now - 80,
  secondsLeft: null,
});

async function open(options: FakeOptions, page = "activity") {
  const shop = fakeAccount({ id: "shop", lastSync: fakeReport(now - 900) });
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const vault = { state: "ready", kind: "keychain" } as const;
  const host = fakeHost({ people: 100, overview: { accounts: [shop], settings, vault }, ...options });
  window.location.hash = `#/a/shop/${page}`;
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId(page);
  return { host, user };
}

it("gives a deleted tag back to its people, and says that it gets another number", async () => {
  const { host, user } = await open({ tagRecords: [deleted] });
  const entry = await screen.findByTestId("tag-record-7");
  expect(entry.textContent).toContain("删除标签「周三客」，12 人失去了它");
  await user.click(screen.getByTestId("undo-tag-7"));
  expect((await screen.findByTestId("preview")).textContent).toContain("编号和原来不同");
  expect(screen.getByTestId("preview-title").textContent).toBe("恢复「周三客」，重新给 12 人打上");
  await user.click(screen.getByTestId("preview-start"));
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("start_job"));
  const restored = host.calls.find(({ name }) => name === "preview_restore");
  expect(restored?.input).toEqual({ account: "shop", record: 7 });
});

it("can bring back a tag that nobody had", async () => {
  const { user } = await open({ tagRecords: [{ ...deleted, people: 0 }] });
  expect((await screen.findByTestId("tag-record-7")).textContent).toContain("当时没有人带它");
  await user.click(screen.getByTestId("undo-tag-7"));
  expect((await screen.findByTestId("preview-title")).textContent).toContain("恢复「周三客」");
  expect(screen.getByTestId("preview-start")).toHaveProperty("disabled", false);
});

it("tells what somebody else did, and what nobody knows yet", async () => {
  const elsewhere: TagRecord = { ...deleted, by: "elsewhere" };
  const unknown: TagRecord = { ...deleted, id: 8, confirmed: false };
  const restored: TagRecord = { ...deleted, id: 9, job: 31 };
  const again: TagRecord = { ...deleted, id: 10, kind: "recreated", tag: 601, job: 31 };
  await open({ tagRecords: [elsewhere, unknown, restored, again] });
  expect((await screen.findByTestId("tag-record-7")).textContent).toContain("同步时发现");
  expect(screen.getByTestId("undo-tag-7")).toBeTruthy();
  expect(screen.getByTestId("tag-record-8").textContent).toContain("下次同步会核实");
  expect(screen.getByTestId("tag-record-9").textContent).toContain("已恢复过");
  expect(screen.getByTestId("tag-record-10").textContent).toContain("新编号 601");
  for (const settled of [8, 9, 10]) expect(screen.queryByTestId(`undo-tag-${settled}`)).toBeNull();
});

it("renames back, and deletes what was made, after one question", async () => {
  const renamed: TagRecord = { ...deleted, kind: "renamed", tag: 100, name: "会员", formerName: "老会员" };
  const created: TagRecord = { ...deleted, id: 8, kind: "created", tag: 102, name: "门店A" };
  const since: TagRecord = { ...deleted, id: 9, kind: "created", tag: 100, name: "又一个名字" };
  const { host, user } = await open({ tagRecords: [renamed, created, since] });
  await user.click(await screen.findByTestId("undo-tag-7"));
  expect(screen.getByText("把标签「会员」改回「老会员」")).toBeTruthy();
  await user.click(screen.getByTestId("tag-undo"));
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("rename_tag"));
  expect(host.calls.find(({ name }) => name === "rename_tag")?.input).toEqual({
    account: "shop",
    tag: 100,
    name: "老会员",
  });
  await waitFor(() => expect(screen.queryByTestId("undo-tag-7"), "it is so no more").toBeNull());
  expect(screen.queryByTestId("undo-tag-9"), "it has another name since").toBeNull();
  await user.click(screen.getByTestId("undo-tag-8"));
  expect(await screen.findByText("在微信端删除标签「门店A」")).toBeTruthy();
  await user.click(screen.getByTestId("tag-undo"));
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("delete_tag"));
});

it("is a kind of its own in the list", async () => {
  const { user } = await open({ tagRecords: [deleted], jobs: [tagged] });
  await screen.findByTestId("tag-record-7");
  await user.click(screen.getByTestId("kind-tagList"));
  await waitFor(() => expect(screen.queryByTestId("job-5")).toBeNull());
  expect(screen.getByTestId("tag-record-7")).toBeTruthy();
});

it("shows by Ctrl+Z what taking back the last change would do, wherever one is", async () => {
  const { host, user } = await open({ jobs: [tagged], tagRecords: [{ ...deleted, at: now - 200 }] }, "tags");
  await user.keyboard("{Control>}z{/Control}");
  expect((await screen.findByTestId("preview-title")).textContent).toContain("撤销：");
  expect(
    host.calls.filter(({ name }) => name === "start_job"),
    "nothing before it is said",
  ).toEqual([]);
  const asked = host.calls.find(({ name }) => name === "preview_undo");
  expect(asked?.input).toEqual({ account: "shop", job: 5, includeChanged: false });
});

it("takes back the deletion of a tag by Ctrl+Z if that was last, and walks past what is taken back", async () => {
  const undone = { ...tagged, id: 20, undoneBy: 21, startedAt: now - 20 };
  const undo = { ...tagged, id: 21, undoes: 20, startedAt: now - 10 };
  const { host, user } = await open({ jobs: [undo, undone, tagged], tagRecords: [deleted] });
  await screen.findByTestId("tag-record-7");
  await user.keyboard("{Control>}z{/Control}");
  expect((await screen.findByTestId("preview-title")).textContent).toContain("恢复「周三客」");
  expect(host.calls.map(({ name }) => name)).not.toContain("preview_undo");
});

it("leaves Ctrl+Z to the field one types in, and says when there is nothing to undo", async () => {
  const { host, user } = await open({}, "tags");
  const asked = () => host.calls.filter(({ name }) => name === "activity").length;
  await user.click(await screen.findByTestId("tag-search"));
  await user.keyboard("门店{Control>}z{/Control}");
  expect(asked()).toBe(0);
  await user.click(document.body);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("没有可以撤销的改动")).toBeTruthy();
  expect(asked()).toBe(1);
});

it("waits for a change that is still under way", async () => {
  const running = fakeJob({ account: "shop", startedAt: now - 5 });
  const { host, user } = await open({ jobs: [running, tagged] }, "tags");
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("上一次改动还没有结束，结束后才能撤销")).toBeTruthy();
  expect(host.calls.map(({ name }) => name)).not.toContain("preview_undo");
});
