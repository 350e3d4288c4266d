// A bulk change from the preview to the result, with a host that answers from memory.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App as AntdApp, ConfigProvider } from "antd";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Change, JobSummary, Selection } from "~/desk/contract";
import { useDeskEvents } from "~/desk/events";
import { HostProvider } from "~/desk/host";
import { deskQueryOptions } from "~/desk/queries";
import { useBulkChange } from "~/features/jobs/useBulkChange";
import { type FakeHost, fakeHost } from "../fake/host";
import { fakeAccount } from "../fake/samples";

const shop = fakeAccount({ id: "shop" });
const these: Selection = { kind: "these", followers: [1, 2, 3, 4, 5] };
const tag: Change = { kind: "tags", add: [102], remove: [] };

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(600);
});
afterEach(() => vi.restoreAllMocks());

function Page({ selection, change }: { selection: Selection; change: Change }) {
  const bulk = useBulkChange("shop");
  return (
    <>
      <button type="button" onClick={() => void bulk.open(selection, change)}>
        ask
      </button>
      {bulk.dialog}
    </>
  );
}

function Listening({ host, client }: { host: FakeHost; client: QueryClient }) {
  useDeskEvents(host, client);
  return null;
}

async function ask(host: FakeHost, change: Change = tag, selection: Selection = these) {
  const client = new QueryClient({ defaultOptions: deskQueryOptions() });
  const user = userEvent.setup();
  const router = createRouter({
    routeTree: createRootRoute(),
    history: createMemoryHistory(),
  });
  render(
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <ConfigProvider button={{ autoInsertSpace: false }}>
          <AntdApp>
            <Listening host={host} client={client} />
            <RouterContextProvider router={router}>
              <Page selection={selection} change={change} />
            </RouterContextProvider>
          </AntdApp>
        </ConfigProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  await user.click(screen.getByText("ask"));
  return user;
}

const desk = () => fakeHost({ overview: { accounts: [shop] }, people: 200 });
const commands = (host: FakeHost) => host.calls.map(({ name }) => name);

/** Buttons of dialogs that are still moving into place count too. */
const button = (name: string) => screen.getByRole("button", { name, hidden: true });

/** The job comes to its end: the core keeps it so and tells. */
function finish(host: FakeHost, changes: Partial<JobSummary>) {
  return act(async () => {
    const [started] = await host.call("jobs", { account: "shop", limit: 1 });
    if (!started) throw new Error("a started job is listed");
    const job: JobSummary = {
      ...started,
      state: { state: "finished" },
      finishedAt: started.createdAt + 6,
      ...changes,
    };
    host.answer("jobs", () => [job]);
    host.answer("job_report", () => ({
      job,
      skipped: job.skipped ? [{ reason: { kind: "alreadySo" }, people: job.skipped }] : [],
      failed: job.failed ? [{ reason: { kind: "unknownToWechat" }, people: job.failed }] : [],
    }));
    host.answer("job_people", ({ outcome, start, count }) => {
      const total = outcome === "skipped" ? job.skipped : job.people;
      const people = Array.from({ length: Math.min(count, total - start) }, (_, at) => ({
        id: start + at,
        openid: `o6_bmPerson${start + at}`,
        remark: "",
        outcome: outcome ?? "pending",
        reason: outcome === "skipped" ? { kind: "alreadySo" as const } : null,
      }));
      return { total, people };
    });
    host.announce({ kind: "jobMoved", job });
  });
}

describe("the preview", () => {
  it("shows the numbers and sends nothing but the question", async () => {
    const host = desk();
    await ask(host);
    const words = await screen.findByTestId("preview");
    expect(words.textContent).toMatch(/^5 人符合条件( · \d 人已有此标签（跳过）)?需要/);
    expect(commands(host)).not.toContain("start_job");
  });

  it("throws its draft away when the operator says no", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(button("取消"));
    await waitFor(() => expect(commands(host)).toContain("discard_job"));
    expect(commands(host)).not.toContain("start_job");
  });

  it("lets a draft go that comes after the dialog was closed", async () => {
    const host = desk();
    let answer = () => {};
    const usual = host.call.bind(host);
    host.call = async (name, input) => {
      if (name === "preview_job") await new Promise<void>((resolve) => (answer = resolve));
      return usual(name, input);
    };
    const user = await ask(host);
    await user.click(button("取消"));
    answer();
    await waitFor(() => expect(commands(host)).toContain("discard_job"));
    expect(screen.queryByTestId("preview")).toBeNull();
  });

  it("cannot be called off nor begun twice while it is being started", async () => {
    const host = desk();
    let answer = () => {};
    const usual = host.call.bind(host);
    host.call = async (name, input) => {
      const answered = await usual(name, input);
      if (name === "start_job") await new Promise<void>((resolve) => (answer = resolve));
      return answered;
    };
    const user = await ask(host);
    await user.dblClick(await screen.findByTestId("preview-start"));
    await user.click(button("取消"));
    await user.keyboard("{Escape}");
    answer();
    await screen.findByTestId("job-background");
    expect(commands(host).filter((name) => name === "start_job")).toHaveLength(1);
    expect(commands(host), "its draft is at work").not.toContain("discard_job");
  });

  it("offers no button when nobody needs a change", async () => {
    const host = desk();
    const facts = {
      job: 1,
      account: "shop",
      change: tag,
      people: 5,
      toChange: 0,
      alreadySo: 5,
      overTagLimit: 0,
    };
    const none = {
      left: 0,
      tagNames: {},
      undoes: null,
      restores: null,
      remakesTag: false,
      changedSince: 0,
      cannotBeRestored: 0,
      remarkTooLong: 0,
      blacklisted: 0,
    };
    host.answer("preview_job", () => ({ ...facts, ...none, calls: [], seconds: 0 }));
    await ask(host);
    await screen.findByTestId("preview");
    expect(screen.getByTestId("preview-title").textContent).toBe("没有人需要改动");
    expect(screen.queryByTestId("preview-start")).toBeNull();
  });

  it("says why it could not count, and asks again", async () => {
    const host = desk();
    host.fail("preview_job", { code: "storage" });
    const user = await ask(host);
    await screen.findByText("读写本机数据时出了问题");
    host.fail("preview_job", null);
    await user.click(button("重试"));
    await screen.findByTestId("preview");
  });

  it("of blocking says what WeChat does to these people and looks dangerous", async () => {
    await ask(desk(), { kind: "block", reason: "广告" });
    const words = await screen.findByTestId("preview");
    expect(words.textContent).toContain("收不到群发消息");
    expect(words.textContent).toContain("关注会保留");
    expect(words.textContent).toContain("原因：广告（仅本机）");
    const button = screen.getByTestId("preview-start");
    expect(button.textContent).toMatch(/^拉黑 \d 人$/);
    expect(button.className).toContain("dangerous");
    expect(button.className).not.toContain("primary");
  });
});

describe("a change that takes something from many", () => {
  const untag: Change = { kind: "tags", add: [], remove: [102] };
  const many = async (host: FakeHost) => {
    host.answer("preview_job", ({ change }) => ({
      job: 1,
      account: "shop",
      change,
      people: 4_988,
      toChange: 4_988,
      alreadySo: 0,
      overTagLimit: 0,
      left: 0,
      tagNames: { 102: "门店A" },
      undoes: null,
      restores: null,
      remakesTag: false,
      changedSince: 0,
      cannotBeRestored: 0,
      remarkTooLong: 0,
      blacklisted: 0,
      calls: [],
      seconds: 0,
    }));
    const user = await ask(host, untag);
    await screen.findByTestId("preview");
    return user;
  };

  it("begins only after the number was typed, written as one likes", async () => {
    const user = await many(desk());
    const start = screen.getByTestId<HTMLButtonElement>("preview-start");
    expect(start.disabled).toBe(true);
    const field = screen.getByLabelText("人数较多，请输入 4,988 确认");
    await user.type(field, "498");
    expect(start.disabled).toBe(true);
    await user.clear(field);
    await user.type(field, "４,９８８");
    expect(start.disabled).toBe(false);
  });

  it("asks for no number below the operator's own threshold", async () => {
    const host = desk();
    host.overview.settings.typedAbove = 10_000;
    await many(host);
    await waitFor(() => expect(screen.queryByTestId("typed-number")).toBeNull());
    expect(screen.getByTestId<HTMLButtonElement>("preview-start").disabled).toBe(false);
  });
});

describe("the run and its result", () => {
  it("starts the very draft that was shown, then says what was done and the next step", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await screen.findByText(/正在进行/);
    const previewed = host.calls.find(({ name }) => name === "preview_job");
    expect(previewed?.input).toEqual({ account: "shop", selection: these, change: tag });
    await finish(host, { done: 4, skipped: 1 });
    await screen.findByTestId("result");
    expect(screen.getByTestId("outcome-done").textContent).toContain("完成 4 人");
    expect(screen.getByTestId("next-step").textContent).toContain("群发 → 按标签 → 门店A");
    expect(commands(host)).not.toContain("discard_job");
  });

  it("lists the people behind a number, with the reason in words", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await screen.findByText(/正在进行/);
    await finish(host, { done: 3, skipped: 2 });
    await screen.findByText(/2 人已有此标签/);
    await user.click(screen.getByTestId("outcome-skipped"));
    const list = await screen.findByTestId("job-people");
    await waitFor(() => expect(list.getAttribute("aria-rowcount")).toBe("3"));
    expect(list.textContent).toContain("已有此标签");
  });

  it("lists the people of a preview, with no button that does nothing", async () => {
    const host = desk();
    host.answer("job_people", () => ({ total: 0, people: [] }));
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-people"));
    await screen.findByTestId("job-people");
    expect(screen.queryByRole("button", { name: /确\s*定/ })).toBeNull();
  });

  it("shows failures in the same form, and the number that were never tried", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await screen.findByText(/正在进行/);
    await finish(host, { state: { state: "cancelled" }, done: 1, skipped: 0, failed: 1 });
    expect((await screen.findByTestId("outcome-failed")).textContent).toContain("失败 1 人");
    expect(screen.getByText(/3 人没有处理/)).toBeTruthy();
  });

  it("is undone from the result, after a preview of its own", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await screen.findByText(/正在进行/);
    await finish(host, { done: 5, skipped: 0 });
    await user.click(await screen.findByTestId("result-undo"));
    await screen.findByTestId("preview");
    expect(commands(host)).toContain("preview_undo");
  });

  it("is tried again for those who failed", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await screen.findByText(/正在进行/);
    await finish(host, { done: 3, skipped: 0, failed: 2 });
    await user.click(await screen.findByTestId("job-retry"));
    await screen.findByTestId("preview");
    const [job] = await host.call("jobs", { account: "shop", limit: 1 });
    const asked = host.calls.find(({ name }) => name === "preview_retry");
    expect(asked?.input).toEqual({ account: "shop", job: job?.id, outcome: null, reason: null });
  });

  it("goes on by itself when the dialog is sent to the background", async () => {
    const host = desk();
    const user = await ask(host);
    await screen.findByTestId("preview");
    await user.click(screen.getByTestId("preview-start"));
    await user.click(await screen.findByTestId("job-background"));
    await waitFor(() => expect(screen.queryByTestId("job-title")).toBeNull());
    expect(commands(host)).not.toContain("cancel_job");
    expect(commands(host)).not.toContain("discard_job");
  });
});
