// The menu of a right click: the actions of the bar, and what concerns this row alone.

import { menuItems } from "~/components/action";
import { RowMenu } from "~/components/grid/RowMenu";
import type { FollowerRow } from "~/desk/contract";
import { t } from "~/i18n";
import { type Doing, followerActions, peopleOf, rowActions, type Target } from "./actions";

export type MenuPlace = {
  /** The chosen people if the row is one of them, otherwise the row alone. */
  target: Target;
  row: FollowerRow;
  at: { x: number; y: number };
};

type Props = { place: MenuPlace; blacklist: boolean; doing: Doing; onClose: () => void };

export function FollowerMenu({ place: { target, row, at }, blacklist, doing, onClose }: Props) {
  const { tag, untag, retag, remark, readAnew, exportCsv, exportXlsx, block } = followerActions(
    target,
    blacklist,
    doing,
  );
  const bulk = menuItems([tag, untag, retag, remark, readAnew, exportCsv, exportXlsx]);
  const items = [
    ...(target.kind === "chosen"
      ? [
          {
            key: "people",
            type: "group" as const,
            label: t("followers.selection.count", { count: peopleOf(target) }),
          },
        ]
      : []),
    ...bulk,
    { key: "line-1", type: "divider" as const },
    ...menuItems(rowActions(row, doing)),
    { key: "line-2", type: "divider" as const },
    ...menuItems([block]),
  ];
  return <RowMenu at={at} items={items} onClose={onClose} />;
}
