// Taking back what was done to a tag itself: a deletion by a previewed job, the rest after one question.

import { type ReactNode, useState } from "react";
import type { AccountId, TagRecord } from "~/desk/contract";
import { TagUndoDialog } from "./TagUndoDialog";
import type { BulkChange } from "./useBulkChange";

export type TagTakeBack = {
  /** Shows what it would do; nothing is sent before the operator says so. */
  tag: (record: TagRecord) => void;
  /** The question, to be drawn somewhere; null while nothing is asked. */
  dialog: ReactNode;
};

export function useTagTakeBack(account: AccountId, bulk: BulkChange): TagTakeBack {
  const [asked, setAsked] = useState<TagRecord | null>(null);
  return {
    tag: (record) => (record.kind === "deleted" ? bulk.restore(record.id) : setAsked(record)),
    dialog: asked && <TagUndoDialog account={account} record={asked} onClose={() => setAsked(null)} />,
  };
}
