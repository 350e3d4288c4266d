// Every picture that the window's photographs are taken of is there, in each language and theme.

import { expect, it } from "vitest";
import { photographs, photographsOfOneLanguage } from "./photographs";

const there = new Set(
  Object.keys(import.meta.glob("../../../docs/screenshots/*.png", { query: "?url" })).map((path) =>
    path.slice(path.lastIndexOf("/") + 1),
  ),
);

it("the stories of the photographs are read", () => {
  expect(photographs).toContain("followers");
  expect(photographs).toContain("token-taken");
  expect(photographs.length).toBeGreaterThan(20);
  expect(photographsOfOneLanguage.sort()).toEqual([
    "million-all-but-three-zh-CN",
    "million-audience-zh-CN",
    "million-found-zh-CN",
    "million-pasted-zh-CN",
  ]);
});

it("every photograph is in the documents, in both languages, light and dark", () => {
  const wanted = photographs.flatMap((name) =>
    ["zh-CN", "en"].flatMap((language) =>
      ["light", "dark"].map((theme) => `${name}-${language}-${theme}.png`),
    ),
  );
  wanted.push(...photographsOfOneLanguage.map((name) => `${name}-light.png`));
  expect(wanted.filter((file) => !there.has(file))).toEqual([]);
});
