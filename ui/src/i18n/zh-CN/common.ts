// Words used everywhere.

export default {
  appName: "粉丝工作台",
  cancel: "取消",
  close: "关闭",
  retry: "重试",
  back: "返回",
  copy: "复制",
  copied: "已复制",
  notCopied: "没有复制成功，请再试一次",
  anyDay: "不限",
  practice: "练习",
  yes: "是",
  no: "否",
  between: "、",
  quoted: "「{{name}}」",
  time: {
    justNow: "刚刚",
    today: "今天 {{time}}",
    yesterday: "昨天 {{time}}",
    tomorrow: "明天 {{time}}",
    underSecond: "不到 1 秒",
    seconds: "约 {{count, number}} 秒",
    minutes: "约 {{count, number}} 分钟",
    hours: "约 {{count, number}} 小时",
    hoursMinutes: "约 {{hours, number}} 小时 {{minutes, number}} 分",
  },
};
