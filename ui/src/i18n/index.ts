// Words of the window. `t("followers.title")` gives them in the language that holds now.

import i18next from "i18next";
import type { Settings } from "~/desk/contract";
import en from "./en";
import { isolated } from "./isolated";
import zhCN, { type SourceWords } from "./zh-CN";
import zhTW from "./zh-TW";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: SourceWords };
    returnNull: false;
  }
}

/** The languages of the window; the first one is the source. */
export const languages = ["zh-CN", "zh-TW", "en"] as const;

export type Language = (typeof languages)[number];

/**
 * The words of another language: every key of the source, and for a number of one
 * a second form under the same key with `_one`.
 */
export type Translated<Words> = {
  [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]>;
} & { [Key in keyof Words & string as Words[Key] extends string ? `${Key}_one` : never]?: string };

void i18next.init({
  lng: "zh-CN",
  fallbackLng: false,
  supportedLngs: languages,
  resources: {
    "zh-CN": { translation: zhCN },
    "zh-TW": { translation: zhTW },
    en: { translation: en },
  } satisfies Record<Language, unknown>,
  interpolation: { escape: isolated },
  initAsync: false,
});

/**
 * Words by key. Numbers are written `{{count, number}}` in the words. What fills a blank is isolated; for text
 * that is not only looked at, `{{- blank}}` leaves it as it is.
 */
export const t = i18next.t;

/** Words by a key that is only known at run time; null when there are none. */
export function wordsFor(key: string): string | null {
  return i18next.exists(key) ? String(i18next.t(key as never)) : null;
}

export function currentLanguage(): Language {
  return languages.find((language) => language === i18next.language) ?? "zh-CN";
}

/** The language that a setting means on this computer. */
export function languageOf(
  setting: Settings["language"],
  system: readonly string[] = navigator.languages,
): Language {
  if (setting !== "system") return setting;
  const first = system[0]?.toLowerCase() ?? "zh-cn";
  if (!/^zh\b/.test(first)) return "en";
  return /^zh-(hant|(tw|hk|mo)$)/.test(first) ? "zh-TW" : "zh-CN";
}

/** Switches the words at once. Components are mounted anew by the caller, so that all of them follow. */
export function useWordsOf(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
