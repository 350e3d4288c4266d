// No word is kept that nobody says.

import { expect, it } from "vitest";
import zhCN from "~/i18n/zh-CN";

type Tree = { [key: string]: string | Tree };

const keysOf = (tree: Tree, path = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keysOf(value, `${path}${key}.`),
  );

const sources = import.meta.glob<string>(["/src/**/*.{ts,tsx}", "!/src/i18n/{zh-CN,zh-TW,en}/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const code = Object.values(sources).join("\n");

const written = new Set([...code.matchAll(/["`]([\w-]+(?:\.[\w-]+)+)["`]/g)].map(([, key]) => key));
/** Keys put together at run time, such as `accounts.health.${state}`: at least two parts are written. */
const composed = [...code.matchAll(/`([\w-]+\.(?:[\w-]+\.)*[\w-]*)\$\{[^}]*\}([\w.-]*)`/g)]
  .map(([, start = "", end = ""]) => ({ start, end }))
  .filter(({ start, end }) => start.split(".").length + end.split(".").length > 3 || end !== "");

it("every word of the source language is used somewhere", () => {
  const unused = keysOf(zhCN).filter(
    (key) =>
      !written.has(key) && !composed.some(({ start, end }) => key.startsWith(start) && key.endsWith(end)),
  );
  expect(unused).toEqual([]);
});
