// Words of pasted lists of OpenIDs.

import type { Translated } from "..";
import type source from "../zh-CN/lists";

export default {
  title: "貼上名單",
  action: "貼上名單…",
  label: "把 OpenID 貼在這裡，最多 {{limit, number}} 個",
  placeholder: "一行一個，或用逗號、空格、頓號分隔，都可以",
  hint: "只在這台電腦上尋找，不會傳給微信。",
  check: "尋找",
  another: "換一份",
  none: "裡面沒有可以尋找的內容",
  tooLong: "內容太多：一次最多 {{limit, number}} 個 OpenID",
  earlier: "以前的名單",
  unnamed: "{{time}} 貼上的名單",
  groups: "尋找結果",
  group: {
    found: "關注中",
    left: "已取消關注",
    unknown: "沒有找到",
    repeated: "重複",
    damaged: "不完整或不是 OpenID",
  },
  people: "{{count, number}} 人",
  lineOf: "所在行",
  entry: "內容",
  copyAll: "複製這 {{count, number}} 個",
  empty: "一個也沒有",
  name: "名單名稱（僅本機）",
  namePlaceholder: "例如：週年慶報名表",
  save: "儲存名單",
  saved: "已儲存",
  delete: "刪除名單（僅本機）",
  deleteTitle: "刪除名單「{{name}}」？",
  deleteText: "只從本機忘掉這份名單，公眾號裡的粉絲和標籤不變。",
  deleteUsed: "人群{{segments}}用到了這份名單：刪除後它們就找不到人了，要改條件才能再用。",
  deleteHere: "從本機刪除",
  stay: "保留名單",
  use: "選取這 {{count, number}} 人",
  nobody: "沒有可以選取的人",
} satisfies Translated<typeof source>;
