//! Tags and how many people carry them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TagId;

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
