// What the window reads from the desk, and how it is named in the cache: by account, then by topic.

import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Ahead } from "./ahead";
import type {
  AccountId,
  AccountSummary,
  Activity,
  ActivityFilter,
  ActivityPage,
  DeskOverview,
  FirstPage,
  FollowerId,
  JobId,
  JobSummary,
  QrPart,
  Selection,
  Settings,
  SyncSettings,
  SyncState,
  Topic,
} from "./contract";
import { type CommandName, type DeskError, type Host, type Input, type Output, useHost } from "./host";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: DeskError;
  }
}

/** How many jobs the window keeps in view. */
export const jobListLength = 200;

/** Cache keys. `topic` is what events speak of, so one prefix spoils all that depends on it. */
export const keys = {
  overview: ["overview"] as const,
  running: ["running"] as const,
  connecting: ["connecting"] as const,
  vault: ["vault"] as const,
  account: (account: AccountId) => ["account", account] as const,
  topic: (account: AccountId, topic: Topic) => ["account", account, topic] as const,
  calls: (account: AccountId) => ["account", account, "calls"] as const,
  firstPage: (account: AccountId) => ["account", account, "firstPage"] as const,
  tags: (account: AccountId) => [...keys.topic(account, "tags"), "list"] as const,
  // Counted among people, as the segments are, and no more often.
  facets: (account: AccountId) => [...keys.topic(account, "segments"), "facets"] as const,
  follower: (account: AccountId, follower: FollowerId) =>
    [...keys.topic(account, "followers"), "one", follower] as const,
  remarkSamples: (account: AccountId, selection: Selection, pattern: string) =>
    [...keys.topic(account, "followers"), "remarkSamples", selection, pattern] as const,
  selectionTags: (account: AccountId, selection: Selection) =>
    [...keys.topic(account, "tags"), "selection", selection] as const,
  jobs: (account: AccountId) => [...keys.topic(account, "jobs"), "list"] as const,
  jobReport: (account: AccountId, job: JobId) => [...keys.topic(account, "jobs"), "report", job] as const,
  sync: (account: AccountId) => [...keys.topic(account, "sync"), "state"] as const,
  activity: (account: AccountId, filter: ActivityFilter) =>
    [...keys.topic(account, "history"), "list", filter] as const,
  /** How the table of followers is looked at in this session. */
  tableView: (account: AccountId) => ["view", account, "followers"] as const,
  views: (account: AccountId) => [...keys.topic(account, "views"), "list"] as const,
  activityView: (account: AccountId) => ["view", account, "activity"] as const,
  segments: (account: AccountId) => [...keys.topic(account, "segments"), "list"] as const,
  lists: (account: AccountId) => [...keys.topic(account, "lists"), "list"] as const,
  qrValues: (account: AccountId, part: QrPart, search: string) =>
    [...keys.topic(account, "followers"), "qr", part, search] as const,
  peopleNamed: (account: AccountId, text: string) =>
    [...keys.topic(account, "followers"), "named", text] as const,
};

// ---------------------------------------------------------------- reading

export function useOverview() {
  const host = useHost();
  return useQuery({ queryKey: keys.overview, queryFn: () => host.call("desk_overview", null) });
}

/** Reads the overview only where it is already there: everything inside the frame. */
export function useDeskNow(): DeskOverview {
  const { data } = useOverview();
  if (!data) throw new Error("the overview is read before anything else is shown");
  return data;
}

export function useAccount(account: AccountId): AccountSummary | undefined {
  return useDeskNow().accounts.find(({ id }) => id === account);
}

/** The account's tags; while its file is being opened, as they were when it was seen last. */
export function useTags(account: AccountId) {
  const host = useHost();
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.tags(account),
    queryFn: () => host.call("tags", { account }),
    placeholderData: () => client.getQueryData<FirstPage | null>(keys.firstPage(account))?.tags,
  });
}

/** Milliseconds: nobody comes back to a first page, but it may wait for the page that is being drawn. */
const HANDED_OVER = 1_000;

/**
 * What the list of followers began with when it was seen last; null when the account's file is open
 * and the list itself answers. Nobody waits for it in vain: a failure is as good as null.
 */
export function useFirstPage(account: AccountId) {
  const host = useHost();
  return useQuery({
    queryKey: keys.firstPage(account),
    queryFn: () => host.call("first_page", { account }).catch(() => null),
    gcTime: HANDED_OVER,
  });
}

export function useFacets(account: AccountId) {
  const host = useHost();
  return useQuery({ queryKey: keys.facets(account), queryFn: () => host.call("facets", { account }) });
}

/** The segments with their numbers as they are now. */
export function useSegments(account: AccountId) {
  const host = useHost();
  return useQuery({ queryKey: keys.segments(account), queryFn: () => host.call("segments", { account }) });
}

/** The pasted lists with their numbers as they are now, newest first. */
export function useLists(account: AccountId) {
  const host = useHost();
  return useQuery({ queryKey: keys.lists(account), queryFn: () => host.call("pasted_lists", { account }) });
}

/** Values of QR codes that occur, the most frequent first; those found last while others are on their way. */
export function useQrValues(account: AccountId, part: QrPart, search: string) {
  const host = useHost();
  return useQuery({
    queryKey: keys.qrValues(account, part, search),
    queryFn: () => host.call("qr_values", { account, part, search }),
    placeholderData: keepPreviousData,
  });
}

export function useFollower(account: AccountId, follower: FollowerId | null) {
  const host = useHost();
  return useQuery({
    queryKey: keys.follower(account, follower ?? -1),
    queryFn: () => host.call("follower", { account, follower: follower ?? -1 }),
    enabled: follower !== null,
  });
}

export function useSelectionTags(account: AccountId, selection: Selection | null) {
  const host = useHost();
  const wanted = selection ?? { kind: "these" as const, followers: [] };
  return useQuery({
    queryKey: keys.selectionTags(account, wanted),
    queryFn: () => host.call("selection_tags", { account, selection: wanted }),
    enabled: selection !== null,
  });
}

/** What a pattern makes of the first people's remarks. The last answer stays until the next one. */
export function useRemarkSamples(account: AccountId, selection: Selection, pattern: string) {
  const host = useHost();
  return useQuery({
    queryKey: keys.remarkSamples(account, selection, pattern),
    queryFn: () => host.call("remark_samples", { account, selection, pattern }),
    placeholderData: keepPreviousData,
  });
}

export function useJobs(account: AccountId) {
  const host = useHost();
  return useQuery({
    queryKey: keys.jobs(account),
    queryFn: () => host.call("jobs", { account, limit: jobListLength }),
  });
}

export function useJobReport(account: AccountId, job: JobId) {
  const host = useHost();
  return useQuery({
    queryKey: keys.jobReport(account, job),
    queryFn: () => host.call("job_report", { account, job }),
  });
}

export function useSyncState(account: AccountId) {
  const host = useHost();
  return useQuery({ queryKey: keys.sync(account), queryFn: () => host.call("sync_state", { account }) });
}

/** What runs or waits in any account; kept true by events. */
export function useRunningWork() {
  const host = useHost();
  return useQuery({ queryKey: keys.running, queryFn: () => host.call("running_work", null) });
}

/** What a sync would take that began now; asked of WeChat, and again after a minute. */
export function useSyncPlan(account: AccountId, wanted: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: [...keys.topic(account, "sync"), "plan"] as const,
    queryFn: () => host.call("sync_plan", { account }),
    enabled: wanted,
    staleTime: 60_000,
  });
}

/** How the syncs of an account are done, and how to change it. */
export function useSyncSettings(account: AccountId) {
  const host = useHost();
  const client = useQueryClient();
  const queryKey = [...keys.topic(account, "sync"), "settings"] as const;
  const kept = useQuery({ queryKey, queryFn: () => host.call("sync_settings", { account }) });
  const save = useMutation<SyncSettings, DeskError, SyncSettings>({
    mutationFn: (settings) => host.call("save_sync_settings", { account, settings }),
    onSuccess: (settings) => client.setQueryData(queryKey, settings),
    retry: false,
  });
  return { settings: kept.data ?? null, change: save.mutate, error: save.error?.error ?? null };
}

// ---------------------------------------------------------------- doing

/** A command the operator gives. What it spoils in the cache is told by the core's events. */
export function useCommand<Name extends CommandName>(name: Name) {
  const host = useHost();
  return useMutation<Output<Name>, DeskError, Input<Name>>({
    mutationFn: (input) => host.call(name, input),
    retry: false,
  });
}

/** Settings are shown at once and put back if they cannot be kept. */
export function useSaveSettings(client: QueryClient) {
  const host = useHost();
  const show = (settings: Settings) =>
    client.setQueryData<DeskOverview>(keys.overview, (now) => now && { ...now, settings });
  return useMutation<null, DeskError, Partial<Settings>, Settings | undefined>({
    mutationFn: (changes) => host.call("save_settings", withSettings(client, changes)),
    onMutate: (changes) => {
      const before = client.getQueryData<DeskOverview>(keys.overview)?.settings;
      show(withSettings(client, changes));
      return before;
    },
    onError: (_error, _changes, before) => {
      if (before) show(before);
    },
  });
}

export const standardSettings: Settings = {
  language: "system",
  theme: "system",
  density: "comfortable",
  currentAccount: null,
  typedAbove: 1_000,
  keepHistory: "forever",
  logLevel: "info",
};

function withSettings(client: QueryClient, changes: Partial<Settings>): Settings {
  const now = client.getQueryData<DeskOverview>(keys.overview)?.settings ?? standardSettings;
  return { ...now, ...changes };
}

// ---------------------------------------------------------------- keeping the cache true

/** Hands what was asked for ahead of the window to those who would ask for it. */
export function rememberAhead(client: QueryClient, { overview, firstPage }: Ahead): void {
  client.setQueryData(keys.overview, overview);
  if (!firstPage) return;
  const queryKey = keys.firstPage(firstPage.account);
  client.setQueryDefaults(queryKey, { gcTime: HANDED_OVER });
  client.setQueryData(queryKey, firstPage.page);
}

/** Puts an account that a command has answered with into the overview, before the event arrives. */
export function rememberAccount(client: QueryClient, account: AccountSummary): void {
  client.setQueryData<DeskOverview>(keys.overview, (now) => {
    if (!now) return now;
    const known = now.accounts.some(({ id }) => id === account.id);
    const accounts = known
      ? now.accounts.map((other) => (other.id === account.id ? account : other))
      : [...now.accounts, account];
    return { ...now, accounts };
  });
}

/** Takes an account that was removed out of the overview, before the event arrives, and all that was asked about it. */
export function forgetAccount(client: QueryClient, account: AccountId): void {
  client.setQueryData<DeskOverview>(
    keys.overview,
    (now) => now && { ...now, accounts: now.accounts.filter(({ id }) => id !== account) },
  );
  client.removeQueries({ queryKey: keys.account(account) });
}

/** Puts a job that moved into the list of its account, newest first. */
export function rememberJob(client: QueryClient, job: JobSummary): void {
  client.setQueryData<JobSummary[]>(keys.jobs(job.account), (now) => {
    if (!now) return now;
    if (now.some(({ id }) => id === job.id)) return now.map((other) => (other.id === job.id ? job : other));
    return [job, ...now].slice(0, jobListLength);
  });
}

/** Puts a job that moved where it stands in what was read of the history. */
export function rememberInHistory(client: QueryClient, job: JobSummary): void {
  const moved = (entry: Activity): Activity =>
    entry.kind === "job" && entry.job.id === job.id ? { kind: "job", job } : entry;
  client.setQueriesData<InfiniteData<ActivityPage>>(
    { queryKey: keys.topic(job.account, "history") },
    (now) =>
      now && { ...now, pages: now.pages.map((page) => ({ ...page, entries: page.entries.map(moved) })) },
  );
}

/** Keeps the list of what runs in all accounts: a job that moved is in it until it has ended. */
export function rememberRunning(client: QueryClient, job: JobSummary, ended: boolean): void {
  client.setQueryData<Output<"running_work">>(keys.running, (now) => {
    if (!now) return now;
    const others = now.jobs.filter(({ id, account }) => id !== job.id || account !== job.account);
    return { ...now, jobs: ended ? others : [...others, job] };
  });
}

/** The same for syncs: one that moved is in the list until it has ended. */
export function rememberRunningSync(client: QueryClient, sync: SyncState, ended: boolean): void {
  client.setQueryData<Output<"running_work">>(keys.running, (now) => {
    if (!now) return now;
    const others = now.syncs.filter(({ account }) => account !== sync.account);
    return { ...now, syncs: ended ? others : [...others, sync] };
  });
}

/** A client whose data stays until an event spoils it: nothing is asked twice for no reason. */
export function deskQueryOptions() {
  return {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always" as const,
    },
    // A command that nobody looks at any more soon forgets what it was given: it may be a secret.
    mutations: { networkMode: "always" as const, gcTime: 1_000 },
  };
}

export type { Host };
