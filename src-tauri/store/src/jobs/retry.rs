//! A new draft for the people whom a job that is over has not reached.

use super::draft::TakesBack;
use super::pattern::{Made, gives_numbers};
use super::plan::{Item, reason_to_skip, remark_from, remark_item, todo_of};
use super::remade::Remade;
use super::undo::{Past, past_items};
use super::{Draft, Unit, outcome_code, reason_codes, units_of};
use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::types::{Change, FollowerId, ItemReason, JobId, Outcome, UnixSeconds};

impl AccountStore {
    /// Freezes people of a job in a draft of the same change: those with this outcome
    /// and reason, or without both those who failed and those whose turn never came.
    /// What else is meant for a retried undo is worked out anew: who was chosen stays chosen.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job is not over; [`Error::TagUnknown`] if a
    /// tag that it gives is gone; as
    /// [`write_draft`](AccountStore::write_draft).
    pub fn write_retry(
        &self,
        job: JobId,
        outcome: Option<Outcome>,
        reason: Option<ItemReason>,
        now: UnixSeconds,
    ) -> Result<Draft> {
        let record = self.job_that_is_over(job)?;
        let people = self.people_where(job, &those(outcome, reason))?;
        if let Some(undone) = record.undoes {
            return self.write_undo_of(undone, Some(people), true, now);
        }
        let change = self.read(Remade::read)?.renumbered(&record.change);
        if let Some(deletion) = record.restores {
            return self.write_giving_back(&change, deletion, &people, now);
        }
        self.demand_tags_to_add(&change)?;
        match change {
            Change::SwapTag { .. } | Change::RemarkPattern { .. } => {
                self.write_rest(job, &change, &people, now)
            }
            _ => self.write_draft(&change, &people, now),
        }
    }

    /// A tag that is gone cannot be given, and nothing is taken off in exchange for it.
    fn demand_tags_to_add(&self, change: &Change) -> Result<()> {
        let index = self.index();
        let is_gone = |unit: &Unit<'_>| match unit {
            Unit::AddTag(tag) => !index.is_listed(*tag),
            _ => false,
        };
        if units_of(change).iter().any(is_gone) { Err(Error::TagUnknown) } else { Ok(()) }
    }

    /// What is left of a plan made for each person: half a swap is completed although the old tag
    /// is off already, and everybody keeps the number in the remark. Whoever nothing was planned for
    /// is left out again.
    fn write_rest(
        &self,
        job: JobId,
        change: &Change,
        people: &[FollowerId],
        now: UnixSeconds,
    ) -> Result<Draft> {
        let units = units_of(change);
        self.write_draft_of(change, TakesBack::Nothing, people, now, |transaction, index, part| {
            let item = |past: Past| match change {
                Change::RemarkPattern { pattern } => remark_again(index, pattern, past),
                _ => {
                    let follower = past.follower;
                    let todo = past.todo & todo_of(index, &units, follower);
                    let skipped = reason_to_skip(index, &units, follower, todo);
                    Item { follower, skipped, todo, wanted: None }
                }
            };
            Ok(past_items(transaction, job, part)?.into_iter().map(item).collect())
        })
    }
}

/// The remark that was planned for somebody; one that was open may be made by now. Whoever got no
/// number then gets none now.
fn remark_again(index: &Index, pattern: &str, past: Past) -> Item {
    let Past { follower, wanted, reason, .. } = past;
    let follows = index.following.contains(follower);
    let skip = |reason, wanted| Item { follower, skipped: Some(reason), todo: 0, wanted };
    match (wanted, reason) {
        (Some(rest), Some(reason @ ItemReason::BeforeUnknown)) if !follows => {
            skip(reason, Some(rest))
        }
        (Some(rest), Some(ItemReason::BeforeUnknown)) => remark_from(index, &rest, follower, 0),
        (Some(remark), _) if !follows => skip(ItemReason::NotFollowing, Some(remark)),
        (Some(remark), _) => remark_item(index, follower, Made::Whole(remark)),
        (None, _) if !gives_numbers(pattern) => remark_from(index, pattern, follower, 0),
        (None, _) if !follows => skip(ItemReason::NotFollowing, None),
        (None, _) => skip(ItemReason::BeforeUnknown, None),
    }
}

/// Who is wanted, as a condition on items.
fn those(outcome: Option<Outcome>, reason: Option<ItemReason>) -> String {
    let with_outcome = outcome.map(|outcome| format!("outcome = {}", outcome_code(outcome)));
    let with_reason = reason.map(|reason| {
        let (reason, code) = reason_codes(reason);
        let code = code.map_or_else(|| "NULL".to_owned(), |code| code.to_string());
        format!("reason = {reason} AND code IS {code}")
    });
    match (with_outcome, with_reason) {
        (Some(outcome), Some(reason)) => format!("{outcome} AND {reason}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => {
            let failed = those(Some(Outcome::Failed), None);
            let never_sent = those(Some(Outcome::Skipped), Some(ItemReason::Cancelled));
            format!("({failed} OR ({never_sent}))")
        }
    }
}
