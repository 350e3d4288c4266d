// The people of one filter in one order, as a list that stays as it is while it is read.

import { type ResultList, useResultSet } from "~/components/grid/useResultSet";
import type { AccountId, Filter, FollowerRow, ResultSetId, Sort } from "~/desk/contract";

export type FollowerList = ResultList<FollowerRow>;

type Wanted = {
  account: AccountId;
  filter: Filter;
  sort: readonly Sort[];
  /** True while people are chosen: then the list stays as it is. */
  holding: boolean;
  /** See `useResultSet`, also for the next. */
  carry?: (from: ResultSetId, to: ResultSetId) => Promise<void>;
  /** `samePeople` when the list was asked for with the same filter. */
  onReplaced: (samePeople: boolean) => void;
};

export function useFollowerList({ account, filter, sort, ...wanted }: Wanted): FollowerList {
  return useResultSet<FollowerRow>({
    ...wanted,
    account,
    people: JSON.stringify(filter),
    order: JSON.stringify(sort),
    open: (host) => host.call("open_result_set", { account, filter, sort: [...sort] }),
    read: (host, resultSet, start, count) => host.call("follower_rows", { account, resultSet, start, count }),
    topics,
  });
}

/** A tag that is merely new or counted changes nobody; where people change, their topic is announced too. */
const topics = ["followers", "blacklist"] as const;
