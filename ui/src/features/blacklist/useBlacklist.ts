// The people on the blacklist in one order, as a list that stays as it is while it is read.

import type { GridSort } from "~/components/grid/sort";
import { type ResultList, useResultSet } from "~/components/grid/useResultSet";
import type { AccountId, BlacklistKey, BlockedPerson, ResultSetId } from "~/desk/contract";

export type BlacklistOrder = GridSort<BlacklistKey>;

export const usualOrder: BlacklistOrder = { key: "blockedAt", descending: true };

const sortKeys: readonly BlacklistKey[] = ["blockedAt", "remark", "reason"];

/** What the grid asks for, if it is something the blacklist can be sorted by: one column at a time. */
export function asBlacklistOrder(sort: readonly GridSort[]): BlacklistOrder {
  const [wanted] = sort.slice(-1);
  const key = sortKeys.find((one) => one === wanted?.key);
  return key === undefined || wanted === undefined ? usualOrder : { key, descending: wanted.descending };
}

type Wanted = {
  account: AccountId;
  search: string;
  order: BlacklistOrder;
  /** True while people are chosen: then the list stays as it is. */
  holding: boolean;
  carry: (from: ResultSetId, to: ResultSetId) => Promise<void>;
  onReplaced: (samePeople: boolean) => void;
};

export function useBlacklist({ account, search, order, ...wanted }: Wanted): ResultList<BlockedPerson> {
  const sort = { by: order.key, descending: order.descending };
  return useResultSet<BlockedPerson>({
    ...wanted,
    account,
    people: search,
    order: JSON.stringify(sort),
    open: (host) => host.call("open_blacklist", { account, search, sort }),
    read: (host, resultSet, start, count) =>
      host.call("blacklist_rows", { account, resultSet, start, count }),
    topics,
  });
}

const topics = ["followers", "blacklist"] as const;
