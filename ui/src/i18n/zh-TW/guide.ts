// Words around the user guide; its text is in docs/guide.

import type { Translated } from "..";
import type source from "../zh-CN/guide";

export default {
  title: "使用指南",
  contents: "目錄",
  search: "在指南裡尋找",
  found: "第 {{at, number}} 處，共 {{count, number}} 處",
  nothing: "沒有找到",
  before: "上一處",
  next: "下一處",
} satisfies Translated<typeof source>;
