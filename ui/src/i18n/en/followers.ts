// Words of the followers page: grid, search, filters, selection, detail panel.

import type { Translated } from "..";
import type source from "../zh-CN/followers";

export default {
  title: "Followers",
  nameless: "Follower·{{end}}",
} satisfies Translated<typeof source>;
