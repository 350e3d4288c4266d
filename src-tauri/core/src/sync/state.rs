//! How a sync stands and what one reported: the shapes the window reads.

use fandesk_store::{SyncId, TagChange};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountId;
use crate::clock::UnixSeconds;
use crate::error::AppError;

/// The steps of a sync, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncPhase {
    /// Token and first page: can WeChat be asked at all?
    Check,
    /// The account's tags.
    Tags,
    /// The whole list of OpenIDs.
    Ids,
    /// Who joined, left and came back.
    Difference,
    /// Details of the people whose details are wanted, in hundreds.
    Details,
    /// Members of the tags whose counts disagree.
    TagLists,
    /// The blacklist.
    Blacklist,
    /// Details that were read longest ago, as many as the operator allows.
    Refresh,
    /// The report.
    Finish,
}

impl SyncPhase {
    /// Its name in the account's file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Tags => "tags",
            Self::Ids => "ids",
            Self::Difference => "difference",
            Self::Details => "details",
            Self::TagLists => "tagLists",
            Self::Blacklist => "blacklist",
            Self::Refresh => "refresh",
            Self::Finish => "finish",
        }
    }

    /// The phase with this name; the first one for a name that is unknown.
    pub(super) fn named(name: &str) -> Self {
        let all = [
            Self::Tags,
            Self::Ids,
            Self::Difference,
            Self::Details,
            Self::TagLists,
            Self::Blacklist,
            Self::Refresh,
            Self::Finish,
        ];
        all.into_iter().find(|phase| phase.name() == name).unwrap_or(Self::Check)
    }
}

/// Whose details a sync reads, beside those of new people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncScope {
    /// Those that were read longest ago, as many as the operator allows.
    #[default]
    Usual,
    /// Everybody's.
    Everybody,
    /// Those of some people, and no list.
    People,
}

/// How a sync that has not been dismissed stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncState {
    /// Number of the sync.
    pub sync: SyncId,
    /// Whose followers are read.
    pub account: AccountId,
    /// The step it is at.
    pub phase: SyncPhase,
    /// People (or lists) done in this phase.
    pub done: u32,
    /// People (or lists) expected in this phase; null while unknown.
    pub total: Option<u32>,
    /// Calls made so far in this sync.
    pub calls: u32,
    /// Calls that may be in flight at once: few at first, more while WeChat bears them well, fewer
    /// when it asks for that.
    pub at_once: u32,
    /// When it began.
    #[ts(type = "UnixSeconds")]
    pub started_at: UnixSeconds,
    /// Expected seconds to its end; null while unknown.
    pub seconds_left: Option<u32>,
    /// Whether it moves.
    pub status: SyncStatus,
}

/// Whether a sync moves, and if not, what it waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SyncStatus {
    /// At work.
    Running,
    /// Stopped until the operator resumes it; `because` is null when the operator paused it.
    Paused {
        /// What stopped it.
        because: Option<AppError>,
    },
    /// Goes on by itself at this time.
    Waiting {
        /// When it tries again.
        #[ts(type = "UnixSeconds")]
        until: UnixSeconds,
        /// What it waits out.
        because: AppError,
    },
    /// More than 5 % would be marked as left: the operator is asked first.
    Asking {
        /// People who would be marked as left.
        leavers: u32,
        /// People following by the last finished sync.
        following: u32,
    },
    /// Done.
    Finished {
        /// What it found.
        report: SyncReport,
    },
    /// Ended by the operator.
    Cancelled,
}

/// What a finished sync found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncReport {
    /// Number of the sync.
    pub sync: SyncId,
    /// When it began.
    #[ts(type = "UnixSeconds")]
    pub started_at: UnixSeconds,
    /// When it ended.
    #[ts(type = "UnixSeconds")]
    pub finished_at: UnixSeconds,
    /// Following now.
    pub following: u32,
    /// WeChat's own total.
    pub total: u32,
    /// New people.
    pub joined: u32,
    /// People found to have left.
    pub left: u32,
    /// People who had left and follow again.
    pub came_back: u32,
    /// True for the first sync, where everybody is new.
    pub first: bool,
    /// People whose details were read.
    pub details_read: u32,
    /// Tags of the account.
    pub tags: u32,
    /// People on the blacklist.
    pub blacklisted: u32,
    /// Calls made.
    pub calls: u32,
    /// People whose details could not be read (at most 100 listed).
    pub unreadable: Vec<UnreadablePerson>,
    /// How many people's details could not be read.
    pub unreadable_count: u32,
    /// Names of the tags whose people could not be read: their lists broke off again and again.
    #[serde(default)]
    pub unread_tags: Vec<String>,
    /// Parts that this account may not read (48001), by endpoint path.
    pub not_allowed: Vec<String>,
    /// Whose details it read.
    #[serde(default)]
    pub scope: SyncScope,
    /// When the list before this one was complete: who joined or left did so since then. Null for
    /// the first.
    #[serde(default)]
    #[ts(type = "UnixSeconds | null")]
    pub list_before: Option<UnixSeconds>,
    /// When this sync's list was complete: who joined or left had done so by then.
    #[serde(default)]
    #[ts(type = "UnixSeconds | null")]
    pub list_at: Option<UnixSeconds>,
    /// Tags that people gained or lost elsewhere.
    #[serde(default)]
    pub tag_changes: Vec<TagChange>,
    /// People whose remark was changed elsewhere.
    #[serde(default)]
    pub remarked: u32,
    /// People put on the blacklist elsewhere.
    #[serde(default)]
    pub blocked: u32,
    /// People taken off the blacklist elsewhere.
    #[serde(default)]
    pub unblocked: u32,
    /// Of the people whose details were read: those whose turn it was to be read again.
    #[serde(default)]
    pub refreshed: u32,
    /// When the details that are oldest now were read: what was changed elsewhere since then and
    /// shows in no list may still be unknown. Null if nobody's were read.
    #[serde(default)]
    #[ts(type = "UnixSeconds | null")]
    pub oldest_read: Option<UnixSeconds>,
    /// What was left for the next day because the day's calls, without the reserve, did not
    /// suffice; it is done then by itself.
    #[serde(default)]
    pub put_off: Vec<PutOff>,
    /// Calls that reading everything anew would have taken.
    #[serde(default)]
    pub calls_in_full: u32,
}

/// A part of a sync that was left for the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutOff {
    /// Which part: `details`, `tagLists`, `blacklist` or `refresh`.
    pub phase: SyncPhase,
    /// People whose details, or lists, that were not read.
    pub count: u32,
}

/// Somebody whose details could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnreadablePerson {
    /// The person's OpenID.
    pub openid: String,
    /// WeChat's code; null when the answer could not be read.
    pub code: Option<i32>,
}
