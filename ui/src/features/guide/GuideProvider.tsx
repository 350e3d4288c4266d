// The one way to the user guide, from anywhere in the window: F1, the palette, and the buttons that take `useGuide`.

import { ReadOutlined } from "@ant-design/icons";
import { createContext, type ReactNode, useContext, useState } from "react";
import { type Action, useShortcuts } from "~/components/action";
import { t } from "~/i18n";
import { GuideDialog } from "./GuideDialog";

const GuideContext = createContext<() => void>(() => undefined);

/** Opening the guide, over whatever is being done: nothing that was typed there is lost. */
export function useGuide(): Action {
  return guideAction(useContext(GuideContext));
}

function guideAction(open: () => void): Action {
  return {
    name: "guide.open",
    label: t("guide.title"),
    icon: <ReadOutlined aria-hidden />,
    shortcut: "F1",
    leadsTo: "page",
    impossible: null,
    perform: open,
  };
}

export function GuideProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  useShortcuts([guideAction(show)], "window");
  return (
    <GuideContext.Provider value={show}>
      {children}
      {open && <GuideDialog onClose={() => setOpen(false)} />}
    </GuideContext.Provider>
  );
}
