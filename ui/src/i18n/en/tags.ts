// Words of tags: sidebar, picker, create, rename, delete.

import type { Translated } from "..";
import type source from "../zh-CN/tags";

export default {
  title: "Tags",
} satisfies Translated<typeof source>;
