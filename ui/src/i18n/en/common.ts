// Words used everywhere.

import type { Translated } from "..";
import type source from "../zh-CN/common";

export default {
  appName: "Fandesk",
  cancel: "Cancel",
  close: "Close",
  retry: "Try again",
  back: "Back",
  copy: "Copy",
  copied: "Copied",
  notCopied: "Could not be copied; please try again",
  anyDay: "Any",
  practice: "Practice",
  yes: "Yes",
  no: "No",
  between: ", ",
  quoted: "“{{name}}”",
  time: {
    justNow: "just now",
    today: "today {{time}}",
    yesterday: "yesterday {{time}}",
    tomorrow: "tomorrow {{time}}",
    underSecond: "under a second",
    seconds: "about {{count, number}} seconds",
    seconds_one: "about 1 second",
    minutes: "about {{count, number}} minutes",
    minutes_one: "about 1 minute",
    hours: "about {{count, number}} hours",
    hours_one: "about 1 hour",
    hoursMinutes: "about {{hours, number}} h {{minutes, number}} min",
  },
} satisfies Translated<typeof source>;
