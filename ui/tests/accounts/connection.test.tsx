// The way of an account's calls: what a form makes of it, which hop fails, and how it is changed.

import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { AccountSummary, AppError, Connection } from "~/desk/contract";
import {
  connectionOf,
  hopsOf,
  hosts,
  keepsPassword,
  usualWay,
  type Way,
  wayOf,
  wayProblems,
} from "~/features/accounts/connection";
import { openWindow, shop } from "../app/window";
import { fakeHost } from "../fake/host";

const proxied: Connection = {
  tokenKind: "stable",
  proxy: { kind: "server", protocol: "http", host: "proxy.example", port: 8080, user: "me" },
};
const office = { ...shop, connection: proxied };

const server = (fields: Partial<Way["fields"]>): Way => ({
  ...usualWay,
  proxyKind: "socks5",
  fields: { ...usualWay.fields, proxyHost: "10.0.0.8", proxyPort: "1080", ...fields },
});

describe("the form of a way", () => {
  test("says what was typed, and nothing of a proxy that is not chosen", () => {
    expect(connectionOf(server({ proxyUser: " me ", proxyPassword: " p w " }))).toEqual({
      apiBase: null,
      connection: {
        tokenKind: "stable",
        proxy: { kind: "server", protocol: "socks5", host: "10.0.0.8", port: 1080, user: "me" },
      },
      proxyPassword: " p w ",
    });
    const straight: Way = { ...server({ proxyPassword: "secret" }), proxyKind: "straight" };
    expect(connectionOf(straight)).toMatchObject({
      connection: { proxy: { kind: "straight" } },
      proxyPassword: null,
    });
    expect(wayProblems({ ...straight, fields: { ...straight.fields, proxyHost: "" } })).toEqual({});
  });

  test("keeps WeChat's usual address as none and the others as they are", () => {
    for (const { address } of hosts) {
      const { apiBase } = connectionOf({ ...usualWay, fields: { ...usualWay.fields, apiBase: address } });
      expect(apiBase).toBe(address === "https://api.weixin.qq.com" ? null : address);
    }
  });

  test.each([
    [{ proxyHost: "" }, { proxyHost: "empty" }],
    [{ proxyHost: "http://proxy" }, { proxyHost: "notAHost" }],
    [{ proxyHost: "proxy:8080" }, { proxyHost: "notAHost" }],
    [{ proxyHost: "::1" }, {}],
    [{ proxyPort: "" }, { proxyPort: "empty" }],
    [{ proxyPort: "0" }, { proxyPort: "notAPort" }],
    [{ proxyPort: "65536" }, { proxyPort: "notAPort" }],
    [{ proxyPassword: "长".repeat(86) }, { proxyPassword: "tooLong" }],
    [{ apiBase: "weixin" }, { apiBase: "notAnAddress" }],
  ])("%j is judged %j", (fields, problems) => {
    expect(wayProblems(server(fields))).toEqual(problems);
  });

  test("shows everything of a way but the password, which serves its own server only", () => {
    const way = wayOf(office);
    expect(way.fields).toMatchObject({ proxyHost: "proxy.example", proxyPort: "8080", proxyPassword: "" });
    expect(keepsPassword(office, way)).toBe(true);
    for (const other of [{ proxyHost: "other.example" }, { proxyPort: "81" }, { proxyUser: "you" }]) {
      expect(keepsPassword(office, { ...way, fields: { ...way.fields, ...other } })).toBe(false);
    }
  });
});

describe("a test of the connection", () => {
  const refused = {
    code: "wechat",
    errcode: 40125,
    message: "",
    rid: null,
    hint: null,
    at: 0,
    address: null,
  };
  const through = (way: Way, error: unknown, kind: AccountSummary["credentials"]["kind"] = "secret") =>
    hopsOf(error as AppError | null, way, kind)?.map(({ hop, state }) => `${hop} ${state}`);
  const straight: Way = { ...usualWay, proxyKind: "straight" };

  test.each([
    [null, ["passed", "passed", "passed", "passed", "passed"]],
    [{ code: "offline", cause: "name" }, ["failed", "notReached", "notReached", "notReached", "notReached"]],
    [
      { code: "offline", cause: "connection" },
      ["passed", "failed", "notReached", "notReached", "notReached"],
    ],
    [{ code: "untrusted" }, ["passed", "passed", "failed", "notReached", "notReached"]],
    [{ code: "offline", cause: "broken" }, ["passed", "passed", "passed", "failed", "notReached"]],
    [{ code: "timeout" }, ["passed", "passed", "passed", "failed", "notReached"]],
    [refused, ["passed", "passed", "passed", "passed", "failed"]],
  ])("that ends with %j tells name, connection, encryption, WeChat and account apart", (error, states) => {
    const hops = ["name", "connect", "tls", "wechat", "account"];
    expect(through(straight, error)).toEqual(hops.map((hop, at) => `${hop} ${states[at]}`));
  });

  test("behind a proxy leaves finding WeChat to the proxy", () => {
    const silent = { code: "proxy", cause: "silent" };
    const proxied = ["proxy failed", "tls notReached", "wechat notReached", "account notReached"];
    expect(through(server({}), silent)).toEqual(proxied);
    expect(through(usualWay, silent), "the system's").toEqual(proxied);
    expect(through(server({}), { code: "untrusted" })?.slice(0, 2)).toEqual(["proxy passed", "tls failed"]);
  });

  test("knows what credentials need, and an unrelated error tells nothing", () => {
    const nonsense = { code: "ownService", gives: "token", trouble: "notJson", status: null };
    expect(through(straight, nonsense, "tokenService")?.[0]).toBe("service failed");
    expect(through(straight, refused, "pastedToken")?.at(-1)).toBe("token failed");
    const here = { ...straight, fields: { ...straight.fields, apiBase: "http://127.0.0.1:8080" } };
    expect(through(here, null)).toEqual(["name passed", "connect passed", "wechat passed", "account passed"]);
    expect(through(straight, { code: "keychainLocked" })).toBeUndefined();
  });
});

async function openDialog(user: UserEvent) {
  const card = await screen.findByTestId("account-shop");
  await user.click(within(card).getByTestId("account-connection"));
  await screen.findByTestId("way");
}

const desk = () => fakeHost({ overview: { accounts: [office] }, people: 20 });

test("another way is tried, kept when it works, and shown with the account", async () => {
  const host = desk();
  const { user } = openWindow(host, "#/settings");
  await openDialog(user);
  await user.clear(screen.getByTestId("connect-proxyHost"));
  await user.type(screen.getByTestId("connect-proxyHost"), "other.example");
  await user.type(screen.getByTestId("connect-proxyPassword"), "secret of the proxy");
  expect(screen.getByTestId("connect-proxyPassword").getAttribute("type")).toBe("password");
  await user.click(screen.getByTestId("way-save"));
  await waitFor(() => expect(screen.queryByTestId("way")).toBeNull());
  const input = {
    account: "shop",
    apiBase: null,
    connection: { ...proxied, proxy: { ...proxied.proxy, host: "other.example" } },
    proxyPassword: "secret of the proxy",
  };
  const made = host.calls.filter(({ name }) => name.endsWith("_connection"));
  expect(made).toEqual([
    { name: "check_connection", input },
    { name: "change_connection", input },
  ]);
  await screen.findByText(/other\.example/);
});

test("a way that fails is not kept unless that is wanted, and the failing hop is named", async () => {
  const host = desk();
  host.fail("check_connection", { code: "proxy", cause: "login" });
  const { user } = openWindow(host, "#/settings");
  await openDialog(user);
  await user.click(screen.getByTestId("way-save"));
  await screen.findByText("代理不接受这个用户名和密码");
  const hop = screen.getByTestId("hop-proxy");
  expect(hop.dataset.state).toBe("failed");
  expect(hop.textContent).toContain("没通过：代理不接受这个用户名和密码");
  expect(host.calls.map(({ name }) => name)).not.toContain("change_connection");
  await user.click(screen.getByTestId("way-anyway"));
  await waitFor(() => expect(host.calls.map(({ name }) => name)).toContain("change_connection"));
});

test("what is missing is named before anything is asked", async () => {
  const host = desk();
  const { user } = openWindow(host, "#/settings");
  await openDialog(user);
  await user.clear(screen.getByTestId("connect-proxyPort"));
  await user.click(screen.getByTestId("way-test"));
  await screen.findByText("请填写");
  expect(host.calls.map(({ name }) => name)).not.toContain("check_connection");
});

test("the classic token says what it does to other systems before it is chosen", async () => {
  const host = desk();
  const { user } = openWindow(host, "#/settings");
  await openDialog(user);
  expect(screen.queryByTestId("classic-warning")).toBeNull();
  await user.click(screen.getByTestId("connect-classic"));
  expect(screen.getByTestId("classic-warning").textContent).toContain("5 分钟后失效");
});

test("a new account can be connected through a proxy", async () => {
  const host = fakeHost({ people: 20 });
  const { user } = openWindow(host, "#/connect");
  await user.type(await screen.findByTestId("connect-name"), "国贸店");
  await user.type(screen.getByTestId("connect-appId"), "wxfedcba9876543210");
  await user.type(screen.getByTestId("connect-appSecret"), "0123456789abcdef0123456789abcdef");
  await user.click(screen.getByTestId("connect-advanced"));
  await user.click(screen.getByRole("combobox", { name: "代理" }));
  await user.click(await screen.findByText("SOCKS5 代理"));
  await user.type(screen.getByTestId("connect-proxyHost"), "10.0.0.8");
  await user.click(screen.getByTestId("connect-submit"));
  await screen.findByText("请填写");
  await user.type(screen.getByTestId("connect-proxyPort"), "1080");
  await user.click(screen.getByTestId("connect-submit"));
  await screen.findByTestId("connect-open");
  const proxy = { kind: "server", protocol: "socks5", host: "10.0.0.8", port: 1080, user: null };
  expect(host.calls.find(({ name }) => name === "start_connecting")?.input).toMatchObject({
    connection: { tokenKind: "stable", proxy },
  });
});
