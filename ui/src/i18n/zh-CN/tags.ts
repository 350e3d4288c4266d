// Words of tags: sidebar, picker, create, rename, delete.

export default {
  title: "标签",
};
