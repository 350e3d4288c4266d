// Every error has words and a remedy in every language.

import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "~/desk/contract";
import { remedyWords, technicalLine, troubleOf } from "~/desk/errors";
import { languages, useWordsOf } from "~/i18n";
import wechatErrors from "~/i18n/zh-CN/wechatErrors";

const refusal = (
  errcode: number,
  changes: Partial<Extract<AppError, { code: "wechat" }>> = {},
): AppError => ({
  code: "wechat",
  errcode,
  message: "some words of the server",
  rid: "661f6f22-4e5022ac-04a408f4",
  hint: null,
  at: 1_763_692_320,
  address: null,
  ...changes,
});

/** One of each code: a code that is missing here does not compile. */
const one: { [Code in AppError["code"]]: Extract<AppError, { code: Code }> } = {
  offline: { code: "offline", cause: "connection" },
  untrusted: { code: "untrusted" },
  proxy: { code: "proxy", cause: "login" },
  ownService: { code: "ownService", gives: "token", trouble: "silent", status: null },
  timeout: { code: "timeout" },
  http: { code: "http", status: 502 },
  wechat: refusal(99_999) as Extract<AppError, { code: "wechat" }>,
  quotaReserved: { code: "quotaReserved", left: 3, needed: 12 },
  malformed: { code: "malformed", at: 1_763_692_320 },
  keychainLocked: { code: "keychainLocked" },
  keychainMissing: { code: "keychainMissing" },
  passphraseNeeded: { code: "passphraseNeeded" },
  wrongPassphrase: { code: "wrongPassphrase" },
  wrongCode: { code: "wrongCode" },
  recoveryDamaged: { code: "recoveryDamaged" },
  accountUnknown: { code: "accountUnknown" },
  accountExists: { code: "accountExists", name: "望京店" },
  accountUnavailable: { code: "accountUnavailable", state: { state: "locked" } },
  invalid: { code: "invalid", field: "appId", problem: "notAnAppId" },
  tagNameTooLong: { code: "tagNameTooLong", bytes: 33, limit: 30 },
  tagNameTaken: { code: "tagNameTaken", name: "会员" },
  tagLimit: { code: "tagLimit", limit: 100 },
  tagIsSystem: { code: "tagIsSystem" },
  tagTooLarge: { code: "tagTooLarge", people: 130_000, limit: 100_000 },
  tagUnknown: { code: "tagUnknown" },
  remarkTooLong: { code: "remarkTooLong", bytes: 33, limit: 30 },
  personTagLimit: { code: "personTagLimit", limit: 20 },
  followerUnknown: { code: "followerUnknown" },
  selectionEmpty: { code: "selectionEmpty" },
  resultSetExpired: { code: "resultSetExpired", had: 12_345 },
  keptLimit: { code: "keptLimit", limit: 200 },
  jobUnknown: { code: "jobUnknown" },
  jobState: { code: "jobState" },
  syncRunning: { code: "syncRunning" },
  diskFull: { code: "diskFull" },
  readOnly: { code: "readOnly" },
  folderInUse: { code: "folderInUse" },
  fileDamaged: { code: "fileDamaged" },
  storage: { code: "storage" },
  notFound: { code: "notFound" },
  internal: { code: "internal", incident: "a1b2c3" },
};

describe.each(languages)("errors in %s", (language) => {
  beforeEach(() => useWordsOf(language));

  it.each(Object.values(one))("$code says what happened and what to do", (error) => {
    const trouble = troubleOf(error);
    for (const words of [trouble.title, trouble.text]) {
      expect(words).not.toBe("");
      expect(words, "no key, no placeholder").not.toMatch(/\{\{|errors\./);
    }
    expect(trouble.title, "no code in the first line").not.toMatch(/\d{5}/);
    if (trouble.remedy) expect(remedyWords(trouble.remedy)).not.toMatch(/\{\{|errors\./);
  });

  it.each(["unreachable", "silent", "login", "refused", "noProxy"] as const)(
    "a proxy's %s has words of its own that are not WeChat's",
    (cause) => {
      const trouble = troubleOf({ code: "proxy", cause });
      expect(trouble.title).toMatch(/代理|proxy/);
      expect(trouble.text).not.toMatch(/\{\{|errors\./);
      expect(trouble.remedy).toEqual({ kind: "editAccount" });
    },
  );

  it.each(Object.keys(wechatErrors))("WeChat's %s has words of its own", (code) => {
    const trouble = troubleOf(refusal(Number(code)));
    expect(trouble.title).not.toMatch(/wechatErrors|\d{5}/);
    expect(trouble.meaning, "an explanation of its own").toMatch(/\S/);
    expect(trouble.meaning).not.toBe(trouble.text);
    expect(trouble.text).not.toContain("some words of the server");
    expect(trouble.serverWords).toBe("some words of the server");
  });
});

describe("an error of WeChat", () => {
  beforeEach(() => useWordsOf("zh-CN"));

  it("keeps code, rid and time for the folded line", () => {
    expect(troubleOf(refusal(45_009))).toMatchObject({
      title: "今天的调用次数已用完",
      code: "45009",
      rid: "661f6f22-4e5022ac-04a408f4",
      at: 1_763_692_320,
    });
  });

  it("without words of its own shows the server's sentence", () => {
    expect(troubleOf(refusal(12_345)).text).toContain("some words of the server");
  });

  it("that names an address offers to copy it", () => {
    const { remedy } = troubleOf(refusal(40_164, { address: "1.2.3.4" }));
    expect(remedy).toEqual({ kind: "copyAddress", address: "1.2.3.4" });
    if (remedy) expect(remedyWords(remedy)).toContain("1.2.3.4");
  });

  it("about the credentials leads to the account", () => {
    for (const code of [40_001, 40_013, 40_125]) {
      expect(troubleOf(refusal(code)).remedy).toEqual({ kind: "editAccount" });
    }
  });

  it("is copied whole for a technician", () => {
    expect(technicalLine(refusal(45_009))).toContain("45009");
  });
});

describe("data that cannot be opened", () => {
  beforeEach(() => useWordsOf("zh-CN"));

  it("says so where a newer program wrote it, and offers no settings: the list of accounts may be the one", () => {
    const trouble = troubleOf({ code: "accountUnavailable", state: { state: "newer" } });
    expect(trouble).toMatchObject({ title: "数据由更新的 Fandesk 写入", severity: "error", remedy: null });
  });
});

/** Every code that the vendor's pages of this API name, and those recorded from its servers; 0 is no error. */
const named = [
  -1, 40001, 40002, 40003, 40013, 40014, 40032, 40033, 40066, 40092, 40125, 40164, 40170, 40201, 40202, 40203,
  40243, 41001, 41002, 41004, 41018, 42001, 42006, 42007, 43001, 43002, 43003, 43004, 44002, 45009, 45011,
  45035, 45056, 45057, 45058, 45059, 45157, 45158, 45159, 45169, 45171, 46004, 47001, 47002, 48001, 48004,
  48006, 49003, 50002, 50004, 50005, 50007, 61003, 61004, 61005, 61006, 61007, 61009, 61010, 61011, 61014,
  61016, 61017, 61023, 61500, 61501, 61503, 63178, 63182, 63183, 76001, 76002, 76003, 76004, 76021, 76022,
  89503, 89506, 89507, 268487001, 268487002,
];

/** That encryption was cut off, who may have done so, and who is to be asked. */
const cutOff = {
  "zh-CN": /网络里的防火墙或代理在检查或切断加密连接.*请让网络管理员放行/,
  "zh-TW": /網路裡的防火牆或代理伺服器在檢查或切斷加密連線.*請網路管理員放行/,
  en: /firewall or proxy of the network.*cut this one off during encryption.*ask whoever runs the network/,
} as const;

/** A clock that is wrong makes a good certificate look too old or not yet valid. */
const clock = {
  "zh-CN": /这台电脑的日期和时间/,
  "zh-TW": /這台電腦的日期和時間/,
  en: /this computer's date and time/,
} as const;

describe("an other side that does not prove to be WeChat", () => {
  it.each(languages)("makes one look in %s at the computer's clock", (language) => {
    useWordsOf(language);
    expect(troubleOf({ code: "untrusted" }).text).toMatch(clock[language]);
  });

  it.each(languages)("may in %s also be a connection that the network cut off", (language) => {
    useWordsOf(language);
    expect(troubleOf({ code: "untrusted" }).text).toMatch(cutOff[language]);
  });
});

describe("the list of WeChat's codes", () => {
  const byNumber = (codes: number[]) => codes.toSorted((a, b) => a - b);

  it("holds every code there is, with words", () => {
    expect(byNumber(Object.keys(wechatErrors).map(Number))).toEqual(byNumber(named));
  });

  it("is the one that the client acts by", () => {
    const source = readFileSync("../src-tauri/wechat/src/errcode.rs", "utf8");
    const known = [...source.matchAll(/^ {4}[A-Z_]+ = (-?\d+), \w+;$/gm)].map(([, code]) => Number(code));
    expect(byNumber(known)).toEqual(byNumber(named));
  });
});
