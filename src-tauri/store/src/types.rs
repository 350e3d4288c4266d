//! Shapes that reach the window: rows, questions, tags, outcomes. They hold no behaviour.
//!
//! Field names and tags are those of the contract between the window and the core.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Local number of a follower inside one account's file, counted from 1; never sent to WeChat.
pub type FollowerId = u32;
/// WeChat's number of a tag; belongs to one account.
pub type TagId = u32;
/// Number of a job inside one account's file.
pub type JobId = u32;
/// Number of a sync inside one account's file.
pub type SyncId = u32;
/// Number of a result set of one open account; not kept across restarts.
pub type ResultSetId = u32;
/// Unix time in seconds.
pub type UnixSeconds = i64;

/// One line of the followers' grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FollowerRow {
    /// Local number.
    pub id: FollowerId,
    /// WeChat's id of the person in this account.
    pub openid: String,
    /// WeChat's id of the person in all accounts under one open platform.
    pub unionid: Option<String>,
    /// The operator's note; empty when there is none or it is not known.
    pub remark: String,
    /// Tags that WeChat lists, ascending.
    pub tags: Vec<TagId>,
    /// When the person followed (the last time).
    #[ts(type = "UnixSeconds | null")]
    pub followed_at: Option<UnixSeconds>,
    /// WeChat's `subscribe_scene` as it came.
    pub source: Option<String>,
    /// Number of the QR code; 0 if none.
    pub qr_scene: u32,
    /// Text of the QR code; empty if none.
    pub qr_text: String,
    /// `zh_CN` and the like; empty if not known.
    pub language: String,
    /// Follows as of the last finished reading of the list.
    pub following: bool,
    /// When the person was found to have left.
    #[ts(type = "UnixSeconds | null")]
    pub left_at: Option<UnixSeconds>,
    /// On WeChat's blacklist.
    pub blacklisted: bool,
    /// False while only the OpenID is known.
    pub details_read: bool,
}

/// Everything known about one follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FollowerDetail {
    /// The grid's line.
    pub row: FollowerRow,
    /// Not given out by WeChat since 2021-12-27; older or simulated data may have it.
    pub nickname: Option<String>,
    /// 0 unknown, 1 male, 2 female (legacy).
    pub sex: Option<u32>,
    /// Legacy.
    pub city: Option<String>,
    /// Legacy.
    pub province: Option<String>,
    /// Legacy.
    pub country: Option<String>,
    /// Legacy.
    pub headimgurl: Option<String>,
    /// Legacy.
    pub groupid: Option<u32>,
    /// How often this person has followed, as far as seen from here.
    pub follow_count: u32,
    /// When this computer first heard of the person.
    #[ts(type = "UnixSeconds")]
    pub first_seen_at: UnixSeconds,
    /// When the details were read last.
    #[ts(type = "UnixSeconds | null")]
    pub details_read_at: Option<UnixSeconds>,
    /// The person left between these two readings.
    #[ts(type = "[UnixSeconds, UnixSeconds] | null")]
    pub left_between: Option<(UnixSeconds, UnixSeconds)>,
    /// Why the person was blocked; only on this computer.
    pub block_reason: Option<String>,
    /// Newest first.
    pub history: Vec<HistoryEntry>,
}

/// One thing that happened to one follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// When it happened or was found.
    #[ts(type = "UnixSeconds")]
    pub at: UnixSeconds,
    /// Who did it.
    pub by: HistoryAuthor,
    /// The job that did it.
    pub job: Option<JobId>,
    /// What happened.
    pub event: HistoryEvent,
}

/// Who changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HistoryAuthor {
    /// A job of this program.
    Us,
    /// Somebody else; a sync found it.
    Elsewhere,
}

/// What happened to a follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum HistoryEvent {
    /// First follow.
    Followed,
    /// Missing from the list of followers.
    Left,
    /// Back in the list, or followed anew between two readings.
    CameBack,
    /// Got a tag.
    Tagged {
        /// The tag.
        tag: TagId,
        /// Its last known name.
        name: String,
    },
    /// Lost a tag.
    Untagged {
        /// The tag.
        tag: TagId,
        /// Its last known name.
        name: String,
    },
    /// The remark changed.
    Remarked {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Put on the blacklist.
    Blocked,
    /// Taken off the blacklist.
    Unblocked,
}

/// A question about followers. A filter is a tree; a leaf is one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Filter {
    /// Everybody if there are no filters.
    AllOf {
        /// Must all hold.
        filters: Vec<Filter>,
    },
    /// Nobody if there are no filters.
    AnyOf {
        /// At least one must hold.
        filters: Vec<Filter>,
    },
    /// Everybody if there are no filters.
    NoneOf {
        /// None may hold.
        filters: Vec<Filter>,
    },
    /// Carries this tag.
    Tag {
        /// The tag.
        tag: TagId,
    },
    /// Carries no tag.
    Untagged,
    /// Follows now.
    Following,
    /// Does not follow now.
    Left,
    /// Is on the blacklist.
    Blacklisted,
    /// Came by this `subscribe_scene`.
    Source {
        /// As WeChat wrote it.
        source: String,
    },
    /// Followed in this half-open time: `from` ≤ time < `until`.
    FollowedAt {
        /// From this second on.
        #[ts(type = "UnixSeconds | null")]
        from: Option<UnixSeconds>,
        /// Before this second.
        #[ts(type = "UnixSeconds | null")]
        until: Option<UnixSeconds>,
    },
    /// Was found to have left in this half-open time: `from` ≤ time < `until`.
    LeftAt {
        /// From this second on.
        #[ts(type = "UnixSeconds | null")]
        from: Option<UnixSeconds>,
        /// Before this second.
        #[ts(type = "UnixSeconds | null")]
        until: Option<UnixSeconds>,
    },
    /// The QR text, or the scene number as text, contains or is exactly this.
    Qr {
        /// What to look for.
        text: String,
        /// The whole text instead of a part.
        exact: bool,
    },
    /// Part of the remark, an OpenID or UnionID whole or in part, the name of a tag, a QR text.
    Text {
        /// What to look for; small and capital Latin letters are the same.
        text: String,
    },
    /// Moved in this sync.
    MovedInSync {
        /// The sync.
        sync: SyncId,
        /// How.
        how: Movement,
    },
    /// Has this outcome in this job.
    InJob {
        /// The job.
        job: JobId,
        /// The outcome.
        outcome: Outcome,
    },
}

/// How somebody moved in a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Movement {
    /// Never seen before.
    Joined,
    /// Was in the list before, is no more.
    Left,
    /// Had left, is back.
    CameBack,
}

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SortKey {
    /// Time of following.
    FollowedAt,
    /// Remark, by its bytes with Latin letters folded.
    Remark,
    /// Number of tags.
    TagCount,
    /// `subscribe_scene`.
    Source,
    /// QR text, else scene number.
    Qr,
    /// When the person was found to have left.
    LeftAt,
    /// OpenID, by its bytes.
    Openid,
}

/// One sort key with its direction. Whoever lacks the value stands last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sort {
    /// Sort by this.
    pub by: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// A result set just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedResultSet {
    /// Its number.
    pub id: ResultSetId,
    /// How many people match.
    pub people: u32,
    /// The first rows, at most 100.
    pub first_rows: Vec<FollowerRow>,
}

/// What can be chosen in quick filters, with counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Sources of those who follow, most frequent first.
    pub sources: Vec<SourceCount>,
    /// QR texts (or scene numbers) of those who follow, most frequent first, at most 500.
    pub qr_texts: Vec<QrCount>,
    /// People who follow.
    pub following: u32,
    /// People who do not follow any more.
    pub left: u32,
    /// People who follow and carry no tag.
    pub untagged: u32,
    /// People on the blacklist.
    pub blacklisted: u32,
}

/// How many came by one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceCount {
    /// `subscribe_scene` as it came.
    pub source: String,
    /// People.
    pub people: u32,
}

/// How many came by one QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrCount {
    /// The code's text, else its scene number.
    pub text: String,
    /// People.
    pub people: u32,
}

/// Whom an action is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Selection {
    /// Exactly these.
    These {
        /// Local numbers.
        followers: Vec<FollowerId>,
    },
    /// Rows of one result set.
    #[serde(rename_all = "camelCase")]
    ResultSet {
        /// The result set.
        result_set: ResultSetId,
        /// Half-open ranges of positions; all of them if null.
        ranges: Option<Vec<(u32, u32)>>,
        /// Not these.
        except: Vec<FollowerId>,
    },
}

/// A tag with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// WeChat's number.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// People carrying it according to WeChat's last tag list.
    pub wechat_count: u32,
    /// People carrying it in the local copy.
    pub local_count: u32,
    /// 0, 1 and 2 belong to WeChat and cannot be changed.
    pub system: bool,
}

/// How many selected people carry one tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagPeople {
    /// The tag.
    pub tag: TagId,
    /// People.
    pub people: u32,
}

/// A change of people on WeChat's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Change {
    /// Add some tags, remove others.
    Tags {
        /// Tags to carry afterwards.
        add: Vec<TagId>,
        /// Tags not to carry afterwards.
        remove: Vec<TagId>,
    },
    /// Set the remark; empty clears it.
    Remark {
        /// The new remark.
        remark: String,
    },
    /// Put on the blacklist.
    Block {
        /// Why; stays on this computer.
        reason: String,
    },
    /// Take off the blacklist.
    Unblock,
}

/// What became of one person in a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Not yet, or not completely.
    Pending,
    /// Changed.
    Done,
    /// Nothing was to be done, or nothing may be done.
    Skipped,
    /// WeChat refused, or the result is not known.
    Failed,
}

/// Why one person was skipped or failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ItemReason {
    /// Already in the wanted state.
    AlreadySo,
    /// Would carry more than 20 tags.
    OverTagLimit,
    /// Does not follow any more.
    NotFollowing,
    /// WeChat does not know the OpenID.
    UnknownToWechat,
    /// WeChat refused.
    Refused {
        /// Its error code.
        code: i32,
    },
    /// The answer was lost and what happened could not be read back.
    Unconfirmed,
    /// The operator cancelled the job before this person's turn.
    Cancelled,
}

/// How many people share one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReasonCount {
    /// The reason.
    pub reason: ItemReason,
    /// People.
    pub people: u32,
}

/// One person of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobPerson {
    /// Local number.
    pub id: FollowerId,
    /// WeChat's id.
    pub openid: String,
    /// Today's remark.
    pub remark: String,
    /// What became of the person.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<ItemReason>,
}

/// A window of a job's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobPeople {
    /// How many there are in all.
    pub total: u32,
    /// The window, by local number.
    pub people: Vec<JobPerson>,
}

/// Names of tags by their numbers, kept with a job so that they can be shown later.
pub type TagNames = BTreeMap<TagId, String>;
