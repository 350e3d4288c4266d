//! Shapes that reach the window. They hold no behaviour.
//!
//! Field names and tags are those of the contract between the window and the core.

mod activity;
mod blocked;
mod filter;
mod follower;
mod job;
mod list;
mod question;
mod segment;
mod tag;
mod view;

pub use activity::{ActivityFilter, ActivityKind, ActivityList, ActivityPlace, OldHistory};
pub use blocked::{BlacklistKey, BlacklistSort, BlockedPerson, KnownPerson, OpenedBlacklist};
pub use filter::{
    Filter, FilterFlaw, FilterProblem, Movement, PastEvent, Period, QrPart, Relation, SegmentMove,
    Share, TextMatch, UnionidIs,
};
pub use follower::{FollowerDetail, FollowerRow, HistoryAuthor, HistoryEntry, HistoryEvent};
pub use job::{Change, ItemReason, JobPeople, JobPerson, Outcome, ReasonCount, RemarkSample};
pub use list::{ListGroup, PastedEntry, PastedList};
pub use question::{
    Facets, LanguageCount, OpenedResultSet, QrCount, Selection, Sort, SortKey, SourceCount,
};
pub use segment::{Segment, SegmentDraft};
pub use tag::{TAG_HUES, Tag, TagNames, TagPeople, TagRecord, TagRecordKind};
pub use view::{View, ViewDraft};

/// Local number of a follower inside one account's file, counted from 1; never sent to WeChat.
pub type FollowerId = u32;
/// WeChat's number of a tag; belongs to one account.
pub type TagId = u32;
/// Number of a change of a tag itself inside one account's file.
pub type TagRecordId = u32;
/// Number of a job inside one account's file.
pub type JobId = u32;
/// Number of a sync inside one account's file.
pub type SyncId = u32;
/// Number of a pasted list inside one account's file.
pub type ListId = u32;
/// Number of a segment inside one account's file.
pub type SegmentId = u32;
/// Number of a saved view inside one account's file.
pub type ViewId = u32;
/// Number of a result set of one open account; not kept across restarts.
pub type ResultSetId = u32;
/// Unix time in seconds.
pub type UnixSeconds = i64;
