// Words of the settings page.

export default {
  title: "设置",
  display: "显示",
  language: { label: "语言", system: "跟随系统", chinese: "简体中文", english: "English" },
  theme: { label: "外观", system: "跟随系统", light: "浅色", dark: "深色" },
  density: { label: "列表行距", comfortable: "宽松", compact: "紧凑" },
  typedAbove: "拉黑或去标签超过这么多人时，要先输入人数",
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
