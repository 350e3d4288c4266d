// The names of the photographs that the window's stories take, as they stand in these stories.

const stories = Object.values(
  import.meta.glob<string>(
    ["../../../src-tauri/app/tests/*.rs", "../../../src-tauri/app/tests/screenshots/*.rs"],
    { query: "?raw", import: "default", eager: true },
  ),
);

const named = (call: RegExp) =>
  stories.flatMap((story) => [...story.matchAll(call)].map(([, ...names]) => names.join("-")));

/** Those that are taken in both languages, light and dark. */
export const photographs = named(/"([\w-]+)",\s*language\)/g);

/** Those of stories that are told in one language, which stands behind the name; light. */
export const photographsOfOneLanguage = named(/album\.add\(\w+,\s*"([\w-]+)",\s*"([\w-]+)"\)/g);
