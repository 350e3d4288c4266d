// Days of China time, as in WeChat's console: from a moment to its day and back.

import type { UnixSeconds } from "~/desk/contract";

export const DAY = 86_400;
/** China time is eight hours ahead of universal time all year. */
const CHINA = 8 * 3_600;

/** Midnight in China at or before this time. */
export function startOfDay(at: UnixSeconds): UnixSeconds {
  return Math.floor((at + CHINA) / DAY) * DAY - CHINA;
}

/** The first moment of a day such as 2025-11-03. */
export function midnightOf(day: string): UnixSeconds {
  return Date.parse(`${day}T00:00:00Z`) / 1_000 - CHINA;
}

/** The first and the last second of the years that are written with four digits. */
const FIRST = -62_135_596_800;
const LAST = 253_402_300_799;

/** The day of a time in China, such as 2025-11-03; the nearest one that can be written so. */
export function dayOf(at: UnixSeconds): string {
  const shifted = Math.min(Math.max(at + CHINA, FIRST), LAST);
  return new Date(shifted * 1_000).toISOString().slice(0, 10);
}

/** A span of days, both included, as moments: from its first one to the first one after it. */
export function spanOf({ from, until }: { from: string | null; until: string | null }) {
  return {
    from: from === null ? null : midnightOf(from),
    until: until === null ? null : midnightOf(until) + DAY,
  };
}
