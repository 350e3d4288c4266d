// Puts the list in another order and keeps chosen whoever was.

import { carriedOver, MOST_IDS, nobody, type Picked } from "~/components/grid/selection";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import type { AccountId } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { chosenRows } from "./copyPeople";
import type { FollowerSort } from "./sorting";
import type { FollowerList } from "./useFollowerList";

type Choice = {
  account: AccountId;
  list: Pick<FollowerList, "resultSet" | "people">;
  picked: Picked;
  count: number;
  setPicked: (picked: Picked) => void;
  onSort: (sort: readonly FollowerSort[]) => void;
};

/** People who are chosen by their places alone are read first, as far as they can be sent by name. */
export function useResort({ account, list, picked, count, setPicked, onSort }: Choice) {
  const host = useHost();
  const carry = useCarriedChoice();
  return async (sort: readonly FollowerSort[]) => {
    const { resultSet, people } = list;
    let known = picked;
    if (resultSet !== null && people !== null && isOnlyPlaces(picked) && count <= MOST_IDS) {
      const rows = await chosenRows(host, { account, resultSet, people }, picked).catch(() => []);
      known = { kind: "these", ids: new Set(rows.map(({ id }) => id)) };
    }
    setPicked(carry(known, count));
    onSort(sort);
  };
}

/** Chosen across rows that were never loaded: only their places are known. */
function isOnlyPlaces(picked: Picked): boolean {
  return picked.kind === "some" && picked.ranges.length > 0 && carriedOver(picked) === nobody;
}
