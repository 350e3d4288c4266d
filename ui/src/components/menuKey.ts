// Asking for the menu of a thing: by the right button, by the menu key, or by Shift and F10.

/** Whether a key press asks for the menu of what has the keyboard. */
export function isMenuKey(event: { key: string; shiftKey: boolean }): boolean {
  return event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
}

/**
 * Whether a `contextmenu` event comes from a pointer. Some browsers send one for the menu key as well, some
 * do not; on a Mac, Ctrl with the left button asks for the menu.
 */
export function isByPointer(event: { button: number; ctrlKey: boolean }): boolean {
  return event.button === 2 || event.ctrlKey;
}

/** Where a menu opens that was asked for by key. */
export function belowOf(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 12, y: bottom };
}
