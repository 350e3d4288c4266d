// What can be done on the page beside what is done with people: search, look at the table otherwise, close what is open.

import { SearchOutlined, TableOutlined } from "@ant-design/icons";
import type { Action } from "~/components/action";
import { t } from "~/i18n";

export function searchAction(focus: () => void): Action {
  return {
    name: "followers.search",
    label: t("followers.search"),
    icon: <SearchOutlined />,
    shortcut: "mod+f",
    impossible: null,
    perform: focus,
  };
}

/** How the table looks: columns, order, saved views. */
export function viewAction(toggle: () => void): Action {
  return {
    name: "followers.view",
    label: t("followers.view.title"),
    icon: <TableOutlined aria-hidden />,
    shortcut: "mod+shift+l",
    impossible: null,
    perform: toggle,
  };
}

/** Esc: the panel that is open, else the choice; null when there is neither. */
export function leaveAction(leave: (() => void) | null): Action {
  return {
    name: "followers.leave",
    label: t("followers.detail.close"),
    shortcut: "Escape",
    impossible: leave === null ? t("followers.detail.close") : null,
    perform: () => leave?.(),
  };
}
