// What can be done from anywhere in the frame; the rail, the status line and the keys all read it.

import {
  HistoryOutlined,
  SettingOutlined,
  StopOutlined,
  SyncOutlined,
  TagOutlined,
  TagsOutlined,
  TeamOutlined,
  UserSwitchOutlined,
} from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import type { Action } from "~/components/action";
import type { AccountId, AccountSummary } from "~/desk/contract";
import { useSegments, useTags } from "~/desk/queries";
import type { Sync } from "~/features/sync/useSync";
import { t } from "~/i18n";

/** The pages of the rail. One that does not exist yet is not listed. */
export type Page = "followers" | "tags" | "segments" | "blacklist" | "activity" | "settings";

export const pageAddress = {
  followers: "/a/$account/followers",
  tags: "/a/$account/tags",
  segments: "/a/$account/segments",
  blacklist: "/a/$account/blacklist",
  activity: "/a/$account/activity",
  settings: "/settings",
} as const satisfies Record<Page, string>;

const pageLooks = {
  followers: { icon: <TeamOutlined />, shortcut: "mod+1" },
  tags: { icon: <TagsOutlined />, shortcut: "mod+2" },
  segments: { icon: <UserSwitchOutlined />, shortcut: "mod+3" },
  blacklist: { icon: <StopOutlined />, shortcut: "mod+4" },
  activity: { icon: <HistoryOutlined />, shortcut: "mod+5" },
  settings: { icon: <SettingOutlined />, shortcut: "mod+," },
} as const satisfies Record<Page, Pick<Action, "icon" | "shortcut">>;

export type PageAction = Action & { page: Page };

const pages: readonly Page[] = ["followers", "tags", "segments", "blacklist", "activity", "settings"];

/** One action for each page of the rail. */
export function usePageActions(account: AccountId): PageAction[] {
  const navigate = useNavigate();
  return pages.map((page) => ({
    page,
    name: `frame.${page}`,
    label: t(`frame.rail.${page}`),
    ...pageLooks[page],
    leadsTo: "page",
    impossible: null,
    perform: () => void navigate({ to: pageAddress[page], params: { account } }),
  }));
}

/** One action for each tag: its people. */
export function useTagPageActions(account: AccountId): Action[] {
  const navigate = useNavigate();
  const tags = useTags(account);
  return (tags.data ?? []).map(({ id, name, localCount }) => ({
    name: `frame.tag.${id}`,
    label: name,
    icon: <TagOutlined />,
    leadsTo: "tag",
    detail: t("tags.people", { count: localCount }),
    impossible: null,
    perform: () =>
      void navigate({
        to: pageAddress.followers,
        params: { account },
        search: { filter: { kind: "tag", tag: id } },
      }),
  }));
}

/** One action for each segment: its people. */
export function useSegmentPageActions(account: AccountId): Action[] {
  const navigate = useNavigate();
  const segments = useSegments(account);
  return (segments.data ?? []).flatMap(({ id, name, filter, people }) =>
    filter === null
      ? []
      : {
          name: `frame.segment.${id}`,
          label: name,
          icon: <UserSwitchOutlined />,
          leadsTo: "segment" as const,
          detail: people === null ? t("segments.unknown") : t("segments.peopleCount", { count: people }),
          impossible: null,
          perform: () =>
            void navigate({ to: pageAddress.followers, params: { account }, search: { filter } }),
        },
  );
}

/** Reading this account anew; while it runs or stands still the same button says so. */
export function syncAction(account: AccountSummary, sync: Sync): Action {
  const running = sync.open?.status.state === "running";
  return {
    name: "frame.sync",
    label: running ? t("sync.running") : t("sync.action"),
    icon: <SyncOutlined spin={running} />,
    shortcut: "F5",
    impossible: whyNoSync(account, sync),
    perform: sync.start,
  };
}

function whyNoSync({ state }: AccountSummary, sync: Sync): string | null {
  if (state.state !== "ready") return t(`accounts.health.${state.state}`);
  if (sync.open) return sync.open.status.state === "running" ? t("sync.running") : t("sync.unfinished");
  return sync.busy ? t("sync.running") : null;
}
