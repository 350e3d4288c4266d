//! A new draft for the people whom a job that is over has not reached.

use super::{Draft, outcome_code, reason_codes};
use crate::account::AccountStore;
use crate::error::Result;
use crate::types::{ItemReason, JobId, Outcome, UnixSeconds};

impl AccountStore {
    /// Freezes people of a job in a draft of the same change: those with this outcome
    /// and reason, or without both those who failed and those whose turn never came.
    /// What else is meant for a retried undo is worked out anew: who was chosen stays chosen.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job is not over; as
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
        match record.undoes {
            Some(undone) => self.write_undo_of(undone, Some(people), true, now),
            None => self.write_draft(&record.change, &people, now),
        }
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
