// Words for values that WeChat gives: sources, languages, posters.

import type { FollowerRow } from "~/desk/contract";
import { t, wordsFor } from "~/i18n";

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

/** A language as WeChat writes it, such as `zh_CN`, by its name. */
export function languageWords(language: string): string {
  return wordsFor(`followers.languages.${language}`) ?? language;
}

/** The text of the poster somebody scanned, or its number. */
export function qrWords({ qrText, qrScene }: Pick<FollowerRow, "qrText" | "qrScene">): string {
  if (qrText !== "") return qrText;
  return qrScene === 0 ? "" : String(qrScene);
}
