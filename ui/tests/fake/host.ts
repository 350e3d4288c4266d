// A host without a core: answers from memory, for tests and for looking at the window while building it.

import type { AppError, Commands, DeskEvent, DeskOverview } from "~/desk/contract";
import type { CommandName, Host, Input, Output } from "~/desk/host";
import { accountAnswers } from "./accountAnswers";
import { activityAnswers } from "./activityAnswers";
import { blacklistAnswers } from "./blacklistAnswers";
import { jobAnswers } from "./jobAnswers";
import { peopleAnswers } from "./peopleAnswers";
import { questionAnswers } from "./questionAnswers";
import { refuse } from "./samples";
import { viewAnswers } from "./viewAnswers";
import { type FakeOptions, fakeWorld } from "./world";

export type FakeHost = Host & {
  /** Announces something, as the core would. */
  announce: (event: DeskEvent) => void;
  /** Every command called so far, in order. */
  calls: { name: CommandName; input: unknown }[];
  /** Makes a command fail from now on; null lets it work again. */
  fail: (name: CommandName, error: AppError | null) => void;
  /** Answers a command differently from now on. */
  answer: <Name extends CommandName>(name: Name, handler: Handler<Name>) => void;
  overview: DeskOverview;
};

type Handler<Name extends CommandName> = (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
export type Handlers = { [Name in CommandName]: Handler<Name> };

export function fakeHost(options: FakeOptions = {}): FakeHost {
  const world = fakeWorld(options);
  const { overview, listeners, announce } = world;
  const calls: FakeHost["calls"] = [];
  const failures = new Map<CommandName, AppError>();
  const handlers: Handlers = {
    ...accountAnswers(world),
    ...activityAnswers(world),
    ...peopleAnswers(world),
    ...questionAnswers(world),
    ...viewAnswers(world),
    ...blacklistAnswers(world),
    ...jobAnswers(world),
  };

  return {
    kind: "test",
    overview,
    calls,
    announce,
    fail: (name, error) => {
      if (error) failures.set(name, error);
      else failures.delete(name);
    },
    answer: (name, handler) => {
      Object.assign(handlers, { [name]: handler });
    },
    call: async <Name extends CommandName>(name: Name, input: Commands[Name]["input"]) => {
      calls.push({ name, input });
      const failure = failures.get(name);
      if (failure) return refuse(failure);
      return handlers[name](input);
    },
    events: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    actions: {
      revealFile: async () => undefined,
      showLog: async () => undefined,
      notify: null,
      nameWindow: (name) => {
        document.title = name;
      },
      close: async () => undefined,
      onCloseRequested: null,
    },
  };
}
