// "All followers" in the list of tags lets go of the conditions, and gives back what was put together.

import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { inputs, lastFilter, listed, openPage, withSize } from "../filter/open";

withSize();

const rail = () => within(screen.getByTestId("tag-rail"));
const everyone = { kind: "allOf", filters: [{ kind: "following" }] };

it("conditions that were put together come back with one click", async () => {
  const { host, user } = await openPage("followers");
  await listed();
  await user.click(await screen.findByTestId("tag-100"));
  await user.click(screen.getByTestId("quick-recent"));
  await waitFor(() => expect(JSON.stringify(lastFilter(host))).toContain("followed"));
  const before = lastFilter(host);
  await user.click(rail().getByRole("button", { name: /^全部粉丝/ }));
  await waitFor(() => expect(lastFilter(host)).toEqual(everyone));
  await user.click(await screen.findByTestId("conditions-back"));
  await waitFor(() => expect(lastFilter(host)).toEqual(before));
});

it("a single tag, which is one click away, is let go without a word", async () => {
  const { host, user } = await openPage("followers");
  await listed();
  await user.click(await screen.findByTestId("tag-100"));
  await waitFor(() => expect(JSON.stringify(lastFilter(host))).toContain("100"));
  await user.click(rail().getByRole("button", { name: /^全部粉丝/ }));
  await waitFor(() => expect(lastFilter(host)).toEqual(everyone));
  expect(inputs(host, "open_result_set").length).toBeGreaterThan(2);
  expect(screen.queryByTestId("conditions-back")).toBeNull();
});
