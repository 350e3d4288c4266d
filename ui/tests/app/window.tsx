// Opens the whole window on a test host and gives the words to look for things in it.

import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "~/app/App";
import type { FakeHost } from "../fake/host";
import { fakeAccount } from "../fake/samples";

export const practice = fakeAccount();

export const shop = fakeAccount({
  id: "shop",
  name: "望京店",
  kind: "official",
  appId: "wx0123456789abcdef",
});

export function openWindow(host: FakeHost, address = "") {
  window.location.hash = address;
  const user = userEvent.setup();
  return { user, ...render(<App host={host} />) };
}
