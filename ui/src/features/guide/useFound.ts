// The places of the guide that hold what is searched for: how many there are, and going from one to the next.

import { type RefObject, useEffect, useState } from "react";
import type { Guide } from "./text";

type Found = { count: number; at: number; go: (step: 1 | -1) => void };

export function useFound(text: RefObject<HTMLElement | null>, guide: Guide | null, sought: string): Found {
  const [count, setCount] = useState(0);
  const [at, setAt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: both decide what is marked in the text
  useEffect(() => {
    setCount(marksIn(text.current).length);
    setAt(0);
  }, [text, guide, sought]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another search has other marks
  useEffect(() => {
    marksIn(text.current).forEach((mark, place) => {
      mark.toggleAttribute("data-current", place === at);
      if (place === at) mark.scrollIntoView({ block: "center" });
    });
  }, [text, sought, at, count]);

  // From the last on to the first.
  const go = (step: 1 | -1) => setAt((now) => (count === 0 ? 0 : (now + step + count) % count));
  return { count, at, go };
}

function marksIn(element: HTMLElement | null): HTMLElement[] {
  return [...(element?.querySelectorAll<HTMLElement>("mark") ?? [])];
}
