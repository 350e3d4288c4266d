// Puts the window on the page.

import "~/theme/tokens.css";
import "~/theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { rowsFirst } from "~/components/Later";
import type { Ahead } from "~/desk/ahead";
import type { Host } from "~/desk/host";
import { App } from "./App";

export function mount(host: Host, ahead: Ahead | null): void {
  const element = document.getElementById("root");
  if (!element) throw new Error("index.html has lost its #root");
  if (ahead?.firstPage?.page) {
    rowsFirst();
    // Where `Home` leads, without a round of drawing for the way.
    if (window.location.hash === "") window.location.replace(`#/a/${ahead.firstPage.account}/followers`);
  }
  createRoot(element).render(
    <StrictMode>
      <App host={host} ahead={ahead} />
    </StrictMode>,
  );
}
