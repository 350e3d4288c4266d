//! Changes of people, and what became of each person in a job.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FollowerId, TagId};

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
    /// Carry exactly these of the account's own tags; WeChat's own are left alone.
    TagsExactly {
        /// Tags to carry afterwards, at most 20.
        tags: Vec<TagId>,
        /// Whatever else the people carried when the draft was written: it is taken off. Empty in
        /// a question.
        others: Vec<TagId>,
    },
    /// Give those who carry one tag another one instead; the others are left alone.
    SwapTag {
        /// The tag to take off.
        from: TagId,
        /// The tag to put on.
        to: TagId,
    },
    /// Set the remark; empty clears it.
    Remark {
        /// The new remark.
        remark: String,
    },
    /// Give everybody a remark of their own, made from a text with `{remark}`, `{number}` and
    /// `{followed}` in it.
    RemarkPattern {
        /// The text.
        pattern: String,
    },
    /// Give everybody a remark of their own, which the draft holds. Only an undo makes such a change.
    RemarkEach,
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
    /// Not taken back: somebody has changed the same thing since.
    ChangedSince,
    /// Not taken back: what the person had before was never read.
    BeforeUnknown,
    /// Not taken back: WeChat does not list the tag any more.
    TagGone,
    /// The remark made for this person would pass 30 bytes.
    RemarkTooLong,
}

/// What a pattern makes of one person's remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemarkSample {
    /// Local number.
    pub id: FollowerId,
    /// WeChat's id.
    pub openid: String,
    /// Today's remark.
    pub before: String,
    /// The remark to be, whatever its length; null if it needs a remark that was never read.
    pub after: Option<String>,
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
