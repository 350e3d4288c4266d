// Why a tag's name cannot be taken, in words, before any call.

import { t } from "~/i18n";
import { type NameProblem, TAG_NAME_BYTES, TAGS_PER_ACCOUNT } from "./limits";

export function problemWords(problem: NameProblem, name: string): string {
  switch (problem) {
    case "empty":
      return t("tags.problem.empty");
    case "tooLong":
      return t("tags.problem.tooLong", { limit: TAG_NAME_BYTES });
    case "taken":
      return t("tags.problem.taken", { name: name.trim() });
    case "full":
      return t("tags.problem.full", { limit: TAGS_PER_ACCOUNT });
  }
}
