// A pasted list in the window: looked up, looked at part by part, saved, chosen.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Filter } from "~/desk/contract";
import { fakePeople } from "../fake/people";
import { dialog, inputs, lastFilter, listed, openPage, withSize } from "../filter/open";

withSize();

const now = Math.floor(Date.now() / 1000);
const people = fakePeople(300, now);
const followers = people.filter(({ following }) => following).slice(0, 3);
const leaver = people.find(({ following }) => !following);
const ids = followers.map(({ openid }) => openid);

async function openPaste(text: string) {
  const page = await openPage("followers", { now });
  await listed();
  await page.user.click(screen.getByTestId("add-condition"));
  await page.user.click(await screen.findByTestId("paste-list"));
  fireEvent.change(within(await dialog()).getByTestId("list-text"), { target: { value: text } });
  await page.user.click(screen.getByTestId("list-check"));
  return page;
}
const group = (name: string) => screen.getByTestId(`list-group-${name}`);

describe("a pasted list", () => {
  it("is counted by what each entry is, and each kind can be looked at", async () => {
    const unknown = `o6_bm${"x".repeat(23)}`;
    const { user } = await openPaste(`${ids.join("，")}\n${leaver?.openid} ${ids[0]}\n${unknown}\noABC`);
    await waitFor(() => expect(group("found").textContent).toContain("3"));
    for (const name of ["left", "unknown", "repeated", "damaged"]) {
      expect(group(name).textContent, name).toMatch(/ 1$/);
    }
    await user.click(group("damaged"));
    const damaged = await screen.findByTestId("list-entries");
    await waitFor(() => expect(damaged.textContent).toContain("oABC"));
    expect(damaged.textContent, "its line in the pasted text").toContain("4");
    expect(screen.getByTestId<HTMLButtonElement>("list-use").disabled).toBe(true);
    await user.click(group("unknown"));
    await waitFor(() => expect(screen.getByTestId("list-entries").textContent).toContain(unknown));
  });

  it("becomes the choice of the list of followers", async () => {
    const { host, user } = await openPaste(ids.join(" "));
    const use = await screen.findByTestId("list-use");
    await waitFor(() => expect(use.textContent).toBe("选中这 3 人"));
    await user.click(use);
    await waitFor(() => expect(JSON.stringify(lastFilter(host))).toContain("inList"));
    await waitFor(() =>
      expect(screen.getByTestId("selection-count").textContent).toContain("全部符合条件的"),
    );
  });

  it("is saved under a name, and found again among the earlier ones", async () => {
    const { host, user } = await openPaste(ids.join(" "));
    await user.type(await screen.findByTestId("list-name"), "报名表");
    await user.click(screen.getByTestId("list-save"));
    await waitFor(() => expect(inputs(host, "name_list")[0]?.name).toBe("报名表"));
    await user.click(screen.getByTestId("list-another"));
    await user.click(await screen.findByText("报名表"));
    await waitFor(() => expect(group("found").textContent).toContain("3"));
  });

  it("that was saved is deleted only after a question, which names the segments that use it", async () => {
    const { host, user } = await openPaste(ids.join(" "));
    await user.type(await screen.findByTestId("list-name"), "报名表");
    await user.click(screen.getByTestId("list-save"));
    await waitFor(() => expect(screen.getByTestId("list-save").textContent).toContain("已保存"));
    await user.click(screen.getByTestId("list-delete"));
    await screen.findByText(/^只从本机忘掉这份名单/);
    await user.click(screen.getByRole("button", { name: "保留名单" }));
    expect(inputs(host, "delete_list")).toEqual([]);

    const list = inputs(host, "name_list")[0]?.list ?? 0;
    const filter: Filter = {
      kind: "allOf",
      filters: [{ kind: "noneOf", filters: [{ kind: "inList", list }] }],
    };
    const segment = { name: "没报名的", hue: null, note: "", filter };
    await host.call("add_segment", { account: "shop", segment });
    await waitFor(() => expect(inputs(host, "segments").length).toBeGreaterThan(1));
    await user.click(screen.getByTestId("list-delete"));
    await screen.findByText(/人群「没报名的」用到了这份名单/);
    // The question that was answered before is on its way out.
    const [yes] = screen.getAllByRole("button", { name: "从本机删除" }).slice(-1);
    await user.click(yes ?? document.body);
    await waitFor(() => expect(inputs(host, "delete_list")).toEqual([{ account: "shop", list }]));
    await waitFor(() => expect(screen.queryByTestId("list-delete")).toBeNull());
  });

  it("without a name, which nothing uses, is forgotten at once", async () => {
    const { host, user } = await openPaste(ids.join(" "));
    await user.click(await screen.findByTestId("list-delete"));
    await waitFor(() => expect(inputs(host, "delete_list")).toHaveLength(1));
  });

  it("is kept once, however often the keys are pressed while it is looked up", async () => {
    const { host, user } = await openPage("followers", { now });
    await listed();
    let arrive: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const call = host.call.bind(host);
    vi.spyOn(host, "call").mockImplementation(async (name, input) => {
      const answer = call(name, input);
      if (name === "paste_list") await waiting;
      return answer;
    });
    await user.keyboard("{Control>}{Shift>}o{/Shift}{/Control}");
    const field = within(await dialog()).getByTestId("list-text");
    fireEvent.change(field, { target: { value: ids.join(" ") } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(screen.getByTestId("list-check").className).toContain("loading"));
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    arrive();
    await waitFor(() => expect(group("found").textContent).toContain("3"));
    expect(inputs(host, "paste_list")).toHaveLength(1);
  });

  it("says what is wrong with a text that holds nothing, and takes the next one", async () => {
    const { user } = await openPaste("，。、");
    expect((await screen.findByRole("alert")).textContent).toBe("里面没有可以查找的内容");
    fireEvent.change(screen.getByTestId("list-text"), { target: { value: ids[0] } });
    expect(screen.queryByRole("alert")).toBeNull();
    await user.click(screen.getByTestId("list-check"));
    await waitFor(() => expect(group("found").textContent).toContain("1"));
  });

  it("of more than can be taken says how many can", async () => {
    const page = await openPage("followers", { now });
    await listed();
    page.host.fail("paste_list", { code: "invalid", field: "text", problem: "tooLong" });
    await page.user.keyboard("{Control>}{Shift>}o{/Shift}{/Control}");
    fireEvent.change(within(await dialog()).getByTestId("list-text"), {
      target: { value: "x".repeat(1 << 20) },
    });
    await page.user.click(screen.getByTestId("list-check"));
    expect((await screen.findByRole("alert")).textContent).toContain("200,000");
  });
});
