// Numbers, times and durations as people write them. Times are China time, as in WeChat's console.

import type { UnixSeconds } from "~/desk/contract";
import { currentLanguage, type Language, t } from ".";

/** A format in the language that holds now; each is made once, because making one takes longer than a page of uses. */
function format<Format>(make: (language: Language) => Format): () => Format {
  const made = new Map<Language, Format>();
  return () => {
    const language = currentLanguage();
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

const whole = format((language) => new Intl.NumberFormat(language));
const short = format(
  (language) => new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 }),
);
const day = format((language) => new Intl.DateTimeFormat(language, dayParts(language)));
const dayAndYear = format(
  (language) => new Intl.DateTimeFormat(language, { ...dayParts(language), year: "numeric" }),
);

const dayParts = (language: Language) =>
  ({ timeZone: "Asia/Shanghai", month: language === "en" ? "short" : "long", day: "numeric" }) as const;

export function number(value: number): string {
  return whole().format(value);
}

/** 99,818 whole, 10.4万 or 104K in short: for narrow places that give the whole number elsewhere. */
export function compactNumber(value: number): string {
  if (value < 100_000) return number(value);
  return short().format(value);
}

/** `+312` or `−45`, with a real minus sign; `0` stays bare. */
export function signed(value: number): string {
  if (value === 0) return "0";
  return value > 0 ? `+${number(value)}` : `−${number(-value)}`;
}

export function percent(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.min(100, Math.floor((part / whole) * 100));
}

/** Now, in seconds. The only clock of the window. */
export const nowSeconds = (): UnixSeconds => Math.floor(Date.now() / 1000);

type Parts = { year: number; month: number; day: number; time: string; dayNumber: number };

function partsOf(at: UnixSeconds): Parts {
  const shifted = new Date((at + 8 * 3600) * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    dayNumber: Math.floor((at + 8 * 3600) / 86_400),
  };
}

/** 刚刚, 今天 14:02, 昨天 09:10, 11月3日, 2025年11月3日. */
export function timeWords(at: UnixSeconds, now: UnixSeconds = nowSeconds()): string {
  if (at <= now && now - at < 60) return t("common.time.justNow");
  const then = partsOf(at);
  const today = partsOf(now);
  if (then.dayNumber === today.dayNumber) return t("common.time.today", { time: then.time });
  if (then.dayNumber === today.dayNumber - 1) return t("common.time.yesterday", { time: then.time });
  if (then.dayNumber === today.dayNumber + 1) return t("common.time.tomorrow", { time: then.time });
  return dateWords(at, now);
}

/** 11月3日, or with its year when it is another one. */
export function dateWords(at: UnixSeconds, now: UnixSeconds = nowSeconds()): string {
  const sameYear = partsOf(at).year === partsOf(now).year;
  return (sameYear ? day() : dayAndYear()).format(at * 1000);
}

/** 2025-11-03 14:02:11, for tooltips and copies. */
export function exactTime(at: UnixSeconds): string {
  const shifted = new Date((at + 8 * 3600) * 1000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}`;
}

/** 14:02. */
export function clockTime(at: UnixSeconds): string {
  return partsOf(at).time;
}

/** 约 6 秒, 约 3 分钟, 约 1 小时 20 分. */
export function durationWords(seconds: number): string {
  if (seconds < 1) return t("common.time.underSecond");
  if (seconds < 90) return t("common.time.seconds", { count: Math.round(seconds) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t("common.time.minutes", { count: minutes });
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0
    ? t("common.time.hours", { count: hours })
    : t("common.time.hoursMinutes", { hours, minutes: minutes % 60 });
}
