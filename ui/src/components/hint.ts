// The words beside what the mouse rests on, for an antd `Tooltip` and the button in it. A click puts
// them away until the mouse comes again: they come late, and over a dialog that the click has opened
// they would be the topmost layer and take its first Esc.

import { useRef, useState } from "react";

export function useHint() {
  const [open, setOpen] = useState(false);
  const pressed = useRef(false);
  return {
    tooltip: { open, onOpenChange: (wanted: boolean) => setOpen(wanted && !pressed.current) },
    button: {
      // Told to disabled buttons, too, unlike the mouse's own events.
      onPointerEnter: () => {
        pressed.current = false;
      },
      onClickCapture: () => {
        pressed.current = true;
        setOpen(false);
      },
    },
  };
}
