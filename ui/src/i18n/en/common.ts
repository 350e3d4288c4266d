// Words used everywhere.

import type { Translated } from "..";
import type source from "../zh-CN/common";

export default {
  appName: "Fandesk",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  retry: "Try again",
  back: "Back",
  copy: "Copy",
  copied: "Copied",
  more: "More",
  loading: "Reading…",
  onlyHere: "only on this computer",
  onWechat: "on WeChat",
  practice: "Practice",
  people: "{{count, number}} people",
  people_one: "1 person",
  yes: "Yes",
  no: "No",
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
    chinaTime: "China time",
  },
} satisfies Translated<typeof source>;
