// Words of bulk changes: preview, result, activity.

export default {
  title: "动态",
};
