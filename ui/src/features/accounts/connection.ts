// How an account's calls get to WeChat, as a form holds it; and which hop of the way failed.

import type { AccountSummary, AppError, Connection, ProxyProtocol, TokenKind } from "~/desk/contract";
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
  hop: "proxy" | "service" | "wechat" | "account" | "token";
  state: "passed" | "failed" | "notReached";
};

/** How far a test of the connection came; null when the answer says nothing about the way. */
export function hopsOf(
  error: AppError | null,
  proxyKind: ProxyKind,
  credentials: AccountSummary["credentials"]["kind"],
): Hop[] | null {
  const own = hopsBehindProxy[credentials];
  const all: readonly Hop["hop"][] = isServer(proxyKind) ? ["proxy", ...own] : own;
  const told = error && failedHop(error);
  const failed = told === "account" && !own.includes(told) ? "token" : told;
  if (error && !failed) return null;
  // A proxy of the system that fails stands for the way to WeChat.
  const end = failed ? Math.max(0, all.indexOf(failed)) : all.length;
  return all.map((hop, at) => ({ hop, state: at < end ? "passed" : at === end ? "failed" : "notReached" }));
}

const hopsBehindProxy: Record<AccountSummary["credentials"]["kind"], readonly Hop["hop"][]> = {
  secret: ["wechat", "account"],
  tokenService: ["service", "wechat", "token"],
  pastedToken: ["wechat", "token"],
  platform: ["service", "wechat", "token"],
};

function failedHop(error: AppError): Hop["hop"] | null {
  switch (error.code) {
    case "proxy":
      return "proxy";
    case "offline":
    case "timeout":
    case "http":
    case "untrusted":
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

export function isWayField(field: Field): field is WayField {
  return field === "apiBase" || proxyFields.some((known) => known === field);
}
