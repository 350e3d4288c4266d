// Words of what WeChat counts and remembers of an account's calls.

import type { Translated } from "..";
import type source from "../zh-CN/calls";

export default {
  open: "Calls",
  page: {
    title: "Today's calls",
    text: "WeChat limits calls per day, counted together for every system that uses the account; they return after midnight in China. WeChat's figures are about 1% off.",
    again: "Refresh",
    endpoint: "What for",
    used: "Used",
    left: "Left",
    limit: "A day",
    ours: "From here",
    unknown: "WeChat gives no figure",
    reserve: "Syncs leave {{percent}}% of each day to other systems; the sync settings change that.",
    days: "Calls from this computer, day by day",
  },
  reset: {
    title: "Reset",
    text: "In a hurry WeChat sets today's counters back, and a whole day's allowance is there again. {{limit}} times a month, counted together for the console, other systems and this computer.",
    made: "Used {{count, number}} times from this computer this month, of {{limit}}. WeChat does not say how often elsewhere.",
    made_one:
      "Used once from this computer this month, of {{limit}}. WeChat does not say how often elsewhere.",
    spent: "WeChat says that this month's resets are used up.",
    ask: "Reset…",
    question: "Set today's counters back?",
    shared:
      "This concerns every system that uses the account: their counters of today are set back too, and it is one of the resets that all share.",
    counts: "It is number {{next}} from this computer this month, of {{limit}}, and cannot be taken back.",
    submit: "Reset, use one up",
  },
  endpoints: {
    "/cgi-bin/user/get": "Read the list (10,000 people a call)",
    "/cgi-bin/user/info/batchget": "Read details (100 people a call)",
    "/cgi-bin/user/info/updateremark": "Change a remark (1 person a call)",
    "/cgi-bin/tags/get": "Read the tags",
    "/cgi-bin/user/tag/get": "Read a tag's people",
    "/cgi-bin/tags/members/batchtagging": "Tag (50 people a call)",
    "/cgi-bin/tags/members/batchuntagging": "Untag (50 people a call)",
    "/cgi-bin/tags/create": "Make a tag",
    "/cgi-bin/tags/update": "Rename a tag",
    "/cgi-bin/tags/delete": "Delete a tag",
    "/cgi-bin/tags/members/getblacklist": "Read the blacklist",
    "/cgi-bin/tags/members/batchblacklist": "Block (20 people a call)",
    "/cgi-bin/tags/members/batchunblacklist": "Unblock (20 people a call)",
    "/cgi-bin/stable_token": "Get a credential",
  },
  rid: {
    title: "This call as WeChat remembers it",
    text: "For a technician. WeChat keeps it for 7 days; tokens and secrets are blotted out.",
    asking: "Asking WeChat",
    at: "Time (China)",
    took: "Took",
    millis: "{{count, number}} ms",
    caller: "Came from",
    url: "Query",
    request: "Sent",
    answer: "Answer",
    copy: "Copy all",
  },
} satisfies Translated<typeof source>;
