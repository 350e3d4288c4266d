// The list of what was done, read page by page, and what of it an operator was looking at.

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AccountId, ActivityPlace, FollowerId } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys } from "~/desk/queries";
import { type ActivityView, everything, filterOf } from "./activity";

const PAGE_LENGTH = 50;

export function useActivity(account: AccountId, view: ActivityView) {
  const host = useHost();
  const filter = filterOf(view);
  return useInfiniteQuery({
    queryKey: keys.activity(account, filter),
    queryFn: ({ pageParam: after }) => host.call("activity", { account, filter, after, limit: PAGE_LENGTH }),
    initialPageParam: null as ActivityPlace | null,
    getNextPageParam: (last) => last.next,
  });
}

/**
 * What the list is narrowed to; it stays so while the operator looks at somebody and comes back.
 * Whoever comes here for one person sees what is known of that person.
 */
export function useActivityView(account: AccountId, person: FollowerId | null) {
  const client = useQueryClient();
  const queryKey = keys.activityView(account);
  const { data: view = everything } = useQuery<ActivityView>({
    queryKey,
    queryFn: () => everything,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const setView = (changes: Partial<ActivityView>) =>
    client.setQueryData<ActivityView>(queryKey, (now = everything) => ({ ...now, ...changes }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each arrival
  useEffect(() => {
    if (person !== null) setView({ ...everything, person });
  }, [person, account]);
  return { view, setView };
}
