// What opens an account, as a form holds it: an AppSecret, a service of one's own, a pasted token.

import type { AccountSummary, NewCredentials, NewPlatform, NewService } from "~/desk/contract";
import { type Field, type FieldProblems, type Fields, isNear, type Problem, plain, rules } from "./rules";

/** The first one is for everybody, the others are for technicians. */
export const openingKinds = ["secret", "tokenService", "platform", "pastedToken"] as const;
export type OpeningKind = NewCredentials["kind"];

export type OpeningField =
  | "appSecret"
  | "serviceUrl"
  | "servicePath"
  | "serviceHeaders"
  | "expiresPath"
  | "livesFor"
  | "token"
  | "platformAppId"
  | "platformSecret"
  | "ticketUrl"
  | "ticketPath"
  | "ticketHeaders";

export type Header = { name: string; value: string };

/** What is a table of lines; a kind has one at most. */
export type HeaderField = "serviceHeaders" | "ticketHeaders";

export type Opening = {
  kind: OpeningKind;
  fields: Record<Exclude<OpeningField, HeaderField>, string>;
  headers: Header[];
  /** What is secret is kept by now and no longer here. */
  kept: boolean;
};

export const usualOpening: Opening = {
  kind: "secret",
  fields: {
    appSecret: "",
    serviceUrl: "",
    servicePath: "access_token",
    expiresPath: "expires_in",
    livesFor: "600",
    token: "",
    platformAppId: "",
    platformSecret: "",
    ticketUrl: "",
    ticketPath: "ticket",
  },
  headers: [],
  kept: false,
};

/** The same once the account is there: what is never shown again does not stay in the window either. */
export function keptOpening({ kind, fields, headers }: Opening): Opening {
  return {
    kind,
    fields: { ...fields, appSecret: "", platformSecret: "", token: "", serviceUrl: "", ticketUrl: "" },
    headers: headers.map(({ name }) => ({ name, value: "" })),
    kept: true,
  };
}

/** A form for replacing what opens an account now; nothing of that is ever shown again. */
export function openingOf({ credentials }: AccountSummary): Opening {
  return { ...usualOpening, kind: credentials.kind };
}

/** The fields that a kind asks for, in order. */
const asked: Record<OpeningKind, readonly OpeningField[]> = {
  secret: ["appSecret"],
  tokenService: ["serviceUrl", "serviceHeaders", "servicePath", "expiresPath", "livesFor"],
  platform: ["platformAppId", "platformSecret", "ticketUrl", "ticketHeaders", "ticketPath"],
  pastedToken: ["token"],
};

/** What the core is told. */
export function credentialsOf({ kind, fields, headers }: Opening): NewCredentials {
  switch (kind) {
    case "secret":
      return { kind, appSecret: plain(fields.appSecret) };
    case "tokenService":
      return {
        kind,
        service: serviceOf(fields.serviceUrl, headers, fields.servicePath),
        expiresPath: fields.expiresPath.trim() || null,
        livesFor: Number(plain(fields.livesFor)),
      };
    case "platform":
      return { kind, platform: platformOf({ fields, headers }) };
    case "pastedToken":
      return { kind, token: plain(fields.token) };
    default:
      return kind satisfies never;
  }
}

/** The third-party platform alone. */
export function platformOf({ fields, headers }: Pick<Opening, "fields" | "headers">): NewPlatform {
  return {
    appId: plain(fields.platformAppId),
    appSecret: plain(fields.platformSecret),
    ticket: serviceOf(fields.ticketUrl, headers, fields.ticketPath),
  };
}

function serviceOf(url: string, headers: Header[], path: string): NewService {
  const trimmed = filled(headers).map(({ name, value }) => ({ name: name.trim(), value: value.trim() }));
  return { url: url.trim(), headers: trimmed, valuePath: path.trim() };
}

/** Every problem of what is handed in. */
export function openingProblems(opening: Opening): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of asked[opening.kind]) {
    const problem = isHeaderField(field)
      ? headersProblem(opening.headers)
      : rules[field](opening.fields[field], true);
    if (problem) problems[field] = problem;
  }
  const headers = asked[opening.kind].find(isHeaderField);
  if (headers && Object.keys(problems).length === 0 && !fitsAnEntry(opening))
    problems[headers] = "tooMuchToKeep";
  return problems;
}

function isHeaderField(field: OpeningField): field is HeaderField {
  return field === "serviceHeaders" || field === "ticketHeaders";
}

/** Most signs that every system's keychain keeps in one entry; the core counts once more. */
const LONGEST_ENTRY = 1_200;

/** Address, headers and what belongs to them are one entry. */
function fitsAnEntry(opening: Opening): boolean {
  return JSON.stringify(credentialsOf(opening)).length <= LONGEST_ENTRY;
}

/** Whether address, headers and answer travel readable through a network. */
export function isReadableOnTheWay(url: string): boolean {
  const value = url.trim();
  if (!value.startsWith("http://") || !URL.canParse(value)) return false;
  const { hostname } = new URL(value);
  return isNear(hostname) && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

export function isOpeningField(field: Field | keyof Fields): field is OpeningField {
  return Object.values(asked).some((fields) => fields.some((known) => known === field));
}

/** A line of which nothing was filled in is none. */
function filled(headers: Header[]): Header[] {
  return headers.filter(({ name, value }) => name.trim() !== "" || value.trim() !== "");
}

function headersProblem(headers: Header[]): Problem | null {
  const sound = ({ name, value }: Header) =>
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name.trim()) && /^[\x20-\x7e]+$/.test(value.trim());
  return filled(headers).every(sound) ? null : "notAHeader";
}
