// The tags beside the list: counts, filtering, creating, renaming, deleting.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App as AntdApp, ConfigProvider } from "antd";
import { expect, it } from "vitest";
import { useDeskEvents } from "~/desk/events";
import { HostProvider } from "~/desk/host";
import { deskQueryOptions } from "~/desk/queries";
import { type RailChoice, TagRail } from "~/features/tags/TagRail";
import { type FakeHost, fakeHost } from "../fake/host";
import { fakeAccount } from "../fake/samples";

function Listening({ host, client }: { host: FakeHost; client: QueryClient }) {
  useDeskEvents(host, client);
  return null;
}

async function start(
  host = fakeHost({ overview: { accounts: [fakeAccount({ id: "shop" })] }, people: 200 }),
) {
  const client = new QueryClient({ defaultOptions: deskQueryOptions() });
  const user = userEvent.setup();
  const choices: [RailChoice, boolean][] = [];
  render(
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <ConfigProvider button={{ autoInsertSpace: false }}>
          <AntdApp>
            <Listening host={host} client={client} />
            <TagRail
              account="shop"
              chosen={{ everyone: false, untagged: false, tags: [100] }}
              onChoose={(choice, add) => choices.push([choice, add])}
            />
          </AntdApp>
        </ConfigProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  await screen.findByTestId("tag-100");
  const menu = async (name: string, entry: RegExp) => {
    await user.click(screen.getByRole("button", { name: `标签「${name}」的更多操作` }));
    await user.click(await screen.findByText(entry));
  };
  return { host, user, choices, menu };
}

const commands = (host: FakeHost) => host.calls.map(({ name }) => name);

it("shows each tag with its people, and filters by a click or with Ctrl by one more", async () => {
  const { user, choices } = await start();
  const line = screen.getByTestId("tag-100");
  expect(line.textContent).toMatch(/^会员\d+$/);
  expect(line.getAttribute("aria-pressed")).toBe("true");
  await user.click(screen.getByTestId("tag-101"));
  await user.keyboard("{Control>}");
  await user.click(screen.getByTestId("tag-102"));
  await user.keyboard("{/Control}");
  expect(choices).toEqual([
    [{ kind: "tag", tag: 101 }, false],
    [{ kind: "tag", tag: 102 }, true],
  ]);
});

it("lets nobody touch the tags that WeChat brought along", async () => {
  await start();
  const line = screen.getByTestId("tag-2").closest("li");
  if (!line) throw new Error("a tag stands in a line");
  expect(within(line).getAllByRole("button"), "only the click that filters").toHaveLength(1);
  expect(within(line).getByLabelText("微信自带的标签，不能改名或删除")).toBeTruthy();
});

it("creates a tag on WeChat and lists it", async () => {
  const { host, user } = await start();
  await user.click(screen.getByTestId("tag-new"));
  await user.type(await screen.findByTestId("tag-name"), "周年庆{Enter}");
  await screen.findByText("周年庆");
  expect(host.calls).toContainEqual({ name: "create_tag", input: { account: "shop", name: "周年庆" } });
});

it("says that a name is taken before WeChat is asked", async () => {
  const { host, user } = await start();
  await user.click(screen.getByTestId("tag-new"));
  await user.type(await screen.findByTestId("tag-name"), "北京{Enter}");
  expect(await screen.findByText("已经有标签「北京」")).toBeTruthy();
  expect(commands(host)).not.toContain("create_tag");
});

it("renames a tag, and does nothing for its own name", async () => {
  const { host, user, menu } = await start();
  await menu("北京", /^改名$/);
  const field = await screen.findByTestId("tag-name");
  await user.type(field, "{Enter}");
  expect(commands(host)).not.toContain("rename_tag");
  await user.clear(field);
  await user.type(field, "北京朝阳{Enter}");
  await waitFor(() => expect(screen.getByTestId("tag-101").textContent).toContain("北京朝阳"));
});

it("asks before a tag is deleted on WeChat, and says where and from how many", async () => {
  const { host, user, menu } = await start();
  await menu("志愿者", /^删除/);
  expect(await screen.findByText("在微信端删除标签「志愿者」")).toBeTruthy();
  expect(screen.getByText(/^45 人会失去这个标签/)).toBeTruthy();
  await user.click(screen.getByTestId("tag-delete"));
  await waitFor(() => expect(screen.queryByTestId("tag-105")).toBeNull());
  expect(host.calls).toContainEqual({ name: "delete_tag", input: { account: "shop", tag: 105 } });
});

it("explains why a tag of more than 100,000 cannot be deleted yet, and leads to its people", async () => {
  const host = fakeHost({ overview: { accounts: [fakeAccount({ id: "shop" })] }, people: 200 });
  host.answer("tags", () => [
    { id: 100, name: "会员", wechatCount: 130_000, localCount: 129_990, system: false, hue: null, note: "" },
  ]);
  const { user, choices, menu } = await start(host);
  await menu("会员", /^删除/);
  expect(await screen.findByText(/130,000 人，微信只允许删除不超过 100,000 人/)).toBeTruthy();
  expect(screen.queryByTestId("tag-delete")).toBeNull();
  await user.click(screen.getByText("查看这 130,000 人"));
  expect(choices).toEqual([[{ kind: "tag", tag: 100 }, false]]);
});

it("is one stop of the Tab key, and arrows lead through the tags", async () => {
  const { user } = await start();
  const tag = (id: number) => screen.getByTestId(`tag-${id}`);
  const stops = () => screen.getAllByTestId(/^tag-\d+$/).filter(({ tabIndex }) => tabIndex === 0);
  expect(stops(), "the one that is chosen").toEqual([tag(100)]);
  tag(100).focus();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(tag(101));
  expect(stops()).toEqual([tag(101)]);
  await user.keyboard("{Home}{ArrowUp}");
  expect(document.activeElement).toBe(tag(2));
  await user.keyboard("{End}");
  expect(document.activeElement).toBe(screen.getAllByTestId(/^tag-\d+$/).at(-1));
});
