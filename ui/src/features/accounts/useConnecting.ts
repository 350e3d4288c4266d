// Connecting an account step by step: how it stands, and what the operator can do about it.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Connecting, NewAccount } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys, useCommand } from "~/desk/queries";

export function useConnecting() {
  const host = useHost();
  const client = useQueryClient();
  const begin = useCommand("start_connecting");
  const tryNow = useCommand("try_connecting");
  const { data } = useQuery({
    queryKey: keys.connecting,
    queryFn: () => host.call("connecting", null),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const stop = () => {
    client.setQueryData(keys.connecting, null);
    begin.reset();
    tryNow.reset();
    void host.call("stop_connecting", null).catch(() => undefined);
  };
  // Whoever leaves the page gives up; an account that was kept by then stays.
  useEffect(
    () => () => {
      client.removeQueries({ queryKey: keys.connecting });
      void host.call("stop_connecting", null).catch(() => undefined);
    },
    [client, host],
  );

  return {
    connecting: data ?? null,
    /** What was refused before the first step, or kept trying again from being heard. */
    error: begin.error?.error ?? tryNow.error?.error ?? null,
    start: (account: NewAccount) => {
      client.setQueryData(keys.connecting, null);
      tryNow.reset();
      // What was announced meanwhile is newer than the answer.
      const keep = (first: Connecting) => {
        client.setQueryData<Connecting | null>(keys.connecting, (news) => news ?? first);
        // A command remembers what it was given until it is reset.
        begin.reset();
      };
      begin.mutate(account, { onSuccess: keep });
    },
    tryNow: () => tryNow.mutate(null),
    stop,
  };
}
