// One object per thing a person can do; buttons, menus and keys all read it.

import type { MenuProps } from "antd";
import type { ReactNode } from "react";
import { useOffered } from "./offered";
import { shortcutWords } from "./shortcut";

export type Action = {
  /** Steady name, such as `followers.tag`; also the test id of its buttons. */
  name: string;
  /** What happens, in words, with the number where there is one. */
  label: string;
  icon?: ReactNode;
  /** Such as `mod+f`, `F2` or `Escape`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcut?: string;
  /** Another key that does the same. */
  shortcutToo?: string;
  /** What kind of thing it leads to; most actions do something instead. */
  leadsTo?: "page" | "account" | "tag" | "segment";
  /** A few words more for the palette, such as how many people; found by as well. */
  detail?: string;
  danger?: boolean;
  /** Null when it can be done now, otherwise why not, in words. */
  impossible: string | null;
  perform: () => void;
};

/** Listens for the keys of these actions while the component stands, and offers them to the palette. */
export function useShortcuts(actions: readonly Action[], reach: "page" | "window" = "page"): void {
  useOffered(actions, reach);
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
