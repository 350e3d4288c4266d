// Keys of actions: how they are written, how a person reads them, and whether a key press is one.

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

const macNames: Record<string, string> = { mod: "⌘", shift: "⇧", alt: "⌥" };
const names: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  alt: "Alt",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** The shortcut as a person reads it: `⌘F` or `Ctrl+F`. */
export function shortcutWords(shortcut: string): string {
  const mac = isMac();
  const parts = shortcut.split("+").map((part) => {
    const name = (mac ? macNames[part] : undefined) ?? names[part];
    return name ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return parts.join(mac ? "" : "+");
}

/** Whether a key press is this shortcut. Keys that belong to an input method never are. */
export function isShortcut(event: KeyboardEvent, shortcut: string): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const otherMod = isMac() ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes("mod") &&
    (isSign(key) || event.shiftKey === parts.includes("shift")) &&
    !otherMod &&
    !event.altKey
  );
}

/** Whether Shift belongs to the sign itself: `?` and `/` lie on other keys on other keyboards. */
function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/i.test(key);
}
