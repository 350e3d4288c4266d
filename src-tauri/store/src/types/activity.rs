//! What was done in one account and what its syncs found: questions about that list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FollowerId, TagId, UnixSeconds};

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityKind {
    /// People were tagged or untagged.
    Tags,
    /// Remarks were set, cleared or put back.
    Remark,
    /// People were put on the blacklist or taken off.
    Blacklist,
    /// Tags themselves were made, renamed or deleted.
    TagList,
    /// The account was read.
    Sync,
}

/// Which entries are wanted: those that meet every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityFilter {
    /// Of these kinds; of every kind if there are none.
    pub kinds: Vec<ActivityKind>,
    /// From this second on.
    #[ts(type = "UnixSeconds | null")]
    pub from: Option<UnixSeconds>,
    /// Before this second.
    #[ts(type = "UnixSeconds | null")]
    pub until: Option<UnixSeconds>,
    /// About this tag.
    pub tag: Option<TagId>,
    /// In which this person was chosen, seen to come or go, or lost a tag that was deleted.
    pub person: Option<FollowerId>,
}

/// The place of an entry in the list; what follows it is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPlace {
    /// When a job was started, a sync ended, a tag was changed.
    #[ts(type = "UnixSeconds")]
    pub at: UnixSeconds,
    /// Which list it is from.
    pub list: ActivityList,
    /// Its number there.
    pub id: u32,
}

/// Where entries come from; of the same second, later ones stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityList {
    /// The jobs.
    Jobs,
    /// The syncs.
    Syncs,
    /// The changes of tags themselves.
    Tags,
}

/// How much of the history is older than a given time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OldHistory {
    /// Jobs that are over.
    pub jobs: u32,
    /// Syncs that are over.
    pub syncs: u32,
    /// Changes of tags themselves.
    pub tags: u32,
    /// Single things that happened to people.
    pub events: u32,
}
