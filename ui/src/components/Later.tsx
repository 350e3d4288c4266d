// What may wait at the start until the rows are on the screen: one looks at them first.

import { type ReactNode, startTransition, useEffect, useState } from "react";

let waiting = false;

/** The first rows are known before the window is there: what stands in `Later` now waits for them. */
export function rowsFirst(): void {
  waiting = true;
}

/** Shows its children, but at the start not before the first picture. Its place must be kept. */
export function Later({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(!waiting);
  useEffect(() => {
    if (shown) return;
    // The first frame paints what is on the page by now, the second comes after that.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        waiting = false;
        startTransition(() => setShown(true));
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [shown]);
  return shown && children;
}
