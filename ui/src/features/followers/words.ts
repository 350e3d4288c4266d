// Words for values of followers: sources, posters, conditions.

import type { Filter, FollowerRow, TagId } from "~/desk/contract";
import { t, wordsFor } from "~/i18n";
import type { Condition } from "./conditions";

/** WeChat's subscribe_scene in the console's words; a value that is not known is shown as it came. */
export function sourceWords(source: string | null): string {
  if (source === null || source === "") return "";
  return wordsFor(`followers.sources.${source}`) ?? source;
}

const known = [
  "ADD_SCENE_SEARCH",
  "ADD_SCENE_ACCOUNT_MIGRATION",
  "ADD_SCENE_PROFILE_CARD",
  "ADD_SCENE_QR_CODE",
  "ADD_SCENE_PROFILE_LINK",
  "ADD_SCENE_PROFILE_ITEM",
  "ADD_SCENE_PAID",
  "ADD_SCENE_WECHAT_ADVERTISEMENT",
  "ADD_SCENE_REPRINT",
  "ADD_SCENE_LIVESTREAM",
  "ADD_SCENE_CHANNELS",
  "ADD_SCENE_WXA",
  "ADD_SCENE_OTHERS",
] as const;

/** The words of every source that the user-information page of WeChat lists. */
export function allSources(): Record<string, string> {
  return Object.fromEntries(known.map((source) => [source, t(`followers.sources.${source}`)]));
}

/** The text of the poster somebody scanned, or its number. */
export function qrWords({ qrText, qrScene }: Pick<FollowerRow, "qrText" | "qrScene">): string {
  if (qrText !== "") return qrText;
  return qrScene === 0 ? "" : String(qrScene);
}

/** A condition as its chip says it. */
export function conditionWords(condition: Condition, nameOf: (tag: TagId) => string): string {
  switch (condition.kind) {
    case "recent":
      return t("followers.condition.recent", { count: condition.days });
    case "followedAt":
      return periodWords(condition);
    case "tag":
      return t(condition.without ? "followers.condition.withoutTag" : "followers.condition.withTag", {
        name: nameOf(condition.tag),
      });
    case "untagged":
      return t("followers.condition.untagged");
    case "source":
      return t("followers.condition.source", { name: sourceWords(condition.source) });
    case "qr":
      return t(condition.exact ? "followers.condition.qr" : "followers.condition.qrPart", {
        name: condition.text,
      });
    case "left":
      return t("followers.condition.left");
    case "blacklisted":
      return t("followers.condition.blacklisted");
    case "given":
      return givenWords(condition.filter);
    default:
      return condition satisfies never;
  }
}

function periodWords({ from, until }: { from: string | null; until: string | null }): string {
  if (from !== null && until !== null) return t("followers.condition.between", { from, until });
  if (from !== null) return t("followers.condition.since", { from });
  return t("followers.condition.until", { until: until ?? "" });
}

function givenWords(filter: Filter): string {
  if (filter.kind === "movedInSync") return t(`followers.condition.moved.${filter.how}`);
  if (filter.kind === "inJob") return t("followers.condition.inJob");
  return t("followers.condition.given");
}
