// What a sync left out because the account may not read it, in words.

import { t } from "~/i18n";

type Part = "tags" | "details" | "followers" | "blacklist" | "tagLists";

const parts: readonly [start: string, part: Part][] = [
  ["/cgi-bin/user/tag/get", "tagLists"],
  ["/cgi-bin/tags/members/getblacklist", "blacklist"],
  ["/cgi-bin/tags", "tags"],
  ["/cgi-bin/user/info", "details"],
  ["/cgi-bin/user/get", "followers"],
];

/** What these endpoints are for, each part once; the path itself where it is none we know. */
export function notAllowedParts(endpoints: readonly string[]): string[] {
  return [...new Set(endpoints.map(partWords))];
}

function partWords(endpoint: string): string {
  const known = parts.find(([start]) => endpoint.startsWith(start));
  return known ? t(`sync.parts.${known[1]}`) : endpoint;
}
