// The columns that are drawn, and the remark that is being written in one of them.

import { useEffect, useMemo, useRef, useState } from "react";
import type { GridColumn } from "~/components/grid/columns";
import type { FollowerId, FollowerRow, TagId } from "~/desk/contract";
import { followerColumns } from "./columns";
import type { ChangeOne } from "./useOneChange";
import { type ColumnView, drawnColumns, type TableView } from "./view";

type Looks = {
  view: TableView;
  /** The list is about people who left. */
  leavers: boolean;
  nameOf: (tag: TagId) => string;
  changeOne: ChangeOne;
  /** A remark was written, or left as it was, by a key. */
  onEdited: () => void;
};

type Columns = {
  drawn: readonly ColumnView[];
  columns: readonly GridColumn<FollowerRow>[];
  /** Opens the field for a person's remark. */
  editRemark: (row: FollowerRow) => void;
};

export function useColumns({ view, leavers, nameOf, changeOne, onEdited }: Looks): Columns {
  const [editing, setEditing] = useState<FollowerId | null>(null);
  const drawn = useMemo(() => drawnColumns(view, leavers), [view, leavers]);
  // The columns stand still while somebody scrolls, so that rows in sight are not drawn again.
  const latest = useRef({ changeOne, onEdited });
  useEffect(() => {
    latest.current = { changeOne, onEdited };
  });
  const columns = useMemo(
    () =>
      followerColumns({
        nameOf,
        drawn,
        editing,
        onSaveRemark: (row, remark) => latest.current.changeOne(row, { kind: "remark", remark }),
        onCloseEditor: (focus) => {
          setEditing(null);
          if (focus) latest.current.onEdited();
        },
      }),
    [nameOf, drawn, editing],
  );
  return { drawn, columns, editRemark: (row) => setEditing(row.id) };
}
