// Words of the settings page.

import type { Translated } from "..";
import type source from "../zh-CN/settings";

export default {
  title: "Settings",
  display: "Display",
  language: { label: "Language", system: "As the system", chinese: "简体中文", english: "English" },
  theme: { label: "Appearance", system: "As the system", light: "Light", dark: "Dark" },
  density: { label: "Row height", comfortable: "Comfortable", compact: "Compact" },
  typedAbove: "Type the number before blocking or untagging more people than",
  keepHistory: {
    label: "Keep activity and history",
    for: {
      forever: "for ever",
      twoYears: "2 years",
      oneYear: "1 year",
      sixMonths: "6 months",
      threeMonths: "3 months",
    },
    question: "Forget what is older?",
    forgets:
      "Jobs forgotten: {{jobs, number}}; syncs: {{syncs, number}}; entries in followers’ histories: {{events, number}}.",
    means:
      "It cannot be brought back, and these jobs can no longer be undone. Followers, tags and remarks stay as they are; a job that is not over is never forgotten.",
    forget: "Forget",
  },
  log: {
    label: "Log",
    info: "Normal",
    debug: "Detailed",
    hint: "The log is in “logs” in the data folder and is kept for 7 days. It holds no followers' data and no keys.",
  },
  data: {
    title: "Data",
    keychain: "Keys and AppSecrets are kept in the system's keychain",
    passphrase: "Keys and AppSecrets are encrypted with your passphrase",
    unused: "Only a practice account here, nothing that needs to be secret",
    folder: "Everything is kept in this folder:",
    copyFolder: "Copy the folder's path",
    times: "All times are China time",
  },
  about: {
    title: "About",
    version: "Fandesk {{version}}",
    licence: "Free software under the MIT or the Apache-2.0 licence, as you like.",
    others: "Third-party software",
    othersHint: "Fandesk contains this software, the property of its authors, under its own licences.",
    name: "Name",
    workVersion: "Version",
    workLicence: "Licence",
  },
} satisfies Translated<typeof source>;
