// Words of the blacklist page.

import type { Translated } from "..";
import type source from "../zh-CN/blacklist";

export default {
  title: "Blacklist",
  means:
    "Blocked people receive neither messages nor auto-replies; they keep following and stay tagged. Reason, date and who did it are noted on this computer only.",
  search: "Search remark, OpenID, reason…",
  add: "Block…",
  column: {
    reason: "Reason (only here)",
    blockedAt: "Blocked",
    by: "By",
  },
  by: { us: "here", elsewhere: "elsewhere", unknown: "before the first sync" },
  toJob: "See the job",
  neverFollowed: "Not among the followers",
  action: {
    unblock: "Unblock",
    reason: "Change reason (only here)…",
    show: "Show among followers",
  },
  selection: {
    label: "For the people chosen",
    none: "Tick people to unblock them, change the reason or export",
  },
  reason: {
    title: "Why {{count, number}} people are blocked (only on this computer)",
    title_one: "Why 1 person is blocked (only on this computer)",
    titleOne: "Why {{name}} is blocked (only on this computer)",
    placeholder: "For instance: spam; empty clears it",
    hint: "Changes the note on this computer only; nothing changes on WeChat.",
    save: "Save the reason",
    saved: "Reason noted for {{count, number}} people",
    saved_one: "Reason noted for 1 person",
  },
  block: {
    title: "Block people",
    how: "How to find whom to block",
    bySearch: "Search followers",
    byPaste: "Paste OpenIDs",
    searchLabel: "Search followers to block",
    found: "{{count, number}} found, {{chosen, number}} chosen",
    nobody: "No such follower, or blocked already",
    pasteLabel: "OpenIDs, separated by anything, at most {{limit, number}}",
    pastePlaceholder: "Paste a whole column of a spreadsheet",
    check: "Look them up",
    tooMany: "Too many: at most {{limit, number}} OpenIDs at once; paste them in parts.",
    none: "There is no OpenID in this text.",
    ready: "Can be blocked",
    blocked: "Blocked already",
    left: "Left; WeChat blocks only followers",
    unknown: "Not known on this computer",
    damaged: "Not a whole OpenID",
    repeated: "Repeated",
    people: "{{count, number}} people",
    people_one: "1 person",
    entries: "{{count, number}}",
    unknownHint:
      "Somebody who followed just now is found after a sync; OpenIDs of another account name nobody here.",
    named: "See which",
    more: "{{count, number}} more are not listed",
    line: "Line {{line, number}}",
    reason: "Reason (only on this computer)",
    next: "Preview {{count, number}} people",
    next_one: "Preview 1 person",
    nextNobody: "Preview",
  },
  empty: {
    none: "Nobody is blocked",
    noneHint: "Blocked people are listed here and can be unblocked at any time.",
    neverSynced: "The blacklist was never read",
    neverSyncedHint: "Sync once to read WeChat’s blacklist onto this computer.",
    noMatch: "Nobody matches the search",
    clear: "Clear the search",
  },
} satisfies Translated<typeof source>;
