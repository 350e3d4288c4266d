// The host in a plain browser: commands by POST, events as a stream of JSON lines, a key in a header.

import type { DeskEvent } from "./contract";
import { DeskError, type Host, isAppError } from "./host";

const keyName = "fandesk-key";
const firstPause = 500;
const longestPause = 15_000;

/** What the browser host touches of the page; tests pass their own. */
export type BrowserPage = {
  fetch: typeof fetch;
  address: () => URL;
  replaceAddress: (address: URL) => void;
  storage: Pick<Storage, "getItem" | "setItem">;
  pause: (milliseconds: number, stop: AbortSignal) => Promise<void>;
  setTitle: (name: string) => void;
};

export function browserHost(page: BrowserPage = thisPage()): Host {
  const key = takeKey(page);
  return {
    kind: "browser",
    call: (command, input) => call(page, key, command, input),
    events: (listener) => listen(page, key, listener),
    actions: {
      revealFile: null,
      showLog: null,
      notify: null,
      nameWindow: page.setTitle,
      close: null,
      onCloseRequested: null,
    },
  };
}

function thisPage(): BrowserPage {
  return {
    fetch: (input, init) => window.fetch(input, init),
    address: () => new URL(window.location.href),
    replaceAddress: (address) => window.history.replaceState(null, "", address),
    storage: window.sessionStorage,
    setTitle: (name) => {
      document.title = name;
    },
    pause: (milliseconds, stop) =>
      new Promise((resolve) => {
        const timer = window.setTimeout(resolve, milliseconds);
        stop.addEventListener("abort", () => {
          window.clearTimeout(timer);
          resolve();
        });
      }),
  };
}

/** The key comes once in the address; it is kept for this tab and taken out of sight. */
function takeKey(page: BrowserPage): string {
  const address = page.address();
  const given = address.searchParams.get("key");
  if (!given) return page.storage.getItem(keyName) ?? "";
  page.storage.setItem(keyName, given);
  address.searchParams.delete("key");
  page.replaceAddress(address);
  return given;
}

async function call<Output>(
  page: BrowserPage,
  key: string,
  command: string,
  input: unknown,
): Promise<Output> {
  let answer: Response;
  try {
    answer = await page.fetch(`/api/${command}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Fandesk-Key": key },
      body: JSON.stringify(input),
    });
  } catch {
    throw new DeskError({ code: "internal", incident: "host-unreachable" });
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body as Output;
  throw new DeskError(isAppError(body) ? body : { code: "internal", incident: `host-${answer.status}` });
}

/** Reads the stream for as long as wanted; after a break the rest of the window is told to read anew. */
function listen(page: BrowserPage, key: string, listener: (event: DeskEvent) => void): () => void {
  const stop = new AbortController();
  const run = async () => {
    let pause = firstPause;
    let connectedBefore = false;
    while (!stop.signal.aborted) {
      try {
        const answer = await page.fetch("/api/events", {
          headers: { "X-Fandesk-Key": key },
          signal: stop.signal,
        });
        if (answer.ok && answer.body) {
          if (connectedBefore) listener({ kind: "resync" });
          connectedBefore = true;
          pause = firstPause;
          await readLines(answer.body, (line) => listener(JSON.parse(line) as DeskEvent));
        }
      } catch {
        // The stream broke or the host is not there yet; both are answered by trying again.
      }
      if (stop.signal.aborted) return;
      await page.pause(pause, stop.signal);
      pause = Math.min(pause * 2, longestPause);
    }
  };
  void run();
  return () => stop.abort();
}

async function readLines(body: ReadableStream<Uint8Array>, gotLine: (line: string) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) gotLine(line);
  }
}
