// Words of the grid itself: columns, sorting, selection for screen readers.

import type { Translated } from "..";
import type source from "../zh-CN/grid";

export default {
  title: "Follower list",
  keys: {
    move: "Go to the next cell",
    page: "Go one page on",
    row: "Go to the start or end of the row",
    ends: "Go to the first or last row",
    pick: "Choose or let go",
    pickRange: "Choose one after another",
    pickAll: "Choose all",
    open: "Open the details",
    edit: "Change the remark or name",
    menu: "Open the menu of the row",
    sort: "On a heading: sort, sort by one more",
    width: "On a heading: narrower, wider",
  },
} satisfies Translated<typeof source>;
