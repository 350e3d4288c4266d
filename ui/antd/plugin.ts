// Ant Design's style sheet as a file, made while the window is built: left to themselves, its widgets put their rules
// together at each start, before they are drawn for the first time. Only the variables are set in the window.

import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import { extractStyle as draw } from "@ant-design/static-style-extract";
import { ConfigProvider } from "antd";
import { createElement } from "react";
import type { Plugin, Rolldown } from "vite";
import { unstyled } from "./unstyled.ts";
import { widgets } from "./widgets.ts";

const NAME = "virtual:antd.css";
/** Said by `theme/base.css` for everything, where a web view need not look for it in the beginnings of class names. */
const BOX_SIZING = /[^{}]+\{box-sizing:border-box;?\}/g;
const STYLE_FOLDER = /[\\/]antd[\\/]es[\\/]([a-z-]+)[\\/]style[\\/]/;

/** `make` makes the sheet. A widget without rules, in the sheet or in what is built, ends the build. */
export function antdStyles(make: () => string = antdSheet): Plugin {
  return {
    name: "fandesk-antd-styles",
    resolveId: { filter: { id: new RegExp(`^${NAME}`) }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: new RegExp(`^\0${NAME}`) },
      handler() {
        const sheet = make();
        const bare = unstyled(sheet, Object.keys(widgets));
        if (bare.length > 0) this.error(`Ant Design's sheet was made without rules for ${bare.join(", ")}`);
        return sheet;
      },
    },
    generateBundle(_options, bundle) {
      const used = styled(bundle);
      if (used.length === 0)
        this.error("no widget of Ant Design is found in the window: look at STYLE_FOLDER");
      const forgotten = used.filter((folder) => !(folder in widgets));
      if (forgotten.length > 0) this.error(`antd/widgets.ts lacks ${forgotten.join(", ")}`);
      const bare = unstyled(sheetOf(bundle), used);
      if (bare.length > 0) this.error(`the window's style has no rules for ${bare.join(", ")} of Ant Design`);
    },
  };
}

/** The rules of all widgets, as they are in every theme. */
function antdSheet(): string {
  const cache = createCache();
  draw({
    includes: Object.values(widgets).flat(),
    customTheme: (all) =>
      createElement(
        StyleProvider,
        { cache },
        createElement(ConfigProvider, { theme: { hashed: false } }, all),
      ),
  });
  return extractStyle(cache, { plain: true, types: "style" }).replace(BOX_SIZING, "");
}

/** All rules that go with the window. */
function sheetOf(bundle: Rolldown.OutputBundle): string {
  return Object.values(bundle)
    .flatMap((part) => (part.type === "asset" && part.fileName.endsWith(".css") ? [String(part.source)] : []))
    .join("\n");
}

/** The folders of Ant Design whose styles got into the window. */
function styled(bundle: Rolldown.OutputBundle): string[] {
  const folders = new Set<string>();
  for (const part of Object.values(bundle)) {
    for (const [id, { renderedLength }] of Object.entries(part.type === "chunk" ? part.modules : {})) {
      const folder = renderedLength > 0 ? STYLE_FOLDER.exec(id)?.[1] : undefined;
      if (folder !== undefined) folders.add(folder);
    }
  }
  return [...folders];
}
