// Reading some people's details again: from the bar, the row's menu and the palette.

import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "~/app/App";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";

const shop = fakeAccount({ id: "shop", name: "望京店", kind: "official", following: 300 });

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => vi.restoreAllMocks());

async function open(people: number) {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const host = fakeHost({
    people,
    overview: { accounts: [shop], vault: { state: "ready", kind: "keychain" }, settings },
  });
  window.location.hash = "#/a/shop/followers";
  const user = userEvent.setup();
  render(<App host={host} />);
  await waitFor(() => expect(screen.getByTestId("row-0").getAttribute("aria-busy")).toBeNull());
  const asked = () => host.calls.filter(({ name }) => name === "read_anew").map(({ input }) => input);
  return { host, user, asked };
}

test("the people chosen are read again with one click", async () => {
  const { host, user, asked } = await open(300);
  await user.click(screen.getByTestId("select-all"));
  await user.click(await screen.findByTestId("bulk-read-anew"));
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()[0]).toMatchObject({ account: "shop", selection: { kind: "resultSet", except: [] } });
  await screen.findByText(/^正在从微信重读 2\d\d 人的资料，进度在左下角。$/);
  host.fail("read_anew", { code: "syncRunning" });
  await user.click(screen.getByTestId("bulk-read-anew"));
  await screen.findByText(/正在同步 同一个账号一次只能同步一次/);
});

test("the menu of a row reads that person again", async () => {
  const { user, asked } = await open(300);
  const cell = within(screen.getByTestId("row-3")).getAllByRole("gridcell")[1] ?? document.body;
  fireEvent.contextMenu(cell, { button: 2, clientX: 300, clientY: 200 });
  await user.click(await screen.findByText("重读资料"));
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()[0]).toMatchObject({ selection: { kind: "these" } });
});

test("very many people are read again after a question that names the calls", async () => {
  const { user, asked } = await open(12_345);
  await user.click(screen.getByTestId("select-all"));
  await user.click(await screen.findByTestId("bulk-read-anew"));
  await screen.findByText(/^约需 1[12]\d 次调用。平时不需要：每次同步都会重读一部分较早的资料。$/);
  expect(asked()).toEqual([]);
  await user.click(document.getElementById("read-anew-confirm") as HTMLElement);
  await waitFor(() => expect(asked()).toHaveLength(1));
});
