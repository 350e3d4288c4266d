// The right-click menu of anything that is not a row of the grid: the same actions as its buttons, by the
// right button, the menu key or Shift+F10, or a button of its own. The keys of the actions are heard there too.

import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useState } from "react";
import { type Action, menuItems } from "./action";
import { RowMenu } from "./grid/RowMenu";
import { belowOf, isByPointer, isMenuKey } from "./menuKey";
import { isShortcut } from "./shortcut";

type Place = { x: number; y: number };

export type ActionMenu = {
  /** What the element listens to; it must be able to have the keyboard, or hold something that can. */
  listeners: {
    onContextMenu: (event: MouseEvent) => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
  /** Opens the menu below a button. */
  open: (button: Element) => void;
  /** The menu while it is open; to be put somewhere beside the element. */
  menu: ReactNode;
};

export function useActionMenu(actions: readonly Action[]): ActionMenu {
  const [at, setAt] = useState<Place | null>(null);
  const close = () => setAt(null);
  const ask = (event: MouseEvent | KeyboardEvent, place: Place | null) => {
    if (actions.length === 0 || !isWithin(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (place) setAt(place);
  };
  return {
    listeners: {
      // What a key asks for has come already, by `onKeyDown`.
      onContextMenu: (event) =>
        ask(event, isByPointer(event) ? { x: event.clientX, y: event.clientY } : null),
      onKeyDown: (event) => {
        if (isMenuKey(event) && event.target instanceof Element) return ask(event, belowOf(event.target));
        if (!isWithin(event)) return;
        const meant = actions.find(({ shortcut }) => shortcut && isShortcut(event.nativeEvent, shortcut));
        if (meant === undefined || meant.impossible !== null) return;
        event.preventDefault();
        meant.perform();
      },
    },
    open: (button) => setAt(belowOf(button)),
    menu: at && <RowMenu at={at} items={menuItems(actions)} onClose={close} />,
  };
}

/** A dialog that belongs to the element passes its events on, although it stands elsewhere on the page. */
function isWithin({ currentTarget, target }: MouseEvent | KeyboardEvent): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
