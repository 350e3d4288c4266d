// Keeps chosen whoever was, when a list is put together anew: in another order, or with newer data.

import { App } from "antd";
import { useRef } from "react";
import {
  asSelection,
  chosenByName,
  nobody,
  type Picked,
  pickedCount,
  placedAt,
} from "~/components/grid/selection";
import type { AccountId, ResultSetId } from "~/desk/contract";
import { type Host, useHost } from "~/desk/host";
import { t } from "~/i18n";

type Choice = { account: AccountId; picked: Picked; setPicked: (picked: Picked) => void };

export type CarriedChoice = {
  /** Finds out where the chosen stand in a newer list of the same people, while the older is still there. */
  carry: (from: ResultSetId, to: ResultSetId) => Promise<void>;
  /** The newer list is shown. */
  onReplaced: (samePeople: boolean) => void;
};

export function useCarriedChoice({ account, picked, setPicked }: Choice): CarriedChoice {
  const host = useHost();
  const { message } = App.useApp();
  const latest = useRef(picked);
  latest.current = picked;
  const found = useRef({ chosen: nobody, now: nobody });
  return {
    carry: async (from, to) => {
      let chosen: Picked;
      // Somebody may go on choosing while it is asked.
      do {
        chosen = latest.current;
        found.current = { chosen, now: await carried(host, account, chosen, from, to) };
      } while (chosen !== latest.current);
    },
    onReplaced: (samePeople) => {
      const { chosen, now } = found.current;
      const kept = samePeople && chosen === latest.current ? now : nobody;
      if (samePeople && latest.current.kind !== "all") {
        const gone = pickedCount(latest.current, 0) - pickedCount(kept, 0);
        if (gone > 0) void message.info(t("followers.selection.gone", { count: gone }));
      }
      setPicked(kept);
    },
  };
}

/** Everybody is found by place; if some are not in the list any more, a few keep their names instead. */
async function carried(
  host: Host,
  account: AccountId,
  picked: Picked,
  from: ResultSetId,
  to: ResultSetId,
): Promise<Picked> {
  const count = pickedCount(picked, 0);
  if (picked.kind === "all" || count === 0) return picked;
  const named = chosenByName(picked);
  try {
    const selection = asSelection(picked, from);
    const places = placedAt(await host.call("selection_places", { account, selection, resultSet: to }));
    return named === null || pickedCount(places, 0) === count ? places : named;
  } catch {
    return named ?? nobody;
  }
}
