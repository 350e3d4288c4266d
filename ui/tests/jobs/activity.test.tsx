// 动态: what was done and what syncs found, each number one click from its people.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { App } from "~/app/App";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount, fakeJob, fakeReport } from "../fake/samples";
import type { FakeOptions } from "../fake/world";

const now = Math.floor(Date.now() / 1000);

async function open(options: FakeOptions = {}, query = "") {
  const shop = fakeAccount({ id: "shop", lastSync: fakeReport(now) });
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const vault = { state: "ready", kind: "keychain" } as const;
  const host = fakeHost({ people: 100, overview: { accounts: [shop], settings, vault }, ...options });
  window.location.hash = `#/a/shop/activity${query}`;
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("activity");
  return { host, user };
}

it("tells a finished job with its counts, and its reasons when unfolded", async () => {
  const job = fakeJob({
    account: "shop",
    state: { state: "finished" },
    done: 1_040,
    skipped: 200,
    failed: 0,
    startedAt: now - 50,
    finishedAt: now - 40,
    secondsLeft: null,
  });
  const { user } = await open({ jobs: [job] });
  const entry = await screen.findByTestId("job-5");
  expect(entry.textContent).toContain("给 1,040 人打上「门店A」");
  expect(entry.textContent).toContain("完成 1,040 人");
  expect(screen.queryByTestId("outcome-skipped")).toBeNull();
  await user.click(screen.getByText("详细"));
  expect(await screen.findByText("200 人已有此标签")).toBeTruthy();
  expect(screen.getByTestId("outcome-failed").matches("button"), "nobody to list").toBe(false);
});

it("stands unfolded at the job somebody came here for", async () => {
  const job = fakeJob({ account: "shop", state: { state: "finished" }, finishedAt: now, secondsLeft: null });
  await open({ jobs: [job] }, "?job=5");
  expect(await screen.findByTestId("outcome-done")).toBeTruthy();
});

it("pauses, goes on with and stops a running job", async () => {
  const { host, user } = await open({ jobs: [fakeJob({ account: "shop", startedAt: now })] });
  await screen.findByTestId("job-5");
  await user.click(screen.getByRole("button", { name: "暂停" }));
  await user.click(await screen.findByRole("button", { name: "继续" }));
  await user.click(await screen.findByRole("button", { name: "停止" }));
  await waitFor(() => expect(screen.getByTestId("job-5").textContent).toContain("已停止"));
  const asked = host.calls.map(({ name }) => name).filter((name) => name.endsWith("_job"));
  expect(asked).toEqual(["pause_job", "resume_job", "cancel_job"]);
});

it("pauses a job once, however often the button is clicked", async () => {
  const { host, user } = await open({ jobs: [fakeJob({ account: "shop", startedAt: now })] });
  host.answer("pause_job", () => new Promise(() => undefined));
  await user.dblClick(await screen.findByRole("button", { name: "暂停" }));
  expect(host.calls.filter(({ name }) => name === "pause_job")).toHaveLength(1);
});

it("leads from the number of those who joined to these people", async () => {
  const { host, user } = await open();
  await user.click(await screen.findByRole("button", { name: "新关注 312" }));
  await screen.findByTestId("followers");
  await waitFor(() =>
    expect(host.calls).toContainEqual(
      expect.objectContaining({
        name: "open_result_set",
        input: expect.objectContaining({
          filter: { kind: "allOf", filters: [{ kind: "movedInSync", sync: 12, how: "joined", tag: null }] },
        }),
      }),
    ),
  );
});

it("explains what will be here while nothing has happened", async () => {
  const shop = fakeAccount({ id: "shop", lastSync: null, neverSynced: true });
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  await open({ overview: { accounts: [shop], settings } });
  expect(await screen.findByText("还没有动态")).toBeTruthy();
});

const ended = (changes = {}) =>
  fakeJob({
    account: "shop",
    state: { state: "finished" },
    people: 50,
    done: 50,
    skipped: 0,
    startedAt: now - 50,
    finishedAt: now - 40,
    secondsLeft: null,
    ...changes,
  });

it("takes a job back after saying what goes back and who is left alone, and why", async () => {
  const { host, user } = await open({ jobs: [ended()] });
  await user.click(await screen.findByRole("button", { name: "撤销：给 50 人打上「门店A」" }));
  const preview = await screen.findByTestId("preview");
  expect(screen.getByTestId("preview-title").textContent).toBe("撤销：给 38 人去掉「门店A」");
  expect(preview.textContent).toContain("只撤回这个任务真正打上或去掉的标签");
  expect(preview.textContent).toContain("这个任务改动过 50 人 · 12 人后来又被改过（跳过）");
  await user.click(screen.getByTestId("preview-start"));
  await waitFor(() => expect(host.calls.some(({ name }) => name === "start_job")).toBe(true));
});

it("takes back those changed since as well when the operator wants it, and drops the first draft", async () => {
  const { host, user } = await open({ jobs: [ended()] });
  await user.click(await screen.findByTestId("undo-5"));
  await user.click(await screen.findByTestId("undo-include"));
  await waitFor(() =>
    expect(screen.getByTestId("preview-title").textContent).toBe("撤销：给 50 人去掉「门店A」"),
  );
  const drafts = host.calls.filter(({ name }) => name === "preview_undo" || name === "discard_job");
  expect(drafts.map(({ name }) => name)).toEqual(["preview_undo", "discard_job", "preview_undo"]);
});

it("says which job was undone, and offers nothing where nothing was done", async () => {
  await open({ jobs: [ended({ undoneBy: 6 }), ended({ id: 7, done: 0, skipped: 50 })] });
  expect((await screen.findByTestId("job-5")).textContent).toContain("已撤销过");
  expect(screen.queryByTestId("undo-7")).toBeNull();
});

it("leads from the people of a result to where they can be chosen and exported", async () => {
  const { host, user } = await open({ jobs: [ended({ done: 48, failed: 2 })] });
  await user.click(await screen.findByText("详细"));
  await user.click(await screen.findByTestId("outcome-failed"));
  await user.click(await screen.findByTestId("choose-people"));
  await screen.findByTestId("followers");
  const filter = { kind: "allOf", filters: [{ kind: "inJob", job: 5, outcome: "failed", reason: null }] };
  await waitFor(() =>
    expect(host.calls).toContainEqual(
      expect.objectContaining({ name: "open_result_set", input: expect.objectContaining({ filter }) }),
    ),
  );
});

it("writes the people of one reason to a file with one click", async () => {
  const { host, user } = await open({ jobs: [ended({ done: 48, failed: 2 })] });
  await user.click(await screen.findByText("详细"));
  await user.click(await screen.findByTestId("export-failed-refused"));
  expect((await screen.findByTestId("export-path")).textContent).toMatch(/\.xlsx$/);
  const filter = { kind: "inJob", job: 5, outcome: "failed", reason: { kind: "refused", code: 40003 } };
  const inputsOf = (command: string) =>
    host.calls.filter(({ name }) => name === command).map(({ input }) => input);
  expect(inputsOf("open_result_set")).toEqual([{ account: "shop", filter, sort: [] }]);
  const [{ resultSet }] = inputsOf("close_result_set") as [{ resultSet: number }];
  expect(inputsOf("export_followers")).toMatchObject([
    { format: "xlsx", selection: { kind: "resultSet", resultSet, ranges: null, except: [] } },
  ]);
});

it("opens the people of one reason, and tries only these again", async () => {
  const { host, user } = await open({ jobs: [ended({ done: 48, failed: 2 })] });
  await user.click(await screen.findByText("详细"));
  await user.click(await screen.findByRole("button", { name: /^2 人/ }));
  const reason = { kind: "refused", code: 40003 };
  await waitFor(() =>
    expect(host.calls).toContainEqual({
      name: "job_people",
      input: { account: "shop", job: 5, outcome: "failed", reason, start: 0, count: 200 },
    }),
  );
  await user.click(await screen.findByTestId("retry-people"));
  expect(await screen.findByTestId("preview")).toBeTruthy();
  expect(host.calls).toContainEqual({
    name: "preview_retry",
    input: { account: "shop", job: 5, outcome: "failed", reason },
  });
});

it("offers no second try for those who were as wanted already", async () => {
  const { user } = await open({ jobs: [ended({ done: 30, skipped: 20 })] });
  await user.click(await screen.findByText("详细"));
  await user.click(await screen.findByRole("button", { name: "20 人已有此标签" }));
  await screen.findByTestId("choose-people");
  expect(screen.queryByTestId("retry-people")).toBeNull();
});

const many = Array.from({ length: 120 }, (_, place) =>
  ended({ id: 200 - place, startedAt: now - 5_000 - place * 60, finishedAt: now - 4_990 - place * 60 }),
);

it("reads what is older when it is wanted, and not before", async () => {
  const { host, user } = await open({ jobs: many });
  await screen.findByTestId("job-200");
  expect(screen.queryAllByTestId(/^job-\d/)).toHaveLength(49);
  expect(screen.queryByTestId("sync-12"), "the newest of all").toBeTruthy();
  await user.click(screen.getByTestId("activity-more"));
  await screen.findByTestId("job-110");
  await user.click(screen.getByTestId("activity-more"));
  await screen.findByTestId("job-81");
  expect(screen.queryByTestId("activity-more"), "the end").toBeNull();
  const asked = host.calls.filter(({ name }) => name === "activity").map(({ input }) => input);
  expect(asked).toHaveLength(3);
  expect(asked[1]).toMatchObject({ after: { list: "jobs", id: 152 } });
});

it("is narrowed by kind and days, and stays so while one looks at somebody", async () => {
  const blocked = ended({ id: 9, change: { kind: "block", reason: "" }, tagNames: {} });
  const { user } = await open({ jobs: [ended(), blocked] });
  await screen.findByTestId("job-5");
  await user.click(screen.getByTestId("kind-blacklist"));
  await waitFor(() => expect(screen.queryByTestId("job-5")).toBeNull());
  expect(screen.getByTestId("job-9")).toBeTruthy();
  await user.click(screen.getByTestId("nav-followers"));
  await screen.findByTestId("followers");
  await user.click(screen.getByTestId("nav-activity"));
  expect((await screen.findByTestId("kind-blacklist")).getAttribute("aria-pressed")).toBe("true");
  await screen.findByTestId("job-9");
  expect(screen.queryByTestId("job-5")).toBeNull();
  await user.click(screen.getByTestId("activity-clear"));
  await screen.findByTestId("job-5");
});

it("shows the history of one person to whoever comes for it", async () => {
  const { host } = await open({ jobs: [ended()] }, "?person=7");
  await waitFor(() =>
    expect(host.calls).toContainEqual(
      expect.objectContaining({
        name: "activity",
        input: expect.objectContaining({ filter: expect.objectContaining({ person: 7 }) }),
      }),
    ),
  );
});

it("says of a job that was forgotten that it is not kept any more", async () => {
  await open({ jobs: [ended()] }, "?job=77");
  expect((await screen.findByTestId("job-gone")).textContent).toContain("已不再保留");
});

it("says what went wrong and reads again when asked to", async () => {
  const { host, user } = await open({ jobs: [ended()] });
  await screen.findByTestId("job-5");
  host.fail("activity", { code: "storage" });
  await user.click(screen.getByTestId("kind-tags"));
  const card = await screen.findByRole("alert");
  host.fail("activity", null);
  await user.click(within(card).getByRole("button", { name: "重试" }));
  expect(await screen.findByTestId("job-5")).toBeTruthy();
});

it("moves a job in the list with the news of it, without reading again", async () => {
  const running = fakeJob({ account: "shop", startedAt: now });
  const { host } = await open({ jobs: [running] });
  await screen.findByTestId("job-5");
  const before = host.calls.filter(({ name }) => name === "activity").length;
  host.announce({ kind: "jobMoved", job: { ...running, done: 777 } });
  await waitFor(() => expect(screen.getByTestId("job-5").textContent).toContain("860 / 1,240"));
  expect(host.calls.filter(({ name }) => name === "activity")).toHaveLength(before);
});

it("names in words what a sync was not allowed to read", async () => {
  const notAllowed = ["/cgi-bin/tags/members/getblacklist", "/cgi-bin/tags/get", "/cgi-bin/tags/getidlist"];
  const shop = fakeAccount({ id: "shop", lastSync: fakeReport(now, { notAllowed }) });
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const vault = { state: "ready", kind: "keychain" } as const;
  await open({ overview: { accounts: [shop], settings, vault } });
  const entry = await screen.findByTestId("sync-12");
  expect(entry.textContent).toContain("此公众号没有权限读取：黑名单、标签");
  expect(entry.textContent).not.toContain("/cgi-bin");
});
