// Words of the settings page.

import type { Translated } from "..";
import type source from "../zh-CN/settings";

export default {
  title: "Settings",
  display: "Display",
  language: {
    label: "Language",
    system: "As the system",
    chinese: "简体中文",
    traditional: "繁體中文",
    english: "English",
  },
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
      "Jobs forgotten: {{jobs, number}}; syncs: {{syncs, number}}; changes of tags: {{tags, number}}; entries in followers’ histories: {{events, number}}.",
    means:
      "It cannot be brought back, these jobs can no longer be undone, and deleted tags no longer be restored. Followers, tags and remarks stay as they are; a job that is not over is never forgotten.",
    forget: "Forget",
  },
  log: {
    label: "Log",
    info: "Normal",
    debug: "Detailed",
    hint: "The log is in “logs” in the data folder and is kept for 7 days. It holds no followers' data and no keys.",
    show: "Open the log folder",
    notShown: "No file manager opens; copy the path above and open it yourself.",
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
  vault: {
    title: "Keys and passphrase",
    present: "Present passphrase",
    hasCode: {
      passphrase: "There is a recovery code. It sets another passphrase when this one is forgotten.",
      keychain:
        "There is a recovery code. It opens the data on this computer when the keychain has lost the keys.",
    },
    noCode: {
      passphrase:
        "There is no recovery code yet. Without one a forgotten passphrase closes the data on this computer for good: make one and write it down.",
      keychain:
        "There is no recovery code yet. With another system user or a reinstalled system the keychain loses the keys, and the data on this computer cannot be opened any more: make one and write it down.",
    },
    codeEnds: "The present recovery code ends with it; another one can be made here afterwards.",
    usePassphrase: {
      open: "Use a passphrase instead…",
      text: "Keys and AppSecrets are taken out of the system keychain and kept on this computer, encrypted with your passphrase; the keychain's are deleted.",
      submit: "Use the passphrase",
    },
    useKeychain: {
      open: "Use the system keychain instead…",
      text: "Keys and AppSecrets go into the system keychain, are checked there, and then what the passphrase protects is deleted. No passphrase is asked for any more; a recovery code ends with it.",
      submit: "Use the keychain",
    },
    change: {
      open: "Change the passphrase…",
      text: "Nothing has to be encrypted anew; it holds at once. A recovery code stays good.",
      submit: "Change it",
    },
    rekey: {
      open: "New keys for the files…",
      text: "Gives every data file on this computer a new random key and encrypts it anew: a key that somebody may have got hold of opens it no more. Copies that were taken together with their key stay readable to whoever has them.",
      goes: "Syncs and changes under way stop first and go on by themselves afterwards. Copies made before upgrades are deleted; damaged files set aside earlier cannot be opened ever after.",
      stays:
        "Followers, tags, history, passphrase and recovery code stay as they are, and nothing changes on WeChat. A recovery code made before opens the files with their new keys too: if somebody may have got hold of a key, make a new recovery code afterwards. A power cut does no harm: there is always a key that opens each file, and it can be repeated.",
      submit: "Change the keys",
      progress: "{{done, number}} of {{files, number}} done",
      done: "The files have new keys",
      after:
        "All files are encrypted with new keys; the old ones open them no more. What had stopped goes on.",
    },
    code: {
      open: "Make a recovery code…",
      opens: {
        passphrase: "It is the only way out of a forgotten passphrase and opens the data just like it.",
        keychain:
          "When the keychain has lost the keys (another system user, a system installed anew), it opens the data files on this computer, without a new sync. It does not open AppSecrets. Whoever has the code and the data folder can read what is in it.",
      },
      again:
        "A new code ends the one before. If somebody may have seen that one, give the files new keys too.",
      submit: "Make a recovery code",
      made: "Write the recovery code down now",
      advice:
        "It is shown this once and Fandesk keeps it nowhere. Write it on paper and store it away from this computer. Capitals and hyphens do not matter.",
      kept: "I have written it down",
    },
  },
  erase: {
    open: "Erase everything on this computer…",
    title: "Erase everything on this computer (only here)",
    goes: "The local copies of all accounts, activity and jobs, notes kept only here, keys, AppSecrets, passphrase and settings are deleted for good.",
    stays:
      "Nothing changes on WeChat: followers, tags, remarks and the blacklist stay. Exported files stay too; they are yours to keep or delete.",
    type: "To go on, type “{{word}}”",
    word: "erase",
    submit: "Erase everything",
  },
  diagnostics: {
    open: "Diagnostics…",
    title: "Diagnostics",
    text: "For somebody who helps you. Keys, credentials, OpenIDs and account names are blotted out; look through it first. Fandesk itself sends nothing.",
    collecting: "Collecting",
    file: "File",
    empty: "(empty)",
    save: "Save as a zip",
    saved: "Saved: {{path}}",
    reveal: "Open the folder",
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
