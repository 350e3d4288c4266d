// Right-click menus: the same actions as the buttons, by the pointer and by key, and the focus comes back.

import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { App } from "~/app/App";
import { scene } from "../preview/scenes";

function open(name: string, address: string) {
  window.location.hash = address;
  const host = scene(new URLSearchParams({ scene: name, people: "12" }));
  render(<App host={host} />);
  return { host, user: userEvent.setup() };
}

const entries = async () => {
  await screen.findByRole("menu");
  return screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
};

test("a tag of the sidebar has its menu by the right button", async () => {
  open("desk", "#/a/shop/followers");
  fireEvent.contextMenu(await screen.findByTestId("tag-101"), { button: 2, clientX: 20, clientY: 30 });
  expect(await entries()).toEqual([expect.stringContaining("查看"), "改名F2", "复制标签名", "删除…Delete"]);
});

test("and by the menu key; Escape gives the focus back to the tag", async () => {
  const { user } = open("desk", "#/a/shop/followers");
  const tag = await screen.findByTestId("tag-101");
  tag.focus();
  await user.keyboard("{ContextMenu}");
  await entries();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(tag));
});

test("the keys that the menu shows are heard on the tag itself", async () => {
  const { user } = open("desk", "#/a/shop/followers");
  (await screen.findByTestId("tag-101")).focus();
  await user.keyboard("{F2}");
  expect((await screen.findByRole("dialog")).textContent).toContain("北京");
});

test("WeChat's own tag shows why it cannot be changed", async () => {
  open("desk", "#/a/shop/followers");
  fireEvent.contextMenu(await screen.findByTestId("tag-2"), { button: 2 });
  await screen.findByRole("menu");
  const item = screen.getByRole("menuitem", { name: /改名/ });
  expect(item.getAttribute("aria-disabled")).toBe("true");
  expect(item.getAttribute("title")).toContain("微信自带");
});

test("a running job of the activity page is paused from its menu", async () => {
  const { host, user } = open("busy", "#/a/shop/activity");
  fireEvent.contextMenu(await screen.findByTestId("job-5"), { button: 2, clientX: 20, clientY: 30 });
  expect(await entries()).toEqual(["暂停", "停止"]);
  await user.click(screen.getByRole("menuitem", { name: "暂停" }));
  expect(host.calls).toContainEqual({ name: "pause_job", input: { account: "shop", job: 5 } });
});

test("an account of the settings is renamed from its menu", async () => {
  const { user } = open("desk", "#/settings");
  fireEvent.contextMenu(await screen.findByTestId("account-shop"), { button: 2, clientX: 20, clientY: 30 });
  await screen.findByRole("menu");
  await user.click(screen.getByRole("menuitem", { name: "改名" }));
  expect(await screen.findByTestId("rename-name")).toBeDefined();
});

test("a right click in a dialog that belongs to a job is not one on the job", async () => {
  const { user } = open("busy", "#/a/shop/activity");
  await user.click(await screen.findByTestId("job-tray"));
  await user.click((await screen.findByTestId("tray-job-5")).querySelector("button") ?? document.body);
  fireEvent.contextMenu(await screen.findByRole("dialog"), { button: 2 });
  expect(screen.queryByRole("menu")).toBeNull();
});

test("a job of the tray shows its progress, and can be paused and cancelled", async () => {
  const { user } = open("busy", "#/a/shop/activity");
  await user.click(await screen.findByTestId("job-tray"));
  fireEvent.contextMenu(await screen.findByTestId("tray-job-5"), { button: 2, clientX: 20, clientY: 30 });
  expect(await entries()).toEqual(["看进度", "暂停", "停止"]);
});
