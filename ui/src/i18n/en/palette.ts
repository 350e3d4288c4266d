// Words of the palette and of the list of shortcuts.

import type { Translated } from "..";
import type source from "../zh-CN/palette";

export default {
  open: "Find and do",
  placeholder: "Find a page, an account, a tag, or something to do",
  results: "Results",
  found: "{{count, number}} results",
  found_one: "1 result",
  none: "Nothing found for “{{text}}”",
  noneHint: "Try another word: the name of a page, an account, a tag, or what you want to do.",
  keys: "↑ ↓ choose · Enter do it · Esc close",
  group: {
    recent: "Used last",
    deed: "Actions",
    page: "Pages",
    account: "Accounts",
    segment: "Segments",
    tag: "Tags",
  },
  current: "shown now",
  shortcuts: {
    title: "Keyboard shortcuts",
    window: "Everywhere",
    page: "On this page",
    list: "In a list",
  },
} satisfies Translated<typeof source>;
