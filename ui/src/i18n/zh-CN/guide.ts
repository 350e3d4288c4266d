// Words around the user guide; its text is in docs/guide.

export default {
  title: "使用指南",
  contents: "目录",
  search: "在指南里找",
  found: "第 {{at, number}} 处，共 {{count, number}} 处",
  nothing: "没有找到",
  before: "上一处",
  next: "下一处",
};
