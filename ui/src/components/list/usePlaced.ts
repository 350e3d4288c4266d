// The same choice by places instead of names, as a range across rows that are not here needs it.

import { App } from "antd";
import { inPlaces, namesIn, type Placed, pickedCount } from "~/components/grid/selection";
import type { AccountId, ResultSetId } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { t } from "~/i18n";

type List = { resultSet: ResultSetId | null; people: number | null };

/** Gives null, and says so, when the list is gone from memory. */
export function usePlaced(account: AccountId, { resultSet, people }: List, onExpired: () => void): Placed {
  const host = useHost();
  const { message } = App.useApp();
  return async (picked) => {
    if (resultSet === null || people === null) return null;
    const selection = { kind: "these" as const, followers: namesIn(picked) };
    try {
      const places = await host.call("selection_places", { account, selection, resultSet });
      const now = inPlaces(picked, places, people);
      const gone = picked.kind === "these" ? picked.ids.size - pickedCount(now, people) : 0;
      if (gone > 0) void message.info(t("followers.selection.gone", { count: gone }));
      return now;
    } catch {
      onExpired();
      return null;
    }
  };
}
