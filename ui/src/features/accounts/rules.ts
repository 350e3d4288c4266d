// What can be entered for an account, checked as one types; the core checks the same once more.

import type { AppError } from "~/desk/contract";

export type Problem = Extract<AppError, { code: "invalid" }>["problem"];

export type AccountFields = { name: string; appId: string; appSecret: string; apiBase: string };
export type Field = keyof AccountFields;

/** While the person still types, an unfinished value is no problem yet; a wrong one is. */
type Rule = (text: string, finished: boolean) => Problem | null;

const NAME_LIMIT = 60;
export const PASSPHRASE_LEAST = 8;

export const name: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return finished ? "empty" : null;
  return [...value].length > NAME_LIMIT ? "tooLong" : null;
};

/** `wx` and sixteen letters or digits. */
export const appId: Rule = (text, finished) => {
  const value = text.trim();
  if (value === "") return finished ? "empty" : null;
  if (/^wx[0-9a-zA-Z]{16}$/.test(value)) return null;
  const begun = /^(w|wx[0-9a-zA-Z]{0,15})$/.test(value);
  return begun && !finished ? null : "notAnAppId";
};

/** 32 hexadecimal digits. */
export const appSecret: Rule = (text, finished) => {
  const value = text.trim();
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

export const rules: Record<Field, Rule> = { name, appId, appSecret, apiBase };

export const fieldOrder: readonly Field[] = ["name", "appId", "appSecret", "apiBase"];

/** Every problem of a form that is handed in. */
export function problemsOf(fields: AccountFields): Partial<Record<Field, Problem>> {
  const problems: Partial<Record<Field, Problem>> = {};
  for (const field of fieldOrder) {
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
  return [40001, 40125, 40243, 41004].includes(error.errcode) ? "appSecret" : null;
}

/** Why a new passphrase cannot be taken yet. */
export function passphraseProblem(passphrase: string, again: string): "tooShort" | "different" | null {
  if ([...passphrase].length < PASSPHRASE_LEAST) return "tooShort";
  return passphrase === again ? null : "different";
}
