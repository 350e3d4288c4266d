// How much the log tells is chosen in the settings.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { App } from "~/app/App";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeAccount } from "../fake/samples";

it("keeps a detailed log once the operator asks for one, and says what is not in it", async () => {
  const host = fakeHost({
    people: 5,
    overview: { ...emptyOverview, accounts: [fakeAccount({ id: "shop" })] },
  });
  window.location.hash = "#/settings";
  render(<App host={host} />);
  const log = await screen.findByRole("radiogroup", { name: "运行日志" });
  await userEvent.setup().click(within(log).getByText("详细"));
  await waitFor(() =>
    expect(host.calls).toContainEqual(
      expect.objectContaining({
        name: "save_settings",
        input: expect.objectContaining({ logLevel: "debug" }),
      }),
    ),
  );
  expect(screen.getByTestId("settings").textContent).toContain("里面没有粉丝的资料，也没有密钥");
});
