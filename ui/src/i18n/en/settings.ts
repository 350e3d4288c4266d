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
