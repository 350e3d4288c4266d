// Every error has words and a remedy in every language.

import { beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "~/desk/contract";
import { remedyWords, technicalLine, troubleOf } from "~/desk/errors";
import { useWordsOf } from "~/i18n";
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
  offline: { code: "offline" },
  untrusted: { code: "untrusted" },
  proxy: { code: "proxy", cause: "login" },
  timeout: { code: "timeout" },
  http: { code: "http", status: 502 },
  wechat: refusal(99_999) as Extract<AppError, { code: "wechat" }>,
  quotaReserved: { code: "quotaReserved", left: 3, needed: 12 },
  malformed: { code: "malformed", at: 1_763_692_320 },
  keychainLocked: { code: "keychainLocked" },
  keychainMissing: { code: "keychainMissing" },
  passphraseNeeded: { code: "passphraseNeeded" },
  wrongPassphrase: { code: "wrongPassphrase" },
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

describe.each(["zh-CN", "en"] as const)("errors in %s", (language) => {
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
