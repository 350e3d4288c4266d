// The guide for every language of the window, read when somebody asks for it.

import type { Language } from "~/i18n";
import type { Guide } from "./text";

const guides = {
  "zh-CN": () => import("../../../../docs/guide/zh-CN.md?guide"),
  en: () => import("../../../../docs/guide/en.md?guide"),
};

/** The language in which there is a guide for those who read this one. */
export const guideLanguage = {
  "zh-CN": "zh-CN",
  "zh-TW": "zh-CN",
  en: "en",
} satisfies Record<Language, keyof typeof guides>;

export async function guideIn(language: Language): Promise<Guide> {
  return (await guides[guideLanguage[language]]()).default;
}
