// Connecting an account: what WeChat says no to, and what happens after a yes.

import { act, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { AppError, Connecting, Step } from "~/desk/contract";
import { type Language, languages } from "~/i18n";
import { openWindow, practice, shop } from "../app/window";
import { fakeHost } from "../fake/host";
import { emptyOverview, fakeConnecting } from "../fake/samples";

const secret = "0123456789abcdef0123456789abcdef";

const refusal = (errcode: number, address: string | null = null): AppError => ({
  code: "wechat",
  errcode,
  message: "refused",
  rid: "6543-1",
  hint: null,
  at: 1_763_700_000,
  address,
});

afterEach(() => vi.useRealTimers());

/** Pasted, as such codes are; letter by letter it would take a loaded machine long. */
async function fill(user: UserEvent, appId = "wxfedcba9876543210") {
  await screen.findByTestId("connect-name");
  for (const [field, text] of [
    ["name", "国贸店"],
    ["appId", appId],
    ["appSecret", secret],
  ]) {
    await user.click(screen.getByTestId(`connect-${field}`));
    await user.paste(text);
  }
  await user.click(screen.getByTestId("connect-submit"));
}

test("an empty form asks nothing of WeChat and names what is missing", async () => {
  const host = fakeHost();
  const { user } = openWindow(host, "#/connect");
  await user.click(await screen.findByTestId("connect-submit"));
  expect(screen.getAllByText("请填写")).toHaveLength(3);
  expect(host.calls.map(({ name }) => name)).not.toContain("start_connecting");
});

const needed = {
  "zh-CN": ["AppID 和 AppSecret（都在公众平台后台）", "管理员的手机", "没有认证的公众号，微信多半不让读粉丝"],
  "zh-TW": ["AppID 和 AppSecret（都在公眾平台後台）", "管理員的手機", "沒有認證的公眾號，微信多半不讓讀粉絲"],
  en: [
    "AppID and AppSecret (both in WeChat's console)",
    "the administrator's phone",
    "if the account is not certified, WeChat usually does not let its followers be read",
  ],
} as const satisfies Record<Language, readonly string[]>;

test.each(languages)("above the form one sentence in %s names what is needed", async (language) => {
  const settings = { ...emptyOverview.settings, language };
  const { user } = openWindow(fakeHost({ overview: { settings } }), "#/connect");
  const sentence = await screen.findByTestId("connect-needed");
  for (const thing of needed[language]) expect(sentence.textContent).toContain(thing);
  const first = screen.getByTestId("connect-name");
  expect(sentence.compareDocumentPosition(first)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  await user.click(screen.getByTestId("connect-other"));
  await user.click(screen.getByTestId("opening-tokenService"));
  expect(screen.queryByTestId("connect-needed"), "a service needs other things, said beside").toBeNull();
});

test("beside the form a drawing shows where AppID and AppSecret stand in the console", async () => {
  openWindow(fakeHost(), "#/connect");
  const drawing = await screen.findByTestId("drawing-credentials");
  expect(drawing.getAttribute("aria-label")).toContain("基本配置");
});

test("the secret is masked and gone from the page once the account is there", async () => {
  const { user, container } = openWindow(fakeHost({ people: 20 }), "#/connect");
  expect((await screen.findByTestId("connect-appSecret")).getAttribute("type")).toBe("password");
  await fill(user);
  await user.click(await screen.findByTestId("connect-open"));
  await screen.findByTestId("status-line");
  expect(container.innerHTML).not.toContain(secret);
});

test.each([
  [{ state: "unused", keychain: true } as const, "换电脑用户或重装系统"],
  [{ state: "ready", kind: "passphrase" } as const, "忘了口令时"],
])("after the first account a recovery code is offered (%j)", async (vault, words) => {
  const { user } = openWindow(fakeHost({ people: 20, overview: { vault } }), "#/connect");
  await fill(user);
  const offer = await screen.findByTestId("offer-code");
  expect(offer.textContent).toContain(words);
  await user.click(screen.getByTestId("offer-code-open"));
  const present = screen.queryByTestId("passphrase-present");
  expect(present !== null).toBe(vault.state === "ready");
  if (present) await user.type(present, "correct horse");
  await user.click(screen.getByTestId("vault-submit"));
  await screen.findByTestId("recovery-code");
  await user.click(screen.getByTestId("code-kept"));
  await waitFor(() => expect(screen.queryByTestId("offer-code")).toBeNull());
});

test("whoever has an account already is offered no code again", async () => {
  const vault = { state: "ready", kind: "keychain" } as const;
  const host = fakeHost({ people: 20, overview: { accounts: [shop], vault } });
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  await screen.findByTestId("connect-open");
  await screen.findByTestId("first-followers");
  expect(screen.queryByTestId("offer-code")).toBeNull();
});

test("after a yes every step has its tick, and the first followers lead to the list", async () => {
  const host = fakeHost({ people: 20 });
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  const first = await screen.findByTestId("first-followers");
  expect(within(first).getByText(/连接好了/).textContent).toContain("19 位粉丝");
  expect(within(first).getAllByRole("listitem")).toHaveLength(5);
  const steps = [...screen.getByTestId("connect-steps").querySelectorAll("ol > li")];
  expect(steps.map((step) => step.getAttribute("data-state"))).toEqual(Array(8).fill("passed"));
  expect(host.calls).toContainEqual({
    name: "start_connecting",
    input: {
      name: "国贸店",
      appId: "wxfedcba9876543210",
      credentials: { kind: "secret", appSecret: secret },
      apiBase: null,
      connection: { tokenKind: "stable", proxy: { kind: "system" } },
      proxyPassword: null,
    },
  });
  await user.click(screen.getByTestId("connect-open"));
  await screen.findByTestId("status-line");
});

/** Lets WeChat's side of connecting stand like this. */
async function standing(now: Connecting, host = fakeHost({ people: 20 })) {
  host.answer("start_connecting", () => now);
  const opened = openWindow(host, "#/connect");
  await fill(opened.user);
  return { host, ...opened };
}

const failed = (step: Step, errcode: number) =>
  fakeConnecting(step, { state: "failed", because: refusal(errcode) });

test("40164 shows every address, where to paste them, and until when it tries again by itself", async () => {
  const waiting = fakeConnecting(
    "allowList",
    {
      state: "waiting",
      because: refusal(40164, "203.0.113.8"),
      nextTry: 1_763_700_010,
      until: 1_763_700_600,
    },
    { addresses: ["203.0.113.7", "203.0.113.8"] },
  );
  const { host, user } = await standing(waiting);
  const shown = await screen.findByTestId("allow-list-address");
  expect(shown.textContent).toBe("203.0.113.7203.0.113.8");
  expect(screen.getByText("微信看到过不止一个地址，请把它们都加上。")).toBeTruthy();
  expect(screen.getByTestId("connect-waits").textContent).toContain("12:50");
  expect(screen.getByTestId("step-secret").getAttribute("data-state")).toBe("passed");
  expect(screen.getByTestId("drawing-allowList")).toBeTruthy();
  await user.click(screen.getByTestId("allow-list-again"));
  expect(host.calls.map(({ name }) => name)).toContain("try_connecting");
  act(() =>
    host.announce({
      kind: "connectMoved",
      connecting: fakeConnecting(null, { state: "connected", account: "shop" }),
    }),
  );
  await screen.findByTestId("connect-open");
});

test("the number of the refused call is copied from the card, and looked up nowhere before there is an account", async () => {
  const { user } = await standing(
    fakeConnecting("allowList", { state: "failed", because: refusal(40164, "203.0.113.7") }),
  );
  const card = await screen.findByTestId("allow-list");
  expect(card.textContent).toContain("代码 40164 · rid 6543-1");
  await user.click(within(card).getByRole("button", { name: /复制 rid/ }));
  expect(await navigator.clipboard.readText()).toBe("6543-1");
  expect(within(card).queryByTestId("look-up-rid")).toBeNull();
});

/** Until when it waits, and what the administrator does. */
const administrators = {
  "zh-CN": {
    asked: [/一直重试，到 12:50 为止/, /请管理员在微信里点确认/],
    anHour: [/今天 13:40 之前微信不接受这台电脑。.*到时会自动再试/, /管理员拒绝了连接.*请管理员点确认/],
    aDay: [/明天 12:40 之前微信不接受这台电脑。.*到时会自动再试/, /管理员拒绝了连接.*请管理员点确认/],
  },
  "zh-TW": {
    asked: [/持續重試，到 12:50 為止/, /請管理員在微信裡按確認/],
    anHour: [/今天 13:40 之前微信不接受這台電腦。.*到時會自動再試/, /管理員拒絕了連線.*請管理員按確認/],
    aDay: [/明天 12:40 之前微信不接受這台電腦。.*到時會自動再試/, /管理員拒絕了連線.*請管理員按確認/],
  },
  en: {
    asked: [/by itself until 12:50/, /The administrator agrees in WeChat/],
    anHour: [
      /before today 13:40\..*tries again by itself then/,
      /The administrator refused.*asks the administrator again, who has to tap Yes/,
    ],
    aDay: [
      /before tomorrow 12:40\..*tries again by itself then/,
      /The administrator refused.*asks the administrator again, who has to tap Yes/,
    ],
  },
} as const satisfies Record<Language, unknown>;

/** 12:40 in China. */
const noon = 1_763_700_000;

const waits = languages.flatMap((language) => [
  { language, errcode: 89503, wait: 600, tries: 10, words: administrators[language].asked },
  { language, errcode: 89507, wait: 3600, tries: 3600, words: administrators[language].anHour },
  { language, errcode: 89506, wait: 86_400, tries: 86_400, words: administrators[language].aDay },
]);

test.each(waits)(
  "$errcode says in $language until when it waits and what the administrator does",
  async ({ language, errcode, wait, tries, words: [until, administrator] }) => {
    vi.setSystemTime(noon * 1000);
    const waiting = fakeConnecting("allowList", {
      state: "waiting",
      because: refusal(errcode),
      nextTry: noon + tries,
      until: noon + wait,
    });
    const settings = { ...emptyOverview.settings, language };
    await standing(waiting, fakeHost({ people: 20, overview: { settings } }));
    const said = await screen.findByTestId("connect-waits");
    expect(said.textContent).toMatch(until);
    expect(within(screen.getByTestId("connect-steps")).getByRole("alert").textContent).toMatch(administrator);
  },
);

test.each([
  [40013, "AppID 不正确", "appId", "connect-appId"],
  [40125, "AppSecret 不正确", "secret", "connect-appSecret"],
  [40001, "微信不认当前的连接凭证", "secret", "connect-appSecret"],
] as const)("%i is said in words and leads to its field", async (errcode, words, step, field) => {
  const { user } = await standing(failed(step, errcode));
  await screen.findByText(words);
  await user.click(screen.getByRole("button", { name: /^改正 App/ }));
  expect(document.activeElement).toBe(screen.getByTestId(field));
});

test.each([
  [40243, "AppSecret 已被冻结", "secret"],
  [50004, "微信不允许这个公众号连接", "secret"],
  [50007, "公众号已被冻结", "secret"],
  [48001, "这个公众号没有这项权限", "rights"],
  [61007, "授权里缺少权限", "rights"],
] as const)(
  "%i is said in words, and one click tries again once it is mended",
  async (errcode, words, step) => {
    const { host, user } = await standing(failed(step, errcode));
    await screen.findByText(words);
    expect(screen.getByTestId(`step-${step}`).getAttribute("data-state")).toBe("failed");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(host.calls.map(({ name }) => name)).toContain("try_connecting");
  },
);

const value = (field: string) => (screen.getByTestId(`connect-${field}`) as HTMLInputElement).value;

test("after a refusal another field is corrected without pasting the AppSecret once more", async () => {
  const { host, user } = await standing(failed("rights", 48001));
  await screen.findByText("这个公众号没有这项权限");
  expect(value("appSecret")).toBe(secret);
  const starts = () => host.calls.filter(({ name }) => name === "start_connecting");

  await user.click(screen.getByTestId("connect-submit"));
  expect(host.calls.at(-1)?.name, "nothing was changed").toBe("try_connecting");
  await user.type(screen.getByTestId("connect-name"), "2");
  await user.click(screen.getByTestId("connect-submit"));
  await waitFor(() => expect(starts()).toHaveLength(2));
  expect(starts()[1]?.input).toEqual({ ...(starts()[0]?.input as object), name: "国贸店2" });
});

test("what is secret is in the window no more once the account is there", async () => {
  const { host, user, container } = await standing(failed("rights", 48001));
  await screen.findByText("这个公众号没有这项权限");
  await user.click(screen.getByTestId("connect-submit"));
  act(() =>
    host.announce({
      kind: "connectMoved",
      connecting: fakeConnecting(null, { state: "connected", account: "shop" }),
    }),
  );
  await screen.findByTestId("connect-open");
  const field = screen.getByTestId("connect-appSecret") as HTMLInputElement;
  expect([field.value, field.placeholder]).toEqual(["", "已收下，不再显示"]);
  expect(value("name"), "what is no secret stays").toBe("国贸店");
  expect(container.innerHTML).not.toContain(secret);
});

test("a fault of the program is said, with trying again, also when that has a fault itself", async () => {
  const fault: AppError = { code: "internal", incident: "0badcafe" };
  const { host, user } = await standing(fakeConnecting("keep", { state: "failed", because: fault }));
  await user.click(await screen.findByRole("button", { name: "重试" }));
  const tries = () => host.calls.filter(({ name }) => name === "try_connecting").length;
  expect(tries()).toBe(1);
  host.fail("try_connecting", { code: "internal", incident: "0ddba11" });
  await user.click(screen.getByTestId("connect-submit"));
  await waitFor(() => expect(screen.getAllByRole("alert")).toHaveLength(2));
  await user.click(screen.getAllByRole("button", { name: "重试" })[0] as HTMLElement);
  expect(tries()).toBe(3);
});

const awaited = { state: "waiting", nextTry: 1_763_700_010, until: 1_763_700_600 } as const;
const refusals = [
  failed("appId", 40013),
  failed("secret", 40125),
  failed("secret", 40243),
  failed("secret", 50004),
  failed("secret", 50007),
  failed("rights", 48001),
  failed("rights", 61007),
  fakeConnecting("allowList", { ...awaited, because: refusal(40164, "203.0.113.7") }),
  fakeConnecting("allowList", { ...awaited, because: refusal(89503) }),
];

describe.each(languages)("in %s", (language) => {
  test.each(refusals)("one button stands out, whatever WeChat refuses (%#)", async (now) => {
    const settings = { ...emptyOverview.settings, language };
    await standing(now, fakeHost({ people: 20, overview: { settings } }));
    await screen.findByTestId("connect-steps");
    const page = screen.getByTestId("connect");
    const outstanding = [...page.querySelectorAll("button.ant-btn-color-primary.ant-btn-variant-solid")];
    expect(outstanding.map((button) => button.closest("[role=alert]") !== null)).toEqual([true]);
  });
});

test("once something is corrected, the form's button is the next click again", async () => {
  const { user } = await standing(failed("appId", 40013));
  await user.click(await screen.findByRole("button", { name: "改正 AppID" }));
  await user.paste("wx");
  const solid = "ant-btn-variant-solid";
  expect(screen.getByTestId("connect-submit").classList).toContain(solid);
  expect(screen.getByRole("button", { name: "改正 AppID" }).classList).not.toContain(solid);
});

test("a function that the account may not use is named, and the rest goes on", async () => {
  await standing(
    fakeConnecting(
      null,
      { state: "connected", account: "shop" },
      {
        rights: [
          { function: "followers", refused: null },
          { function: "blacklist", refused: refusal(48001) },
        ],
      },
    ),
  );
  const rights = await screen.findByTestId("rights");
  expect(rights.textContent).toContain("黑名单 不能用：这个公众号没有这项权限");
  expect(rights.textContent).toContain("看来这个公众号没有认证");
});

test.each([
  ["nothing is refused", null],
  ["something else is refused for another reason", 61007],
] as const)("where %s, it is said that certification was no reason", async (_, errcode) => {
  await standing(
    fakeConnecting(
      null,
      { state: "connected", account: "shop" },
      { rights: [{ function: "tags", refused: errcode && refusal(errcode) }] },
    ),
  );
  expect((await screen.findByTestId("certification")).textContent).toBe("没有发现认证方面的问题。");
});

test("connecting can be given up, and whoever leaves the page gives it up", async () => {
  const { host, user, unmount } = await standing(
    fakeConnecting("allowList", {
      state: "waiting",
      because: refusal(89503),
      nextTry: 1_763_700_010,
      until: 1_763_700_600,
    }),
  );
  await user.click(await screen.findByTestId("connect-stop"));
  await screen.findByTestId("connect-submit");
  const stops = () => host.calls.filter(({ name }) => name === "stop_connecting").length;
  const before = stops();
  expect(before).toBeGreaterThan(0);
  unmount();
  expect(stops()).toBe(before + 1);
});

test("an account that is here already can be opened instead", async () => {
  const host = fakeHost({ overview: { accounts: [practice, shop] }, people: 20 });
  host.fail("start_connecting", { code: "accountExists", name: shop.name });
  const { user } = openWindow(host, "#/connect");
  await fill(user, "wx0123456789abcdef");
  await user.click(await screen.findByTestId("connect-open-known"));
  expect((await screen.findByTestId("account-switcher")).getAttribute("aria-label")).toContain("望京店");
});

test("without a keychain a passphrase is chosen twice before anything is kept", async () => {
  const host = fakeHost({ overview: { vault: { state: "unused", keychain: false } }, people: 20 });
  const { user } = openWindow(host, "#/connect");
  await fill(user);
  await user.type(await screen.findByTestId("passphrase-first"), "口令要有八个字以上");
  await user.click(screen.getByTestId("passphrase-submit"));
  await screen.findByText("两次输入的不一样");
  expect(host.calls.map(({ name }) => name)).not.toContain("choose_passphrase");
  await user.type(screen.getByTestId("passphrase-again"), "口令要有八个字以上");
  await user.click(screen.getByTestId("passphrase-submit"));
  await screen.findByTestId("connect-open");
  const names = host.calls.map(({ name }) => name);
  expect(names.indexOf("choose_passphrase")).toBeLessThan(names.indexOf("try_connecting"));
});
