// The host inside the real window. The only file that knows Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
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
    events: listen,
    actions: {
      revealFile: (path) => invoke("reveal_file", { path }),
      close: () => getCurrentWindow().destroy(),
      onCloseRequested: (asked) => {
        const stop = getCurrentWindow().onCloseRequested((event) => {
          event.preventDefault();
          asked();
        });
        return () => void stop.then((stopListening) => stopListening());
      },
    },
  };
}

/** One ordered channel carries everything; the core replaces it when the page is loaded anew. */
function listen(listener: (event: DeskEvent) => void): () => void {
  let listening = true;
  const channel = new Channel<DeskEvent>();
  channel.onmessage = (event) => {
    if (listening) listener(event);
  };
  void invoke("desk_events", { channel });
  return () => {
    listening = false;
  };
}
