// The list of what runs in all accounts, which the job tray shows.

import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { applyEvent } from "~/desk/events";
import { keys } from "~/desk/queries";
import { fakeJob } from "../fake/samples";

test("what runs anywhere is kept by events: in while it runs, out when it has ended", () => {
  const client = new QueryClient();
  client.setQueryData(keys.running, { jobs: [], syncs: [], rekeying: false });
  const job = fakeJob({ account: "other" });
  applyEvent(client, { kind: "jobMoved", job });
  expect(client.getQueryData(keys.running)).toEqual({ jobs: [job], syncs: [], rekeying: false });
  applyEvent(client, { kind: "jobMoved", job: { ...job, state: { state: "cancelled" } } });
  expect(client.getQueryData(keys.running)).toEqual({ jobs: [], syncs: [], rekeying: false });
});
