// The guide for every language of the window, read when somebody asks for it.

import type { Language } from "~/i18n";
import type { Guide } from "./text";

const guides = {
  "zh-CN": () => import("../../../../docs/guide/zh-CN.md?guide"),
  "zh-TW": () => import("../../../../docs/guide/zh-TW.md?guide"),
  en: () => import("../../../../docs/guide/en.md?guide"),
} satisfies Record<Language, unknown>;

export async function guideIn(language: Language): Promise<Guide> {
  return (await guides[language]()).default;
}
