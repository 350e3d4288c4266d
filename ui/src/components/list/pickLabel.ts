// What a screen reader calls the box by which a person is chosen.

import type { FollowerRow } from "~/desk/contract";
import { t } from "~/i18n";
import { plainName } from "../personName";

export function pickLabel(row: FollowerRow | undefined, index: number): string {
  return row === undefined
    ? t("followers.pickUnread", { row: index + 1 })
    : t("followers.pick", { name: plainName(row) });
}
