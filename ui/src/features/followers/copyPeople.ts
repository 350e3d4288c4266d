// The OpenIDs of the people chosen, for the clipboard: few enough to read them all.

import { App } from "antd";
import { copyText } from "~/components/CopyButton";
import { BLOCK_SIZE } from "~/components/grid/blocks";
import { isPicked, MOST_IDS, type Picked, type Range } from "~/components/grid/selection";
import type { AccountId, ResultSetId } from "~/desk/contract";
import { type Host, useHost } from "~/desk/host";
import { t } from "~/i18n";

type Chosen = {
  account: AccountId;
  list: { resultSet: ResultSetId | null; people: number | null };
  picked: Picked;
  count: number;
  /** The list is gone from memory, and with it who stood where. */
  onExpired: () => void;
};

/** Copies what is marked, or else the OpenIDs of the people chosen. */
export function useCopyChosen({ account, list, picked, count, onExpired }: Chosen): () => void {
  const host = useHost();
  const { message } = App.useApp();
  const copy = async () => {
    const marked = markedText();
    if (marked !== "") return copyText(marked);
    const { resultSet, people } = list;
    if (resultSet === null || people === null) return;
    if (count > MOST_IDS) return void message.info(t("followers.copy.tooMany", { limit: MOST_IDS }));
    try {
      const openids = await openidsOf(host, { account, resultSet, people }, picked);
      await copyText(openids.join("\n"));
      void message.success(t("followers.copy.done", { count: openids.length }));
    } catch {
      onExpired();
    }
  };
  return () => void copy();
}

/** The text that is marked on the page or in a field; copying means this before anybody chosen. */
function markedText(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.type !== "checkbox") {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  }
  return window.getSelection()?.toString() ?? "";
}

type List = { account: AccountId; resultSet: ResultSetId; people: number };

/** Reads the rows of the choice and gives their OpenIDs in the order of the list. */
async function openidsOf(host: Host, list: List, picked: Picked): Promise<string[]> {
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
