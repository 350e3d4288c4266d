// What is wrong with a part of a filter, in words.

import type { FilterFlaw } from "~/desk/contract";
import { t } from "~/i18n";

/** Null for what is shown where it stands. */
export function flawWords(flaw: FilterFlaw): string | null {
  switch (flaw.kind) {
    case "tagGone":
      return flaw.name === ""
        ? t("filter.flaw.tagGoneNameless")
        : t("filter.flaw.tagGone", { name: flaw.name });
    case "listGone":
    case "segmentGone":
    case "recordGone":
    case "backwards":
      return t(`filter.flaw.${flaw.kind}`);
    case "emptyGroup":
    case "nothingChosen":
      return null;
    default:
      return flaw satisfies never;
  }
}
