// The view of the table: as somebody left it, also before a restart, and the views saved by name.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { AccountId, View, ViewId, ViewInUse } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys, useCommand } from "~/desk/queries";
import { isSameView, read, type TableView, usualView, VERSION, written } from "./view";

/** Milliseconds without a change before the look is kept: a column that is being pulled changes with each move. */
const PAUSE = 300;

/** The look itself, and which saved one it came from. */
type Current = { view: TableView; from: ViewId | null };

const usual: Current = { view: usualView, from: null };

export type SavedView = {
  id: ViewId;
  name: string /** Null when it cannot be read here. */;
  view: TableView | null;
};

export type Views = {
  view: TableView;
  /** False for the moment in which nobody knows yet how it was left. */
  known: boolean;
  change: (view: TableView) => void;
  saved: readonly SavedView[];
  /** The saved view that is on show, as it was or changed since. */
  from: SavedView | null;
  changed: boolean;
  apply: (saved: SavedView) => void;
  /** Keeps how the table looks now, under a new name or in the place of a saved view. */
  save: (name: string, id: ViewId | null) => void;
  remove: (id: ViewId) => void;
  reset: () => void;
  busy: boolean;
};

/** `lastSeen` is how it looked when the account was seen last, until its file says so itself. */
export function useTableView(account: AccountId, lastSeen?: ViewInUse | null): Views {
  const host = useHost();
  const client = useQueryClient();
  const queryKey = keys.tableView(account);
  const { data: current = usual, isPending } = useQuery<Current>({
    queryKey,
    queryFn: async () => {
      const kept = await host.call("view_in_use", { account });
      // What was changed meanwhile is newer.
      return client.getQueryData<Current>(queryKey) ?? currentOf(kept);
    },
    placeholderData: lastSeen === undefined ? undefined : currentOf(lastSeen),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const { data } = useQuery({
    queryKey: keys.views(account),
    queryFn: () => host.call("views", { account }),
  });
  const save = useCommand("save_view");
  const remove = useCommand("delete_view");
  const timer = useRef<number | undefined>(undefined);
  const set = (next: Current) => {
    client.setQueryData<Current>(queryKey, next);
    const view: ViewInUse = { from: next.from, version: VERSION, body: written(next.view) };
    window.clearTimeout(timer.current);
    // A look that cannot be kept is no reason to stop anybody; it holds until the program ends.
    timer.current = window.setTimeout(
      () => void host.call("keep_view_in_use", { account, view }).catch(() => undefined),
      PAUSE,
    );
  };

  const saved = (data ?? []).map(readable);
  const from = saved.find(({ id }) => id === current.from) ?? null;
  return {
    view: current.view,
    known: !isPending,
    change: (view) => set({ ...current, view }),
    saved,
    from,
    changed: !isSameView(current.view, from?.view ?? usualView),
    apply: ({ id, view }) => view && set({ view, from: id }),
    save: (name, id) =>
      save.mutate(
        { account, id, view: { name, version: VERSION, body: written(current.view) } },
        { onSuccess: (kept) => set({ view: current.view, from: kept.id }) },
      ),
    remove: (id) => remove.mutate({ account, id }),
    reset: () => set(usual),
    busy: save.isPending || remove.isPending,
  };
}

const readable = ({ id, name, version, body }: View): SavedView => ({ id, name, view: read(version, body) });

/** What a newer program left, or nobody can read, is as good as nothing. */
function currentOf(kept: ViewInUse | null): Current {
  const view = kept === null ? null : read(kept.version, kept.body);
  return kept === null || view === null ? usual : { view, from: kept.from };
}
