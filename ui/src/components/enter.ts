// Enter in a text field.

import type { KeyboardEvent } from "react";

/**
 * Calls back for Enter, unless it belongs to an input method.
 *
 * The key is used up: what it opens may take the focus at once, and a browser would let the rest of
 * the same key press click whatever button has it then.
 */
export function onEnter(perform: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    perform();
  };
}
