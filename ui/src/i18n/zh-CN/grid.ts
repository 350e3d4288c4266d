// Words of the grid itself: columns, sorting, selection for screen readers.

export default {
  title: "粉丝列表",
};
