// Lets the window import the user guide: `import guide from "…/en.md?guide"` is the guide, read at build time,
// with its pictures as files of the window.

import type { Plugin } from "vite";
import { guideOf } from "./guide.ts";

export function guide(): Plugin {
  return {
    name: "fandesk-guide",
    enforce: "pre",
    transform: {
      filter: { id: /\.md\?guide$/ },
      handler: (markdown) => ({ code: moduleOf(markdown), moduleType: "js", map: null }),
    },
  };
}

function moduleOf(markdown: string): string {
  const { title, blocks } = guideOf(markdown);
  const imports: string[] = [];
  const written = blocks.map((block) => {
    if (block.kind !== "picture") return JSON.stringify(block);
    const name = `picture${imports.length}`;
    imports.push(`import ${name} from ${JSON.stringify(block.address)};`);
    return `{ kind: "picture", address: ${name}, words: ${JSON.stringify(block.words)} }`;
  });
  return `${imports.join("\n")}\nexport default { title: ${JSON.stringify(title)}, blocks: [${written.join(",\n")}] };\n`;
}
