// Words of the grid itself: columns, sorting, selection for screen readers.

import type { Translated } from "..";
import type source from "../zh-CN/grid";

export default {
  title: "Follower list",
} satisfies Translated<typeof source>;
