// Words of the followers page: grid, search, filters, selection, detail panel.

export default {
  title: "粉丝",
  nameless: "粉丝·{{end}}",
};
