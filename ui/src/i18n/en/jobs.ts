// Words of bulk changes: preview, result, activity.

import type { Translated } from "..";
import type source from "../zh-CN/jobs";

export default {
  title: "Activity",
} satisfies Translated<typeof source>;
