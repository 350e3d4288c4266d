// Which theme and density hold now, and whether anything may move: the operator's settings, or the system's
// wish. Theme and density are written on <html>.

import { useEffect, useSyncExternalStore } from "react";
import type { Settings } from "~/desk/contract";

/** Whether a media query holds now. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Whether the system asks that nothing moves by itself. For style sheets see base.css. */
export const useStill = () => useMedia("(prefers-reduced-motion: reduce)");

/** Whether the window is dark now. Sets the attributes on <html> before anything is measured. */
export function useDark(settings: Pick<Settings, "theme" | "density">): boolean {
  const system = useMedia("(prefers-color-scheme: dark)");
  const dark = settings.theme === "system" ? system : settings.theme === "dark";
  // During render, so that the tokens read in the same render are already the new ones.
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = settings.density;
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);
  return dark;
}
