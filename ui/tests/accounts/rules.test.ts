// What can be entered for an account.

import { describe, expect, test } from "vitest";
import { passphraseProblem } from "~/components/NewPassphrase";
import { apiBase, appId, appSecret, fieldAtFault, name, problemsOf } from "~/features/accounts/rules";

const secret = "0123456789abcdef0123456789ABCDEF";

describe("while one types", () => {
  test.each(["", "w", "wx", "wx0123"])("an AppID that may still become right is let be: %s", (text) => {
    expect(appId(text, false)).toBeNull();
  });

  test.each(["gh_0123", "x", "wx01-23", "wx0123456789abcdef0"])(
    "an AppID that cannot become right is named: %s",
    (text) => {
      expect(appId(text, false)).toBe("notAnAppId");
    },
  );

  test("a secret may be short but not hold other letters", () => {
    expect(appSecret(secret.slice(0, 9), false)).toBeNull();
    expect(appSecret("xyz", false)).toBe("notASecret");
    expect(appSecret(`${secret}0`, false)).toBe("notASecret");
  });
});

describe("when it is handed in", () => {
  test("what was pasted with blanks around it is right", () => {
    expect(
      problemsOf({
        name: " 望京店 ",
        appId: "\u3000ｗｘ0123456789abcdef\n",
      }),
    ).toEqual({});
    expect(appSecret(`\ufeff ${secret}\u200b\r\n`, true)).toBeNull();
  });

  test("everything missing is named at once", () => {
    expect(problemsOf({ name: "", appId: "wx0" })).toEqual({ name: "empty", appId: "notAnAppId" });
  });

  test("a name has at most sixty characters, however many bytes", () => {
    expect(name("长".repeat(60), true)).toBeNull();
    expect(name("长".repeat(61), true)).toBe("tooLong");
  });
});

test.each([
  ["https://api2.weixin.qq.com", null],
  ["http://127.0.0.1:8080", null],
  ["http://localhost:8080/", null],
  ["http://api.weixin.qq.com", "insecureAddress"],
  ["http://127.0.0.1.example.com", "insecureAddress"],
  ["api.weixin.qq.com", "notAnAddress"],
  ["https://", "notAnAddress"],
])("the address %s is judged %s", (address, problem) => {
  expect(apiBase(address, true)).toBe(problem);
});

test("an answer of WeChat points at the field it is about", () => {
  const refusal = (errcode: number) =>
    ({ code: "wechat", errcode, message: "", rid: null, hint: null, at: 0, address: null }) as const;
  expect(fieldAtFault(refusal(40013))).toBe("appId");
  expect(fieldAtFault(refusal(40125))).toBe("appSecret");
  expect(fieldAtFault(refusal(40001))).toBe("appSecret");
  expect(fieldAtFault(refusal(40164))).toBeNull();
  expect(fieldAtFault({ code: "invalid", field: "apiBase", problem: "insecureAddress" })).toBe("apiBase");
});

test("a passphrase has eight characters and is entered twice alike", () => {
  const typed = (passphrase: string, again: string) => ({ passphrase, again, handedIn: true });
  expect(passphraseProblem(typed("七个字不够长的", "七个字不够长的"))).toBe("tooShort");
  expect(passphraseProblem(typed("long enough", "long enougH"))).toBe("different");
  expect(passphraseProblem(typed("long enough", "long enough"))).toBeNull();
});
