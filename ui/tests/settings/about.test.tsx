// About: the version and the list of licences come from the program, not from words.

import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import licences from "~/features/settings/licences.json";
import { openWindow, practice } from "../app/window";
import { fakeHost } from "../fake/host";

test("the settings end with the version and, on demand, with everybody's work and licence", async () => {
  const host = fakeHost({ overview: { accounts: [practice], version: "4.5.6" } });
  const { user } = openWindow(host, "#/settings");
  const about = await screen.findByTestId("about");
  expect(about.textContent).toContain("4.5.6");
  expect(about.textContent).toContain("MIT");
  await user.click(within(about).getByTestId("about-licences"));
  const react = await screen.findByText("react-dom");
  expect(react.closest("tr")?.textContent).toMatch(/^react-dom[\d.]+MIT$/);
  const rows = screen.getByTestId("licences").querySelectorAll("tbody tr");
  expect(rows).toHaveLength(licences.length);
});
