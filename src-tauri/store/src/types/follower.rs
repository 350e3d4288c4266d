//! One follower: the line of the grid, the page of details, and what happened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FollowerId, JobId, TagId, UnixSeconds};

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
