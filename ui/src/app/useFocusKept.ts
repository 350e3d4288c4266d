// Gives the keyboard back to where it was when a dialog, a menu or a panel that had it goes away.

import { useEffect } from "react";

/** How many places are remembered: a few dialogs one above the other. */
const REMEMBERED = 12;

/**
 * The window listens once instead of every dialog giving the focus back by itself: many of them go away
 * together with what opened them, and some are opened from a menu that is gone by then.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let visited: HTMLElement[] = [];
    let timer: number | undefined;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      visited = [...visited.filter((known) => known !== target && known.isConnected), target];
      visited = visited.slice(-REMEMBERED);
    };
    const look = () => {
      const last = visited.at(-1);
      const lost = document.activeElement === null || document.activeElement === document.body;
      // A click on empty ground takes the focus from what is still there, and that is meant.
      if (!lost || last === undefined || canHaveFocus(last)) return;
      visited.findLast(canHaveFocus)?.focus({ preventScroll: true });
    };
    const lookSoon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look);
    };
    const portals = new MutationObserver(lookSoon);
    portals.observe(document.body, { childList: true });
    document.addEventListener("focusin", remember);
    document.addEventListener("focusout", lookSoon);
    return () => {
      window.clearTimeout(timer);
      portals.disconnect();
      document.removeEventListener("focusin", remember);
      document.removeEventListener("focusout", lookSoon);
    };
  }, []);
}

/** It is there, shown, not switched off, and not behind an open dialog. */
function canHaveFocus(element: HTMLElement): boolean {
  if (!element.isConnected || !isShown(element) || element.matches(":disabled")) return false;
  const dialogs = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')];
  const dialog = dialogs.findLast(isShown);
  return dialog === undefined || dialog.contains(element);
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility?.() ?? element.getClientRects().length > 0;
}
