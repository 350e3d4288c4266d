// What can be entered for an account, checked as one types; the core checks the same once more.

import type { AppError } from "~/desk/contract";

export type Problem = Extract<AppError, { code: "invalid" }>["problem"];

/** Everything that is typed. */
export type Fields = {
  name: string;
  appId: string;
  appSecret: string;
  apiBase: string;
  proxyHost: string;
  proxyPort: string;
  proxyUser: string;
  proxyPassword: string;
};
export type Field = keyof Fields;
export type FieldProblems = Partial<Record<Field, Problem>>;

/** What names an account; the rest is how its calls get to WeChat. */
export type AccountFields = Pick<Fields, "name" | "appId" | "appSecret">;

/** While the person still types, an unfinished value is no problem yet; a wrong one is. */
type Rule = (text: string, finished: boolean) => Problem | null;

const NAME_LIMIT = 60;

export const name: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return finished ? "empty" : null;
  return [...value].length > NAME_LIMIT ? "tooLong" : null;
};

const invisible = "\\s\u200b-\u200f\u2060\ufeff";
const edges = new RegExp(`^[${invisible}]+|[${invisible}]+$`, "gu");

/** A code as it was meant: without what copying brings along, wide letters and digits made narrow. */
export function plain(text: string): string {
  return text
    .replace(edges, "")
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** `wx` and sixteen letters or digits. */
export const appId: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  if (/^wx[0-9a-zA-Z]{16}$/.test(value)) return null;
  const begun = /^(w|wx[0-9a-zA-Z]{0,15})$/.test(value);
  return begun && !finished ? null : "notAnAppId";
};

/** 32 hexadecimal digits. */
export const appSecret: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  if (/^[0-9a-fA-F]{32}$/.test(value)) return null;
  const begun = /^[0-9a-fA-F]{1,31}$/.test(value);
  return begun && !finished ? null : "notASecret";
};

/** Empty for WeChat's own address; otherwise https, or http on this computer. */
export const apiBase: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return null;
  if ("https://".startsWith(value) || "http://".startsWith(value)) return finished ? "notAnAddress" : null;
  if (!/^https?:\/\/[^\s/]+/.test(value) || !URL.canParse(value)) return "notAnAddress";
  const { protocol, hostname } = new URL(value);
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "https:" || here) return null;
  // `http://127.0` is still being typed; the host is read from the text, because `URL` makes it whole.
  const typed = value.slice("http://".length);
  const growing = !finished && ["localhost", "127.0.0.1", "[::1]"].some((host) => host.startsWith(typed));
  return growing ? null : "insecureAddress";
};

/** A name or an address alone: no `http://`, no port, no path. */
const proxyHost: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  if (/^[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:]*$/.test(value)) return null;
  return /[\s:/\\@?#[\]]/.test(value) ? "notAHost" : null;
};

const proxyPort: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 ? null : "notAPort";
};

/** Most bytes of a proxy's user name and password. */
const LOGIN_LIMIT = 255;

const login: Rule = (text) => {
  if (new TextEncoder().encode(text).length > LOGIN_LIMIT) return "tooLong";
  return /\p{Cc}/u.test(text.trim()) ? "characters" : null;
};

export const rules: Record<Field, Rule> = {
  name,
  appId,
  appSecret,
  apiBase,
  proxyHost,
  proxyPort,
  proxyUser: login,
  proxyPassword: login,
};

const accountFields = ["name", "appId", "appSecret"] as const;

export const fieldOrder: readonly Field[] = [
  ...accountFields,
  "apiBase",
  "proxyHost",
  "proxyPort",
  "proxyUser",
  "proxyPassword",
];

/** Every problem of a form that is handed in. */
export function problemsOf(fields: AccountFields): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of accountFields) {
    const problem = rules[field](fields[field], true);
    if (problem) problems[field] = problem;
  }
  return problems;
}

export function isField(text: string): text is Field {
  return text in rules;
}

/** Which field an answer of WeChat is about; null when it is about none. */
export function fieldAtFault(error: AppError): Field | null {
  if (error.code === "invalid") return isField(error.field) ? error.field : null;
  if (error.code !== "wechat") return null;
  if (error.errcode === 40013) return "appId";
  return [40001, 40125, 41004].includes(error.errcode) ? "appSecret" : null;
}
