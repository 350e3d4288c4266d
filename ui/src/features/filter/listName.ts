// What a pasted list is called before somebody gives it a name.

import type { PastedList } from "~/desk/contract";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";

export function listName({ name, pastedAt }: Pick<PastedList, "name" | "pastedAt">): string {
  return name || t("lists.unnamed", { time: timeWords(pastedAt) });
}
