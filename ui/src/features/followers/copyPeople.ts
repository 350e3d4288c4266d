// The OpenIDs of the people chosen, for the clipboard: few enough to read them all.

import { BLOCK_SIZE } from "~/components/grid/blocks";
import { isPicked, type Picked, type Range } from "~/components/grid/selection";
import type { AccountId, ResultSetId } from "~/desk/contract";
import type { Host } from "~/desk/host";

/** The text that is marked on the page or in a field; copying means this before anybody chosen. */
export function markedText(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.type !== "checkbox") {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  }
  return window.getSelection()?.toString() ?? "";
}

type List = { account: AccountId; resultSet: ResultSetId; people: number };

/** Reads the rows of the choice and gives their OpenIDs in the order of the list. */
export async function openidsOf(host: Host, list: List, picked: Picked): Promise<string[]> {
  const { account, resultSet } = list;
  if (picked.kind === "these") {
    const found = [...picked.ids].map((follower) => host.call("follower", { account, follower }));
    return (await Promise.all(found)).map(({ row }) => row.openid);
  }
  const ranges: readonly Range[] = picked.kind === "all" ? [[0, list.people]] : picked.ranges;
  const openids: string[] = [];
  for (const [from, until] of ranges) {
    for (let start = from; start < until; start += BLOCK_SIZE) {
      const count = Math.min(BLOCK_SIZE, until - start);
      const rows = await host.call("follower_rows", { account, resultSet, start, count });
      for (const [step, { id, openid }] of rows.entries()) {
        if (isPicked(picked, start + step, id)) openids.push(openid);
      }
    }
  }
  return openids;
}
