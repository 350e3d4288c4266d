// The window's one channel of events: everybody who listens hears everything.

import { clearMocks, mockIPC, mockWindows } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";
import type { DeskEvent } from "~/desk/contract";
import { tauriHost } from "~/desk/tauri";

afterEach(clearMocks);

test("a second listener opens no second channel, which would silence the first", () => {
  const channels: { onmessage: (event: DeskEvent) => void }[] = [];
  mockIPC((command, input) => {
    if (command === "watch_events") channels.push((input as { channel: (typeof channels)[0] }).channel);
  });
  const heard: string[] = [];
  const host = tauriHost();
  const stop = host.events((event) => heard.push(`first ${event.kind}`));
  host.events((event) => heard.push(`second ${event.kind}`));
  expect(channels).toHaveLength(1);

  channels[0]?.onmessage({ kind: "resync" });
  stop();
  channels[0]?.onmessage({ kind: "resync" });
  expect(heard).toEqual(["first resync", "second resync", "second resync"]);
});

test("the window's title is set by the window itself, which takes none from the page", () => {
  mockWindows("main");
  const asked: unknown[] = [];
  mockIPC((command, input) => asked.push([command, input]));
  tauriHost().actions.nameWindow("粉絲工作台");
  expect(asked).toEqual([["plugin:window|set_title", { label: "main", value: "粉絲工作台" }]]);
});
