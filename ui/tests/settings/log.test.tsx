// How much the log tells is chosen in the settings.

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
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

it("shows the log in the file manager, and says when none opens", async () => {
  const host = fakeHost({
    people: 5,
    overview: { ...emptyOverview, accounts: [fakeAccount({ id: "shop" })] },
  });
  const showLog = vi.fn(async () => undefined);
  host.actions.showLog = showLog;
  window.location.hash = "#/settings";
  render(<App host={host} />);
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("show-log"));
  expect(showLog).toHaveBeenCalledOnce();
  expect(screen.queryByText(/打不开文件管理器/)).toBeNull();
  showLog.mockRejectedValueOnce(new Error("no file manager"));
  await user.click(screen.getByTestId("show-log"));
  expect(await screen.findByText(/打不开文件管理器/)).toBeDefined();
});
