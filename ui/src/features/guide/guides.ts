// The guide in every language of the window, read when somebody asks for it.

import type { Language } from "~/i18n";
import type { Guide } from "./text";

const guides: Record<Language, () => Promise<{ default: Guide }>> = {
  "zh-CN": () => import("../../../../docs/guide/zh-CN.md?guide"),
  en: () => import("../../../../docs/guide/en.md?guide"),
};

export async function guideIn(language: Language): Promise<Guide> {
  return (await guides[language]()).default;
}
