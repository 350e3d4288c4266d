// The twelve soft hues of tag chips and account letters, chosen by number; the name is always shown beside it.

import type { CSSProperties } from "react";

export const hueCount = 12;

/** Ground and text colour for a number such as a tag id. */
export function hueStyle(number: number): CSSProperties {
  const hue = ((number % hueCount) + hueCount) % hueCount;
  return { background: `var(--hue-${hue}-ground)`, color: `var(--hue-${hue}-text)` };
}

/** A steady number for a text such as an account id. */
export function hueOf(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
