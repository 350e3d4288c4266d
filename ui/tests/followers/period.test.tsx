// The period of ＋条件: both ends, one of them, and two that are the wrong way round.

import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Filter } from "~/desk/contract";
import { ConditionMenu } from "~/features/followers/ConditionMenu";

async function open() {
  const added: Filter[] = [];
  const user = userEvent.setup();
  render(
    <ConditionMenu
      tags={[]}
      facets={undefined}
      onAdd={(condition) => added.push(condition)}
      onPaste={() => undefined}
    />,
  );
  await user.click(screen.getByTestId("add-condition"));
  await user.click(await screen.findByRole("button", { name: /关注时间/ }));
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const add = () => screen.getByRole<HTMLButtonElement>("button", { name: /^筛 ?选$/ });
  return { user, added, type, add };
}

it("may be open at one end", async () => {
  const { user, added, type, add } = await open();
  expect(add().disabled, "nothing is said yet").toBe(true);
  type("从", "2025-11-01");
  await user.click(add());
  const from = Date.parse("2025-11-01T00:00:00+08:00") / 1000;
  expect(added).toEqual([
    { kind: "followed", when: "during", period: { kind: "between", from, until: null } },
  ]);
});

it("says in words when it ends before it begins", async () => {
  const { type, add } = await open();
  type("从", "2025-11-03");
  type("到", "2025-11-01");
  expect(screen.getByRole("alert").textContent).toBe("开始日期晚于结束日期");
  expect(add().disabled).toBe(true);
  type("到", "2025-11-03");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(add().disabled).toBe(false);
});
