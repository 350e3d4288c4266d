// Which theme and density hold now: the operator's settings, or the system's wish; written on <html>.

import { useEffect, useSyncExternalStore } from "react";
import type { Settings } from "~/desk/contract";

const systemDark = () => window.matchMedia("(prefers-color-scheme: dark)");

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = systemDark();
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => systemDark().matches,
  );
}

/** Whether the window is dark now. Sets the attributes on <html> before anything is measured. */
export function useDark(settings: Pick<Settings, "theme" | "density">): boolean {
  const system = useSystemDark();
  const dark = settings.theme === "system" ? system : settings.theme === "dark";
  // During render, so that the tokens read in the same render are already the new ones.
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = settings.density;
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);
  return dark;
}
