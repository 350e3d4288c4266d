// What an event in the grid is about: read from the document, not kept anywhere.

import { isMac } from "../shortcut";
import type { CellPlace } from "./keys";

/** The cell an event happened in; null outside, as in a pop-up that belongs to a cell. */
export function cellOf(event: {
  target: EventTarget;
  currentTarget: Element | EventTarget;
}): (CellPlace & { key: string | null }) | null {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element) || !currentTarget.contains(target))
    return null;
  const row = target.closest<HTMLElement>("[data-row]");
  // Beside the last cell a row may be wider than its cells; that belongs to the last.
  const cell =
    target.closest<HTMLElement>("[data-column]") ?? row?.querySelector<HTMLElement>(":scope > :last-child");
  if (!cell || !row || target.closest("[data-edge]")) return null;
  return { row: Number(row.dataset.row), column: Number(cell.dataset.column), key: cell.dataset.key ?? null };
}

/** A text field takes its own keys and clicks. */
export function isField(target: EventTarget): boolean {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

/** Something inside a cell that has its own click. */
export function isControl(target: EventTarget): boolean {
  return isField(target) || (target instanceof Element && target.closest("button, a") !== null);
}

/** Text that is marked on the page is copied before anything else. */
export function hasMarked(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

export function hasMod(event: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return isMac() ? event.metaKey : event.ctrlKey;
}
