// What can be done from everywhere in the window, the frame or not: other accounts, the palette, the shortcuts.

import { useParams } from "@tanstack/react-router";
import { useShortcuts } from "~/components/action";
import { useAccountActions } from "~/features/accounts/accountActions";
import { Palette } from "./palette/Palette";
import { Shortcuts } from "./palette/ShortcutsDialog";

export function WindowActions() {
  const { account } = useParams({ strict: false });
  const { show, connect, practice, manage } = useAccountActions(account ?? null);
  useShortcuts([...show, connect, ...(practice ? [practice] : []), manage], "window");
  return (
    <>
      <Palette />
      <Shortcuts />
    </>
  );
}
