// Numbers, times and durations as people write them.

import { afterEach, describe, expect, it } from "vitest";
import { useWordsOf } from "~/i18n";
import {
  compactNumber,
  dateWords,
  durationWords,
  exactTime,
  number,
  percent,
  signed,
  timeWords,
} from "~/i18n/format";

/** A moment in China time. */
const at = (text: string) => Date.parse(`${text}+08:00`) / 1000;
const now = at("2025-11-21T14:05:00");

afterEach(() => useWordsOf("zh-CN"));

describe("a time", () => {
  it.each([
    ["2025-11-21T14:04:30", "刚刚"],
    ["2025-11-21T14:02:00", "今天 14:02"],
    ["2025-11-21T00:00:00", "今天 00:00"],
    ["2025-11-20T23:59:00", "昨天 23:59"],
    ["2025-11-22T00:05:00", "明天 00:05"],
    ["2025-11-03T10:00:00", "11月3日"],
    ["2024-11-03T10:00:00", "2024年11月3日"],
  ])("%s is %s", (moment, words) => {
    expect(timeWords(at(moment), now)).toBe(words);
  });

  it.each([
    ["2025-11-21T14:04:30", "剛剛"],
    ["2025-11-21T14:02:00", "今天 14:02"],
    ["2025-11-03T10:00:00", "11月3日"],
    ["2024-11-03T10:00:00", "2024年11月3日"],
  ])("%s is %s in Taiwan", (moment, words) => {
    useWordsOf("zh-TW");
    expect(timeWords(at(moment), now)).toBe(words);
  });

  it("is China time wherever the computer stands", () => {
    expect(exactTime(at("2025-11-21T00:30:05"))).toBe("2025-11-21 00:30:05");
    expect(dateWords(at("2025-11-22T00:30:00"), now)).toBe("11月22日");
  });
});

describe("numbers", () => {
  it("have separators and a real minus sign", () => {
    expect(number(1_024_318)).toBe("1,024,318");
    expect([signed(312), signed(-45), signed(0)]).toEqual(["+312", "−45", "0"]);
  });

  it("as a share never reach 100 before the end", () => {
    expect(percent(999, 1000)).toBe(99);
    expect(percent(1000, 1000)).toBe(100);
    expect(percent(5, 0)).toBe(0);
  });
});

describe("a duration", () => {
  it.each([
    [0.2, "不到 1 秒"],
    [6, "约 6 秒"],
    [180, "约 3 分钟"],
    [7200, "约 2 小时"],
    [8400, "约 2 小时 20 分"],
  ])("of %d s is %s", (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});

describe("a number in a narrow place", () => {
  it.each([
    [99_818, "99,818", "99,818", "99,818"],
    [104_318, "10.4万", "10.4萬", "104K"],
    [420_000, "42万", "42萬", "420K"],
    [1_024_318, "102万", "102萬", "1.02M"],
  ])("%d is short from six digits on", (value, chinese, taiwan, english) => {
    expect(compactNumber(value)).toBe(chinese);
    useWordsOf("zh-TW");
    expect(compactNumber(value)).toBe(taiwan);
    useWordsOf("en");
    expect(compactNumber(value)).toBe(english);
  });
});
