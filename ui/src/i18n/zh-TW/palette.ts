// Words of the palette and of the list of shortcuts.

import type { Translated } from "..";
import type source from "../zh-CN/palette";

export default {
  open: "尋找與操作",
  placeholder: "尋找頁面、帳號、標籤，或要做的事",
  results: "結果",
  found: "找到 {{count, number}} 項",
  none: "找不到「{{text}}」",
  noneHint: "換個字詞試試：頁面、帳號、標籤的名稱，或是要做的事。",
  keys: "↑ ↓ 選擇 · Enter 執行 · Esc 關閉",
  group: { recent: "最近用過", deed: "操作", page: "頁面", account: "帳號", segment: "人群", tag: "標籤" },
  current: "正在檢視",
  shortcuts: {
    title: "鍵盤快速鍵",
    window: "任何地方",
    page: "這一頁",
    list: "清單裡",
  },
} satisfies Translated<typeof source>;
