// How many chips fit into a cell, judged by their text, so that no cell has to be measured.

/** Pixels of a chip beside its text, and between two chips. */
const CHIP_FRAME = 14;
const GAP = 4;
/** Pixels that "+12" takes. */
const MORE = 36;
/** No chip grows wider than this; its text is cut. */
export const WIDEST_CHIP = 120;

/** Width of a text at 12 px: wide characters take a full em. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 12 : 7;
  return width;
}

/** How many of these names fit; at least one, because "+3" alone tells nothing. */
export function fitting(names: readonly string[], space: number): number {
  const widths = names.map((name) => Math.min(WIDEST_CHIP, textWidth(name) + CHIP_FRAME));
  const whole = widths.reduce((sum, width) => sum + width + GAP, -GAP);
  if (whole <= space) return names.length;
  let used = MORE;
  let count = 0;
  for (const width of widths) {
    used += width + GAP;
    if (used > space) break;
    count += 1;
  }
  return Math.max(1, count);
}
