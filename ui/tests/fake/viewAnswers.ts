// The answers about saved views of the followers' table.

import type { View, ViewInUse } from "~/desk/contract";
import type { Handlers } from "./host";
import { refuse } from "./samples";
import type { FakeWorld } from "./world";

export function viewAnswers(world: FakeWorld) {
  let views: View[] = [];
  let inUse: ViewInUse | null = null;
  return {
    views: () => structuredClone(views),
    save_view: ({ account, id, view }) => {
      if (id !== null && !views.some((one) => one.id === id)) return refuse({ code: "notFound" });
      const saved: View = { id: id ?? world.nextId(), ...view };
      views = id === null ? [...views, saved] : views.map((one) => (one.id === id ? saved : one));
      world.announce({ kind: "changed", account, topics: ["views"] });
      return structuredClone(saved);
    },
    first_page: () => null,
    view_in_use: () => inUse,
    keep_view_in_use: ({ view }) => {
      inUse = view;
      return null;
    },
    delete_view: ({ account, id: gone }) => {
      views = views.filter(({ id }) => id !== gone);
      world.announce({ kind: "changed", account, topics: ["views"] });
      return null;
    },
  } satisfies Partial<Handlers>;
}
