//! Tags and how many people carry them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{HistoryAuthor, JobId, TagId, TagRecordId, UnixSeconds};

/// Colours a tag can be given.
pub const TAG_HUES: u8 = 12;

/// A tag with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// The colour chosen for it, 0 to 11; null for the one that follows from its number. Only on
    /// this computer.
    pub hue: Option<u8>,
    /// What somebody noted about it; empty when nobody did. Only on this computer.
    pub note: String,
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

/// Names of tags by their numbers, kept with a job so that they can be shown later.
pub type TagNames = BTreeMap<TagId, String>;

/// What became of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TagRecordKind {
    /// Made.
    Created,
    /// Given another name.
    Renamed,
    /// Taken from everybody and deleted.
    Deleted,
    /// Made again under a new number, by a job that takes a deletion back.
    Recreated,
}

/// A change of a tag itself, as history tells it. Who carries it is changed by jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagRecord {
    /// Its number.
    pub id: TagRecordId,
    /// When it was made; for what a sync found, when it was found.
    #[ts(type = "UnixSeconds")]
    pub at: UnixSeconds,
    /// We, or somebody else of whom a sync told.
    pub by: HistoryAuthor,
    /// What.
    pub kind: TagRecordKind,
    /// WeChat's number of the tag; the new one of a tag made again.
    pub tag: TagId,
    /// The name it had, or got.
    pub name: String,
    /// The name before a renaming.
    pub former_name: Option<String>,
    /// People who carried a tag that was deleted.
    pub people: u32,
    /// False as long as nobody knows whether WeChat did it; the next sync tells.
    pub confirmed: bool,
    /// The job that made the tag again; of a deletion, the last one started to take it back.
    pub job: Option<JobId>,
}
