// Every language has the same words, with the same blanks to fill.

import { afterEach, describe, expect, it } from "vitest";
import { languageOf, t, useWordsOf } from "~/i18n";
import en from "~/i18n/en";
import zhCN from "~/i18n/zh-CN";

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
const english = flat(en);

afterEach(() => useWordsOf("zh-CN"));

describe("English", () => {
  it("has exactly the source's keys, apart from forms for one", () => {
    const keys = [...english.keys()].filter((key) => !key.endsWith("_one"));
    expect(keys.sort()).toEqual([...source.keys()].sort());
  });

  it("fills the same blanks", () => {
    const different = [...source].filter(
      ([key, words]) => blanks(words).join() !== blanks(english.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("has no Chinese left, except names of the console", () => {
    const console_ =
      /(设置与开发|账号设置|开发接口管理|基本配置|开发者|密码|重置|白名单|查看|修改|简体中文|群发|按标签|群发功能)/g;
    const chinese = [...english].filter(([, words]) =>
      /\p{Script=Han}/u.test(words.replace(console_, "").replace(/ID|IP/g, "")),
    );
    expect(chinese.map(([key]) => key)).toEqual([]);
  });

  it("says one person where Chinese needs no second form", () => {
    useWordsOf("en");
    expect(t("accounts.switcher.following", { count: 1 })).toBe("1 follower");
    expect(t("accounts.switcher.following", { count: 12_342 })).toBe("12,342 followers");
    useWordsOf("zh-CN");
    expect(t("accounts.switcher.following", { count: 1 })).toBe("1 位粉丝");
  });
});

describe("words", () => {
  it("carry no exclamation mark", () => {
    const loud = [...source, ...english].filter(([, words]) => /[!！]/.test(words));
    expect(loud.map(([key]) => key)).toEqual([]);
  });
});

describe("the language", () => {
  it("follows the system unless the operator chose one", () => {
    expect(languageOf("system", ["zh-TW", "en"])).toBe("zh-CN");
    expect(languageOf("system", ["en-GB"])).toBe("en");
    expect(languageOf("en", ["zh-CN"])).toBe("en");
  });
});
