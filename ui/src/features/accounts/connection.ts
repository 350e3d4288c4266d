// How an account's calls get to WeChat, as a form holds it; and which hop of the way failed.

import type {
  AccountSummary,
  AppError,
  Connection,
  OfflineTrouble,
  ProxyProtocol,
  TokenKind,
} from "~/desk/contract";
import { type Field, type FieldProblems, type Fields, rules } from "./rules";

/** WeChat's own hosts: the first is the usual one, `api2` steps in for it, the others are nearer. */
export const hosts = [
  { key: "usual", address: "https://api.weixin.qq.com" },
  { key: "recovery", address: "https://api2.weixin.qq.com" },
  { key: "shanghai", address: "https://sh.api.weixin.qq.com" },
  { key: "shenzhen", address: "https://sz.api.weixin.qq.com" },
  { key: "hongKong", address: "https://hk.api.weixin.qq.com" },
] as const;

export const proxyKinds = ["system", "straight", "http", "https", "socks5"] as const;
export type ProxyKind = (typeof proxyKinds)[number];

/** What a form holds of the way. */
export type Way = {
  fields: Pick<Fields, WayField>;
  proxyKind: ProxyKind;
  tokenKind: TokenKind;
};
export type WayField = "apiBase" | "proxyHost" | "proxyPort" | "proxyUser" | "proxyPassword";
const proxyFields = ["proxyHost", "proxyPort", "proxyUser", "proxyPassword"] as const;

export const usualWay: Way = {
  fields: { apiBase: "", proxyHost: "", proxyPort: "", proxyUser: "", proxyPassword: "" },
  proxyKind: "system",
  tokenKind: "stable",
};

/** The way an account goes now; its proxy's password is never shown again. */
export function wayOf({ apiBase, connection }: AccountSummary): Way {
  const { proxy, tokenKind } = connection;
  const fields = { ...usualWay.fields, apiBase: apiBase ?? "" };
  if (proxy.kind !== "server") return { fields, proxyKind: proxy.kind, tokenKind };
  const { protocol, host, port, user } = proxy;
  return {
    fields: { ...fields, proxyHost: host, proxyPort: String(port), proxyUser: user ?? "" },
    proxyKind: protocol,
    tokenKind,
  };
}

export function isServer(kind: ProxyKind): kind is ProxyProtocol {
  return kind !== "system" && kind !== "straight";
}

/** The same once the account is there, without the proxy's password. */
export function keptWay(way: Way): Way {
  return { ...way, fields: { ...way.fields, proxyPassword: "" } };
}

/** What the core is told. */
export function connectionOf({ fields, proxyKind, tokenKind }: Way): {
  apiBase: string | null;
  connection: Connection;
  proxyPassword: string | null;
} {
  const typed = fields.apiBase.trim();
  // WeChat's usual address is kept as none, so that it follows WeChat should it ever move.
  const apiBase = typed === "" || typed.replace(/\/$/, "") === hosts[0].address ? null : typed;
  if (!isServer(proxyKind)) {
    return { apiBase, connection: { tokenKind, proxy: { kind: proxyKind } }, proxyPassword: null };
  }
  const proxy = {
    kind: "server" as const,
    protocol: proxyKind,
    host: fields.proxyHost.trim(),
    port: Number(fields.proxyPort.trim()),
    user: fields.proxyUser.trim() || null,
  };
  return { apiBase, connection: { tokenKind, proxy }, proxyPassword: fields.proxyPassword || null };
}

/** Every problem of a way that is handed in. */
export function wayProblems(way: Way): FieldProblems {
  const asked: readonly WayField[] = isServer(way.proxyKind) ? ["apiBase", ...proxyFields] : ["apiBase"];
  const problems: FieldProblems = {};
  for (const field of asked) {
    const problem = rules[field](way.fields[field], true);
    if (problem) problems[field] = problem;
  }
  return problems;
}

/** Whether the password that is kept goes on being used when none is typed. */
export function keepsPassword(before: AccountSummary, way: Way): boolean {
  const { proxy } = before.connection;
  if (proxy.kind !== "server" || proxy.user === null || way.fields.proxyPassword !== "") return false;
  const now = connectionOf(way).connection.proxy;
  return (
    now.kind === "server" &&
    now.protocol === proxy.protocol &&
    now.host === proxy.host &&
    now.port === proxy.port &&
    now.user === proxy.user
  );
}

export type Hop = {
  hop: "proxy" | "service" | "name" | "connect" | "tls" | "wechat" | "account" | "token";
  state: "passed" | "failed" | "notReached";
};

/** How far a test of the connection came; null when the answer says nothing about the way. */
export function hopsOf(
  error: AppError | null,
  way: Way,
  credentials: AccountSummary["credentials"]["kind"],
): Hop[] | null {
  const failed = error && failedHop(error);
  if (error && !failed) return null;
  const all = hopsOn(way, credentials, failed === "proxy");
  // What stands in for AppID and AppSecret where there is none of it.
  const told = failed === "account" && !all.includes(failed) ? "token" : failed;
  const end = told ? all.indexOf(all.includes(told) ? told : "wechat") : all.length;
  return all.map((hop, at) => ({ hop, state: at < end ? "passed" : at === end ? "failed" : "notReached" }));
}

/** Every hop in its order. Behind a proxy, finding WeChat and getting there is the proxy's business. */
function hopsOn(
  way: Way,
  credentials: AccountSummary["credentials"]["kind"],
  proxied: boolean,
): readonly Hop["hop"][] {
  const plain = way.fields.apiBase.trim().startsWith("http://");
  const there: Hop["hop"][] = proxied || isServer(way.proxyKind) ? ["proxy"] : ["name", "connect"];
  const secured: Hop["hop"][] = plain ? ["wechat"] : ["tls", "wechat"];
  switch (credentials) {
    case "secret":
      return [...there, ...secured, "account"];
    case "pastedToken":
      return [...there, ...secured, "token"];
    case "tokenService":
    case "platform":
      return there[0] === "proxy"
        ? ["proxy", "service", ...secured, "token"]
        : ["service", ...there, ...secured, "token"];
    default:
      return credentials satisfies never;
  }
}

function failedHop(error: AppError): Hop["hop"] | null {
  switch (error.code) {
    case "proxy":
      return "proxy";
    case "offline":
      return offlineHops[error.cause];
    case "untrusted":
      return "tls";
    case "timeout":
    case "http":
    case "malformed":
      return "wechat";
    case "ownService":
      return error.trouble === "rejected" ? "token" : "service";
    case "wechat":
      return "account";
    default:
      return null;
  }
}

const offlineHops = { name: "name", connection: "connect", broken: "wechat" } as const satisfies Record<
  OfflineTrouble,
  Hop["hop"]
>;

export function isWayField(field: Field): field is WayField {
  return field === "apiBase" || proxyFields.some((known) => known === field);
}
