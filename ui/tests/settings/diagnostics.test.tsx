// Diagnostics are looked at before they are saved.

import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";

test("the texts are shown, and saved only on demand", async () => {
  const host = fakeHost({ overview: { accounts: [shop] }, people: 20 });
  const { user } = openWindow(host, "#/settings");
  await user.click(await screen.findByTestId("diagnostics-open"));
  expect((await screen.findByTestId("diagnostics-text")).textContent).toBe("fandesk 0.1.0");
  expect(host.calls.map(({ name }) => name)).not.toContain("save_diagnostics");
  await user.click(screen.getByTestId("diagnostics-save"));
  await screen.findByText(/fandesk-diagnostics\.zip/);
});

test("a failure to collect is said and tried again", async () => {
  const host = fakeHost({ overview: { accounts: [shop] }, people: 20 });
  host.fail("diagnostics", { code: "storage" });
  const { user } = openWindow(host, "#/settings");
  await user.click(await screen.findByTestId("diagnostics-open"));
  const again = await screen.findByRole("button", { name: "重试" });
  host.fail("diagnostics", null);
  await user.click(again);
  await screen.findByTestId("diagnostics-text");
});
