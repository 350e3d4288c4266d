// The table as somebody likes to look at it: columns, order, saved views; and copying from it.

import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ViewInUse } from "~/desk/contract";
import { type TableView, usualView } from "~/features/followers/view";
import { inputs, listed, openPage, withSize } from "../filter/open";

withSize();

const headings = () =>
  screen.getAllByTestId(/^column-/).map((heading) => heading.dataset.testid?.slice("column-".length));

async function openView() {
  const page = await openPage("followers");
  await listed();
  await page.user.click(screen.getByTestId("view-button"));
  await screen.findByTestId("view-panel");
  return page;
}

describe("the view", () => {
  it("shows, hides, moves and pins columns at once, and goes back to how it was", async () => {
    const { user } = await openView();
    const before = headings();
    await user.click(screen.getByTestId("view-column-openid"));
    await user.click(screen.getByTestId("view-column-source"));
    expect(headings()).toEqual(["remark", "tagCount", "followedAt", "qr", "openid"]);
    await user.click(screen.getByTestId("view-pin-qr"));
    expect(headings()[0]).toBe("qr");
    expect(screen.getByTestId("column-qr").style.left).toBe("40px");
    await user.click(screen.getByTestId("view-reset"));
    expect(headings()).toEqual(before);
  });

  it("is saved under a name, changed, brought up to date, and used again", async () => {
    const { host, user } = await openView();
    await user.click(screen.getByTestId("view-column-unionid"));
    await user.type(screen.getByTestId("view-name"), "核对用{Enter}");
    await waitFor(() => expect(inputs(host, "save_view")[0]?.view.name).toBe("核对用"));
    const line = await screen.findByRole("button", { name: "核对用" });
    await waitFor(() => expect(line.getAttribute("aria-pressed")).toBe("true"));
    await user.click(screen.getByTestId("view-column-qr"));
    await user.click(await screen.findByTestId("view-update"));
    await waitFor(() => expect(inputs(host, "save_view")[1]?.id).not.toBeNull());
    await user.click(screen.getByTestId("view-reset"));
    expect(headings()).toContain("qr");
    await user.click(screen.getByRole("button", { name: "核对用" }));
    expect(headings()).not.toContain("qr");
    expect(headings()).toContain("unionid");
  });

  it("of a newer program is listed and left alone", async () => {
    const page = await openPage("followers");
    page.host.answer("views", () => [{ id: 4, name: "新的", version: 99, body: "?" }]);
    page.host.announce({ kind: "changed", account: "shop", topics: ["views"] });
    await listed();
    await page.user.click(screen.getByTestId("view-button"));
    expect((await screen.findByTestId<HTMLButtonElement>("view-4")).disabled).toBe(true);
  });

  it("sorts by several columns, with Shift on the headings", async () => {
    const { host, user } = await openView();
    await user.click(screen.getByTestId("column-source"));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByTestId("column-remark"));
    await user.keyboard("{/Shift}");
    await waitFor(() =>
      expect(inputs(host, "open_result_set").at(-1)?.sort).toEqual([
        { by: "source", descending: false },
        { by: "remark", descending: false },
      ]),
    );
    expect(screen.getByTestId("view-panel").textContent).toContain("2. 备注 · 从小到大");
  });

  it("stays while somebody looks at another page", async () => {
    const { user } = await openView();
    await user.click(screen.getByTestId("view-column-source"));
    await user.click(screen.getByTestId("nav-tags"));
    await screen.findByTestId("tags");
    await user.click(screen.getByTestId("nav-followers"));
    await listed();
    expect(headings()).not.toContain("source");
  });
});

describe("after a restart", () => {
  const left = (version: number): ViewInUse => {
    const view: TableView = {
      ...usualView,
      sort: [{ key: "remark", descending: false }],
      density: "compact",
    };
    const columns = usualView.columns.filter(({ key }) => key !== "source");
    return { from: null, version, body: JSON.stringify({ ...view, columns }) };
  };
  const restarted = async (version: number) => {
    const { host, user } = await openPage("followers", {}, (fake) =>
      fake.answer("view_in_use", () => left(version)),
    );
    await listed();
    return { host, user };
  };

  it("the table is as it was left, and only that list is asked for", async () => {
    const { host, user } = await restarted(1);
    expect(headings()).not.toContain("source");
    expect(inputs(host, "open_result_set").map(({ sort }) => sort)).toEqual([
      [{ by: "remark", descending: false }],
    ]);
    await user.click(screen.getByTestId("column-qr"));
    await waitFor(() => expect(inputs(host, "keep_view_in_use")).toHaveLength(1));
    const kept = inputs(host, "keep_view_in_use")[0]?.view.body ?? "";
    expect(JSON.parse(kept)).toMatchObject({ sort: [{ key: "qr" }], density: "compact" });
  });

  it("a look that a newer program left is passed over", async () => {
    await restarted(99);
    expect(headings()).toContain("source");
  });
});

describe("a choice", () => {
  it("across rows that were never loaded stays when the order changes", async () => {
    const { user } = await openPage("followers");
    await listed();
    await user.click(screen.getByTestId("pick-0"));
    screen.getByTestId("row-0").querySelector<HTMLElement>('[data-column="1"]')?.focus();
    await user.keyboard("{Shift>}{Control>}{End}{/Control}{/Shift}");
    const chosen = () => screen.getByTestId("selection-count").textContent;
    await waitFor(() => expect(chosen()).toMatch(/已选 2\d\d 人/));
    const before = chosen();
    await user.click(screen.getByTestId("column-source"));
    await listed();
    await waitFor(() => expect(screen.getByTestId("pick-0")).toHaveProperty("checked", true));
    expect(chosen()).toBe(before);
  });
});

describe("copying", () => {
  it("gives rows with headings and OpenIDs, as a spreadsheet takes them", async () => {
    const { user } = await openPage("followers");
    await listed();
    const written = vi.spyOn(navigator.clipboard, "write");
    await user.click(screen.getByTestId("pick-0"));
    await user.keyboard("{Control>}c{/Control}");
    await screen.findByText("已复制 1 行，可贴进 Excel");
    const [items] = written.mock.calls[0] ?? [];
    const text = await (await items?.[0]?.getType("text/plain"))?.text();
    const lines = text?.split("\n").map((line) => line.split("\t"));
    expect(lines?.[0]).toEqual(["备注", "标签", "关注时间", "来源", "二维码", "OpenID"]);
    expect(lines?.[1]?.[5]).toMatch(/^o6_bm/);
    const table = await (await items?.[0]?.getType("text/html"))?.text();
    expect(table).toContain("mso-number-format");
  });

  it("gives the cell with the keyboard while nobody is chosen", async () => {
    const { user } = await openPage("followers");
    await listed();
    const cell = within(screen.getByTestId("row-0")).getAllByRole("gridcell")[4];
    cell?.focus();
    await user.click(cell ?? document.body);
    await user.keyboard("{Control>}c{/Control}");
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(cell?.textContent));
  });
});
