// Words of the grid itself: columns, sorting, selection for screen readers.

export default {
  title: "粉丝列表",
  keys: {
    move: "换一格",
    page: "翻一屏",
    row: "到这一行的头、尾",
    ends: "到第一行、最后一行",
    pick: "选中或取消",
    pickRange: "连着选",
    pickAll: "全选",
    open: "打开详情",
    edit: "改备注或名字",
    menu: "打开右键菜单",
    sort: "在列标题上：排序、加一列排序",
    width: "在列标题上：变窄、变宽",
  },
};
