// Which person's details are open. The first click waits a moment, because the panel moves the columns
// away from under a double click; once it is open, a click shows another person at once.

import { useEffect, useRef, useState } from "react";
import type { FollowerId } from "~/desk/contract";

/** Milliseconds within which a second click still makes a double click. */
const DOUBLE = 220;

export type DelayedOpen = {
  id: FollowerId | null;
  open: (id: FollowerId) => void;
  openNow: (id: FollowerId) => void;
  /** Lets go of an opening that still waits. */
  cancel: () => void;
  close: () => void;
};

export function useDelayedOpen(): DelayedOpen {
  const [id, setId] = useState<FollowerId | null>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const show = (next: FollowerId | null) => {
    window.clearTimeout(timer.current);
    setId(next);
  };
  return {
    id,
    open: (next) => {
      window.clearTimeout(timer.current);
      if (id !== null) setId(next);
      else timer.current = window.setTimeout(() => setId(next), DOUBLE);
    },
    openNow: show,
    cancel: () => window.clearTimeout(timer.current),
    close: () => show(null),
  };
}
