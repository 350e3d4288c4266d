// What opens an account besides an AppSecret: chosen behind a quiet line, checked, told in its own words.

import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { AppError, ServiceTrouble } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { keptWay, usualWay } from "~/features/accounts/connection";
import {
  isReadableOnTheWay,
  keptOpening,
  type Opening,
  openingProblems,
  usualOpening,
} from "~/features/accounts/opening";
import { rules } from "~/features/accounts/rules";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";
import { fakeConnecting } from "../fake/samples";

const token = `92_${"x".repeat(120)}`;
const pass = "Bearer 5ecret-of-the-header";

async function paste(user: UserEvent, texts: Record<string, string>) {
  for (const [id, text] of Object.entries(texts)) {
    const input = screen.getByTestId(id);
    await user.clear(input);
    await user.click(input);
    await user.paste(text);
  }
}

async function choose(user: UserEvent, kind: string) {
  await user.click(await screen.findByTestId("connect-other"));
  await user.click(screen.getByTestId(`opening-${kind}`));
}

const ownService = (trouble: ServiceTrouble, status: number | null = null): AppError => ({
  code: "ownService",
  gives: "token",
  trouble,
  status,
});

test("a shop manager sees the AppSecret and nothing of the other ways", async () => {
  openWindow(fakeHost(), "#/connect");
  await screen.findByTestId("connect-appSecret");
  expect(screen.getByTestId("connect-other").closest("details")?.open).toBe(false);
  expect(screen.queryByTestId("connect-serviceUrl")).toBeNull();
});

test("a token service is connected with its address, header and path", async () => {
  const host = fakeHost({ people: 20 });
  const { user, container } = openWindow(host, "#/connect");
  await choose(user, "tokenService");
  expect(screen.queryByTestId("connect-appSecret")).toBeNull();
  await user.click(screen.getByTestId("add-header"));
  await paste(user, {
    "connect-name": "国贸店",
    "connect-appId": "wxfedcba9876543210",
    "connect-serviceUrl": " http://192.168.1.9/token?key=k3y ",
    "header-name-0": "Authorization",
    "header-value-0": pass,
    "connect-servicePath": "data.access_token",
  });
  expect(screen.getByTestId("header-value-0").getAttribute("type")).toBe("password");
  expect(screen.getByTestId("service-readable").textContent).toContain("不加密");
  await user.click(screen.getByTestId("connect-submit"));
  await user.click(await screen.findByTestId("connect-open"));
  await screen.findByTestId("status-line");
  expect(host.calls.find(({ name }) => name === "start_connecting")?.input).toMatchObject({
    credentials: {
      kind: "tokenService",
      service: {
        url: "http://192.168.1.9/token?key=k3y",
        headers: [{ name: "Authorization", value: pass }],
        valuePath: "data.access_token",
      },
      expiresPath: "expires_in",
      livesFor: 600,
    },
  });
  expect(container.innerHTML).not.toContain("5ecret");
});

test("trouble of the service leads to its field and can be tried again", async () => {
  const host = fakeHost();
  const failed = { state: "failed" as const, because: ownService("nothingThere") };
  host.answer("start_connecting", () => fakeConnecting("service", failed));
  const { user } = openWindow(host, "#/connect");
  await choose(user, "tokenService");
  await paste(user, {
    "connect-name": "国贸店",
    "connect-appId": "wxfedcba9876543210",
    "connect-serviceUrl": "https://token.example.com",
  });
  await user.click(screen.getByTestId("connect-submit"));
  const card = await screen.findByRole("alert");
  expect(within(card).getByText("您的凭证服务的回答里没有凭证")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "改正 凭证在回答里的位置" }));
  expect(document.activeElement).toBe(screen.getByTestId("connect-servicePath"));
  await user.click(within(card).getByRole("button", { name: "重试" }));
  expect(host.calls.map(({ name }) => name)).toContain("try_connecting");
});

test("an account of a platform is chosen from the list, which says what was not granted", async () => {
  const host = fakeHost({ people: 20 });
  const { user, container } = openWindow(host, "#/connect");
  await choose(user, "platform");
  await user.click(screen.getByTestId("platform-list"));
  expect(screen.getAllByText("请填写")).toHaveLength(3);
  await paste(user, {
    "connect-platformAppId": "wxaaaaaaaaaaaaaaaa",
    "connect-platformSecret": "fedcba9876543210fedcba9876543210",
    "connect-ticketUrl": "https://platform.example.com/ticket",
  });
  await user.click(screen.getByTestId("platform-list"));
  const list = await screen.findByTestId("platform-accounts");
  expect(within(list).getByText(/已授权：消息管理, 用户管理/)).toBeTruthy();
  expect(within(list).getByTestId("lacks-user-management").textContent).toContain("重新扫码");
  await user.click(within(list).getByRole("radio", { name: /国贸店服务号/ }));
  expect(screen.getByTestId("connect-appId").getAttribute("value")).toBe("wxfedcba9876543210");
  expect(screen.getByTestId("connect-name").getAttribute("value")).toBe("国贸店服务号");
  await user.click(screen.getByTestId("connect-submit"));
  await user.click(await screen.findByTestId("connect-open"));
  await screen.findByTestId("status-line");
  expect(host.calls.find(({ name }) => name === "start_connecting")?.input).toMatchObject({
    credentials: {
      kind: "platform",
      platform: {
        appId: "wxaaaaaaaaaaaaaaaa",
        appSecret: "fedcba9876543210fedcba9876543210",
        ticket: { url: "https://platform.example.com/ticket", headers: [], valuePath: "ticket" },
      },
    },
  });
  expect(container.innerHTML).not.toContain("fedcba9876543210fedcba9876543210");
});

test("an account of a platform is added by the code of its authorisation, which is good once", async () => {
  const host = fakeHost({ people: 20 });
  const { user, container } = openWindow(host, "#/connect");
  await choose(user, "platform");
  await paste(user, {
    "connect-platformAppId": "wxaaaaaaaaaaaaaaaa",
    "connect-platformSecret": "fedcba9876543210fedcba9876543210",
    "connect-ticketUrl": "https://platform.example.com/ticket",
    "platform-code": "of somebody else",
  });
  await user.click(screen.getByTestId("platform-redeem"));
  await screen.findByText(/61009/);
  const address = "https://shop.example/back?auth_code=queryauthcode@@@x1&expires_in=600";
  await paste(user, { "platform-code": address });
  expect(screen.getByTestId("platform-code").getAttribute("type")).toBe("password");
  await user.keyboard("{Enter}");
  await within(await screen.findByTestId("platform-accounts")).findByText(/用户管理/);
  expect(screen.getByTestId("connect-appId").getAttribute("value")).toBe("wxfedcba9876543210");
  expect(screen.getByTestId("platform-code").getAttribute("value")).toBe("");
  expect(container.innerHTML).not.toContain("queryauthcode");
  const asked = host.calls.filter(({ name }) => name === "redeem_authorisation").at(-1);
  expect(asked?.input).toMatchObject({
    code: address,
    through: { platform: { appId: "wxaaaaaaaaaaaaaaaa" } },
  });
  expect(
    host.calls.map(({ name }) => name),
    "nothing is connected yet",
  ).not.toContain("start_connecting");
  await user.click(screen.getByTestId("connect-submit"));
  await screen.findByTestId("connect-open");
});

test("more than a keychain takes is refused in words before anybody is asked", async () => {
  const host = fakeHost({ people: 20 });
  const { user } = openWindow(host, "#/connect");
  await choose(user, "tokenService");
  await user.click(screen.getByTestId("add-header"));
  await paste(user, {
    "connect-name": "国贸店",
    "connect-appId": "wxfedcba9876543210",
    "connect-serviceUrl": "https://token.example.com",
    "header-name-0": "Authorization",
    "header-value-0": `Bearer ${"x".repeat(1_200)}`,
  });
  await user.click(screen.getByTestId("connect-submit"));
  await screen.findByText(/系统的钥匙串放不下/);
  expect(host.calls.map(({ name }) => name)).not.toContain("start_connecting");
  await paste(user, { "header-value-0": pass });
  await user.click(screen.getByTestId("connect-submit"));
  await screen.findByTestId("connect-open");
});

test("a pasted token that has ended asks for another one, and the account stays readable", async () => {
  const ended = {
    ...shop,
    credentials: { kind: "pastedToken" as const, until: 1_763_000_000 },
    state: { state: "ready" as const },
  };
  const host = fakeHost({ overview: { accounts: [ended] }, people: 20 });
  const { user } = openWindow(host);
  await screen.findByTestId("followers");
  await screen.findByTestId("trouble-tokenNeeded");
  await user.click(screen.getByTestId("trouble-action"));
  await screen.findByTestId("credentials");
  await paste(user, { "connect-token": token });
  await user.click(screen.getByTestId("credentials-submit"));
  await waitFor(() => expect(screen.queryByTestId("trouble-tokenNeeded")).toBeNull());
  expect(host.calls.find(({ name }) => name === "replace_credentials")?.input).toEqual({
    account: shop.id,
    credentials: { kind: "pastedToken", token },
  });
});

test.each([
  "unreachable",
  "untrusted",
  "silent",
  "status",
  "notJson",
  "nothingThere",
  "notAValue",
  "rejected",
] as const)("what is told of a service names it and not WeChat: %s", (trouble) => {
  const { title, text } = troubleOf(ownService(trouble, trouble === "status" ? 503 : null));
  expect(title).toContain("您的凭证服务");
  const ticket: AppError = { code: "ownService", gives: "ticket", trouble, status: null };
  expect(troubleOf(ticket).title).toContain("您的票据服务");
  expect(`${title}${text}`).not.toContain("{{");
});

describe("what is handed in", () => {
  const service = (changes: Partial<Opening["fields"]>, headers: Opening["headers"] = []): Opening => ({
    kind: "tokenService",
    fields: { ...usualOpening.fields, serviceUrl: "https://token.example.com/t", ...changes },
    headers,
    kept: false,
  });

  test.each([
    [service({}), {}],
    [service({}, [{ name: "", value: "" }]), {}],
    [service({ serviceUrl: "" }), { serviceUrl: "empty" }],
    [service({ serviceUrl: "token.example.com" }), { serviceUrl: "notAnAddress" }],
    [service({ serviceUrl: "http://token.example.com" }), { serviceUrl: "insecureAddress" }],
    [service({ serviceUrl: "http://172.16.0.9/x" }), {}],
    [service({ servicePath: "data..token" }), { servicePath: "notAPath" }],
    [service({ servicePath: "$.list[0].令牌" }), {}],
    [service({ expiresPath: "" }), {}],
    [service({ livesFor: "29" }), { livesFor: "notATime" }],
    [service({}, [{ name: "X Key", value: "1" }]), { serviceHeaders: "notAHeader" }],
    [service({}, [{ name: "X-Key", value: "" }]), { serviceHeaders: "notAHeader" }],
  ])("%o has the problems %o", (opening, problems) => {
    expect(openingProblems(opening)).toEqual(problems);
  });

  test("what is secret leaves every kind of form once the account is there", () => {
    const secrets = {
      appSecret: "1",
      platformSecret: "2",
      token: "3",
      ticketUrl: "https://ticket.example.com",
    };
    const kept = keptOpening(service(secrets, [{ name: "X-Key", value: "4" }]));
    expect(kept.fields).toEqual({ ...usualOpening.fields, servicePath: "access_token" });
    expect([kept.headers, kept.kept]).toEqual([[{ name: "X-Key", value: "" }], true]);
    const fields = { ...usualWay.fields, proxyHost: "10.0.0.8", proxyPassword: "5" };
    expect(keptWay({ ...usualWay, fields }).fields).toEqual({ ...fields, proxyPassword: "" });
  });

  test("a token is taken alone or in the answer it came in", () => {
    expect(rules.token(` ${token}\n`, true)).toBeNull();
    expect(rules.token(`{"access_token":"${token}","expires_in":7200}`, true)).toBeNull();
    expect(rules.token("92_short", true)).toBe("notAToken");
  });

  test("http is called readable where it leaves this computer", () => {
    expect(isReadableOnTheWay("http://10.0.0.8/t")).toBe(true);
    expect(isReadableOnTheWay("http://127.0.0.1:9/t")).toBe(false);
    expect(isReadableOnTheWay("https://10.0.0.8/t")).toBe(false);
  });
});
