// The people chosen, for the clipboard: as rows for a spreadsheet or as OpenIDs; few enough to read them all.

import { App } from "antd";
import { copyText } from "~/components/clipboard";
import { copyCell, copyCells } from "~/components/copyCells";
import { BLOCK_SIZE } from "~/components/grid/blocks";
import { isPicked, MOST_IDS, type Picked, type Range } from "~/components/grid/selection";
import type { AccountId, FollowerRow, ResultSetId, TagId } from "~/desk/contract";
import { type Host, useHost } from "~/desk/host";
import { t } from "~/i18n";
import { cellText, columnTitle } from "./columns";
import type { ColumnKey } from "./view";

type Chosen = {
  account: AccountId;
  list: { resultSet: ResultSetId | null; people: number | null };
  picked: Picked;
  count: number;
  /** The columns on show, in their order. */
  columns: readonly ColumnKey[];
  nameOf: (tag: TagId) => string;
  /** The list is gone from memory, and with it who stood where. */
  onExpired: () => void;
};

export type CopyChosen = {
  /** Copies what is marked, or else the rows of the people chosen, with headings and OpenIDs. */
  rows: () => void;
  /** Copies what is marked, or else the OpenIDs of the people chosen. */
  openids: () => void;
  /** Copies one text, or one cell of the list. */
  text: (text: string) => void;
  cell: (row: FollowerRow, key: ColumnKey) => void;
};

export function useCopyChosen({ account, list, picked, count, ...how }: Chosen): CopyChosen {
  const host = useHost();
  const { message } = App.useApp();
  /** What failed is always said; what was copied, where it is not plain to see. */
  const tell = (copied: boolean, done?: string) => {
    if (!copied) void message.warning(t("common.notCopied"));
    else if (done !== undefined) void message.success(done);
  };
  const ofChosen = async (
    copy: (rows: Promise<FollowerRow[]>) => Promise<boolean>,
    done: "followers.copy.rows" | "followers.copy.done",
  ) => {
    const { resultSet, people } = list;
    if (resultSet === null || people === null) return;
    if (count > MOST_IDS) return void message.info(t("followers.copy.tooMany", { limit: MOST_IDS }));
    const rows = chosenRows(host, { account, resultSet, people }, picked);
    try {
      const [copied, { length }] = await Promise.all([copy(rows), rows]);
      tell(copied, t(done, { count: length }));
    } catch {
      how.onExpired();
    }
  };
  const copyRows = (coming: Promise<FollowerRow[]>) => {
    const keys: readonly ColumnKey[] = how.columns.includes("openid")
      ? how.columns
      : [...how.columns, "openid"];
    const cells = (row: FollowerRow) => keys.map((key) => cellText(row, key, how.nameOf));
    return copyCells(coming.then((rows) => [keys.map(columnTitle), ...rows.map(cells)]));
  };
  const copyOpenids = (coming: Promise<FollowerRow[]>) =>
    copyText(coming.then((rows) => rows.map(({ openid }) => openid).join("\n")));
  const orMarked = (copy: () => Promise<void>) => () => {
    const marked = markedText();
    void (marked === "" ? copy() : copyText(marked).then((copied) => tell(copied)));
  };
  return {
    rows: orMarked(() => ofChosen(copyRows, "followers.copy.rows")),
    openids: orMarked(() => ofChosen(copyOpenids, "followers.copy.done")),
    text: (text) => void copyText(text).then((copied) => tell(copied)),
    cell: (row, key) => void copyCell(cellText(row, key, how.nameOf)).then((copied) => tell(copied)),
  };
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

/** Reads the rows of the choice, in the order of the list. */
export async function chosenRows(host: Host, list: List, picked: Picked): Promise<FollowerRow[]> {
  const { account, resultSet } = list;
  if (picked.kind === "these") {
    const found = [...picked.ids].map((follower) => host.call("follower", { account, follower }));
    return (await Promise.all(found)).map(({ row }) => row);
  }
  const ranges: readonly Range[] = picked.kind === "all" ? [[0, list.people]] : picked.ranges;
  const chosen: FollowerRow[] = [];
  for (const [from, until] of ranges) {
    for (let start = from; start < until; start += BLOCK_SIZE) {
      const count = Math.min(BLOCK_SIZE, until - start);
      const rows = await host.call("follower_rows", { account, resultSet, start, count });
      chosen.push(...rows.filter(({ id }, step) => isPicked(picked, start + step, id)));
    }
  }
  return chosen;
}
