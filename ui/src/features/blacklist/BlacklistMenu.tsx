// The menu of a right click: the actions of the bar, and what concerns this row alone.

import { menuItems } from "~/components/action";
import { RowMenu } from "~/components/grid/RowMenu";
import type { BlockedPerson } from "~/desk/contract";
import { t } from "~/i18n";
import { type BlacklistDoing, type BlockedTarget, blacklistActions, personActions } from "./blacklistActions";

export type MenuPlace = {
  /** The chosen people if the row is one of them, otherwise the row alone. */
  target: BlockedTarget;
  person: BlockedPerson;
  at: { x: number; y: number };
};

type Props = { place: MenuPlace; doing: BlacklistDoing; onClose: () => void };

export function BlacklistMenu({ place: { target, person, at }, doing, onClose }: Props) {
  const { unblock, reason, exportCsv, exportXlsx } = blacklistActions(target, doing);
  const items = [
    ...(target.one === null
      ? [
          {
            key: "people",
            type: "group" as const,
            label: t("followers.selection.count", { count: target.people }),
          },
        ]
      : []),
    ...menuItems([unblock, reason, exportCsv, exportXlsx]),
    { key: "line", type: "divider" as const },
    ...menuItems(personActions(person, doing)),
  ];
  return <RowMenu at={at} items={items} onClose={onClose} />;
}
