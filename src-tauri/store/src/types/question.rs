//! Questions about followers and their answers: filters, sorts, result sets, counts, selections.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    FollowerId, FollowerRow, ItemReason, JobId, Outcome, ResultSetId, SyncId, TagId, UnixSeconds,
};

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
        /// Only by this tag; null for any. Means something with `tagged` and `untagged` alone.
        #[serde(default)]
        tag: Option<TagId>,
    },
    /// Has this outcome in this job.
    InJob {
        /// The job.
        job: JobId,
        /// The outcome.
        outcome: Outcome,
        /// For this reason; for any reason, or none, if null.
        #[serde(default)]
        reason: Option<ItemReason>,
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
    /// Was given a tag elsewhere.
    Tagged,
    /// Lost a tag elsewhere.
    Untagged,
    /// Was given another remark elsewhere.
    Remarked,
    /// Was put on the blacklist elsewhere.
    Blocked,
    /// Was taken off the blacklist elsewhere.
    Unblocked,
    /// Did not move: the details could not be read.
    Unreadable,
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
