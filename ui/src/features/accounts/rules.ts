// What can be entered for an account, checked as one types; the core checks the same once more.

import type { AppError, Given, ServiceTrouble } from "~/desk/contract";

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
  serviceUrl: string;
  servicePath: string;
  serviceHeaders: string;
  expiresPath: string;
  livesFor: string;
  token: string;
  platformAppId: string;
  platformSecret: string;
  ticketUrl: string;
  ticketPath: string;
  ticketHeaders: string;
};
export type Field = keyof Fields;
export type FieldProblems = Partial<Record<Field, Problem>>;

/** What names an account; the rest is what opens it and how its calls get to WeChat. */
export type AccountFields = Pick<Fields, "name" | "appId">;

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

/** This computer, or an address of a private network: what is sent there does not cross the internet. */
export function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return (
    host === "localhost" ||
    host === "::1" ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(host) ||
    /^(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+$/.test(host) ||
    /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/i.test(host)
  );
}

/** https, or http on this computer and in private networks. */
const serviceUrl: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return finished ? "empty" : null;
  if (!finished) return null;
  if (!/^https?:\/\/[^\s/]+/.test(value) || !URL.canParse(value)) return "notAnAddress";
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || isNear(hostname) ? null : "insecureAddress";
};

/** Names between dots, numbers of entries in brackets: `data.tokens[0].text`. */
const isPath = (value: string) =>
  /^(\$\.)?([^.[\]]+(\[\d+\])*|(\[\d+\])+)(\.([^.[\]]+(\[\d+\])*|(\[\d+\])+))*$/.test(value);

const servicePath: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return finished ? "empty" : null;
  return isPath(value) || !finished ? null : "notAPath";
};

const expiresPath: Rule = (text, finished) =>
  text.trim() === "" || !finished || isPath(text.trim()) ? null : "notAPath";

const livesFor: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  const seconds = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return (seconds >= 30 && seconds <= 7200) || !finished ? null : "notATime";
};

/** A token alone, or WeChat's whole answer with it; the core looks closer. */
const token: Rule = (text, finished) => {
  const value = plain(text);
  if (value === "") return finished ? "empty" : null;
  return value.startsWith("{") || (/^[\x21-\x7e]{32,512}$/.test(value) && value !== "") || !finished
    ? null
    : "notAToken";
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
  serviceUrl,
  servicePath,
  // A table of its own, checked as a whole.
  serviceHeaders: () => null,
  expiresPath,
  livesFor,
  token,
  platformAppId: appId,
  platformSecret: appSecret,
  ticketUrl: serviceUrl,
  ticketPath: servicePath,
  ticketHeaders: () => null,
};

const accountFields = ["name", "appId"] as const;

export const fieldOrder: readonly Field[] = [
  ...accountFields,
  "appSecret",
  "serviceUrl",
  "serviceHeaders",
  "servicePath",
  "expiresPath",
  "livesFor",
  "token",
  "platformAppId",
  "platformSecret",
  "ticketUrl",
  "ticketHeaders",
  "ticketPath",
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

/** Which field an answer of WeChat or of the customer's service is about; null when it is about none. */
export function fieldAtFault(error: AppError): Field | null {
  if (error.code === "invalid") return isField(error.field) ? error.field : null;
  if (error.code === "ownService") return fieldOfService(error.trouble, error.gives);
  if (error.code === "accountUnavailable") return error.state.state === "tokenNeeded" ? "token" : null;
  if (error.code !== "wechat") return null;
  if (error.errcode === 40013) return "appId";
  return [40001, 40125, 41004].includes(error.errcode) ? "appSecret" : null;
}

function fieldOfService(trouble: ServiceTrouble, gives: Given): Field | null {
  switch (trouble) {
    case "unreachable":
    case "untrusted":
    case "silent":
    case "status":
      return gives === "token" ? "serviceUrl" : "ticketUrl";
    case "notJson":
    case "nothingThere":
    case "notAValue":
      return gives === "token" ? "servicePath" : "ticketPath";
    case "rejected":
      return null;
    default:
      return trouble satisfies never;
  }
}
