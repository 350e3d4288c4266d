// The dialogs of the followers' page in which a change of many people is chosen.

import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "~/app/App";
import type { Change } from "~/desk/contract";
import { type FakeHost, fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";

const shop = fakeAccount({ id: "shop", kind: "official", following: 40 });

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(636);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => vi.restoreAllMocks());

/** The page with everybody chosen. */
async function chosen() {
  const settings = { ...emptyOverview.settings, currentAccount: "shop" };
  const overview = { accounts: [shop], vault: { state: "ready", kind: "keychain" } as const, settings };
  const host = fakeHost({ people: 40, overview });
  window.location.hash = "#/a/shop/followers";
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findByTestId("followers");
  await waitFor(() => expect(screen.getByTestId("row-0").getAttribute("aria-busy")).toBeNull());
  await user.click(screen.getByRole("checkbox", { name: "选择全部符合条件的" }));
  return { host, user };
}

/** Opens a field of the dialog and takes the first tag it offers. */
async function pickFirst(label: string) {
  const field = screen.getByRole("combobox", { name: label });
  fireEvent.mouseDown(field);
  await waitFor(() => expect(field.getAttribute("aria-expanded")).toBe("true"));
  fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
}

/** The change that was given to be previewed. */
async function previewed(host: FakeHost): Promise<Change> {
  await screen.findByTestId("preview");
  const asked = host.calls.filter(({ name }) => name === "preview_job");
  return asked.map(({ input }) => (input as { change: Change }).change)[0] ?? { kind: "unblock" };
}

describe("a remark for many", () => {
  it("is the same for all as long as nothing is filled in", async () => {
    const { host, user } = await chosen();
    await user.click(screen.getByTestId("bulk-remark"));
    await user.type(screen.getByTestId("bulk-remark-input"), "老客");
    expect(screen.queryByTestId("remark-samples")).toBeNull();
    await user.click(screen.getByTestId("remark-check"));
    expect(await previewed(host)).toEqual({ kind: "remark", remark: "老客" });
  });

  it("is made from a pattern, which is tried out on the first people", async () => {
    const { host, user } = await chosen();
    await user.click(screen.getByTestId("bulk-remark"));
    await user.type(screen.getByTestId("bulk-remark-input"), "客户");
    await user.click(screen.getByTestId("remark-insert-number"));
    const samples = await screen.findByTestId("remark-samples");
    await waitFor(() => expect(within(samples).getByText("客户5")).toBeTruthy());
    await user.click(screen.getByTestId("remark-check"));
    expect(await previewed(host)).toEqual({ kind: "remarkPattern", pattern: "客户{number}" });
  });

  it("goes on behind what was filled in, wherever that is", async () => {
    const { user } = await chosen();
    await user.click(screen.getByTestId("bulk-remark"));
    const field = screen.getByTestId<HTMLInputElement>("bulk-remark-input");
    await user.type(field, "甲乙");
    field.setSelectionRange(1, 1);
    await user.click(screen.getByTestId("remark-insert-number"));
    expect(field.value).toBe("甲{序号}乙");
    expect([document.activeElement, field.selectionStart, field.selectionEnd]).toEqual([field, 5, 5]);
  });

  it("may be as long as the core takes it, however the placeholders read", async () => {
    const { user } = await chosen();
    await user.click(screen.getByTestId("bulk-remark"));
    const field = screen.getByTestId<HTMLInputElement>("bulk-remark-input");
    // 25 times {number} is 200 characters, though {序号} is shorter.
    fireEvent.change(field, { target: { value: "{序号}".repeat(25) } });
    expect(screen.getByTestId("remark-check")).toHaveProperty("disabled", false);
    fireEvent.change(field, { target: { value: `${"{序号}".repeat(25)}甲` } });
    expect(screen.getByText("太长了：请删去 1 个字")).toBeTruthy();
    expect(screen.getByTestId("remark-check")).toHaveProperty("disabled", true);
  });

  it("that is too long for one person is said beside the sample", async () => {
    const { user } = await chosen();
    await user.click(screen.getByTestId("bulk-remark"));
    await user.type(screen.getByTestId("bulk-remark-input"), "一二三四五六七八九十");
    await user.click(screen.getByTestId("remark-insert-number"));
    const samples = await screen.findByTestId("remark-samples");
    await waitFor(() => expect(samples.textContent).toContain("31 字节，太长，会跳过"));
    expect(screen.getByTestId("remark-check")).toHaveProperty("disabled", false);
  });
});

describe("tags planned as a whole", () => {
  it("take everything off when none is chosen to stay, which is said", async () => {
    const { host, user } = await chosen();
    await user.click(screen.getByTestId("bulk-retag"));
    expect(screen.getByTestId("retag-check")).toHaveProperty("disabled", true);
    await user.click(screen.getByText("设为这些标签"));
    expect(screen.getByText("一个都不选，就是去掉这些人的全部标签。")).toBeTruthy();
    expect(screen.getByTestId("retag-check").textContent).toMatch(/^去掉 \d+ 人的全部标签$/);
    await user.click(screen.getByTestId("retag-check"));
    expect(await previewed(host)).toEqual({ kind: "tagsExactly", tags: [], others: [] });
  });

  it("exchange one tag for another", async () => {
    const { host, user } = await chosen();
    await user.click(screen.getByTestId("bulk-retag"));
    await pickFirst("去掉");
    await pickFirst("换成");
    await user.click(screen.getByTestId("retag-check"));
    const change = await previewed(host);
    expect(change.kind).toBe("swapTag");
    if (change.kind === "swapTag") expect(change.from).not.toBe(change.to);
  });
});
