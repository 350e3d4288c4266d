// Chooses who carries the window, then mounts it.

import { mount } from "./app/mount";

const insideWindow = "__TAURI_INTERNALS__" in window;

const host = insideWindow
  ? await import("./desk/tauri").then(({ tauriHost }) => tauriHost())
  : await import("./desk/browser").then(({ browserHost }) => browserHost());

mount(host);
