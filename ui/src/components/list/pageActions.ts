// What every page with a long list can do by key: go to its search, and close what is open.

import type { Action } from "~/components/action";
import { t } from "~/i18n";

/** `page` begins the action's name, as "tags" in "tags.search". */
export function searchAction(page: string, label: string, focus: () => void): Action {
  return { name: `${page}.search`, label, shortcut: "mod+f", impossible: null, perform: focus };
}

/** Esc: the panel that is open, or the choice; null when there is nothing to leave. */
export function leaveAction(page: string, leave: (() => void) | null): Action {
  return {
    name: `${page}.leave`,
    label: t("followers.detail.close"),
    shortcut: "Escape",
    impossible: leave === null ? t("followers.detail.close") : null,
    perform: () => leave?.(),
  };
}
