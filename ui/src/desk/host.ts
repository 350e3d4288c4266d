// What the window needs from whoever carries it: the real window, a plain browser, or a test.

import { createContext, useContext } from "react";
import type { AppError, Commands, DeskEvent } from "./contract";

export type CommandName = keyof Commands;
export type Input<Name extends CommandName> = Commands[Name]["input"];
export type Output<Name extends CommandName> = Commands[Name]["output"];

/** Things only the carrier of the window can do; null where it cannot. */
export type HostActions = {
  /** Shows a saved file in the system's file manager. */
  revealFile: ((path: string) => Promise<void>) | null;
  /** Shows the log of today in the system's file manager. */
  showLog: (() => Promise<void>) | null;
  /** Shows a notification of the system. It may stay on a lock screen: never name a follower. */
  notify: ((title: string, words: string) => void) | null;
  /** Gives the window its title, for the title bar and the list of windows. */
  nameWindow: (name: string) => void;
  /** Closes the window for good. */
  close: (() => Promise<void>) | null;
  /** Calls back when the operator wants to close the window; the window then stays until `close`. */
  onCloseRequested: ((asked: () => void) => () => void) | null;
};

export type Host = {
  kind: "window" | "browser" | "test";
  /** Rejects with a `DeskError`, never with anything else. */
  call<Name extends CommandName>(command: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Announcements of the core, in order. Returns a function that stops listening. */
  events(listener: (event: DeskEvent) => void): () => void;
  actions: HostActions;
};

/** An `AppError` on its way through promises. */
export class DeskError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.name = "DeskError";
    this.error = error;
  }
}

/** Whatever was thrown, as an `AppError`. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof DeskError) return thrown.error;
  if (isAppError(thrown)) return thrown;
  return { code: "internal", incident: "window" };
}

/** Whether a value from outside looks like an `AppError`. */
export function isAppError(value: unknown): value is AppError {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

const HostContext = createContext<Host | null>(null);

export const HostProvider = HostContext.Provider;

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("a component that talks to the desk stands outside HostProvider");
  return host;
}
