// Words of the settings page.

export default {
  title: "设置",
  display: "显示",
  language: { label: "语言", system: "跟随系统", chinese: "简体中文", english: "English" },
  theme: { label: "外观", system: "跟随系统", light: "浅色", dark: "深色" },
  density: { label: "列表行距", comfortable: "宽松", compact: "紧凑" },
  data: {
    title: "数据",
    keychain: "密钥和 AppSecret 保存在系统钥匙串里",
    passphrase: "密钥和 AppSecret 用您的口令加密保存",
    unused: "只有练习账号，没有需要保密的内容",
    folder: "所有数据都在这个文件夹里：",
    copyFolder: "复制文件夹路径",
    times: "时间都按北京时间显示",
    version: "Fandesk {{version}}",
  },
};
