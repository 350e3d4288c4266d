// Words.

import type { Translated } from "..";
import type source from "../zh-CN/sync";

export default {
  title: "Title",
} satisfies Translated<typeof source>;
