// The pages and their addresses. Hash history, because the window has no server behind it.

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
} from "@tanstack/react-router";
import type { Filter, JobId } from "~/desk/contract";
import { FollowersPage } from "~/features/followers/FollowersPage";
import { ActivityPage } from "~/features/jobs/ActivityPage";

const root = createRootRoute({ component: Outlet });

/** A filter to begin with, such as the people who joined in one sync. */
type FollowersSearch = { filter?: Filter };
type ActivitySearch = { job?: JobId };

const followers = createRoute({
  getParentRoute: () => root,
  path: "/a/$account/followers",
  validateSearch: (search: Record<string, unknown>): FollowersSearch =>
    isFilter(search.filter) ? { filter: search.filter } : {},
  component: function Followers() {
    const { account } = followers.useParams();
    const { filter } = followers.useSearch();
    return <FollowersPage key={account} account={account} initialFilter={filter ?? null} />;
  },
});

const activity = createRoute({
  getParentRoute: () => root,
  path: "/a/$account/activity",
  validateSearch: (search: Record<string, unknown>): ActivitySearch =>
    typeof search.job === "number" ? { job: search.job } : {},
  component: function Activity() {
    const { account } = activity.useParams();
    const { job } = activity.useSearch();
    return <ActivityPage key={account} account={account} job={job ?? null} />;
  },
});

/** The address is ours alone, so its shape is checked and its content trusted. */
function isFilter(value: unknown): value is Filter {
  return typeof value === "object" && value !== null && "kind" in value;
}

export function deskRouter() {
  return createRouter({
    routeTree: root.addChildren([followers, activity]),
    history: createHashHistory(),
    defaultPreload: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof deskRouter>;
  }
}
