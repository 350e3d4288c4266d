// The order of the list of followers, in the words of the grid and of the contract.

import type { GridSort } from "~/components/grid/sort";
import type { Sort, SortKey } from "~/desk/contract";

/** The order of the list, as the grid speaks of it. */
export type FollowerSort = GridSort<SortKey>;

export const usualSort: readonly FollowerSort[] = [{ key: "followedAt", descending: true }];

export const sortKeys: readonly SortKey[] = [
  "followedAt",
  "remark",
  "tagCount",
  "source",
  "qr",
  "leftAt",
  "openid",
];

/** The order in the words of the contract. */
export function wantedSort(sort: readonly FollowerSort[]): Sort[] {
  return sort.map(({ key, descending }) => ({ by: key, descending }));
}

/** What the grid asks for, if it is something followers can be sorted by. */
export function asFollowerSort({ key, descending }: GridSort): FollowerSort[] {
  const known = sortKeys.find((one) => one === key);
  return known === undefined ? [] : [{ key: known, descending }];
}
