// The actions on offer at this moment: what the components that stand say can be done. Keys, the palette
// and the list of shortcuts all read it, so that none of them keeps a list of its own.

import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Action } from "./action";
import { isShortcut } from "./shortcut";

/** Whether an action is there on every page or only on the one that offers it. */
export type Reach = "page" | "window";

export type Offered = { action: Action; reach: Reach };

type Layer = { actions: readonly Action[]; reach: Reach };

/** One window, one keyboard: the components in the order in which they came. */
const layers = new Set<Layer>();
const listeners = new Set<() => void>();
let version = 0;

function changed(): void {
  version += 1;
  for (const listener of listeners) listener();
}

/** Offers these actions while the component stands. */
export function useOffered(actions: readonly Action[], reach: Reach): void {
  const layer = useRef<Layer>({ actions, reach });
  useEffect(() => {
    layer.current.actions = actions;
    layer.current.reach = reach;
    changed();
  });
  useEffect(() => {
    const mine = layer.current;
    if (layers.size === 0) window.addEventListener("keydown", pressed);
    layers.add(mine);
    changed();
    return () => {
      layers.delete(mine);
      if (layers.size === 0) window.removeEventListener("keydown", pressed);
      changed();
    };
  }, []);
}

/** Everything on offer, each name once. Drawn again whenever that changes: only for what shows all of it. */
export function useEverythingOffered(): Offered[] {
  const now = useSyncExternalStore(subscribe, () => version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what is read
  return useMemo(everythingOffered, [now]);
}

/** Everything on offer; of two with one name the one that is possible, as where a page and its sidebar both offer it. */
export function everythingOffered(): Offered[] {
  const byName = new Map<string, Offered>();
  for (const { actions, reach } of layers) {
    for (const action of actions) {
      const known = byName.get(action.name);
      if (!known || known.action.impossible !== null) byName.set(action.name, { action, reach });
    }
  }
  return [...byName.values()];
}

/** A menu, or what a button has opened beside it, on show and not about to go. */
const POPUP = [".ant-dropdown", ".ant-popover"]
  .map((one) => `${one}:not(${one}-hidden, [class*=-leave])`)
  .join();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || isInDialog(event) || closesPopup(event)) return;
  const meant = [...layers]
    .flatMap(({ actions }) => actions)
    .filter((action) => keysOf(action).some((key) => isShortcut(event, key)))
    .filter((action) => !belongsToField(event, action));
  const action = meant.find(({ impossible }) => impossible === null) ?? meant[0];
  if (!action) return;
  // The browser's own meaning (find, reload) never comes instead; Escape has other listeners.
  if (action.impossible === null || action.shortcut !== "Escape") event.preventDefault();
  if (action.impossible === null && !event.repeat) action.perform();
}

/** The keys that perform an action. */
export function keysOf({ shortcut, shortcutToo }: Action): string[] {
  return [shortcut, shortcutToo].filter((key) => key !== undefined);
}

/** A dialog has the keys for itself; what lies behind it waits. */
export function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

/** Escape closes what has opened, wherever the keyboard is, and nothing else. */
function closesPopup({ key }: KeyboardEvent): boolean {
  return key === "Escape" && document.querySelector(POPUP) !== null;
}

/** A key without Ctrl or ⌘ pressed in a text field is typing, and Ctrl+Z takes typing back; F2 or F5 types nothing. */
function belongsToField(event: KeyboardEvent, action: Action): boolean {
  if (/^F\d+$/.test(event.key)) return false;
  const isCommand = (key: string) => key.includes("mod") && key !== "mod+z" && isShortcut(event, key);
  if (keysOf(action).some(isCommand)) return false;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable)
  );
}
