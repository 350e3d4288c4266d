//! Shapes that reach the window. They hold no behaviour.
//!
//! Field names and tags are those of the contract between the window and the core.

mod activity;
mod blocked;
mod follower;
mod job;
mod question;
mod tag;

pub use activity::{ActivityFilter, ActivityKind, ActivityList, ActivityPlace, OldHistory};
pub use blocked::{BlacklistKey, BlacklistSort, BlockedPerson, KnownPerson, OpenedBlacklist};
pub use follower::{FollowerDetail, FollowerRow, HistoryAuthor, HistoryEntry, HistoryEvent};
pub use job::{Change, ItemReason, JobPeople, JobPerson, Outcome, ReasonCount};
pub use question::{
    Facets, Filter, Movement, OpenedResultSet, QrCount, Selection, Sort, SortKey, SourceCount,
};
pub use tag::{TAG_HUES, Tag, TagNames, TagPeople};

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
