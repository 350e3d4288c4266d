// The host inside the real window. The only file that knows Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen as listenToHost } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type { DeskEvent } from "./contract";
import { asAppError, DeskError, type Host } from "./host";

export function tauriHost(): Host {
  return {
    kind: "window",
    call: (command, input) =>
      invoke<never>(command, { input }).catch((thrown: unknown) => {
        throw new DeskError(asAppError(thrown));
      }),
    events: announcements(),
    actions: {
      revealFile: (path) => invoke("reveal_file", { path }),
      showLog: () => invoke("show_log"),
      notify: (title, words) => void invoke("notify", { title, words }),
      nameWindow: (name) => void getCurrentWindow().setTitle(name),
      close: () => invoke("quit"),
      // Told only while something runs; otherwise the program closes without asking.
      onCloseRequested: (asked) => {
        const stop = listenToHost("close-asked", () => {
          void invoke("close_heard");
          asked();
        });
        return () => void stop.then((stopListening) => stopListening());
      },
    },
  };
}

/** One ordered channel carries everything to all who listen: the program keeps only the latest channel. */
function announcements(): Host["events"] {
  const listeners = new Set<(event: DeskEvent) => void>();
  let channel: Channel<DeskEvent> | null = null;
  return (listener) => {
    listeners.add(listener);
    if (channel === null) {
      channel = new Channel<DeskEvent>((event) => {
        for (const hear of [...listeners]) hear(event);
      });
      void invoke("watch_events", { channel });
    }
    return () => void listeners.delete(listener);
  };
}
