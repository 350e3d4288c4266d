// Words of the grid itself: columns, sorting, selection for screen readers.

import type { Translated } from "..";
import type source from "../zh-CN/grid";

export default {
  title: "粉絲清單",
  keys: {
    move: "移動一格",
    page: "翻一頁",
    row: "到這一列的開頭、結尾",
    ends: "到第一列、最後一列",
    pick: "選取或取消",
    pickRange: "連續選取",
    pickAll: "全選",
    open: "開啟詳細資料",
    edit: "修改備註或名稱",
    menu: "開啟右鍵選單",
    sort: "在欄標題上：排序、增加一欄排序",
    width: "在欄標題上：變窄、變寬",
  },
} satisfies Translated<typeof source>;
