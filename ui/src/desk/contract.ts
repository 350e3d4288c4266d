// Written by a test of fandesk-core from the contract table. Do not edit by hand.

/** Local number of a follower inside one account's file; never sent to WeChat. */
export type FollowerId = number;

/** WeChat's number of a tag; belongs to one account. */
export type TagId = number;

/** Number of a job inside one account's file. */
export type JobId = number;

/** Number of a pasted list inside one account's file. */
export type ListId = number;

/** Number of a segment inside one account's file. */
export type SegmentId = number;

/** Number of a saved view inside one account's file. */
export type ViewId = number;

/** Number of a sync inside one account's file. */
export type SyncId = number;

/** Number of a result set of one open account; not kept across restarts. */
export type ResultSetId = number;

/** Unix time in seconds. */
export type UnixSeconds = number;

/** One Official Account on this computer: 32 hexadecimal digits, also the name of its file. */
export type AccountId = string;

/** One account. */
export type AccountInput = {
  /** Which. */
  account: AccountId;
};

/** Whether an account is WeChat's or the built-in simulation. */
export type AccountKind = "practice" | "official";

/** Whether an account can be used, and if not, why. */
export type AccountState =
  | { state: "ready" }
  | { state: "secretMissing" }
  | { state: "tokenNeeded" }
  | {
      state: "keyMissing";
      /** Where the file lies now. */
      setAside: string | null;
    }
  | {
      state: "damaged";
      /** Where the file lies now. */
      setAside: string | null;
    }
  | { state: "newer" }
  | { state: "locked" };

/** An account as the window shows it. */
export type AccountSummary = {
  /** Its id on this computer. */
  id: AccountId;
  /** The name the operator gave it. */
  name: string;
  /** Practice or real. */
  kind: AccountKind;
  /** Null for the practice account. */
  appId: string | null;
  /** Null for WeChat's usual address. */
  apiBase: string | null;
  /** What opens it, as far as that may be shown. */
  credentials: CredentialsFacts;
  /** How its calls get to WeChat. */
  connection: Connection;
  /** Whether it can be used. */
  state: AccountState;
  /** People following now, as of the last finished sync; 0 before the first. */
  following: number;
  /** The last finished sync. */
  lastSync: SyncReport | null;
  /** True while no sync has ever finished. */
  neverSynced: boolean;
};

/** One thing that was done or found. */
export type Activity =
  | {
      kind: "job";
      /** How it stands. */
      job: JobSummary;
    }
  | {
      kind: "sync";
      /** Number of the sync. */
      sync: number;
      /** When it began. */
      startedAt: UnixSeconds;
      /** When it ended. */
      finishedAt: UnixSeconds;
      /** What it found; null if it was given up. */
      report: SyncReport | null;
    }
  | {
      kind: "tag";
      /** What became of it. */
      record: TagRecord;
    };

/** Which entries are wanted: those that meet every condition. */
export type ActivityFilter = {
  /** Of these kinds; of every kind if there are none. */
  kinds: ActivityKind[];
  /** From this second on. */
  from: UnixSeconds | null;
  /** Before this second. */
  until: UnixSeconds | null;
  /** About this tag. */
  tag: number | null;
  /** In which this person was chosen, seen to come or go, or lost a tag that was deleted. */
  person: number | null;
};

/** A question about what was done and found. */
export type ActivityInput = {
  /** Whose. */
  account: AccountId;
  /** Which entries. */
  filter: ActivityFilter;
  /** The last entry read; null to begin with the newest. */
  after: ActivityPlace | null;
  /** At most this many. */
  limit: number;
};

/** A kind of entry. */
export type ActivityKind = "tags" | "remark" | "blacklist" | "tagList" | "sync";

/** Where entries come from; of the same second, later ones stand first. */
export type ActivityList = "jobs" | "syncs" | "tags";

/** Entries, newest first. */
export type ActivityPage = {
  /** The entries. */
  entries: Activity[];
  /** Where the next page begins; null at the end. */
  next: ActivityPlace | null;
};

/** The place of an entry in the list; what follows it is older. */
export type ActivityPlace = {
  /** When a job was started, a sync ended, a tag was changed. */
  at: UnixSeconds;
  /** Which list it is from. */
  list: ActivityList;
  /** Its number there. */
  id: number;
};

/** Today's allowance of one endpoint. */
export type Allowance = {
  /** The path of the endpoint. */
  endpoint: string;
  /** Its figures; null where WeChat gives none, or not in time. */
  daily: Daily | null;
};

/** What went wrong, as codes and facts; the words are the UI's. */
export type AppError =
  | {
      code: "offline";
      /** How far it went. */
      cause: OfflineTrouble;
    }
  | { code: "untrusted" }
  | {
      code: "proxy";
      /** What it did. */
      cause: ProxyTrouble;
    }
  | {
      code: "ownService";
      /** What it should have handed out. */
      gives: Given;
      /** What it did instead. */
      trouble: ServiceTrouble;
      /** The HTTP status, if that was it. */
      status: number | null;
    }
  | { code: "timeout" }
  | {
      code: "http";
      /** The HTTP status. */
      status: number;
    }
  | {
      code: "wechat";
      /** WeChat's code. */
      errcode: number;
      /** WeChat's text without its suffixes. */
      message: string;
      /** WeChat's number of the request. */
      rid: string | null;
      /** WeChat's hint of the request. */
      hint: string | null;
      /** When it was refused. */
      at: UnixSeconds;
      /** The address WeChat saw. */
      address: string | null;
    }
  | {
      code: "quotaReserved";
      /** Calls left beside the reserve. */
      left: number;
      /** Calls needed. */
      needed: number;
    }
  | {
      code: "malformed";
      /** When it came. */
      at: UnixSeconds;
    }
  | { code: "keychainLocked" }
  | { code: "keychainMissing" }
  | { code: "passphraseNeeded" }
  | { code: "wrongPassphrase" }
  | { code: "wrongCode" }
  | { code: "recoveryDamaged" }
  | { code: "accountUnknown" }
  | {
      code: "accountExists";
      /** The name it has here. */
      name: string;
    }
  | {
      code: "accountUnavailable";
      /** Why. */
      state: AccountState;
    }
  | {
      code: "invalid";
      /** Name of the field, as in the contract. */
      field: string;
      /** What is wrong with it. */
      problem: Problem;
    }
  | {
      code: "tagNameTooLong";
      /** Its length in bytes, as WeChat counts. */
      bytes: number;
      /** The most WeChat allows. */
      limit: number;
    }
  | {
      code: "tagNameTaken";
      /** The name. */
      name: string;
    }
  | {
      code: "tagLimit";
      /** The most WeChat allows. */
      limit: number;
    }
  | { code: "tagIsSystem" }
  | {
      code: "tagTooLarge";
      /** People carrying it. */
      people: number;
      /** The most WeChat allows. */
      limit: number;
    }
  | { code: "tagUnknown" }
  | {
      code: "remarkTooLong";
      /** Its length in bytes, as WeChat counts. */
      bytes: number;
      /** The most WeChat allows. */
      limit: number;
    }
  | {
      code: "personTagLimit";
      /** The most WeChat allows. */
      limit: number;
    }
  | { code: "followerUnknown" }
  | { code: "selectionEmpty" }
  | {
      code: "resultSetExpired";
      /** How many people it had. */
      had: number;
    }
  | {
      code: "keptLimit";
      /** The most that are kept. */
      limit: number;
    }
  | { code: "jobUnknown" }
  | { code: "jobState" }
  | { code: "syncRunning" }
  | { code: "diskFull" }
  | { code: "readOnly" }
  | { code: "folderInUse" }
  | { code: "fileDamaged" }
  | { code: "storage" }
  | { code: "notFound" }
  | {
      code: "internal";
      /** Number under which the log tells more. */
      incident: string;
    };

/** What the blacklist is sorted by. */
export type BlacklistKey = "blockedAt" | "remark" | "reason";

/** The order of the blacklist; what is not known stands last in both directions. */
export type BlacklistSort = {
  /** Sort by this. */
  by: BlacklistKey;
  /** Greatest first. */
  descending: boolean;
};

/** Why people are on the blacklist. */
export type BlockReasonInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  selection: Selection;
  /** At most 200 characters; empty takes the reason away. */
  reason: string;
};

/** Somebody on the blacklist. All but the row is known on this computer only. */
export type BlockedPerson = {
  /** The grid's line. */
  row: FollowerRow;
  /** Why; empty when nobody said. */
  reason: string;
  /** When they were blocked, or found to be; null for those who were on the list when this computer first read it. */
  blockedAt: UnixSeconds | null;
  /** Who did it; null together with the time. */
  by: HistoryAuthor | null;
  /** Our job that did it. */
  job: number | null;
  /** Never seen among the followers: only WeChat's blacklist names this person. */
  neverFollowed: boolean;
};

/** The calls of an account, as WeChat and this computer count them. */
export type CallsToday = {
  /** Today, endpoint by endpoint. */
  endpoints: EndpointCalls[];
  /** Our own calls of the last days, newest first. */
  days: DayOfCalls[];
  /** Of each day's calls so many per cent are left to other systems by our syncs. */
  reservePercent: number;
  /** Resets from this computer this month; WeChat does not say how often others have reset. */
  resets: number;
  /** Resets that WeChat allows in a month, of all systems and its console together. */
  resetLimit: number;
  /** WeChat has said that this month's are used up. */
  resetsSpent: boolean;
};

/** A change of people on WeChat's side. */
export type Change =
  | {
      kind: "tags";
      /** Tags to carry afterwards. */
      add: number[];
      /** Tags not to carry afterwards. */
      remove: number[];
    }
  | {
      kind: "tagsExactly";
      /** Tags to carry afterwards, at most 20. */
      tags: number[];
      /** Whatever else the people carried when the draft was written: it is taken off. Empty in a question. */
      others: number[];
    }
  | {
      kind: "swapTag";
      /** The tag to take off. */
      from: number;
      /** The tag to put on. */
      to: number;
    }
  | {
      kind: "remark";
      /** The new remark. */
      remark: string;
    }
  | {
      kind: "remarkPattern";
      /** The text. */
      pattern: string;
    }
  | { kind: "remarkEach" }
  | {
      kind: "block";
      /** Why; stays on this computer. */
      reason: string;
    }
  | { kind: "unblock" };

/** A change of one person. */
export type ChangeFollowerInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  follower: number;
  /** What. */
  change: Change;
};

/** Another passphrase for the vault. */
export type ChangePassphraseInput = {
  /** The present one. */
  present: string;
  /** At least eight characters. */
  passphrase: string;
};

/** A segment to change. */
export type ChangeSegmentInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  id: number;
  /** What it becomes; without a filter it keeps its own. */
  segment: SegmentDraft;
};

/** A filter with its number. */
export type CheckedFilter = {
  /** People who match; null when that cannot be found out. */
  people: number | null;
  /** What its author should know. */
  problems: FilterProblem[];
};

/** What a pasted list of OpenIDs holds. Each different entry counts once. */
export type CheckedOpenids = {
  /** Everybody it names whom this computer knows, in its order. */
  people: number[];
  /** Of these: follow and are not blocked. */
  ready: number;
  /** Of these: blocked already. */
  blocked: number;
  /** Of these: neither follow nor are blocked; WeChat blocks only followers. */
  left: number;
  /** OpenIDs that nobody known here has. */
  unknown: number;
  /** Entries that are no OpenIDs. */
  damaged: number;
  /** Entries that stood there before. */
  repeated: number;
  /** The unknown and the damaged, in the order of the list; at most 500. */
  named: PastedOpenid[];
};

/** A result set to forget. */
export type CloseResultSetInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  resultSet: number;
};

/** Whether connecting moves, and if not, what for. */
export type ConnectStatus =
  | { state: "running" }
  | {
      state: "waiting";
      /** What is waited for. */
      because: AppError;
      /** When it tries again. */
      nextTry: UnixSeconds;
      /** When it stops trying by itself. */
      until: UnixSeconds;
    }
  | {
      state: "failed";
      /** What went wrong. */
      because: AppError;
    }
  | { state: "needsPassphrase" }
  | {
      state: "connected";
      /** Which it is. */
      account: AccountId;
    };

/** How connecting an account stands. */
export type Connecting = {
  /** The name the account gets. */
  name: string;
  /** Its AppID. */
  appId: string;
  /** Every step in order. */
  steps: StepMark[];
  /** Whether it moves. */
  status: ConnectStatus;
  /** Every address of this computer that WeChat has refused, in the order they were seen. */
  addresses: string[];
  /** What the account may call; empty before that was tried. */
  rights: Right[];
  /** What is left of today's calls; empty before WeChat was asked. */
  allowances: Allowance[];
};

/** How an account's calls get to WeChat. Holds no password. */
export type Connection = {
  /** Which of WeChat's token calls is used. */
  tokenKind: TokenKind;
  /** Through which proxy. */
  proxy: ProxyChoice;
};

/** Another way for an account's calls. */
export type ConnectionInput = {
  /** Which. */
  account: AccountId;
  /** Another address of the API; null for WeChat's usual one. */
  apiBase: string | null;
  /** How its calls get to WeChat. */
  connection: Connection;
  /** The password of its proxy. Null for the one that is kept, if server and user stay the same. */
  proxyPassword: string | null;
};

/** A segment to copy. */
export type CopySegmentInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  id: number;
  /** The copy's name: 1 to 60 characters. */
  name: string;
};

/** A question whose answer is a number. */
export type CountFollowersInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  filter: Filter;
};

/** A tag to make. */
export type CreateTagInput = {
  /** Whose. */
  account: AccountId;
  /** At most 30 bytes. */
  name: string;
};

/** What may be shown of an account's credentials. */
export type CredentialsFacts =
  | { kind: "secret" }
  | {
      kind: "tokenService";
      /** The name of its host. */
      host: string;
    }
  | {
      kind: "pastedToken";
      /** Until when it can be used at most; null when there is none. */
      until: UnixSeconds | null;
    }
  | {
      kind: "platform";
      /** The platform's own AppID. */
      platform: string;
      /** The name of the host that has its ticket. */
      host: string;
    };

/** Figures of one day, of all programs that use the account together. They are about one per cent off (page "getApiQuota"). */
export type Daily = {
  /** Calls allowed. */
  limit: number;
  /** Calls made. */
  used: number;
  /** Calls left. */
  left: number;
};

/** Our own calls of one day. */
export type DayOfCalls = {
  /** When it began, in China. */
  day: UnixSeconds;
  /** Calls to all endpoints. */
  calls: number;
};

/** Height of the window's rows. */
export type Density = "comfortable" | "compact";

/** What is announced to the window. */
export type DeskEvent =
  | {
      kind: "jobMoved";
      /** How it stands now. */
      job: JobSummary;
    }
  | {
      kind: "syncMoved";
      /** How it stands now. */
      sync: SyncState;
    }
  | {
      kind: "connectMoved";
      /** How it stands now. */
      connecting: Connecting;
    }
  | {
      kind: "filesRekeyed";
      /** Files done. */
      done: number;
      /** Files in all; equal when it is over. */
      files: number;
    }
  | {
      kind: "changed";
      /** Whose data. */
      account: AccountId | null;
      /** Which kinds of data. */
      topics: Topic[];
    }
  | {
      kind: "accountState";
      /** How it stands now. */
      account: AccountSummary;
    }
  | { kind: "resync" };

/** Everything the first screen needs. */
export type DeskOverview = {
  /** The program's version. */
  version: string;
  /** The folder on this computer that keeps everything. */
  dataFolder: string;
  /** Where secrets are kept. */
  vault: VaultState;
  /** How the operator wants it. */
  settings: Settings;
  /** The accounts in the order they were added; none while the vault is closed. */
  accounts: AccountSummary[];
};

/** One text of the diagnostics. */
export type DiagnosticsFile = {
  /** Its name in the archive. */
  name: string;
  /** What it says. */
  text: string;
};

/** Calls to one endpoint today. */
export type EndpointCalls = {
  /** Its path. */
  endpoint: string;
  /** WeChat's figures of all programs; null where it gives none. */
  daily: Daily | null;
  /** Calls from this computer. */
  ours: number;
};

/** What a column holds. */
export type ExportColumn =
  | "remark"
  | "openid"
  | "unionid"
  | "tags"
  | "followedAt"
  | "source"
  | "qrScene"
  | "qrText"
  | "language"
  | "following"
  | "leftAt"
  | "blacklisted";

/** Kinds of files. */
export type ExportFormat = "csv" | "xlsx";

/** What a file is to hold, and how. */
export type ExportRequest = {
  /** Whose followers. */
  account: AccountId;
  /** Which of them. */
  selection: Selection;
  /** CSV or Excel. */
  format: ExportFormat;
  /** Columns in order, each with its heading in the operator's language. */
  columns: HeadedColumn[];
  /** Words for values: yes, no, and each source. */
  words: ExportWords;
  /** Start of the file's name, without extension. */
  fileName: string;
};

/** Words for values in the operator's language. */
export type ExportWords = {
  /** For true. */
  yes: string;
  /** For false. */
  no: string;
  /** For WeChat's sources; one without a word stands as it came. */
  sources: Record<string, string>;
};

/** A file that was written. */
export type ExportedFile = {
  /** Where it lies. */
  path: string;
  /** The folder it lies in. */
  folder: string;
  /** People in it. */
  people: number;
};

/** What can be chosen in quick filters, with counts. */
export type Facets = {
  /** Sources of those who follow, most frequent first. */
  sources: SourceCount[];
  /** QR texts (or scene numbers) of those who follow, most frequent first, at most 500. */
  qrTexts: QrCount[];
  /** Languages of those who follow, most frequent first. */
  languages: LanguageCount[];
  /** People who follow. */
  following: number;
  /** People who do not follow any more. */
  left: number;
  /** People who follow and carry no tag. */
  untagged: number;
  /** People on the blacklist. */
  blacklisted: number;
};

/** A question about followers. A filter is a tree; a leaf is one condition. A part that is switched off ([`Filter::Off`]) counts as if it did not stand there, and so does a group all of whose parts are off; what is left of a filter that is off as a whole is everybody. Texts: a part or a beginning is found whatever the case of Latin letters; what is to be the whole text must be exactly that. */
export type Filter =
  | {
      kind: "allOf";
      /** Must all hold. */
      filters: Filter[];
    }
  | {
      kind: "anyOf";
      /** At least one must hold. */
      filters: Filter[];
    }
  | {
      kind: "noneOf";
      /** None may hold. */
      filters: Filter[];
    }
  | {
      kind: "off";
      /** What it would be. */
      filter: Filter;
    }
  | {
      kind: "tag";
      /** The tag. */
      tag: number;
    }
  | {
      kind: "tags";
      /** How many of them. */
      have: Share;
      /** The tags; of no tags nobody has any, and everybody has all and none. */
      tags: number[];
    }
  | { kind: "untagged" }
  | {
      kind: "tagCount";
      /** At least so many. */
      least: number | null;
      /** At most so many. */
      most: number | null;
    }
  | { kind: "following" }
  | { kind: "left" }
  | { kind: "blacklisted" }
  | {
      kind: "source";
      /** Values of `subscribe_scene` as WeChat wrote them; an empty one for "not known". */
      sources: string[];
    }
  | {
      kind: "language";
      /** Such as `zh_CN`; an empty one for "not known". */
      languages: string[];
    }
  | {
      kind: "remark";
      /** How. */
      how: TextMatch;
      /** With what. */
      text: string;
    }
  | { kind: "noRemark" }
  | {
      kind: "unionid";
      /** What is asked. */
      is: UnionidIs;
    }
  | {
      kind: "followed";
      /** Where in respect of the period. */
      when: Relation;
      /** The period. */
      period: Period;
    }
  | {
      kind: "qr";
      /** What of the code. */
      part: QrPart;
      /** How. */
      how: TextMatch;
      /** With what; an empty text that must be the whole one asks for people without a code. */
      texts: string[];
    }
  | {
      kind: "text";
      /** What to look for. */
      text: string;
    }
  | {
      kind: "happened";
      /** What. */
      event: PastEvent;
      /** When; only [`Period::Between`] can be without a beginning. */
      period: Period;
    }
  | {
      kind: "inList";
      /** The list. */
      list: number;
    }
  | {
      kind: "movedInSegment";
      /** The segment. */
      segment: number;
      /** How. */
      how: SegmentMove;
    }
  | {
      kind: "movedInSync";
      /** The sync. */
      sync: number;
      /** How. */
      how: Movement;
      /** Only by this tag; null for any. Means something with `tagged` and `untagged` alone. */
      tag: number | null;
    }
  | {
      kind: "inJob";
      /** The job. */
      job: number;
      /** The outcome. */
      outcome: Outcome;
      /** For this reason; for any reason, or none, if null. */
      reason: ItemReason | null;
    };

/** What there is to know about a part of a filter. */
export type FilterFlaw =
  | {
      kind: "tagGone";
      /** Its number. */
      tag: number;
      /** Its last known name; empty if it never had one here. */
      name: string;
    }
  | { kind: "listGone" }
  | { kind: "segmentGone" }
  | { kind: "recordGone" }
  | { kind: "emptyGroup" }
  | { kind: "nothingChosen" }
  | { kind: "backwards" };

/** Something about a filter that its author should know. The filter can be asked all the same, except where it names a list, a segment, a sync or a job that is not kept. */
export type FilterProblem = {
  /** Where: the place in each group on the way down, from 0; nothing for the whole filter. What is switched off has the place of its switch. */
  path: number[];
  /** What. */
  flaw: FilterFlaw;
};

/** What the list of everybody who follows began with when it was seen last. */
export type FirstPage = {
  /** How the table looked. */
  view: ViewInUse | null;
  /** The order of the list. */
  sort: Sort[];
  /** How many people were in it. */
  people: number;
  /** The first of them, at most 100. */
  rows: FollowerRow[];
  /** The tags with the numbers they had. */
  tags: Tag[];
};

/** Everything known about one follower. */
export type FollowerDetail = {
  /** The grid's line. */
  row: FollowerRow;
  /** Not given out by WeChat since 2021-12-27; older or simulated data may have it. */
  nickname: string | null;
  /** 0 unknown, 1 male, 2 female (legacy). */
  sex: number | null;
  /** Legacy. */
  city: string | null;
  /** Legacy. */
  province: string | null;
  /** Legacy. */
  country: string | null;
  /** Legacy. */
  headimgurl: string | null;
  /** Legacy. */
  groupid: number | null;
  /** How often this person has followed, as far as seen from here. */
  followCount: number;
  /** When this computer first heard of the person. */
  firstSeenAt: UnixSeconds;
  /** When the details were read last. */
  detailsReadAt: UnixSeconds | null;
  /** The person left between these two readings. */
  leftBetween: [UnixSeconds, UnixSeconds] | null;
  /** Why the person was blocked; only on this computer. */
  blockReason: string | null;
  /** Newest first. */
  history: HistoryEntry[];
};

/** One person. */
export type FollowerInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  follower: number;
};

/** One line of the followers' grid. */
export type FollowerRow = {
  /** Local number. */
  id: number;
  /** WeChat's id of the person in this account. */
  openid: string;
  /** WeChat's id of the person in all accounts under one open platform. */
  unionid: string | null;
  /** The operator's note; empty when there is none or it is not known. */
  remark: string;
  /** Tags that WeChat lists, ascending. */
  tags: number[];
  /** When the person followed (the last time). */
  followedAt: UnixSeconds | null;
  /** WeChat's `subscribe_scene` as it came. */
  source: string | null;
  /** Number of the QR code; 0 if none. */
  qrScene: number;
  /** Text of the QR code; empty if none. */
  qrText: string;
  /** `zh_CN` and the like; empty if not known. */
  language: string;
  /** Follows as of the last finished reading of the list. */
  following: boolean;
  /** When the person was found to have left. */
  leftAt: UnixSeconds | null;
  /** On WeChat's blacklist. */
  blacklisted: boolean;
  /** False while only the OpenID is known. */
  detailsRead: boolean;
};

/** A window of rows. */
export type FollowerRowsInput = {
  /** Whose. */
  account: AccountId;
  /** Of which list. */
  resultSet: number;
  /** Position of the first row. */
  start: number;
  /** At most this many rows. */
  count: number;
};

/** A group of functions that WeChat allows or refuses to an account as one. */
export type Function = "followers" | "details" | "tags" | "blacklist";

/** What a service of the customer's own hands out. */
export type Given = "token" | "ticket";

/** A column with its heading. */
export type HeadedColumn = {
  /** What it holds. */
  column: ExportColumn;
  /** What stands above it. */
  heading: string;
};

/** Who changed something. */
export type HistoryAuthor = "us" | "elsewhere";

/** One thing that happened to one follower. */
export type HistoryEntry = {
  /** When it happened or was found. */
  at: UnixSeconds;
  /** Who did it. */
  by: HistoryAuthor;
  /** The job that did it. */
  job: number | null;
  /** What happened. */
  event: HistoryEvent;
};

/** What happened to a follower. */
export type HistoryEvent =
  | { kind: "followed" }
  | { kind: "left" }
  | { kind: "cameBack" }
  | {
      kind: "tagged";
      /** The tag. */
      tag: number;
      /** Its last known name. */
      name: string;
    }
  | {
      kind: "untagged";
      /** The tag. */
      tag: number;
      /** Its last known name. */
      name: string;
    }
  | {
      kind: "remarked";
      /** Before. */
      from: string;
      /** After. */
      to: string;
    }
  | { kind: "blocked" }
  | { kind: "unblocked" };

/** Why one person was skipped or failed. */
export type ItemReason =
  | { kind: "alreadySo" }
  | { kind: "overTagLimit" }
  | { kind: "notFollowing" }
  | { kind: "unknownToWechat" }
  | {
      kind: "refused";
      /** Its error code. */
      code: number;
    }
  | { kind: "unconfirmed" }
  | { kind: "cancelled" }
  | { kind: "changedSince" }
  | { kind: "beforeUnknown" }
  | { kind: "tagGone" }
  | { kind: "remarkTooLong" };

/** One job. */
export type JobInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  job: number;
};

/** A window of a job's people. */
export type JobPeople = {
  /** How many there are in all. */
  total: number;
  /** The window, by local number. */
  people: JobPerson[];
};

/** A window of a job's people. */
export type JobPeopleInput = {
  /** Whose. */
  account: AccountId;
  /** Of which job. */
  job: number;
  /** Only those with this outcome; null for all. */
  outcome: Outcome | null;
  /** Only those with this reason; null for all. */
  reason: ItemReason | null;
  /** Position of the first person. */
  start: number;
  /** At most this many. */
  count: number;
};

/** One person of a job. */
export type JobPerson = {
  /** Local number. */
  id: number;
  /** WeChat's id. */
  openid: string;
  /** Today's remark. */
  remark: string;
  /** What became of the person. */
  outcome: Outcome;
  /** Why. */
  reason: ItemReason | null;
};

/** What a change would do; written from the cache before anything is sent. */
export type JobPreview = {
  /** The draft's number. */
  job: number;
  /** Whose people. */
  account: AccountId;
  /** The change. */
  change: Change;
  /** People in the frozen set. */
  people: number;
  /** People who would change. */
  toChange: number;
  /** Already in the wanted state: skipped. */
  alreadySo: number;
  /** Would pass 20 tags: skipped and listed. */
  overTagLimit: number;
  /** Do not follow any more: skipped. */
  left: number;
  /** Names of the tags in `change`, of those that WeChat does not list any more too. */
  tagNames: Record<TagId, string>;
  /** The job it takes back; null for a change of its own. */
  undoes: number | null;
  /** The deletion of a tag it takes back. */
  restores: number | null;
  /** Whether starting it makes the tag anew on WeChat first, under another number. */
  remakesTag: boolean;
  /** Changed since by somebody else: skipped by an undo unless they are included. */
  changedSince: number;
  /** Skipped by an undo: what was before is not known, or the tag is gone. */
  cannotBeRestored: number;
  /** The remark made for them would pass 30 bytes: skipped and listed. */
  remarkTooLong: number;
  /** People on the blacklist among them. */
  blacklisted: number;
  /** Calls it takes. */
  calls: PlannedCalls[];
  /** Expected seconds. */
  seconds: number;
};

/** What came of a job. */
export type JobReport = {
  /** The job. */
  job: JobSummary;
  /** Why people were skipped. */
  skipped: ReasonCount[];
  /** Why people failed. */
  failed: ReasonCount[];
};

/** Where a job stands. */
export type JobState =
  | { state: "draft" }
  | { state: "queued" }
  | { state: "running" }
  | {
      state: "paused";
      /** What stopped it. */
      because: AppError | null;
    }
  | {
      state: "waiting";
      /** When it tries again. */
      until: UnixSeconds;
      /** What it waits out. */
      because: AppError;
    }
  | { state: "finished" }
  | { state: "cancelled" };

/** How a job stands. */
export type JobSummary = {
  /** Number of the job. */
  id: number;
  /** Whose people. */
  account: AccountId;
  /** The change. */
  change: Change;
  /** Names of the tags in `change`, kept so that they can be shown after a tag is gone. */
  tagNames: Record<TagId, string>;
  /** The job whose work it takes back. */
  undoes: number | null;
  /** The last job that was started to take this one's work back. */
  undoneBy: number | null;
  /** The deletion of a tag that it takes back. */
  restores: number | null;
  /** Where it stands. */
  state: JobState;
  /** People in the frozen set. */
  people: number;
  /** People changed. */
  done: number;
  /** People skipped. */
  skipped: number;
  /** People who could not be changed. */
  failed: number;
  /** When it was previewed. */
  createdAt: UnixSeconds;
  /** When it was started. */
  startedAt: UnixSeconds | null;
  /** When it ended. */
  finishedAt: UnixSeconds | null;
  /** Null when unknown or not running. */
  secondsLeft: number | null;
};

/** For how long jobs, syncs and people's events are kept. */
export type KeepHistory = "forever" | "twoYears" | "oneYear" | "sixMonths" | "threeMonths";

/** What to keep with a tag on this computer only. */
export type LabelTagInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  tag: number;
  /** 0 to 11; null for the one that follows from its number. */
  hue: number | null;
  /** At most 200 characters; may be empty. */
  note: string;
};

/** The window's language. */
export type Language = "system" | "zh-CN" | "zh-TW" | "en";

/** How many use WeChat in one language. */
export type LanguageCount = {
  /** As it came. */
  language: string;
  /** People. */
  people: number;
};

/** The newest entries of an account. */
export type LimitInput = {
  /** Whose. */
  account: AccountId;
  /** At most this many. */
  limit: number;
};

/** A window of a pasted list's entries that are no people. */
export type ListEntriesInput = {
  /** Whose. */
  account: AccountId;
  /** Of which list. */
  list: number;
  /** Which of its entries. */
  group: ListGroup;
  /** Position of the first entry. */
  start: number;
  /** At most this many. */
  count: number;
};

/** The entries of a list that are no people. */
export type ListGroup = "unknown" | "repeated" | "damaged";

/** One pasted list. */
export type ListInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  list: number;
};

/** How much the log tells. Neither level writes a secret, an OpenID or a remark. */
export type LogLevel = "info" | "debug";

/** Who asks for a recovery code. */
export type MakeCodeInput = {
  /** The passphrase, where one protects the keys; null for a keychain. */
  passphrase: string | null;
};

/** How somebody moved in a sync. */
export type Movement =
  | "joined"
  | "left"
  | "cameBack"
  | "tagged"
  | "untagged"
  | "remarked"
  | "blocked"
  | "unblocked"
  | "unreadable";

/** A pasted list's name. */
export type NameListInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  list: number;
  /** 1 to 60 characters. */
  name: string;
};

/** What an operator types to connect an Official Account. */
export type NewAccount = {
  /** The name it gets on this computer, at most 60 characters. */
  name: string;
  /** `wx` and sixteen letters or digits. */
  appId: string;
  /** What opens it. */
  credentials: NewCredentials;
  /** Another address of the API; null for WeChat's usual one. */
  apiBase: string | null;
  /** How its calls get to WeChat; the usual way if left out. */
  connection: Connection;
  /** The password of its proxy, kept in the vault only; null for none. */
  proxyPassword: string | null;
};

/** What opens an account, as an operator gives it. */
export type NewCredentials =
  | {
      kind: "secret";
      /** 32 hexadecimal digits. */
      appSecret: string;
    }
  | {
      kind: "tokenService";
      /** Where it is asked, and where in its answer the token stands. */
      service: NewService;
      /** Where in its answer the token's life stands; null when it is not told. */
      expiresPath: string | null;
      /** For how many seconds a token is used where the answer does not say. */
      livesFor: number;
    }
  | {
      kind: "pastedToken";
      /** The token, or WeChat's whole answer with it. */
      token: string;
    }
  | {
      kind: "platform";
      /** Which. */
      platform: NewPlatform;
    };

/** One header of a question. */
export type NewHeader = {
  /** Its name. */
  name: string;
  /** Its value, which is secret. */
  value: string;
};

/** A third-party platform (第三方平台), as an operator gives it. */
export type NewPlatform = {
  /** The platform's own AppID: `wx` and sixteen letters or digits. */
  appId: string;
  /** The platform's own AppSecret. */
  appSecret: string;
  /** Where the newest ticket is asked for: WeChat pushes it to the customer's server. */
  ticket: NewService;
};

/** A segment to make. */
export type NewSegmentInput = {
  /** Whose. */
  account: AccountId;
  /** What it is; without a filter it stands for everybody. */
  segment: SegmentDraft;
};

/** A service of the customer's own. Address and headers may hold passwords. */
export type NewService = {
  /** `https://…`, or `http://…` on this computer and in private networks. */
  url: string;
  /** Sent along with every question, in this order. */
  headers: NewHeader[];
  /** Where in its answer the secret stands, as in `data.access_token`. */
  valuePath: string;
};

/** How far a connection went that was not made, or did not last. */
export type OfflineTrouble = "name" | "connection" | "broken";

/** How much of the history is older than a given time. */
export type OldHistory = {
  /** Jobs that are over. */
  jobs: number;
  /** Syncs that are over. */
  syncs: number;
  /** Changes of tags themselves. */
  tags: number;
  /** Single things that happened to people. */
  events: number;
};

/** A time for which history might be kept. */
export type OldHistoryInput = {
  /** For how long. */
  keep: KeepHistory;
};

/** A question about the blacklist. */
export type OpenBlacklistInput = {
  /** Whose. */
  account: AccountId;
  /** A part of what people are found by, or of the reason; empty for everybody. */
  search: string;
  /** In which order; ties follow the local number. */
  sort: BlacklistSort;
};

/** A question about followers. */
export type OpenResultSetInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  filter: Filter;
  /** In which order; ties follow the local number. */
  sort: Sort[];
};

/** The blacklist in one order, kept as a result set. */
export type OpenedBlacklist = {
  /** The result set's number. */
  id: number;
  /** How many people are in it. */
  people: number;
  /** The first rows, at most 100. */
  firstRows: BlockedPerson[];
};

/** A result set just made. */
export type OpenedResultSet = {
  /** Its number. */
  id: number;
  /** How many people match. */
  people: number;
  /** The first rows, at most 100. */
  firstRows: FollowerRow[];
};

/** The segments in another order. */
export type OrderSegmentsInput = {
  /** Whose. */
  account: AccountId;
  /** Those that stand first; the others follow as they stood. */
  ids: number[];
};

/** What became of one person in a job. */
export type Outcome = "pending" | "done" | "skipped" | "failed";

/** A passphrase to choose. */
export type PassphraseInput = {
  /** At least eight characters. */
  passphrase: string;
};

/** What WeChat remembers of a call. Tokens, secrets and OpenIDs are stars in it, as in the diagnostics. */
export type PastCall = {
  /** When it was made; null when WeChat does not say. */
  at: UnixSeconds | null;
  /** Milliseconds that WeChat took; null when it does not say. */
  millis: number | null;
  /** The query, as far as WeChat shows it. */
  url: string;
  /** The body that was sent. */
  request: string;
  /** The body of the answer. */
  answer: string;
  /** The address it came from; null when WeChat does not say. */
  caller: string | null;
};

/** Something in a person's history. */
export type PastEvent =
  | { kind: "left" }
  | { kind: "cameBack" }
  | {
      kind: "tagged";
      /** Which; any if null. */
      tag: number | null;
    }
  | {
      kind: "untagged";
      /** Which; any if null. */
      tag: number | null;
    }
  | { kind: "remarked" }
  | { kind: "blocked" }
  | { kind: "unblocked" };

/** Why an entry names nobody. */
export type PasteProblem = "unknown" | "damaged";

/** One entry of a pasted list. */
export type PastedEntry = {
  /** Its line in the pasted text, from 1. */
  line: number;
  /** The entry, cut if it is long. */
  text: string;
};

/** A pasted text with OpenIDs in it. */
export type PastedInput = {
  /** Whose. */
  account: AccountId;
  /** As it was pasted. */
  text: string;
};

/** A pasted list of OpenIDs. Each different entry counts once; only on this computer. Whom it names is asked for by [`Filter::InList`](super::Filter::InList). */
export type PastedList = {
  /** Its number. */
  id: number;
  /** The name it was saved under; empty while it was not. */
  name: string;
  /** When it was pasted. */
  pastedAt: UnixSeconds;
  /** People who follow now. */
  found: number;
  /** People known here who do not follow now. */
  left: number;
  /** OpenIDs that nobody known here has. */
  unknown: number;
  /** Entries that stood there before. */
  repeated: number;
  /** Entries that are no OpenIDs: cut off, or something else. */
  damaged: number;
};

/** An entry that names nobody. */
export type PastedOpenid = {
  /** Its line in the pasted text, from 1. */
  line: number;
  /** The entry, cut if it is long. */
  text: string;
  /** Why it names nobody. */
  problem: PasteProblem;
};

/** A period, in China time (UTC+8), found out when the question is asked. Weeks begin on Monday. */
export type Period =
  | {
      kind: "between";
      /** From this second on. */
      from: UnixSeconds | null;
      /** Before this second. */
      until: UnixSeconds | null;
    }
  | { kind: "today" }
  | { kind: "yesterday" }
  | {
      kind: "lastDays";
      /** At least 1. */
      days: number;
    }
  | { kind: "thisWeek" }
  | { kind: "lastWeek" }
  | { kind: "thisMonth" }
  | { kind: "lastMonth" }
  | { kind: "thisQuarter" }
  | { kind: "lastQuarter" }
  | { kind: "thisYear" };

/** Several people, looked for in a list. */
export type PlacesInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  selection: Selection;
  /** In which list. */
  resultSet: number;
};

/** Calls a job will make to one endpoint. */
export type PlannedCalls = {
  /** Path of the WeChat endpoint. */
  endpoint: string;
  /** How many calls. */
  calls: number;
  /** Null when WeChat gave no figure or could not be asked. */
  quotaLeft: number | null;
};

/** The calls of one kind. */
export type PlannedPart = {
  /** What they are for: `ids`, `details`, `tagLists`, `blacklist` or `refresh`. */
  phase: SyncPhase;
  /** How many, about. */
  calls: number;
  /** What the day still allows of them, without the reserve; null while WeChat gives no figure. */
  left: number | null;
  /** How many of them would wait for the next day. */
  later: number;
};

/** An account that has authorised a platform. */
export type PlatformAccount = {
  /** Its AppID. */
  appId: string;
  /** Its name at WeChat; null when WeChat does not tell. */
  name: string | null;
  /** The numbers of the permission sets that its owner granted; null when WeChat does not tell. */
  permissionSets: number[] | null;
  /** Whether user management is among them; without it followers and tags cannot be read. */
  userManagement: boolean;
  /** Whether it is connected on this computer already. */
  connected: boolean;
};

/** Which platform, and the way to WeChat. */
export type PlatformInput = {
  /** The platform. */
  platform: NewPlatform;
  /** Another address of the API; null for WeChat's usual one. */
  apiBase: string | null;
  /** How calls get to WeChat. */
  connection: Connection;
  /** The password of the proxy; null for none. */
  proxyPassword: string | null;
};

/** The practice account to start. */
export type PracticeInput = {
  /** The name it gets. */
  name: string;
  /** Simulated people: 1 to 1,000,000. */
  followers: number;
};

/** A change to look at before it is made. */
export type PreviewJobInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  selection: Selection;
  /** What. */
  change: Change;
};

/** People of a job to try again. */
export type PreviewRetryInput = {
  /** Whose. */
  account: AccountId;
  /** Which job. */
  job: number;
  /** Only those with this outcome; null without a reason for all whom the job has not reached. */
  outcome: Outcome | null;
  /** Only those with this reason. */
  reason: ItemReason | null;
};

/** A job to take back. */
export type PreviewUndoInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  job: number;
  /** Whether people who were changed since are put back as well. */
  includeChanged: boolean;
};

/** What is wrong with something typed. */
export type Problem =
  | "empty"
  | "tooLong"
  | "tooShort"
  | "notAnAppId"
  | "notASecret"
  | "notAnAddress"
  | "notAHost"
  | "notAPort"
  | "insecureAddress"
  | "notAHeader"
  | "notAPath"
  | "notATime"
  | "notAToken"
  | "tooDeep"
  | "tooMuchToKeep"
  | "tooManyTags"
  | "characters";

/** Through which proxy calls go. */
export type ProxyChoice =
  | { kind: "system" }
  | { kind: "straight" }
  | {
      kind: "server";
      /** The language it speaks. */
      protocol: ProxyProtocol;
      /** Its name or address. */
      host: string;
      /** 1 to 65535. */
      port: number;
      /** The user name, if it asks for one. The password is in the vault. */
      user: string | null;
    };

/** The language of a proxy. */
export type ProxyProtocol = "http" | "https" | "socks5";

/** What a proxy did to a connection. */
export type ProxyTrouble = "unreachable" | "silent" | "login" | "refused" | "noProxy";

/** A part of a sync that was left for the next day. */
export type PutOff = {
  /** Which part: `details`, `tagLists`, `blacklist` or `refresh`. */
  phase: SyncPhase;
  /** People whose details, or lists, that were not read. */
  count: number;
};

/** How many came by one QR code. */
export type QrCount = {
  /** The code's text, else its scene number. */
  text: string;
  /** People. */
  people: number;
};

/** What of a QR code is compared. */
export type QrPart = "text" | "scene" | "either";

/** A question for the values of QR codes. */
export type QrValuesInput = {
  /** Whose. */
  account: AccountId;
  /** Texts, numbers, or the text and else the number. */
  part: QrPart;
  /** Part of the value; empty for all. */
  search: string;
};

/** Whose details to read anew. */
export type ReadAnewInput = {
  /** Of which account. */
  account: AccountId;
  /** These people and no list; null for everybody, after the lists. */
  selection: Selection | null;
};

/** How many people share one reason. */
export type ReasonCount = {
  /** The reason. */
  reason: ItemReason;
  /** People. */
  people: number;
};

/** The way out of a forgotten passphrase. */
export type RecoverInput = {
  /** The recovery code, however it was typed. */
  code: string;
  /** The passphrase from now on, at least eight characters. */
  passphrase: string;
};

/** A fresh recovery code. It is shown once and kept nowhere. */
export type RecoveryCode = {
  /** 25 digits and letters in five groups. */
  code: string;
};

/** The code that an owner's scan brought, and the platform that it was meant for. */
export type RedeemInput = {
  /** The platform, and the way to WeChat. */
  through: PlatformInput;
  /** The code (auth_code); it is good once, for the ten minutes that the address names beside it (`expires_in=600`). */
  code: string;
};

/** A time in respect of a period. */
export type Relation = "during" | "before" | "after";

/** What a pattern makes of one person's remark. */
export type RemarkSample = {
  /** Local number. */
  id: number;
  /** WeChat's id. */
  openid: string;
  /** Today's remark. */
  before: string;
  /** The remark to be, whatever its length; null if it needs a remark that was never read. */
  after: string | null;
};

/** A pattern for remarks to try out. */
export type RemarkSamplesInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  selection: Selection;
  /** At most 200 characters, with `{remark}`, `{number}` and `{followed}` to be filled in. */
  pattern: string;
};

/** An account's new name. */
export type RenameAccountInput = {
  /** Which. */
  account: AccountId;
  /** At most 60 characters. */
  name: string;
};

/** A tag's new name. */
export type RenameTagInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  tag: number;
  /** At most 30 bytes. */
  name: string;
};

/** Other credentials for an account, of the same kind or another one. */
export type ReplaceCredentialsInput = {
  /** Which. */
  account: AccountId;
  /** What opens it from now on. */
  credentials: NewCredentials;
};

/** The way back to keys that the keychain lost. */
export type RestoreKeysInput = {
  /** The recovery code, however it was typed. */
  code: string;
};

/** How to go on with a sync. */
export type ResumeSyncInput = {
  /** Whose. */
  account: AccountId;
  /** Whether many leavers are accepted. */
  acceptLeavers: boolean;
};

/** A call to look up. */
export type RidInput = {
  /** Whose. */
  account: AccountId;
  /** WeChat's number of the call. */
  rid: string;
};

/** Whether an account may call a function. */
export type Right = {
  /** Which. */
  function: Function;
  /** Why not; null when it may. */
  refused: AppError | null;
};

/** What still runs or waits in all accounts; it goes on when the program is opened again. */
export type RunningWork = {
  /** Jobs queued, running or waiting for their time. */
  jobs: JobSummary[];
  /** Syncs that are not over. */
  syncs: SyncState[];
  /** Whether files are getting new keys. Ended half-way, it has to be begun again; each file opens. */
  rekeying: boolean;
};

/** A view to save. */
export type SaveViewInput = {
  /** Whose. */
  account: AccountId;
  /** In the place of which; null for a new one. */
  id: number | null;
  /** What it is. */
  view: ViewDraft;
};

/** Diagnostics that were saved. */
export type SavedDiagnostics = {
  /** Where the archive lies. */
  path: string;
};

/** A saved filter with a name. Only on this computer. */
export type Segment = {
  /** Its number. */
  id: number;
  /** Its name. */
  name: string;
  /** A colour, 0 to 11; null for the one that follows from its number. */
  hue: number | null;
  /** What somebody noted about it; empty when nobody did. */
  note: string;
  /** Who belongs to it; null when a newer program wrote it in a way unknown here. Such a segment can be renamed, moved, copied and deleted; nothing of it is lost. */
  filter: Filter | null;
  /** People who match now; null when that cannot be found out. */
  people: number | null;
  /** People who entered between the last two comparisons: [`Filter::MovedInSegment`]. */
  entered: number;
  /** People who left between the last two comparisons. */
  left: number;
  /** When it was compared with the time before, at the end of a sync; null if not yet. */
  comparedAt: UnixSeconds | null;
  /** When its filter was saved. */
  savedAt: UnixSeconds;
  /** What is wrong with its filter. */
  problems: FilterProblem[];
};

/** What an operator says about a segment. */
export type SegmentDraft = {
  /** 1 to 60 characters. */
  name: string;
  /** 0 to 11; null for the one that follows from its number. */
  hue: number | null;
  /** At most 200 characters; may be empty. */
  note: string;
  /** Who belongs to it; null to leave it as it is. */
  filter: Filter | null;
};

/** One segment. */
export type SegmentInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  id: number;
};

/** How somebody moved in respect of a segment. */
export type SegmentMove = "entered" | "left";

/** Whom an action is for. */
export type Selection =
  | {
      kind: "these";
      /** Local numbers. */
      followers: number[];
    }
  | {
      kind: "resultSet";
      /** The result set. */
      resultSet: number;
      /** Half-open ranges of positions; all of them if null. */
      ranges: [number, number][] | null;
      /** Not these. */
      except: number[];
    };

/** Several people. */
export type SelectionInput = {
  /** Whose. */
  account: AccountId;
  /** Who. */
  selection: Selection;
};

/** How many of the selected people carry each tag. */
export type SelectionTags = {
  /** People selected. */
  people: number;
  /** Tags that at least one of them carries. */
  tags: TagPeople[];
};

/** What a service of the customer's own did instead of handing something out. */
export type ServiceTrouble =
  | "unreachable"
  | "untrusted"
  | "silent"
  | "status"
  | "notJson"
  | "nothingThere"
  | "notAValue"
  | "rejected";

/** How the operator wants the window. */
export type Settings = {
  /** Its language. */
  language: Language;
  /** Light or dark. */
  theme: Theme;
  /** Height of the rows. */
  density: Density;
  /** The account shown. */
  currentAccount: AccountId | null;
  /** Blocking, or taking tags off, more people than this asks for the number to be typed. */
  typedAbove: number;
  /** For how long history is kept. */
  keepHistory: KeepHistory;
  /** How much the log tells. */
  logLevel: LogLevel;
};

/** How many of several things somebody must have. */
export type Share = "any" | "all" | "none";

/** One sort key with its direction. Whoever lacks the value stands last in both directions. */
export type Sort = {
  /** Sort by this. */
  by: SortKey;
  /** Greatest first. */
  descending: boolean;
};

/** What rows are sorted by. */
export type SortKey = "followedAt" | "remark" | "tagCount" | "source" | "qr" | "leftAt" | "openid";

/** How many came by one source. */
export type SourceCount = {
  /** `subscribe_scene` as it came. */
  source: string;
  /** People. */
  people: number;
};

/** The steps of connecting an account, in order; which of them there are depends on what opens it. */
export type Step =
  | "service"
  | "reach"
  | "appId"
  | "secret"
  | "allowList"
  | "platform"
  | "token"
  | "rights"
  | "quota"
  | "keep"
  | "followers";

/** One step and how it stands. */
export type StepMark = {
  /** Which. */
  step: Step;
  /** How it stands. */
  state: StepState;
};

/** How a step stands. */
export type StepState = "ahead" | "trying" | "passed" | "failed";

/** The steps of a sync, in order. */
export type SyncPhase =
  | "check"
  | "tags"
  | "ids"
  | "difference"
  | "details"
  | "tagLists"
  | "blacklist"
  | "refresh"
  | "finish";

/** What a sync would take that began now. */
export type SyncPlan = {
  /** The calls that come in numbers, in the order in which they would be made. */
  parts: PlannedPart[];
  /** Of each day's calls so many per cent are left to the account's other systems. */
  reservePercent: number;
  /** When what does not fit into this day would be gone on with, by itself. */
  restAt: UnixSeconds;
  /** Syncs begin by themselves every so many hours at most, because of what the list takes. */
  fewestHours: number;
};

/** What a finished sync found. */
export type SyncReport = {
  /** Number of the sync. */
  sync: number;
  /** When it began. */
  startedAt: UnixSeconds;
  /** When it ended. */
  finishedAt: UnixSeconds;
  /** Following now. */
  following: number;
  /** WeChat's own total. */
  total: number;
  /** New people. */
  joined: number;
  /** People found to have left. */
  left: number;
  /** People who had left and follow again. */
  cameBack: number;
  /** True for the first sync, where everybody is new. */
  first: boolean;
  /** People whose details were read. */
  detailsRead: number;
  /** Tags of the account. */
  tags: number;
  /** People on the blacklist. */
  blacklisted: number;
  /** Calls made. */
  calls: number;
  /** People whose details could not be read (at most 100 listed). */
  unreadable: UnreadablePerson[];
  /** How many people's details could not be read. */
  unreadableCount: number;
  /** Names of the tags whose people could not be read: their lists broke off again and again. */
  unreadTags: string[];
  /** Parts that this account may not read (48001), by endpoint path. */
  notAllowed: string[];
  /** Whose details it read. */
  scope: SyncScope;
  /** When the list before this one was complete: who joined or left did so since then. Null for the first. */
  listBefore: UnixSeconds | null;
  /** When this sync's list was complete: who joined or left had done so by then. */
  listAt: UnixSeconds | null;
  /** Tags that people gained or lost elsewhere. */
  tagChanges: TagChange[];
  /** People whose remark was changed elsewhere. */
  remarked: number;
  /** People put on the blacklist elsewhere. */
  blocked: number;
  /** People taken off the blacklist elsewhere. */
  unblocked: number;
  /** Of the people whose details were read: those whose turn it was to be read again. */
  refreshed: number;
  /** When the details that are oldest now were read: what was changed elsewhere since then and shows in no list may still be unknown. Null if nobody's were read. */
  oldestRead: UnixSeconds | null;
  /** What was left for the next day because the day's calls, without the reserve, did not suffice; it is done then by itself. */
  putOff: PutOff[];
  /** Calls that reading everything anew would have taken. */
  callsInFull: number;
};

/** Whose details a sync reads, beside those of new people. */
export type SyncScope = "usual" | "everybody" | "people";

/** How the syncs of an account are done. */
export type SyncSettings = {
  /** Everybody's details are read again within so many days, a part in each sync; 0 for never. */
  refreshDays: number;
  /** Of each day's calls so many per cent are left to the account's other systems. */
  reservePercent: number;
  /** A sync begins on start if the last one is so many hours old; 0 for never. */
  onStartHours: number;
  /** While the account is open, a sync begins so often, but never so often that the list alone uses up its day's calls; 0 for never. */
  everyHours: number;
};

/** Settings for the syncs of an account. */
export type SyncSettingsInput = {
  /** Whose. */
  account: AccountId;
  /** All of them. */
  settings: SyncSettings;
};

/** How a sync that has not been dismissed stands. */
export type SyncState = {
  /** Number of the sync. */
  sync: number;
  /** Whose followers are read. */
  account: AccountId;
  /** The step it is at. */
  phase: SyncPhase;
  /** People (or lists) done in this phase. */
  done: number;
  /** People (or lists) expected in this phase; null while unknown. */
  total: number | null;
  /** Calls made so far in this sync. */
  calls: number;
  /** Calls that may be in flight at once: few at first, more while WeChat bears them well, fewer when it asks for that. */
  atOnce: number;
  /** When it began. */
  startedAt: UnixSeconds;
  /** Expected seconds to its end; null while unknown. */
  secondsLeft: number | null;
  /** Whether it moves. */
  status: SyncStatus;
};

/** Whether a sync moves, and if not, what it waits for. */
export type SyncStatus =
  | { state: "running" }
  | {
      state: "paused";
      /** What stopped it. */
      because: AppError | null;
    }
  | {
      state: "waiting";
      /** When it tries again. */
      until: UnixSeconds;
      /** What it waits out. */
      because: AppError;
    }
  | {
      state: "asking";
      /** People who would be marked as left. */
      leavers: number;
      /** People following by the last finished sync. */
      following: number;
    }
  | {
      state: "finished";
      /** What it found. */
      report: SyncReport;
    }
  | { state: "cancelled" };

/** A tag with its counts. */
export type Tag = {
  /** WeChat's number. */
  id: number;
  /** Its name. */
  name: string;
  /** People carrying it according to WeChat's last tag list. */
  wechatCount: number;
  /** People carrying it in the local copy. */
  localCount: number;
  /** 0, 1 and 2 belong to WeChat and cannot be changed. */
  system: boolean;
  /** The colour chosen for it, 0 to 11; null for the one that follows from its number. Only on this computer. */
  hue: number | null;
  /** What somebody noted about it; empty when nobody did. Only on this computer. */
  note: string;
};

/** How many people gained and lost one tag. */
export type TagChange = {
  /** The tag. */
  tag: number;
  /** Its name now; empty for one that was never listed. */
  name: string;
  /** People who carry it now and did not. */
  added: number;
  /** People who carried it and do not now. */
  removed: number;
};

/** One tag. */
export type TagInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  tag: number;
};

/** How many selected people carry one tag. */
export type TagPeople = {
  /** The tag. */
  tag: number;
  /** People. */
  people: number;
};

/** A change of a tag itself, as history tells it. Who carries it is changed by jobs. */
export type TagRecord = {
  /** Its number. */
  id: number;
  /** When it was made; for what a sync found, when it was found. */
  at: UnixSeconds;
  /** We, or somebody else of whom a sync told. */
  by: HistoryAuthor;
  /** What. */
  kind: TagRecordKind;
  /** WeChat's number of the tag; the new one of a tag made again. */
  tag: number;
  /** The name it had, or got. */
  name: string;
  /** The name before a renaming. */
  formerName: string | null;
  /** People who carried a tag that was deleted. */
  people: number;
  /** False as long as nobody knows whether WeChat did it; the next sync tells. */
  confirmed: boolean;
  /** The job that made the tag again; of a deletion, the last one started to take it back. */
  job: number | null;
};

/** A deletion of a tag to take back. */
export type TagRecordInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  record: number;
};

/** What became of a tag. */
export type TagRecordKind = "created" | "renamed" | "deleted" | "recreated";

/** How a text is compared. */
export type TextMatch = "contains" | "is" | "startsWith";

/** The window's colours. */
export type Theme = "system" | "light" | "dark";

/** Which of WeChat's two token calls is used. */
export type TokenKind = "stable" | "classic";

/** A kind of thing the window shows and may have cached. */
export type Topic =
  | "followers"
  | "tags"
  | "blacklist"
  | "segments"
  | "lists"
  | "views"
  | "jobs"
  | "accounts"
  | "settings"
  | "sync"
  | "history";

/** What is asked of a UnionID. */
export type UnionidIs =
  | { kind: "known" }
  | { kind: "unknown" }
  | {
      kind: "equal";
      /** The whole UnionID. */
      unionid: string;
    };

/** How to open the vault. */
export type UnlockInput = {
  /** Null to ask the keychain again. */
  passphrase: string | null;
};

/** Somebody whose details could not be read. */
export type UnreadablePerson = {
  /** The person's OpenID. */
  openid: string;
  /** WeChat's code; null when the answer could not be read. */
  code: number | null;
};

/** What can be changed about where secrets are kept. */
export type VaultFacts = {
  /** How the vault stands. */
  vault: VaultState;
  /** Whether the system has a keychain. */
  keychain: boolean;
  /** Whether a recovery code was made that is still good. */
  recovery: boolean;
};

/** The kinds of vault an operator can tell apart. */
export type VaultKind = "keychain" | "passphrase";

/** Where keys and secrets are kept, and whether they can be reached now. */
export type VaultState =
  | {
      state: "unused";
      /** Whether the system has a keychain. */
      keychain: boolean;
    }
  | {
      state: "ready";
      /** Where they are kept. */
      kind: VaultKind;
    }
  | { state: "passphraseNeeded" }
  | { state: "keychainLocked" }
  | {
      state: "keychainMissing";
      /** Whether a recovery code may open the files all the same, behind a passphrase. */
      recovery: boolean;
    }
  | { state: "keysMissing" };

/** A saved view: columns, widths, order. What is in it is the window's business. */
export type View = {
  /** Its number. */
  id: number;
  /** Its name. */
  name: string;
  /** The way in which the body is written; a greater one than the window knows is a newer program's. */
  version: number;
  /** JSON, as it was saved. */
  body: string;
};

/** A view to save. */
export type ViewDraft = {
  /** 1 to 60 characters. */
  name: string;
  /** The way in which the body is written. */
  version: number;
  /** JSON, at most 32 KiB. */
  body: string;
};

/** How the table looks, saved under a name or not. */
export type ViewInUse = {
  /** The saved view it came from. */
  from: number | null;
  /** The way in which the body is written; a greater one than the window knows is a newer program's. */
  version: number;
  /** JSON, at most [`LONGEST_BODY`] bytes. */
  body: string;
};

/** How the table looks now. */
export type ViewInUseInput = {
  /** Whose. */
  account: AccountId;
  /** All of it. */
  view: ViewInUse;
};

/** One view. */
export type ViewInput = {
  /** Whose. */
  account: AccountId;
  /** Which. */
  id: number;
};

/** Every command with what it takes and gives. */
export type Commands = {
  /** Everything the first screen needs. */
  desk_overview: { input: null; output: DeskOverview };
  /** Keeps the settings; an unknown current account is kept as none. */
  save_settings: { input: Settings; output: null };
  /** Chooses a passphrase instead of a system keychain (only while nothing secret is kept). */
  choose_passphrase: { input: PassphraseInput; output: VaultState };
  /** Opens the vault: with the passphrase, or by asking the keychain again (null). */
  unlock: { input: UnlockInput; output: DeskOverview };
  /** What can be changed about where secrets are kept. */
  vault_facts: { input: null; output: VaultFacts };
  /** From now on another passphrase opens the vault. */
  change_passphrase: { input: ChangePassphraseInput; output: null };
  /** Makes a code that opens the files when the passphrase is forgotten or the keychain has lost the keys; an earlier one ends. */
  make_recovery_code: { input: MakeCodeInput; output: RecoveryCode };
  /** Opens the vault with its recovery code and gives it another passphrase. */
  recover: { input: RecoverInput; output: DeskOverview };
  /** Brings back the file keys that the keychain lost, with the recovery code. */
  restore_keys: { input: RestoreKeysInput; output: DeskOverview };
  /** Sets the files aside that no key opens any more; the accounts are synced anew. */
  go_on_without_keys: { input: null; output: DeskOverview };
  /** Moves everything out of the keychain, behind a passphrase. */
  use_passphrase: { input: PassphraseInput; output: VaultState };
  /** Moves everything from behind the passphrase into the system's keychain. */
  use_keychain: { input: null; output: VaultState };
  /** Gives every file with something real in it a new random key; how far it is, is announced. */
  renew_file_keys: { input: null; output: null };
  /** Erases every account, key, secret and setting on this computer. */
  erase_everything: { input: null; output: DeskOverview };
  /** Collects diagnostics with everything private blotted out, to be looked at. */
  diagnostics: { input: null; output: DiagnosticsFile[] };
  /** Saves what was shown last as an archive in the downloads folder. */
  save_diagnostics: { input: null; output: SavedDiagnostics };
  /** Starts the practice account, simulated on this computer; there is at most one. */
  open_practice_account: { input: PracticeInput; output: AccountSummary };
  /** Begins to connect an Official Account, step by step; each step is announced. */
  start_connecting: { input: NewAccount; output: Connecting };
  /** The accounts that have authorised a third-party platform, to choose from; keeps nothing. */
  platform_accounts: { input: PlatformInput; output: PlatformAccount[] };
  /** Redeems the code of an authorisation: the account that it is for, to be connected next. */
  redeem_authorisation: { input: RedeemInput; output: PlatformAccount };
  /** How connecting stands; null when nothing is being connected. */
  connecting: { input: null; output: Connecting | null };
  /** Goes on now with a step that failed or waits. */
  try_connecting: { input: null; output: null };
  /** Gives up connecting; an account that was kept already stays. */
  stop_connecting: { input: null; output: null };
  /** Renames the account on this computer only. */
  rename_account: { input: RenameAccountInput; output: AccountSummary };
  /** Keeps other credentials, of any kind, after trying them. */
  replace_credentials: { input: ReplaceCredentialsInput; output: AccountSummary };
  /** Removes what opens the account from this computer; everything else stays. */
  remove_credentials: { input: AccountInput; output: AccountSummary };
  /** Asks WeChat for a token in another way of getting there; keeps nothing. */
  check_connection: { input: ConnectionInput; output: null };
  /** Keeps another way of getting to WeChat, without asking; running work goes on in it. */
  change_connection: { input: ConnectionInput; output: AccountSummary };
  /** Removes the account from this computer only. */
  remove_account: { input: AccountInput; output: null };
  /** What WeChat allows today, endpoint by endpoint, and what this computer has used of it. */
  calls_today: { input: AccountInput; output: CallsToday };
  /** Sets the day's counters back to nothing, for every system that uses the account; ten times a month. */
  clear_quota: { input: AccountInput; output: null };
  /** What WeChat remembers of a call of the last seven days, without tokens and secrets. */
  look_up_rid: { input: RidInput; output: PastCall };
  /** Starts reading followers, tags and blacklist from WeChat. */
  start_sync: { input: AccountInput; output: SyncState };
  /** Starts reading details anew: everybody's, or those of some people and no list. */
  read_anew: { input: ReadAnewInput; output: SyncState };
  /** What a sync would take that began now, against what the day still allows; sends a few questions. */
  sync_plan: { input: AccountInput; output: SyncPlan };
  /** How the syncs of an account are done. */
  sync_settings: { input: AccountInput; output: SyncSettings };
  /** Keeps how the syncs of an account are done, within limits. */
  save_sync_settings: { input: SyncSettingsInput; output: SyncSettings };
  /** Ends the sync; what it collected is dropped. */
  cancel_sync: { input: AccountInput; output: null };
  /** Goes on with a paused sync, or answers the question about many leavers with yes. */
  resume_sync: { input: ResumeSyncInput; output: null };
  /** The running or last unfinished sync, if any. */
  sync_state: { input: AccountInput; output: SyncState | null };
  /** Reports of finished syncs, newest first. */
  sync_reports: { input: LimitInput; output: SyncReport[] };
  /** What was done in an account and what its syncs found, newest first (at most 200). */
  activity: { input: ActivityInput; output: ActivityPage };
  /** How much of the history would be forgotten if it were kept for so long. */
  old_history: { input: OldHistoryInput; output: OldHistory };
  /** What the list of everybody who follows began with when it was seen last, for as long as the account's file is being opened; null otherwise. */
  first_page: { input: AccountInput; output: FirstPage | null };
  /** Answers a question about followers with a list that stays as it is until closed. */
  open_result_set: { input: OpenResultSetInput; output: OpenedResultSet };
  /** A window of a result set's rows (at most 1,000). */
  follower_rows: { input: FollowerRowsInput; output: FollowerRow[] };
  /** Forgets a result set. */
  close_result_set: { input: CloseResultSetInput; output: null };
  /** How many people match. */
  count_followers: { input: CountFollowersInput; output: number };
  /** How many people match, and what is odd about the filter. */
  check_filter: { input: CountFollowersInput; output: CheckedFilter };
  /** Values of QR codes by which people came who follow, most frequent first, at most 500. */
  qr_values: { input: QrValuesInput; output: QrCount[] };
  /** Everything known about one person. */
  follower: { input: FollowerInput; output: FollowerDetail };
  /** Values to filter by, with the number of people. */
  facets: { input: AccountInput; output: Facets };
  /** How many of the selected people carry each tag, for ticks and half-ticks. */
  selection_tags: { input: SelectionInput; output: SelectionTags };
  /** Where the selected people stand in another list, from the first place up to, not including, the second. */
  selection_places: { input: PlacesInput; output: [number, number][] };
  /** Writes the selected people to a CSV or Excel file in the downloads folder. */
  export_followers: { input: ExportRequest; output: ExportedFile };
  /** Keeps whom a pasted list of OpenIDs names (at most 200,000); nothing is sent. */
  paste_list: { input: PastedInput; output: PastedList };
  /** The pasted lists, newest first, with their numbers as they are now. */
  pasted_lists: { input: AccountInput; output: PastedList[] };
  /** A window of a list's entries that are no people (at most 1,000). */
  list_entries: { input: ListEntriesInput; output: PastedEntry[] };
  /** Saves a pasted list under a name; lists without one are forgotten as newer ones come. */
  name_list: { input: NameListInput; output: PastedList };
  /** Forgets a pasted list. */
  delete_list: { input: ListInput; output: null };
  /** The segments in their order, with their numbers as they are now. */
  segments: { input: AccountInput; output: Segment[] };
  /** Makes a segment, on this computer only. */
  add_segment: { input: NewSegmentInput; output: Segment };
  /** Changes a segment. */
  change_segment: { input: ChangeSegmentInput; output: Segment };
  /** Makes another segment with the same filter. */
  copy_segment: { input: CopySegmentInput; output: Segment };
  /** Forgets a segment; its people are not touched. */
  delete_segment: { input: SegmentInput; output: null };
  /** Puts the segments in another order. */
  order_segments: { input: OrderSegmentsInput; output: null };
  /** The saved views of the followers' table, oldest first. */
  views: { input: AccountInput; output: View[] };
  /** Saves a view, in the place of another if its number is given. */
  save_view: { input: SaveViewInput; output: View };
  /** How the followers' table looked when it was changed last; null before it ever was. */
  view_in_use: { input: AccountInput; output: ViewInUse | null };
  /** Keeps how the followers' table looks now. */
  keep_view_in_use: { input: ViewInUseInput; output: null };
  /** Forgets a view. */
  delete_view: { input: ViewInput; output: null };
  /** The account's tags. */
  tags: { input: AccountInput; output: Tag[] };
  /** Makes a tag on WeChat. */
  create_tag: { input: CreateTagInput; output: Tag };
  /** Renames the tag on WeChat. */
  rename_tag: { input: RenameTagInput; output: Tag };
  /** Deletes the tag on WeChat. */
  delete_tag: { input: TagInput; output: null };
  /** Keeps a colour and a note with the tag, on this computer only. */
  label_tag: { input: LabelTagInput; output: Tag };
  /** Who is on the blacklist, as a list that stays as it is until closed. */
  open_blacklist: { input: OpenBlacklistInput; output: OpenedBlacklist };
  /** A window of the blacklist's rows (at most 1,000). */
  blacklist_rows: { input: FollowerRowsInput; output: BlockedPerson[] };
  /** Whom a pasted list of OpenIDs names; nothing is sent. */
  check_openids: { input: PastedInput; output: CheckedOpenids };
  /** Keeps another reason with blocked people, on this computer only; how many they are. */
  set_block_reason: { input: BlockReasonInput; output: number };
  /** Freezes the people and writes a draft; sends nothing but a question for the quota. */
  preview_job: { input: PreviewJobInput; output: JobPreview };
  /** What a pattern makes of the remarks of the first people; nothing is written. */
  remark_samples: { input: RemarkSamplesInput; output: RemarkSample[] };
  /** Freezes the people of a job that is over in a draft that takes it back. */
  preview_undo: { input: PreviewUndoInput; output: JobPreview };
  /** Freezes those who carried a deleted tag in a draft that gives it back to them. */
  preview_restore: { input: TagRecordInput; output: JobPreview };
  /** Freezes people of a job that is over in a draft of the same change: those it has not reached, or those with one reason. */
  preview_retry: { input: PreviewRetryInput; output: JobPreview };
  /** Starts a draft: what was counted is what runs. */
  start_job: { input: JobInput; output: JobSummary };
  /** Forgets a draft. */
  discard_job: { input: JobInput; output: null };
  /** One person, at once: the same machinery without the dialog. */
  change_follower: { input: ChangeFollowerInput; output: JobReport };
  /** Stops a job until it is resumed; calls in flight are finished. */
  pause_job: { input: JobInput; output: JobSummary };
  /** Goes on with a paused or waiting job. */
  resume_job: { input: JobInput; output: JobSummary };
  /** Ends a job; what was done stays done. */
  cancel_job: { input: JobInput; output: JobSummary };
  /** Jobs, newest first. */
  jobs: { input: LimitInput; output: JobSummary[] };
  /** What came of a job, with reasons. */
  job_report: { input: JobInput; output: JobReport };
  /** A window of a job's people (at most 1,000), by outcome and reason. */
  job_people: { input: JobPeopleInput; output: JobPeople };
  /** What still runs or waits in all accounts; asked before the window closes. */
  running_work: { input: null; output: RunningWork };
};
