// Chooses who carries the window, asks for what stands in it first, then mounts it.

import "virtual:antd.css";
import { readAhead } from "./desk/ahead";

const insideWindow = "__TAURI_INTERNALS__" in window;

const host = insideWindow
  ? await import("./desk/tauri").then(({ tauriHost }) => tauriHost())
  : await import("./desk/browser").then(({ browserHost }) => browserHost());

const [{ mount }, ahead] = await Promise.all([import("./app/mount"), readAhead(host)]);
mount(host, ahead);
