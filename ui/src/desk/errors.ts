// Every error code → how serious it is, its words, and what the operator can do about it.

import { t, wordsFor } from "~/i18n";
import type { AccountState, AppError, OfflineTrouble, ProxyTrouble } from "./contract";

export type Severity = "error" | "warning" | "info";

/** What the one button of an error card does. Who shows the card decides how. */
export type Remedy =
  | { kind: "retry" }
  | { kind: "editAccount" }
  | { kind: "unlock" }
  | { kind: "sync" }
  | { kind: "seeActivity" }
  | { kind: "copyAddress"; address: string }
  | { kind: "copyIncident"; incident: string };

type Facts = { severity: Severity; remedy: Remedy["kind"] | null };

/** A code that is missing here does not compile. */
const facts = {
  offline: { severity: "warning", remedy: "retry" },
  untrusted: { severity: "error", remedy: "retry" },
  proxy: { severity: "error", remedy: "editAccount" },
  ownService: { severity: "error", remedy: "editAccount" },
  timeout: { severity: "warning", remedy: "retry" },
  http: { severity: "warning", remedy: "retry" },
  wechat: { severity: "error", remedy: "retry" },
  quotaReserved: { severity: "warning", remedy: null },
  malformed: { severity: "error", remedy: "retry" },
  keychainLocked: { severity: "warning", remedy: "unlock" },
  keychainMissing: { severity: "error", remedy: "unlock" },
  passphraseNeeded: { severity: "info", remedy: "unlock" },
  wrongPassphrase: { severity: "error", remedy: null },
  wrongCode: { severity: "error", remedy: null },
  recoveryDamaged: { severity: "error", remedy: null },
  accountUnknown: { severity: "error", remedy: null },
  accountExists: { severity: "info", remedy: null },
  accountUnavailable: { severity: "error", remedy: "editAccount" },
  invalid: { severity: "error", remedy: null },
  tagNameTooLong: { severity: "error", remedy: null },
  tagNameTaken: { severity: "error", remedy: null },
  tagLimit: { severity: "error", remedy: null },
  tagIsSystem: { severity: "info", remedy: null },
  tagTooLarge: { severity: "error", remedy: null },
  tagUnknown: { severity: "warning", remedy: "sync" },
  remarkTooLong: { severity: "error", remedy: null },
  personTagLimit: { severity: "error", remedy: null },
  followerUnknown: { severity: "warning", remedy: null },
  selectionEmpty: { severity: "info", remedy: null },
  resultSetExpired: { severity: "warning", remedy: null },
  keptLimit: { severity: "error", remedy: null },
  jobUnknown: { severity: "warning", remedy: "seeActivity" },
  jobState: { severity: "info", remedy: null },
  syncRunning: { severity: "info", remedy: null },
  diskFull: { severity: "error", remedy: "retry" },
  readOnly: { severity: "error", remedy: "retry" },
  folderInUse: { severity: "error", remedy: "retry" },
  fileDamaged: { severity: "error", remedy: "sync" },
  storage: { severity: "error", remedy: "retry" },
  notFound: { severity: "warning", remedy: null },
  internal: { severity: "error", remedy: "retry" },
} satisfies Record<AppError["code"], Facts>;

/** An error as the window shows it. */
export type Trouble = {
  severity: Severity;
  title: string;
  /** What it means, where that is known apart from what to do. */
  meaning: string | null;
  /** What to do now. */
  text: string;
  remedy: Remedy | null;
  /** The code as WeChat or the core names it, for the folded line. */
  code: string;
  rid: string | null;
  at: number | null;
  /** The server's own words, when the general text does not already hold them. */
  serverWords: string | null;
};

export function troubleOf(error: AppError): Trouble {
  const { severity, remedy } = facts[error.code];
  const base: Trouble = {
    severity,
    title: t(`errors.${error.code}.title`, { ...error }),
    meaning: null,
    text: t(`errors.${error.code}.text`, { ...error }),
    remedy: remedyOf(remedy, error),
    code: error.code,
    rid: null,
    at: "at" in error ? error.at : null,
    serverWords: null,
  };
  switch (error.code) {
    case "wechat":
      return { ...base, ...wechatTrouble(error), code: String(error.errcode), rid: error.rid };
    case "offline":
      return error.cause === "connection" ? base : { ...base, ...offlineTrouble(error.cause) };
    case "proxy":
      return { ...base, ...proxyTrouble(error.cause) };
    case "ownService":
      return { ...base, ...serviceTrouble(error) };
    case "accountUnavailable":
      return { ...base, ...unavailableTrouble(error.state.state) };
    case "http":
      return { ...base, code: `HTTP ${error.status}` };
    case "invalid":
      return { ...base, text: t(`errors.fields.${error.problem}`) };
    case "internal":
      return { ...base, code: error.incident };
    default:
      return base;
  }
}

/** Where more is known than that WeChat is not there. */
function offlineTrouble(cause: Exclude<OfflineTrouble, "connection">): Partial<Trouble> {
  return { title: t(`errors.offlines.${cause}.title`), text: t(`errors.offlines.${cause}.text`) };
}

/** What passes by itself is tried again; the rest is in the account's settings. */
function proxyTrouble(cause: ProxyTrouble): Partial<Trouble> {
  const title = t(`errors.proxies.${cause}.title`);
  const text = t(`errors.proxies.${cause}.text`);
  const passing = cause === "unreachable" || cause === "silent" || cause === "refused";
  return { title, text, ...(passing && { severity: "warning" }) };
}

/** Told of the customer's service, never of WeChat. */
function serviceTrouble({
  trouble,
  status,
  gives,
}: Extract<AppError, { code: "ownService" }>): Partial<Trouble> {
  const facts = {
    service: t(`errors.given.${gives}.service`),
    what: t(`errors.given.${gives}.what`),
    status,
  };
  const passing = trouble === "unreachable" || trouble === "silent" || (status ?? 0) >= 500;
  return {
    title: t(`errors.services.${trouble}.title`, facts),
    text: t(`errors.services.${trouble}.text`, facts),
    ...(passing && { severity: "warning" }),
    ...(status !== null && { code: `HTTP ${status}` }),
  };
}

/** What waits for credentials says so; the rest is told by the account itself. */
function unavailableTrouble(state: AccountState["state"]): Partial<Trouble> {
  if (state === "secretMissing") {
    const words = { title: t("errors.credentialsMissing.title"), text: t("errors.credentialsMissing.text") };
    return { severity: "warning", ...words };
  }
  if (state === "newer") return { remedy: null, ...accountWords(state) };
  return state === "tokenNeeded" ? { severity: "warning", ...accountWords(state) } : {};
}

function accountWords(state: "newer" | "tokenNeeded") {
  return { title: t(`accounts.trouble.${state}.title`), text: t(`accounts.trouble.${state}.text`) };
}

type Refusal = Extract<AppError, { code: "wechat" }>;

/** Codes where the operator has to look at what was entered for the account. */
const accountCodes = new Set([40001, 40013, 40125, 41002, 41004]);

/** Codes that pass by themselves, with the day, or with the administrator's word. */
const passingCodes = new Set([
  -1, 40014, 42001, 42006, 45009, 45011, 45159, 45169, 48006, 61503, 89503, 89506, 89507, 268487001,
  268487002,
]);

function wechatTrouble(error: Refusal): Partial<Trouble> {
  const remedy: Remedy | null = error.address
    ? { kind: "copyAddress", address: error.address }
    : accountCodes.has(error.errcode)
      ? { kind: "editAccount" }
      : { kind: "retry" };
  const title = wordsFor(`wechatErrors.${error.errcode}.title`);
  const meaning = wordsFor(`wechatErrors.${error.errcode}.meaning`);
  const action = wordsFor(`wechatErrors.${error.errcode}.action`);
  if (!title || !meaning || !action) return { remedy };
  const severity = passingCodes.has(error.errcode) ? "warning" : "error";
  return { severity, remedy, title, meaning, text: action, serverWords: error.message };
}

function remedyOf(kind: Remedy["kind"] | null, error: AppError): Remedy | null {
  switch (kind) {
    case null:
      return null;
    case "copyAddress":
      return error.code === "wechat" && error.address ? { kind, address: error.address } : null;
    case "copyIncident":
      return error.code === "internal" ? { kind, incident: error.incident } : null;
    default:
      return { kind };
  }
}

/** The words of a remedy's button. */
export function remedyWords(remedy: Remedy): string {
  return remedy.kind === "copyAddress"
    ? t("errors.remedies.copyAddress", { address: remedy.address })
    : t(`errors.remedies.${remedy.kind}`);
}

/** Codes with which WeChat refuses this computer's address: it is not on the account's IP allow-list. */
const addressCodes = new Set([40164, 45035]);

export function refusesAddress(error: AppError | null): error is Refusal {
  return error?.code === "wechat" && addressCodes.has(error.errcode);
}

/** All that a technician needs, in one line to copy. */
export function technicalLine(error: AppError): string {
  return JSON.stringify(error);
}
