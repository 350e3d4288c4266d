// English words of pasted lists of OpenIDs.

import type { Translated } from "..";
import type source from "../zh-CN/lists";

export default {
  title: "Paste a list",
  action: "Paste a list…",
  label: "Paste OpenIDs here, at most {{limit, number}}",
  placeholder: "One a line, or with commas or spaces between them",
  hint: "They are looked up on this computer only; nothing is sent to WeChat.",
  check: "Look up",
  another: "Another list",
  none: "There is nothing in it to look up",
  tooLong: "Too much: at most {{limit, number}} OpenIDs at once",
  earlier: "Earlier lists",
  unnamed: "List pasted {{time}}",
  groups: "What was found",
  group: {
    found: "Following",
    left: "Left",
    unknown: "Not found",
    repeated: "Repeated",
    damaged: "Damaged or no OpenID",
  },
  people: "{{count, number}} people",
  people_one: "1 person",
  lineOf: "Line",
  entry: "Entry",
  copyAll: "Copy these {{count, number}}",
  copyAll_one: "Copy this one",
  empty: "None",
  name: "Name of the list (this computer only)",
  namePlaceholder: "For instance: sign-ups in November",
  save: "Save list",
  saved: "Saved",
  delete: "Delete list (this computer only)",
  deleteTitle: "Delete the list “{{name}}”?",
  deleteText: "Only this computer forgets the list; followers and tags in WeChat stay as they are.",
  deleteUsed:
    "These segments use the list: {{segments}}. Without it they find nobody until their conditions are changed.",
  deleteHere: "Delete from this computer",
  stay: "Keep the list",
  use: "Choose these {{count, number}} people",
  use_one: "Choose this person",
  nobody: "Nobody who could be chosen",
} satisfies Translated<typeof source>;
