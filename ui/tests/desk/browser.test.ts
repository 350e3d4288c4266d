// The protocol of the browser host: where the key goes, how errors arrive, how the event stream survives.

import { describe, expect, it, vi } from "vitest";
import { type BrowserPage, browserHost } from "~/desk/browser";
import type { DeskEvent } from "~/desk/contract";
import { asAppError } from "~/desk/host";

type Answer = (path: string, init?: RequestInit) => Promise<Response>;

function page(answer: Answer, address = "http://127.0.0.1:9000/?key=k-1#/settings") {
  let shown = new URL(address);
  const kept = new Map<string, string>();
  const pauses: number[] = [];
  const fetched = vi.fn(answer);
  const made: BrowserPage = {
    fetch: (input, init) => fetched(String(input), init),
    address: () => new URL(shown),
    replaceAddress: (replaced) => {
      shown = replaced;
    },
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) },
    setTitle: () => undefined,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  };
  return { made, fetched, pauses, kept, address: () => shown.href };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

function stream(...chunks: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
        controller.close();
      },
    }),
  );
}

const never = () => new Promise<Response>(() => undefined);

describe("the key", () => {
  it("is taken out of the address, kept for the tab and sent as a header", async () => {
    const { made, fetched, kept, address } = page(async () => json(null));
    await browserHost(made).call("cancel_sync", { account: "a" });

    expect(address()).toBe("http://127.0.0.1:9000/#/settings");
    expect([...kept.values()]).toEqual(["k-1"]);
    const [path, init] = fetched.mock.calls[0] ?? [];
    expect(path).toBe("/api/cancel_sync");
    expect(init).toMatchObject({ method: "POST", body: '{"account":"a"}' });
    expect(init?.headers).toMatchObject({ "X-Fandesk-Key": "k-1", "Content-Type": "application/json" });
  });

  it("survives a reload without being in the address", async () => {
    const { made, fetched, kept } = page(async () => json(null), "http://127.0.0.1:9000/");
    kept.set("fandesk-key", "k-2");
    await browserHost(made).call("cancel_sync", { account: "a" });
    expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ "X-Fandesk-Key": "k-2" });
  });
});

describe("a command", () => {
  const failure = async (answer: Answer) =>
    asAppError(
      await browserHost(page(answer).made)
        .call("tags", { account: "a" })
        .catch((thrown: unknown) => thrown),
    );

  it("that is refused rejects with the error of the core", async () => {
    expect(await failure(async () => json({ code: "tagLimit", limit: 100 }, 422))).toEqual({
      code: "tagLimit",
      limit: 100,
    });
  });

  it("that meets something else than the core is a fault with its status", async () => {
    expect(await failure(async () => new Response("<html>", { status: 403 }))).toEqual({
      code: "internal",
      incident: "host-403",
    });
  });

  it("without a host says so, and not that the network is gone", async () => {
    const answer = () => Promise.reject(new TypeError("refused"));
    expect(await failure(answer)).toEqual({ code: "internal", incident: "host-unreachable" });
  });
});

describe("the event stream", () => {
  const changed: DeskEvent = { kind: "changed", account: "a", topics: ["tags"] };
  const renamed: DeskEvent = { kind: "changed", account: "望京", topics: ["accounts"] };

  async function heard(answers: (() => Response | Promise<Response>)[], expected: number) {
    const events: DeskEvent[] = [];
    let call = 0;
    const { made, pauses, fetched } = page(async () => answers[call++]?.() ?? never());
    const stop = browserHost(made).events((event) => events.push(event));
    await vi.waitFor(() => expect(events).toHaveLength(expected));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(answers.length + 1));
    stop();
    return { events, pauses };
  }

  it("is read line by line, however it is cut into pieces", async () => {
    const bytes = new TextEncoder().encode(`${JSON.stringify(changed)}\n\n${JSON.stringify(renamed)}\n`);
    const cut = bytes.indexOf(0xe6) + 1;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes.slice(0, cut));
        controller.enqueue(bytes.slice(cut));
        controller.close();
      },
    });
    const { events } = await heard([() => new Response(body)], 2);
    expect(events).toEqual([changed, renamed]);
  });

  it("tells to read everything anew when it comes back after a break", async () => {
    const line = `${JSON.stringify(changed)}\n`;
    const { events } = await heard([() => stream(line), () => stream(line)], 3);
    expect(events).toEqual([changed, { kind: "resync" }, changed]);
  });

  it("waits longer after each failure, and briefly again after success", async () => {
    const refused = () => Promise.reject(new TypeError("refused"));
    const { pauses } = await heard(
      [refused, refused, refused, () => stream(`${JSON.stringify(changed)}\n`)],
      1,
    );
    expect(pauses).toEqual([500, 1000, 2000, 500]);
  });
});
