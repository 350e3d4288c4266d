//! A new draft for the people whom a job that is over has not reached.

use super::{Draft, outcome_code, reason_codes};
use crate::account::AccountStore;
use crate::error::Result;
use crate::types::{ItemReason, JobId, Outcome, UnixSeconds};

impl AccountStore {
    /// Freezes those who failed in a job, or whose turn never came, in a draft of the same change.
    /// What else is meant for a retried undo is worked out anew: who was chosen stays chosen.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job is not over; as
    /// [`write_draft`](AccountStore::write_draft).
    pub fn write_retry(&self, job: JobId, now: UnixSeconds) -> Result<Draft> {
        let record = self.job_that_is_over(job)?;
        let people = self.people_where(job, &unreached())?;
        match record.undoes {
            Some(undone) => self.write_undo_of(undone, Some(people), true, now),
            None => self.write_draft(&record.change, &people, now),
        }
    }
}

/// Whom a job has not reached, as a condition on its items.
fn unreached() -> String {
    let (cancelled, _) = reason_codes(ItemReason::Cancelled);
    let (failed, skipped) = (outcome_code(Outcome::Failed), outcome_code(Outcome::Skipped));
    format!("(outcome = {failed} OR (outcome = {skipped} AND reason = {cancelled}))")
}
