// A pasted list in the window: looked up, looked at part by part, saved, chosen.

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakePeople } from "../fake/people";
import { dialog, inputs, lastFilter, listed, openPage, withSize } from "../filter/open";

beforeEach(withSize);
afterEach(() => vi.restoreAllMocks());

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
    await user.click(screen.getByTestId("list-delete"));
    await waitFor(() => expect(screen.queryByText("报名表")).toBeNull());
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
