// Written by a test of fandesk-core from the contract table. Do not edit by hand.

// ---------------------------------------------------------------- ids and time

/** One Official Account on this computer. */
export type AccountId = string;
/** Local number of a follower inside one account's file; never sent to WeChat. */
export type FollowerId = number;
/** WeChat's number of a tag; belongs to one account. */
export type TagId = number;
export type JobId = number;
export type SyncId = number;
export type ResultSetId = number;
/** Unix time in seconds. */
export type UnixSeconds = number;

// ---------------------------------------------------------------- the desk

export type DeskOverview = {
  version: string;
  vault: VaultState;
  settings: Settings;
  accounts: AccountSummary[];
};

/** Where keys and secrets are kept, and whether they can be reached now. */
export type VaultState =
  /** Nothing secret is kept yet; `keychain` tells whether the system has one to use later. */
  | { state: "unused"; keychain: boolean }
  | { state: "ready"; kind: "keychain" | "passphrase" }
  /** The operator's passphrase is needed before accounts can be opened. */
  | { state: "passphraseNeeded" }
  /** The system's keychain exists but is locked or does not answer. */
  | { state: "keychainLocked" }
  /** The system's keychain is gone although secrets were kept in it. */
  | { state: "keychainMissing" };

export type Settings = {
  language: "system" | "zh-CN" | "en";
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  currentAccount: AccountId | null;
};

// ---------------------------------------------------------------- accounts

export type AccountSummary = {
  id: AccountId;
  name: string;
  kind: "practice" | "official";
  /** Null for the practice account. */
  appId: string | null;
  /** Null for WeChat's usual address. */
  apiBase: string | null;
  state: AccountState;
  /** People following now, as of the last finished sync; 0 before the first. */
  following: number;
  lastSync: SyncReport | null;
  /** True while no sync has ever finished. */
  neverSynced: boolean;
};

export type AccountState =
  | { state: "ready" }
  /** Its AppSecret is not in the vault any more. */
  | { state: "secretMissing" }
  /** The key of its file is gone: the file was set aside, nothing was overwritten. */
  | { state: "keyMissing"; setAside: string | null }
  /** The file is damaged and was set aside at this path. */
  | { state: "damaged"; setAside: string | null }
  /** The file was written by a newer Fandesk. */
  | { state: "newer" }
  | { state: "locked" };

export type NewAccount = {
  name: string;
  appId: string;
  appSecret: string;
  /** Another address of the API; null for WeChat's usual one. */
  apiBase: string | null;
};

// ---------------------------------------------------------------- followers

export type FollowerRow = {
  id: FollowerId;
  openid: string;
  unionid: string | null;
  remark: string;
  tags: TagId[];
  followedAt: UnixSeconds | null;
  /** WeChat's subscribe_scene as it came. */
  source: string | null;
  qrScene: number;
  qrText: string;
  language: string;
  following: boolean;
  /** When the person was found to have left. */
  leftAt: UnixSeconds | null;
  blacklisted: boolean;
  /** False while only the OpenID is known. */
  detailsRead: boolean;
};

export type FollowerDetail = {
  row: FollowerRow;
  nickname: string | null;
  sex: number | null;
  city: string | null;
  province: string | null;
  country: string | null;
  headimgurl: string | null;
  groupid: number | null;
  /** How often this person has followed, as far as seen from here. */
  followCount: number;
  firstSeenAt: UnixSeconds;
  detailsReadAt: UnixSeconds | null;
  /** The person left between these two readings. */
  leftBetween: [UnixSeconds, UnixSeconds] | null;
  /** Why the person was blocked; only on this computer. */
  blockReason: string | null;
  history: HistoryEntry[];
};

export type HistoryEntry = {
  at: UnixSeconds;
  /** "us" when a job of this program did it, "elsewhere" when a sync found it. */
  by: "us" | "elsewhere";
  job: JobId | null;
  event:
    | { kind: "followed" }
    | { kind: "left" }
    | { kind: "cameBack" }
    | { kind: "tagged"; tag: TagId; name: string }
    | { kind: "untagged"; tag: TagId; name: string }
    | { kind: "remarked"; from: string; to: string }
    | { kind: "blocked" }
    | { kind: "unblocked" };
};

/** A question about followers. A filter is a tree; a leaf is one condition. */
export type Filter =
  | { kind: "allOf"; filters: Filter[] }
  | { kind: "anyOf"; filters: Filter[] }
  | { kind: "noneOf"; filters: Filter[] }
  | { kind: "tag"; tag: TagId }
  | { kind: "untagged" }
  | { kind: "following" }
  | { kind: "left" }
  | { kind: "blacklisted" }
  | { kind: "source"; source: string }
  /** Half-open: from ≤ followedAt < until. */
  | { kind: "followedAt"; from: UnixSeconds | null; until: UnixSeconds | null }
  | { kind: "leftAt"; from: UnixSeconds | null; until: UnixSeconds | null }
  /** QR text (or scene number as text) contains, or is exactly, this. */
  | { kind: "qr"; text: string; exact: boolean }
  /** Part of the remark, an OpenID or a UnionID whole or in part, the name of a tag, a QR text. */
  | { kind: "text"; text: string }
  | { kind: "movedInSync"; sync: SyncId; how: "joined" | "left" | "cameBack" }
  | { kind: "inJob"; job: JobId; outcome: Outcome };

export type SortKey = "followedAt" | "remark" | "tagCount" | "source" | "qr" | "leftAt" | "openid";
export type Sort = { by: SortKey; descending: boolean };

export type OpenedResultSet = {
  id: ResultSetId;
  /** How many people match. */
  people: number;
  /** The first rows (at most 100), so that nothing waits for a second call. */
  firstRows: FollowerRow[];
};

export type Facets = {
  sources: { source: string; people: number }[];
  qrTexts: { text: string; people: number }[];
  following: number;
  left: number;
  untagged: number;
  blacklisted: number;
};

/** Whom an action is for. */
export type Selection =
  | { kind: "these"; followers: FollowerId[] }
  /** Rows of one result set: all of them (`ranges` null) or half-open ranges of positions, minus `except`. */
  | { kind: "resultSet"; resultSet: ResultSetId; ranges: [number, number][] | null; except: FollowerId[] };

// ---------------------------------------------------------------- tags

export type Tag = {
  id: TagId;
  name: string;
  /** People carrying it according to WeChat's last tag list. */
  wechatCount: number;
  /** People carrying it in the local copy. */
  localCount: number;
  /** 0, 1 and 2 belong to WeChat and cannot be changed. */
  system: boolean;
};

// ---------------------------------------------------------------- jobs

/** A change of people on WeChat's side. */
export type Change =
  | { kind: "tags"; add: TagId[]; remove: TagId[] }
  | { kind: "remark"; remark: string }
  /** `reason` stays on this computer. */
  | { kind: "block"; reason: string }
  | { kind: "unblock" };

export type Outcome = "pending" | "done" | "skipped" | "failed";

export type PlannedCalls = {
  /** Path of the WeChat endpoint. */
  endpoint: string;
  calls: number;
  /** Null when WeChat gave no figure or could not be asked. */
  quotaLeft: number | null;
};

/** What a change would do; written from the cache before anything is sent. */
export type JobPreview = {
  job: JobId;
  account: AccountId;
  change: Change;
  /** People in the frozen set. */
  people: number;
  toChange: number;
  /** Already in the wanted state: skipped. */
  alreadySo: number;
  /** Would pass 20 tags: skipped and listed. */
  overTagLimit: number;
  /** Do not follow any more: skipped. */
  left: number;
  blacklisted: number;
  calls: PlannedCalls[];
  /** Expected seconds. */
  seconds: number;
};

export type JobState =
  | { state: "draft" }
  | { state: "queued" }
  | { state: "running" }
  | { state: "paused"; because: AppError | null }
  /** Goes on by itself at this time. */
  | { state: "waiting"; until: UnixSeconds; because: AppError }
  | { state: "finished" }
  | { state: "cancelled" };

export type JobSummary = {
  id: JobId;
  account: AccountId;
  change: Change;
  /** Names of the tags in `change`, kept so that they can be shown after a tag is gone. */
  tagNames: Record<TagId, string>;
  state: JobState;
  people: number;
  done: number;
  skipped: number;
  failed: number;
  createdAt: UnixSeconds;
  startedAt: UnixSeconds | null;
  finishedAt: UnixSeconds | null;
  /** Null when unknown or not running. */
  secondsLeft: number | null;
};

export type ReasonCount = { reason: ItemReason; people: number };

/** Why one person was skipped or failed. */
export type ItemReason =
  | { kind: "alreadySo" }
  | { kind: "overTagLimit" }
  | { kind: "notFollowing" }
  | { kind: "unknownToWechat" }
  | { kind: "refused"; code: number }
  | { kind: "unconfirmed" }
  | { kind: "cancelled" };

export type JobReport = { job: JobSummary; skipped: ReasonCount[]; failed: ReasonCount[] };

export type JobPerson = {
  id: FollowerId;
  openid: string;
  remark: string;
  outcome: Outcome;
  reason: ItemReason | null;
};

export type JobPeople = { total: number; people: JobPerson[] };

// ---------------------------------------------------------------- sync

export type SyncPhase = "check" | "tags" | "ids" | "difference" | "details" | "tagLists" | "blacklist" | "finish";

export type SyncState = {
  sync: SyncId;
  account: AccountId;
  phase: SyncPhase;
  /** People (or lists) done and expected in this phase; `total` null while unknown. */
  done: number;
  total: number | null;
  /** Calls made so far in this sync. */
  calls: number;
  startedAt: UnixSeconds;
  secondsLeft: number | null;
  status:
    | { state: "running" }
    | { state: "paused"; because: AppError | null }
    | { state: "waiting"; until: UnixSeconds; because: AppError }
    /** More than 5 % would be marked as left: the operator is asked first. */
    | { state: "asking"; leavers: number; following: number }
    | { state: "finished"; report: SyncReport }
    | { state: "cancelled" };
};

export type SyncReport = {
  sync: SyncId;
  startedAt: UnixSeconds;
  finishedAt: UnixSeconds;
  /** Following now. */
  following: number;
  /** WeChat's own total. */
  total: number;
  joined: number;
  left: number;
  cameBack: number;
  /** True for the first sync, where everybody is new. */
  first: boolean;
  detailsRead: number;
  tags: number;
  blacklisted: number;
  calls: number;
  /** People whose details could not be read (at most 100 listed). */
  unreadable: { openid: string; code: number | null }[];
  unreadableCount: number;
  /** Parts that this account may not read (48001), by endpoint path. */
  notAllowed: string[];
};

// ---------------------------------------------------------------- export

export type ExportColumn =
  | "remark" | "openid" | "unionid" | "tags" | "followedAt" | "source" | "qrScene" | "qrText"
  | "language" | "following" | "leftAt" | "blacklisted";

export type ExportRequest = {
  account: AccountId;
  selection: Selection;
  format: "csv" | "xlsx";
  /** Columns in order, each with its heading in the operator's language. */
  columns: { column: ExportColumn; heading: string }[];
  /** Words for values: yes, no, and each source. */
  words: { yes: string; no: string; sources: Record<string, string> };
  /** Start of the file's name, without extension. */
  fileName: string;
};

export type ExportedFile = { path: string; folder: string; people: number };

// ---------------------------------------------------------------- events

export type Topic = "followers" | "tags" | "blacklist" | "jobs" | "accounts" | "settings" | "sync";

export type DeskEvent =
  | { kind: "jobMoved"; job: JobSummary }
  | { kind: "syncMoved"; sync: SyncState }
  | { kind: "changed"; account: AccountId | null; topics: Topic[] }
  | { kind: "accountState"; account: AccountSummary }
  /** Events may have been missed: read everything anew. */
  | { kind: "resync" };

// ---------------------------------------------------------------- errors

/** What went wrong, as codes and facts; the words are the UI's. */
export type AppError =
  | { code: "offline" }
  | { code: "timeout" }
  | { code: "http"; status: number }
  /** WeChat refused. `address` is set when it named the caller's address (40164, 61004). */
  | { code: "wechat"; errcode: number; message: string; rid: string | null; hint: string | null; at: UnixSeconds; address: string | null }
  | { code: "malformed"; at: UnixSeconds }
  | { code: "keychainLocked" }
  | { code: "keychainMissing" }
  | { code: "passphraseNeeded" }
  | { code: "wrongPassphrase" }
  | { code: "accountUnknown" }
  | { code: "accountExists"; name: string }
  | { code: "accountUnavailable"; state: AccountState }
  | { code: "invalid"; field: string; problem: "empty" | "tooLong" | "tooShort" | "notAnAppId" | "notASecret" | "notAnAddress" | "insecureAddress" | "characters" }
  | { code: "tagNameTooLong"; bytes: number; limit: number }
  | { code: "tagNameTaken"; name: string }
  | { code: "tagLimit"; limit: number }
  | { code: "tagIsSystem" }
  | { code: "tagTooLarge"; people: number; limit: number }
  | { code: "tagUnknown" }
  | { code: "remarkTooLong"; bytes: number; limit: number }
  | { code: "personTagLimit"; limit: number }
  | { code: "followerUnknown" }
  | { code: "selectionEmpty" }
  | { code: "resultSetExpired"; had: number }
  | { code: "jobUnknown" }
  | { code: "jobState" }
  | { code: "syncRunning" }
  | { code: "diskFull" }
  | { code: "readOnly" }
  | { code: "fileDamaged" }
  | { code: "storage" }
  | { code: "notFound" }
  | { code: "internal"; incident: string };

// ---------------------------------------------------------------- commands

export type Commands = {
  /** Everything the first screen needs. */
  desk_overview: { input: null; output: DeskOverview };
  save_settings: { input: Settings; output: null };
  /** Chooses a passphrase instead of a system keychain (only while nothing secret is kept). */
  choose_passphrase: { input: { passphrase: string }; output: VaultState };
  unlock: { input: { passphrase: string | null }; output: DeskOverview };

  open_practice_account: { input: { name: string; followers: number }; output: AccountSummary };
  /** Asks WeChat for a token with these credentials; keeps nothing. */
  check_account: { input: NewAccount; output: null };
  add_account: { input: NewAccount; output: AccountSummary };
  rename_account: { input: { account: AccountId; name: string }; output: AccountSummary };
  replace_secret: { input: { account: AccountId; appSecret: string }; output: AccountSummary };
  /** Removes the account from this computer only. */
  remove_account: { input: { account: AccountId }; output: null };

  start_sync: { input: { account: AccountId }; output: SyncState };
  cancel_sync: { input: { account: AccountId }; output: null };
  /** Goes on with a paused sync, or answers the question about many leavers with yes. */
  resume_sync: { input: { account: AccountId; acceptLeavers: boolean }; output: null };
  /** The running or last unfinished sync, if any. */
  sync_state: { input: { account: AccountId }; output: SyncState | null };
  sync_reports: { input: { account: AccountId; limit: number }; output: SyncReport[] };

  open_result_set: { input: { account: AccountId; filter: Filter; sort: Sort[] }; output: OpenedResultSet };
  follower_rows: { input: { account: AccountId; resultSet: ResultSetId; start: number; count: number }; output: FollowerRow[] };
  close_result_set: { input: { account: AccountId; resultSet: ResultSetId }; output: null };
  count_followers: { input: { account: AccountId; filter: Filter }; output: number };
  follower: { input: { account: AccountId; follower: FollowerId }; output: FollowerDetail };
  facets: { input: { account: AccountId }; output: Facets };
  /** How many of the selected people carry each tag, for ticks and half-ticks. */
  selection_tags: { input: { account: AccountId; selection: Selection }; output: { people: number; tags: { tag: TagId; people: number }[] } };
  export_followers: { input: ExportRequest; output: ExportedFile };

  tags: { input: { account: AccountId }; output: Tag[] };
  create_tag: { input: { account: AccountId; name: string }; output: Tag };
  rename_tag: { input: { account: AccountId; tag: TagId; name: string }; output: Tag };
  /** Deletes the tag on WeChat. */
  delete_tag: { input: { account: AccountId; tag: TagId }; output: null };

  /** Freezes the people and writes a draft; sends nothing but a question for the quota. */
  preview_job: { input: { account: AccountId; selection: Selection; change: Change }; output: JobPreview };
  start_job: { input: { account: AccountId; job: JobId }; output: JobSummary };
  discard_job: { input: { account: AccountId; job: JobId }; output: null };
  /** One person, at once: the same machinery without the dialog. */
  change_follower: { input: { account: AccountId; follower: FollowerId; change: Change }; output: JobReport };
  pause_job: { input: { account: AccountId; job: JobId }; output: JobSummary };
  resume_job: { input: { account: AccountId; job: JobId }; output: JobSummary };
  cancel_job: { input: { account: AccountId; job: JobId }; output: JobSummary };
  jobs: { input: { account: AccountId; limit: number }; output: JobSummary[] };
  job_report: { input: { account: AccountId; job: JobId }; output: JobReport };
  job_people: { input: { account: AccountId; job: JobId; outcome: Outcome | null; start: number; count: number }; output: JobPeople };
  /** What still runs or waits in all accounts; asked before the window closes. */
  running_work: { input: null; output: { jobs: JobSummary[]; syncs: SyncState[] } };
};
