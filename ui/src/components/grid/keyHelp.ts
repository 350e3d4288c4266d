// The keys of the grid, for the list of shortcuts; the grid itself hears them (see `Grid.tsx` and `keys.ts`).

import { t } from "~/i18n";

export type KeyHelp = { label: string; keys: readonly string[] };

export const gridKeys = [
  { what: "move", keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] },
  { what: "page", keys: ["PageUp", "PageDown"] },
  { what: "row", keys: ["Home", "End"] },
  { what: "ends", keys: ["mod+Home", "mod+End"] },
  { what: "pick", keys: ["Space"] },
  { what: "pickRange", keys: ["shift+ArrowUp", "shift+ArrowDown"] },
  { what: "pickAll", keys: ["mod+a"] },
  { what: "open", keys: ["Enter"] },
  { what: "edit", keys: ["F2"] },
  { what: "menu", keys: ["shift+F10"] },
  { what: "sort", keys: ["Enter", "shift+Enter"] },
  { what: "width", keys: ["alt+ArrowLeft", "alt+ArrowRight"] },
] as const satisfies readonly { what: string; keys: readonly string[] }[];

/** What each key of the grid does, in words. */
export function gridKeyHelp(): KeyHelp[] {
  return gridKeys.map(({ what, keys }) => ({ label: t(`grid.keys.${what}`), keys }));
}
