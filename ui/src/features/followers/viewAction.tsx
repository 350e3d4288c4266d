// Looking at the table of followers otherwise.

import { TableOutlined } from "@ant-design/icons";
import type { Action } from "~/components/action";
import { t } from "~/i18n";

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
