// Words of the frame: rail, status line, job tray, closing.

import type { Translated } from "..";
import type source from "../zh-CN/frame";

export default {
  rail: {
    label: "Main menu",
    followers: "Followers",
    tags: "Tags",
    segments: "Segments",
    blacklist: "Blacklist",
    activity: "Activity",
    settings: "Settings",
  },
  practiceBand: "Followers and WeChat are simulated here, try anything.",
  status: { label: "Status", offline: "No network; data on this computer stays usable" },
  tray: {
    idle: "Nothing is running",
    running: "{{count, number}} jobs running",
    running_one: "1 job running",
    standing: "{{count, number}} jobs standing still",
    standing_one: "1 job standing still",
    now: "Running",
    recent: "Recent",
    empty: "Tagging, remarks and blocking appear here while they run.",
    all: "See all activity",
    result: "Result",
    progressOf: "Progress",
    finished: "{{done, number}} done",
    cancelled: "Stopped, {{done, number}} done",
    progress: "{{done, number}} / {{people, number}}",
  },
  skip: "Skip to the page",
  announce: {
    progress: "{{title}}: {{share}} % done",
    standing: "{{title}}: standing still",
    jobFinished: "{{title}}: {{done, number}} done, {{skipped, number}} skipped, {{failed, number}} failed",
    syncFinished: "Sync finished: {{joined, number}} joined, {{left, number}} left",
  },
  notice: {
    jobFinished:
      "Change finished: {{done, number}} done, {{skipped, number}} skipped, {{failed, number}} failed",
    jobStopped: "A change has stopped and needs you",
    syncStopped: "The sync has stopped and needs you",
  },
  close: {
    title: "Something is still running",
    text: "If you close now, Fandesk continues from where it stopped when you open it again. Nothing is done twice.",
    sync: "“{{account}}” is syncing",
    rekeying: "Files are getting new keys",
    rekeyingText:
      "Closing now breaks this off: every file is whole and opens as before, and it can be begun again in the settings next time.",
    leave: "Close Fandesk",
    stay: "Stay until it is done",
  },
  noAccount: "This account cannot be found.",
} satisfies Translated<typeof source>;
