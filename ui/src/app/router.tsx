// The pages and their addresses. Hash history, because the window has no server behind it.

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  useNavigate,
} from "@tanstack/react-router";
import { Later } from "~/components/Later";
import { useShowPeople } from "~/components/useShowPeople";
import type { Filter, FollowerId, JobId } from "~/desk/contract";
import { AccountList } from "~/features/accounts/AccountList";
import { ConnectPage } from "~/features/accounts/ConnectPage";
import { BlacklistPage } from "~/features/blacklist/BlacklistPage";
import { CallsPage } from "~/features/calls/CallsPage";
import { FollowersPage } from "~/features/followers/FollowersPage";
import { GuideProvider, useGuide } from "~/features/guide/GuideProvider";
import { ActivityPage } from "~/features/jobs/ActivityPage";
import { SegmentsPage } from "~/features/segments/SegmentsPage";
import { SettingsPage } from "~/features/settings/SettingsPage";
import { StartPage } from "~/features/start/StartPage";
import { VaultGate } from "~/features/start/VaultGate";
import { AccountTagHues } from "~/features/tags/AccountTagHues";
import { TagsPage } from "~/features/tags/TagsPage";
import { CloseDialog } from "./CloseDialog";
import { Frame } from "./Frame";
import { Home } from "./Home";
import { WindowActions } from "./WindowActions";

const root = createRootRoute({
  component: function Window() {
    return (
      <GuideProvider>
        <VaultGate>
          <Outlet />
          <Later>
            <WindowActions />
          </Later>
        </VaultGate>
        <CloseDialog />
      </GuideProvider>
    );
  },
  notFoundComponent: Home,
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });
const start = createRoute({
  getParentRoute: () => root,
  path: "/start",
  component: () => <StartPage guide={useGuide()} />,
});
const connect = createRoute({
  getParentRoute: () => root,
  path: "/connect",
  component: () => <ConnectPage guide={useGuide()} />,
});

/** Everything that stands inside the frame. */
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });
const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: () => <SettingsPage accounts={<AccountList />} guide={useGuide()} />,
});

/** A filter to begin with, such as the people who joined in one sync. */
type FollowersSearch = { filter?: Filter };
/** A job to show unfolded; a person whose history is wanted. */
type ActivitySearch = { job?: JobId; person?: FollowerId };

const followers = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/followers",
  validateSearch: (search: Record<string, unknown>): FollowersSearch =>
    isFilter(search.filter) ? { filter: search.filter } : {},
  component: function Followers() {
    const { account } = followers.useParams();
    const { filter } = followers.useSearch();
    const navigate = useNavigate();
    // Another filter from elsewhere begins the page anew.
    return (
      <AccountTagHues account={account}>
        <FollowersPage
          key={`${account} ${JSON.stringify(filter)}`}
          account={account}
          filter={filter ?? null}
          onManageSegments={() => void navigate({ to: "/a/$account/segments", params: { account } })}
        />
      </AccountTagHues>
    );
  },
});

const tags = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/tags",
  component: function Tags() {
    const { account } = tags.useParams();
    const show = useShowPeople(account);
    return (
      <AccountTagHues account={account}>
        <TagsPage key={account} account={account} onShowPeople={(tag) => show({ kind: "tag", tag })} />
      </AccountTagHues>
    );
  },
});

const segments = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/segments",
  component: function Segments() {
    const { account } = segments.useParams();
    const show = useShowPeople(account);
    return (
      <AccountTagHues account={account}>
        <SegmentsPage key={account} account={account} onShowPeople={show} />
      </AccountTagHues>
    );
  },
});

const blacklist = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/blacklist",
  component: function Blacklist() {
    const { account } = blacklist.useParams();
    const show = useShowPeople(account);
    const navigate = useNavigate();
    return (
      <AccountTagHues account={account}>
        <BlacklistPage
          key={account}
          account={account}
          onShowPerson={(openid) => show({ kind: "text", text: openid })}
          onShowJob={(job) =>
            void navigate({ to: "/a/$account/activity", params: { account }, search: { job } })
          }
        />
      </AccountTagHues>
    );
  },
});

const activity = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/activity",
  validateSearch: ({ job, person }: Record<string, unknown>): ActivitySearch => ({
    ...(typeof job === "number" ? { job } : {}),
    ...(typeof person === "number" ? { person } : {}),
  }),
  component: function Activity() {
    const { account } = activity.useParams();
    const { job, person } = activity.useSearch();
    return <ActivityPage key={account} account={account} job={job ?? null} person={person ?? null} />;
  },
});

const calls = createRoute({
  getParentRoute: () => frame,
  path: "/a/$account/calls",
  component: function Calls() {
    const { account } = calls.useParams();
    return <CallsPage key={account} account={account} />;
  },
});

/** The address is ours alone, so its shape is checked and its content trusted. */
function isFilter(value: unknown): value is Filter {
  return typeof value === "object" && value !== null && "kind" in value;
}

export function deskRouter() {
  return createRouter({
    routeTree: root.addChildren([
      home,
      start,
      connect,
      frame.addChildren([followers, tags, segments, blacklist, activity, calls, settings]),
    ]),
    history: createHashHistory(),
    defaultPreload: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof deskRouter>;
  }
}
