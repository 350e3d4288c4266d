// The names of the photographs that the window's stories take, as they stand in these stories.

const stories = Object.values(
  import.meta.glob<string>(
    ["../../../src-tauri/app/tests/screenshots.rs", "../../../src-tauri/app/tests/screenshots/*.rs"],
    { query: "?raw", import: "default", eager: true },
  ),
);

export const photographs = stories.flatMap((story) =>
  [...story.matchAll(/"([\w-]+)",\s*language\)/g)].flatMap(([, name]) => (name === undefined ? [] : [name])),
);
