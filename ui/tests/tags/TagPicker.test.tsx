// The tag picker: it answers with a change and touches nothing itself.

import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Carried, TagChange } from "~/components/tags/picking";
import { TagPicker } from "~/components/tags/TagPicker";
import { DeskError } from "~/desk/host";
import "~/i18n";
import { fakeTags } from "../fake/people";

const many: Carried = {
  people: 1_240,
  counts: new Map([
    [100, 1_240],
    [102, 200],
  ]),
};

type Given = {
  carried?: Carried | null;
  purpose?: "change" | "remove";
  onCreate?: (name: string) => Promise<number>;
};

function start({ carried = many, purpose = "change", onCreate = async () => 900 }: Given = {}) {
  const changes: TagChange[] = [];
  const create = vi.fn(onCreate);
  const user = userEvent.setup();
  render(
    <TagPicker
      tags={fakeTags}
      carried={carried}
      purpose={purpose}
      onCreate={create}
      onDone={(change) => changes.push(change)}
      onCancel={() => undefined}
    />,
  );
  return { user, changes, create };
}

const done = () => screen.getByTestId<HTMLButtonElement>("tag-picker-done");
const box = (name: RegExp) => screen.getByRole<HTMLInputElement>("checkbox", { name });

it("shows who carries what and says on its button what will happen", async () => {
  const { user, changes } = start();
  expect(box(/会员/).checked).toBe(true);
  expect(screen.getByText("200 / 1,240")).toBeTruthy();
  expect(done().disabled, "nothing is wished yet").toBe(true);
  await user.click(box(/门店A/));
  expect(done().textContent).toBe("给 1,240 人打标签");
  await user.click(box(/会员/));
  expect(done().textContent).toBe("给 1,240 人改标签");
  await user.click(done());
  expect(changes).toEqual([{ add: [102], remove: [100] }]);
});

it("offers no tags of WeChat's own", () => {
  start();
  expect(screen.queryByText("星标组")).toBeNull();
});

it("creates a tag in place and ticks it for everybody", async () => {
  const { user, create, changes } = start();
  await user.type(screen.getByRole("textbox"), "周年庆");
  expect(screen.getByText("9/30")).toBeTruthy();
  await user.click(screen.getByTestId("tag-create"));
  expect(create).toHaveBeenCalledExactlyOnceWith("周年庆");
  await user.click(done());
  expect(changes).toEqual([{ add: [900], remove: [] }]);
});

it("keeps what was ticked, typed and created, also when somebody is quicker than WeChat", async () => {
  let created: (tag: number) => void = () => undefined;
  const { user, changes } = start({
    onCreate: () => new Promise<number>((resolve) => (created = resolve)),
  });
  await user.click(box(/门店A/));
  await user.type(screen.getByRole("textbox"), "周年庆{Enter}");
  await user.click(done());
  expect(changes, "what is being created would be missing").toEqual([]);
  await user.type(screen.getByRole("textbox"), "{Enter}晚会");
  created(900);
  await waitFor(() => expect(done().disabled).toBe(false));
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("周年庆晚会");
  expect(screen.getByTestId("tag-wishes").textContent, "by its name, not its number").toContain("周年庆");
  await user.click(done());
  expect(changes).toEqual([{ add: [102, 900], remove: [] }]);
});

it("gives the keyboard back to the search when the button that created a tag is gone", async () => {
  const { user } = start();
  await user.type(screen.getByRole("textbox"), "周年庆");
  await user.click(screen.getByTestId("tag-create"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox")));
});

it("puts the button that creates into the list, so that nothing below it moves", async () => {
  const { user } = start();
  await user.type(screen.getByRole("textbox"), "周年庆");
  expect(screen.getByRole("group").firstElementChild).toBe(screen.getByTestId("tag-create"));
});

it("lets go of a refusal when another name is typed", async () => {
  const { user } = start({
    onCreate: () => Promise.reject(new DeskError({ code: "tagLimit", limit: 100 })),
  });
  await user.type(screen.getByRole("textbox"), "周年庆{Enter}");
  await screen.findByRole("alert");
  await user.type(screen.getByRole("textbox"), "典");
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says that a name is too long, or taken by a tag it then offers, before any call", async () => {
  const { user, create } = start();
  await user.type(screen.getByRole("textbox"), "十个汉字再加一个就超了");
  expect(screen.getByRole("alert").textContent).toContain("太长了");
  expect(screen.getByTestId<HTMLButtonElement>("tag-create").disabled).toBe(true);
  await user.clear(screen.getByRole("textbox"));
  await user.type(screen.getByRole("textbox"), "北京");
  expect(screen.queryByTestId("tag-create")).toBeNull();
  await user.keyboard("{Enter}");
  expect(box(/北京/).checked, "Enter takes the one that is there").toBe(true);
  expect(create).not.toHaveBeenCalled();
});

it("says in words why WeChat did not create a tag", async () => {
  const { user } = start({
    onCreate: () => Promise.reject(new DeskError({ code: "tagLimit", limit: 100 })),
  });
  await user.type(screen.getByRole("textbox"), "周年庆{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("标签已满 100 个");
});

it("refuses the 21st tag of one person and names the rule", async () => {
  const counts = new Map(Array.from({ length: 20 }, (_, at) => [500 + at, 1] as const));
  const { user } = start({ carried: { people: 1, counts } });
  await user.click(box(/门店A/));
  expect(screen.getByRole("alert").textContent).toContain("最多 20 个标签");
  expect(done().disabled).toBe(true);
});

it("offers only what somebody carries when tags are to be taken off", async () => {
  const { user, changes } = start({ purpose: "remove" });
  expect(screen.getAllByRole("checkbox")).toHaveLength(2);
  await user.click(box(/会员/));
  expect(done().textContent).toBe("给 1,240 人去标签");
  await user.click(done());
  expect(changes).toEqual([{ add: [], remove: [100] }]);
});

it("takes a tag off with one click, also one that only some carry, and never puts one on", async () => {
  const { user, changes } = start({
    purpose: "remove",
    carried: { people: 10, counts: new Map([[100, 4]]) },
  });
  expect(done().textContent).toBe("给 10 人去标签");
  await user.click(box(/会员/));
  await user.click(box(/会员/));
  expect(done().disabled, "as it was").toBe(true);
  await user.click(box(/会员/));
  await user.click(done());
  expect(changes).toEqual([{ add: [], remove: [100] }]);
});

it("waits with placeholders until the people are counted", () => {
  start({ carried: null });
  expect(screen.queryAllByRole("checkbox")).toHaveLength(0);
  expect(done().disabled).toBe(true);
});

it("takes several tags typed one after the other", async () => {
  const { user, changes } = start({ carried: { people: 3, counts: new Map() } });
  await user.type(screen.getByRole("textbox"), "会员{Enter}北京{Enter}");
  await user.click(done());
  expect(changes).toEqual([{ add: [100, 101], remove: [] }]);
});
