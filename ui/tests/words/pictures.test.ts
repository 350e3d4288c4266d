// Every picture that the window's photographs are taken of is there, in each language and theme.

import { expect, it } from "vitest";

const [story = ""] = Object.values(
  import.meta.glob<string>("../../../src-tauri/app/tests/screenshots.rs", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);
const there = new Set(
  Object.keys(import.meta.glob("../../../docs/screenshots/*.png", { query: "?url" })).map((path) =>
    path.slice(path.lastIndexOf("/") + 1),
  ),
);
const names = [...story.matchAll(/"([\w-]+)",\s*language\)/g)].map(([, name]) => name);

it("the story of the photographs is read", () => {
  expect(names).toContain("followers");
  expect(names.length).toBeGreaterThan(20);
});

it("every photograph is in the documents, in both languages, light and dark", () => {
  const wanted = names.flatMap((name) =>
    ["zh-CN", "en"].flatMap((language) =>
      ["light", "dark"].map((theme) => `${name}-${language}-${theme}.png`),
    ),
  );
  expect(wanted.filter((file) => !there.has(file))).toEqual([]);
});
