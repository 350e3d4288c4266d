//! People on the blacklist, with what is known of it on this computer alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FollowerId, FollowerRow, HistoryAuthor, JobId, ResultSetId, UnixSeconds};

/// Somebody on the blacklist. All but the row is known on this computer only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockedPerson {
    /// The grid's line.
    pub row: FollowerRow,
    /// Why; empty when nobody said.
    pub reason: String,
    /// When they were blocked, or found to be; null for those who were on the list when this
    /// computer first read it.
    #[ts(type = "UnixSeconds | null")]
    pub blocked_at: Option<UnixSeconds>,
    /// Who did it; null together with the time.
    pub by: Option<HistoryAuthor>,
    /// Our job that did it.
    pub job: Option<JobId>,
    /// Never seen among the followers: only WeChat's blacklist names this person.
    pub never_followed: bool,
}

/// What the blacklist is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BlacklistKey {
    /// When they were blocked.
    BlockedAt,
    /// Remark, by its bytes with Latin letters folded.
    Remark,
    /// Why, by its bytes.
    Reason,
}

/// The order of the blacklist; what is not known stands last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlacklistSort {
    /// Sort by this.
    pub by: BlacklistKey,
    /// Greatest first.
    pub descending: bool,
}

/// The blacklist in one order, kept as a result set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedBlacklist {
    /// The result set's number.
    pub id: ResultSetId,
    /// How many people are in it.
    pub people: u32,
    /// The first rows, at most 100.
    pub first_rows: Vec<BlockedPerson>,
}

/// How somebody whose OpenID was looked up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Local number.
    pub id: FollowerId,
    /// Follows as of the last finished reading of the list.
    pub following: bool,
    /// On WeChat's blacklist.
    pub blacklisted: bool,
}
