// Words of the palette and of the list of shortcuts.

export default {
  open: "查找和操作",
  placeholder: "找页面、账号、标签，或要做的事",
  results: "结果",
  found: "找到 {{count, number}} 项",
  none: "没有找到「{{text}}」",
  noneHint: "换个词试试：页面、账号、标签的名字，或者要做的事。",
  keys: "↑ ↓ 选择 · 回车执行 · Esc 关闭",
  group: { recent: "最近用过", deed: "操作", page: "页面", account: "账号", segment: "人群", tag: "标签" },
  current: "正在看",
  shortcuts: {
    title: "键盘快捷键",
    window: "任何地方",
    page: "这一页",
    list: "列表里",
  },
};
