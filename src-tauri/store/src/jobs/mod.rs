//! Bulk jobs: drafts with their people frozen, what is left to do, what came of it.
//!
//! Which calls are made, and when, is the caller's business. Here a job is one row, and one row
//! for each of its people with the state before. A change of several tags is one unit per tag.

mod commit;
mod draft;
mod effect;
mod mask;
mod pattern;
mod people;
mod plan;
mod record;
mod remade;
mod restore;
mod retry;
mod undo;

pub use draft::Draft;
pub use mask::MAX_UNITS;
pub use pattern::{REMARK_BYTES, is_remark_pattern};
#[cfg(test)]
pub(crate) use people::{DUE_SQL, PEOPLE_SQL};
pub use people::{DuePerson, JobReasons};
pub use record::{JobRecord, JobStage};
pub(crate) use record::{SELECT_JOB, job_of};
#[cfg(test)]
pub(crate) use undo::HISTORIES_SQL;

use crate::types::{Change, ItemReason, Outcome, TagId};

/// Tags one follower may carry (WeChat, page "batchTagging", 45059).
pub(crate) const TAGS_PER_FOLLOWER: i64 = 20;

/// `job_items.outcome`.
pub(crate) fn outcome_code(outcome: Outcome) -> i64 {
    match outcome {
        Outcome::Pending => 0,
        Outcome::Done => 1,
        Outcome::Skipped => 2,
        Outcome::Failed => 3,
    }
}

fn outcome_of(code: i64) -> Outcome {
    match code {
        1 => Outcome::Done,
        2 => Outcome::Skipped,
        3 => Outcome::Failed,
        _ => Outcome::Pending,
    }
}

/// `job_items.reason` and `job_items.code`.
pub(crate) fn reason_codes(reason: ItemReason) -> (i64, Option<i32>) {
    match reason {
        ItemReason::AlreadySo => (1, None),
        ItemReason::OverTagLimit => (2, None),
        ItemReason::NotFollowing => (3, None),
        ItemReason::UnknownToWechat => (4, None),
        ItemReason::Refused { code } => (5, Some(code)),
        ItemReason::Unconfirmed => (6, None),
        ItemReason::Cancelled => (7, None),
        ItemReason::ChangedSince => (8, None),
        ItemReason::BeforeUnknown => (9, None),
        ItemReason::TagGone => (10, None),
        ItemReason::RemarkTooLong => (11, None),
    }
}

fn reason_of(reason: Option<i64>, code: Option<i32>) -> Option<ItemReason> {
    Some(match reason? {
        1 => ItemReason::AlreadySo,
        2 => ItemReason::OverTagLimit,
        3 => ItemReason::NotFollowing,
        4 => ItemReason::UnknownToWechat,
        5 => ItemReason::Refused { code: code.unwrap_or_default() },
        7 => ItemReason::Cancelled,
        8 => ItemReason::ChangedSince,
        9 => ItemReason::BeforeUnknown,
        10 => ItemReason::TagGone,
        11 => ItemReason::RemarkTooLong,
        _ => ItemReason::Unconfirmed,
    })
}

/// What one unit of a change does to a person. A text of an item's own goes before the one here.
#[derive(Clone, Copy)]
enum Unit<'a> {
    AddTag(TagId),
    RemoveTag(TagId),
    Remark(&'a str),
    Block(&'a str),
    Unblock,
}

/// The units of a change: tags to add, then tags to remove; everything else is a single unit.
fn units_of(change: &Change) -> Vec<Unit<'_>> {
    match change {
        Change::Tags { add, remove } | Change::TagsExactly { tags: add, others: remove } => {
            let added = add.iter().copied().map(Unit::AddTag);
            added.chain(remove.iter().copied().map(Unit::RemoveTag)).collect()
        }
        Change::SwapTag { from, to } => vec![Unit::AddTag(*to), Unit::RemoveTag(*from)],
        Change::Remark { remark } => vec![Unit::Remark(remark)],
        Change::RemarkPattern { .. } | Change::RemarkEach => vec![Unit::Remark("")],
        Change::Block { reason } => vec![Unit::Block(reason)],
        Change::Unblock => vec![Unit::Unblock],
    }
}
