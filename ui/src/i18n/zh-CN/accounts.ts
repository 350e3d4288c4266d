// Words.

export default {
  title: "标题",
};
