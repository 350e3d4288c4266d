// Words used everywhere.

import type { Translated } from "..";
import type source from "../zh-CN/common";

export default {
  appName: "粉絲工作台",
  cancel: "取消",
  close: "關閉",
  retry: "重試",
  back: "返回",
  copy: "複製",
  copied: "已複製",
  notCopied: "複製失敗，請再試一次",
  anyDay: "不限",
  practice: "練習",
  yes: "是",
  no: "否",
  between: "、",
  quoted: "「{{name}}」",
  time: {
    justNow: "剛剛",
    today: "今天 {{time}}",
    yesterday: "昨天 {{time}}",
    tomorrow: "明天 {{time}}",
    underSecond: "不到 1 秒",
    seconds: "約 {{count, number}} 秒",
    minutes: "約 {{count, number}} 分鐘",
    hours: "約 {{count, number}} 小時",
    hoursMinutes: "約 {{hours, number}} 小時 {{minutes, number}} 分",
  },
} satisfies Translated<typeof source>;
