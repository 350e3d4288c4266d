// Words around the user guide; its text is in docs/guide.

import type { Translated } from "..";
import type source from "../zh-CN/guide";

export default {
  title: "User guide",
  contents: "Contents",
  search: "Find in the guide",
  found: "{{at, number}} of {{count, number}}",
  nothing: "Not found",
  before: "Previous",
  next: "Next",
} satisfies Translated<typeof source>;
