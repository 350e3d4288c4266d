// One object per thing a person can do; buttons, menus and keys all read it.

import type { MenuProps } from "antd";
import { type ReactNode, useEffect, useRef } from "react";

export type Action = {
  /** Steady name, such as `followers.tag`; also the test id of its buttons. */
  name: string;
  /** What happens, in words, with the number where there is one. */
  label: string;
  icon?: ReactNode;
  /** Such as `mod+f`, `F2` or `Escape`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcut?: string;
  danger?: boolean;
  /** Null when it can be done now, otherwise why not, in words. */
  impossible: string | null;
  perform: () => void;
};

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The shortcut as a person reads it: `⌘F` or `Ctrl+F`. */
export function shortcutWords(shortcut: string): string {
  const mac = isMac();
  const parts = shortcut.split("+").map((part) => {
    if (part === "mod") return mac ? "⌘" : "Ctrl";
    if (part === "shift") return mac ? "⇧" : "Shift";
    if (part === "Escape") return "Esc";
    return part.length === 1 ? part.toUpperCase() : part;
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
    event.shiftKey === parts.includes("shift") &&
    !otherMod &&
    !event.altKey
  );
}

/** Listens for the shortcuts of these actions while the component stands. */
export function useShortcuts(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInDialog(event)) return;
      const action = latest.current.find(({ shortcut }) => shortcut && isShortcut(event, shortcut));
      if (!action || belongsToField(event, action)) return;
      // The browser's own meaning (find, reload) never comes instead; Escape has other listeners.
      if (action.impossible === null || action.shortcut !== "Escape") event.preventDefault();
      if (action.impossible === null && !event.repeat) action.perform();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

/** A dialog has the keys for itself; what lies behind it waits. */
function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

/** A key without Ctrl or ⌘ pressed in a text field is typing, not a command; F2 or F5 types nothing. */
function belongsToField(event: KeyboardEvent, action: Action): boolean {
  if (action.shortcut?.includes("mod") || /^F\d+$/.test(event.key)) return false;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable)
  );
}

/** The same actions as entries of an Ant Design menu. */
export function menuItems(actions: readonly Action[]): NonNullable<MenuProps["items"]> {
  return actions.map((action) => ({
    key: action.name,
    label: action.label,
    icon: action.icon,
    danger: action.danger,
    disabled: action.impossible !== null,
    title: action.impossible ?? "",
    extra: action.shortcut ? shortcutWords(action.shortcut) : undefined,
    onClick: ({ domEvent }) => {
      domEvent.stopPropagation();
      action.perform();
    },
  }));
}
