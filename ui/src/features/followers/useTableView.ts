// The view of the table: as somebody left it in this session, or as saved for the start.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AccountId, View, ViewId } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys, useCommand } from "~/desk/queries";
import { isSameView, read, type TableView, usualView, VERSION, written } from "./view";

/** What of a view is kept for the session: the look itself, and which saved one it came from. */
type Current = { view: TableView; from: ViewId | null };

const usual: Current = { view: usualView, from: null };

export type SavedView = {
  id: ViewId;
  name: string /** Null when it cannot be read here. */;
  view: TableView | null;
};

export type Views = {
  view: TableView;
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

export function useTableView(account: AccountId): Views {
  const host = useHost();
  const client = useQueryClient();
  const queryKey = keys.tableView(account);
  const { data: current = usual } = useQuery<Current>({
    queryKey,
    queryFn: () => usual,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const { data } = useQuery({
    queryKey: keys.views(account),
    queryFn: () => host.call("views", { account }),
  });
  const save = useCommand("save_view");
  const remove = useCommand("delete_view");
  const set = (next: Current) => client.setQueryData<Current>(queryKey, next);

  const saved = (data ?? []).map(readable);
  const from = saved.find(({ id }) => id === current.from) ?? null;
  return {
    view: current.view,
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
