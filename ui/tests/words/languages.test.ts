// Every language has the same words, with the same blanks to fill, and is written as its readers write.

import { Converter } from "opencc-js/cn2t";
import { afterEach, describe, expect, it } from "vitest";
import { languageOf, t, useWordsOf } from "~/i18n";
import en from "~/i18n/en";
import zhCN from "~/i18n/zh-CN";
import zhTW from "~/i18n/zh-TW";
import guide from "../../../docs/guide/zh-TW.md?raw";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const place = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(place, value);
    else for (const [inner, words] of flat(value, place)) found.set(inner, words);
  }
  return found;
}

const blanks = (words: string) => [...new Set(words.match(/\{\{-?\s*\w+/g) ?? [])].sort();

const source = flat(zhCN);
const taiwan = flat(zhTW);
/** Its lines, without what names the languages and the pictures. */
const guideLines = guide
  .split("\n")
  .slice(4)
  .map((line) => line.replace(/\]\(.*?\)/g, "]"));
const english = flat(en);

/** What stands on WeChat's console and has to be found there. */
const onTheConsole =
  /(设置与开发|账号设置|开发接口管理|基本配置|开发者密码|开发者|密码|重置|白名单|查看|修改|群发功能|群发|按标签|用户管理|通知中心)/g;
/** A language's own name for itself. */
const ownNames = /(简体中文|繁體中文)/g;

afterEach(() => useWordsOf("zh-CN"));

describe.each([
  ["zh-TW", taiwan],
  ["en", english],
])("%s", (_, words) => {
  it("has exactly the source's keys, apart from forms for one", () => {
    const keys = [...words.keys()].filter((key) => !key.endsWith("_one"));
    expect(keys.sort()).toEqual([...source.keys()].sort());
  });

  it("fills the same blanks", () => {
    const different = [...source].filter(
      ([key, chinese]) => blanks(chinese).join() !== blanks(words.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });
});

describe("English", () => {
  it("has no Chinese left, except names of the console", () => {
    const chinese = [...english].filter(([, words]) =>
      /\p{Script=Han}/u.test(words.replace(onTheConsole, "").replace(ownNames, "").replace(/ID|IP/g, "")),
    );
    expect(chinese.map(([key]) => key)).toEqual([]);
  });

  it("says one person where Chinese needs no second form", () => {
    useWordsOf("en");
    expect(t("accounts.switcher.following", { count: 1 })).toBe("1 follower");
    expect(t("accounts.switcher.following", { count: 12_342 })).toBe("12,342 followers");
    useWordsOf("zh-CN");
    expect(t("accounts.switcher.following", { count: 1 })).toBe("1 位粉丝");
    useWordsOf("zh-TW");
    expect(t("accounts.switcher.following", { count: 1 })).toBe("1 位粉絲");
  });
});

describe("the words for Taiwan", () => {
  const traditional = Converter({ from: "cn", to: "tw" });
  /** Written so in Taiwan as well, though the simplified form of another character is the same. */
  const both = "台占干游";
  const simplified = (words: string) =>
    [...words].filter((sign) => traditional(sign) !== sign && !both.includes(sign));

  /** Without names of the console in 「」. */
  const ours = (words: string) =>
    words.replace(/「[^「」]*」/g, (quoted) => quoted.replace(onTheConsole, "")).replace(ownNames, "");

  const mainland =
    /軟件|程序|網絡|信息|文件|數據|默認|設置|搜索|粘貼|保存|菜單|屏幕|鼠標|賬號|打印|服務器|二維碼|刷新|登錄|鏈接|接口|端口|用戶|視頻|剪貼板|字節|回車|導出|密鑰/;

  it("contain no character that only the mainland writes, except names of the console in 「」", () => {
    const found = [...taiwan].flatMap(([key, words]) => {
      const signs = simplified(ours(words));
      return signs.length > 0 ? [`${key}: ${signs.join("")}`] : [];
    });
    expect(found).toEqual([]);
  });

  it("are the guide's as well", () => {
    const signs = guideLines.flatMap((line) => simplified(ours(line)));
    expect(signs).toEqual([]);
    expect(guideLines.filter((line) => mainland.test(ours(line)))).toEqual([]);
  });

  it("are told apart from the mainland's at all", () => {
    expect([...source.values()].filter((words) => simplified(words).length > 0).length).toBeGreaterThan(800);
  });

  it("name things as people there do", () => {
    expect([...taiwan].filter(([, words]) => mainland.test(ours(words))).map(([key]) => key)).toEqual([]);
  });

  it("are quoted in 「」", () => {
    expect([...taiwan].filter(([, words]) => /[“”‘’"]/.test(words)).map(([key]) => key)).toEqual([]);
  });
});

describe("words", () => {
  it("carry no exclamation mark", () => {
    const loud = [...source, ...taiwan, ...english].filter(([, words]) => /[!！]/.test(words));
    expect(loud.map(([key]) => key)).toEqual([]);
  });
});

describe("the language", () => {
  it.each([
    ["zh-CN", "zh-CN"],
    ["zh", "zh-CN"],
    ["zh-SG", "zh-CN"],
    ["zh-Hans-HK", "zh-CN"],
    ["zh-TW", "zh-TW"],
    ["zh-HK", "zh-TW"],
    ["zh-MO", "zh-TW"],
    ["zh-Hant", "zh-TW"],
    ["zh-Hant-HK", "zh-TW"],
    ["en-GB", "en"],
    ["fr", "en"],
  ] as const)("of a system in %s is %s", (system, language) => {
    expect(languageOf("system", [system, "en"])).toBe(language);
  });

  it("is Chinese where the system has none", () => {
    expect(languageOf("system", [])).toBe("zh-CN");
  });

  it("is the one that the operator chose, whatever the system's", () => {
    expect(languageOf("en", ["zh-CN"])).toBe("en");
    expect(languageOf("zh-TW", ["zh-CN"])).toBe("zh-TW");
  });

  it("is said to the web view, which chooses the font by it", () => {
    useWordsOf("zh-TW");
    expect(document.documentElement.lang).toBe("zh-TW");
  });
});
