// The people of one filter in one order, as a list that stays as it is while it is read.

import { type ResultList, useResultSet } from "~/components/grid/useResultSet";
import type { AccountId, Filter, FirstPage, FollowerRow, ResultSetId, Sort } from "~/desk/contract";
import { buildFilter, everyFollower } from "./conditions";

export type FollowerList = ResultList<FollowerRow>;

type Wanted = {
  account: AccountId;
  filter: Filter;
  sort: readonly Sort[];
  /** What the list of everybody who follows began with when it was seen last. */
  firstPage?: FirstPage | null;
  /** True while people are chosen: then the list stays as it is. */
  holding: boolean;
  /** See `useResultSet`, also for the next. */
  carry?: (from: ResultSetId, to: ResultSetId) => Promise<void>;
  /** `samePeople` when the list was asked for with the same filter. */
  onReplaced: (samePeople: boolean) => void;
};

export function useFollowerList({
  account,
  filter,
  sort,
  firstPage = null,
  ...wanted
}: Wanted): FollowerList {
  const people = JSON.stringify(filter);
  const order = JSON.stringify(sort);
  const begins = people === everybody && order === JSON.stringify(firstPage?.sort);
  return useResultSet<FollowerRow>({
    ...wanted,
    account,
    people,
    order,
    lastSeen: begins ? firstPage : null,
    open: (host) => host.call("open_result_set", { account, filter, sort: [...sort] }),
    read: (host, resultSet, start, count) => host.call("follower_rows", { account, resultSet, start, count }),
    topics,
  });
}

const everybody = JSON.stringify(buildFilter(everyFollower, ""));

/** A tag that is merely new or counted changes nobody; where people change, their topic is announced too. */
const topics = ["followers", "blacklist"] as const;
