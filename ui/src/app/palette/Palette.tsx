// Ctrl or ⌘ with K: one box that finds every page, account, tag and action.

import { SearchOutlined } from "@ant-design/icons";
import { useRef, useState } from "react";
import { type Action, useShortcuts } from "~/components/action";
import { t } from "~/i18n";
import { PaletteDialog } from "./PaletteDialog";

/** How many names of used actions are kept; they are forgotten when the window closes. */
const KEPT = 20;

export function Palette() {
  const [open, setOpen] = useState(false);
  const [recent, setRecent] = useState<readonly string[]>([]);
  /** What was chosen; done when the palette is gone, so that it can take the focus. */
  const chosen = useRef<Action | null>(null);
  useShortcuts(
    [
      {
        name: "palette.open",
        label: t("palette.open"),
        icon: <SearchOutlined />,
        shortcut: "mod+k",
        impossible: null,
        perform: () => setOpen(true),
      },
    ],
    "window",
  );
  return (
    <PaletteDialog
      open={open}
      recent={recent}
      onChoose={(action) => {
        chosen.current = action;
        setRecent((now) => [action.name, ...now.filter((name) => name !== action.name)].slice(0, KEPT));
        setOpen(false);
      }}
      onClose={() => setOpen(false)}
      afterClose={() => {
        const action = chosen.current;
        chosen.current = null;
        action?.perform();
      }}
    />
  );
}
