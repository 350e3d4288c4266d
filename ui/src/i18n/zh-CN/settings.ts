// Words of the settings page.

export default {
  title: "设置",
  display: "显示",
  language: { label: "语言", system: "跟随系统", chinese: "简体中文", english: "English" },
  theme: { label: "外观", system: "跟随系统", light: "浅色", dark: "深色" },
  density: { label: "列表行距", comfortable: "宽松", compact: "紧凑" },
  typedAbove: "拉黑或去标签超过这么多人时，要先输入人数",
  keepHistory: {
    label: "动态和记录保留",
    for: {
      forever: "一直保留",
      twoYears: "两年",
      oneYear: "一年",
      sixMonths: "半年",
      threeMonths: "三个月",
    },
    question: "清除更早的记录？",
    forgets: "会清除 {{jobs, number}} 个任务、{{syncs, number}} 次同步和粉丝的 {{events, number}} 条记录。",
    means: "清除后不能找回，这些任务也不能再撤销。粉丝、标签和备注不受影响；没有结束的任务不会清除。",
    forget: "清除",
  },
  log: {
    label: "运行日志",
    info: "一般",
    debug: "详细",
    hint: "运行日志在数据文件夹的 logs 里，保留 7 天；里面没有粉丝的资料，也没有密钥。",
  },
  data: {
    title: "数据",
    keychain: "密钥和 AppSecret 保存在系统钥匙串里",
    passphrase: "密钥和 AppSecret 用您的口令加密保存",
    unused: "只有练习账号，没有需要保密的内容",
    folder: "所有数据都在这个文件夹里：",
    copyFolder: "复制文件夹路径",
    times: "时间都按北京时间显示",
  },
  about: {
    title: "关于",
    version: "粉丝工作台 Fandesk {{version}}",
    licence: "自由软件，按 MIT 或 Apache-2.0 许可证使用，任选其一。",
    others: "使用的第三方软件",
    othersHint: "粉丝工作台里包含这些软件，版权归各自的作者所有，按各自的许可证使用。",
    name: "名称",
    workVersion: "版本",
    workLicence: "许可证",
  },
};
