// Placeholders in a remark: in the operator's language while typing, in the core's on the wire.

import { t } from "~/i18n";

/** What can be filled in, as the core knows it (jobs/pattern.rs). */
export const PLACEHOLDERS = ["remark", "number", "followed"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** {序号}: how a placeholder reads in the field. */
export function placeholderWords(placeholder: Placeholder): string {
  return `{${t(`followers.remark.placeholders.${placeholder}`)}}`;
}

/** What was typed, for the core. */
export function patternOf(typed: string): string {
  return replaced(typed, placeholderWords, (placeholder) => `{${placeholder}}`);
}

/** What the core keeps, for people. */
export function patternWords(pattern: string): string {
  return replaced(pattern, (placeholder) => `{${placeholder}}`, placeholderWords);
}

/** Whether people get different remarks from it. */
export function isPattern(pattern: string): boolean {
  return PLACEHOLDERS.some((placeholder) => pattern.includes(`{${placeholder}}`));
}

type Writing = (placeholder: Placeholder) => string;

function replaced(text: string, from: Writing, to: Writing): string {
  return PLACEHOLDERS.reduce((done, one) => done.replaceAll(from(one), to(one)), text);
}
