//! A new draft for the people whom a job that is over has not reached.

use rusqlite::named_params;

use super::Draft;
use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::types::{FollowerId, JobId, UnixSeconds};

impl AccountStore {
    /// Freezes those who failed in a job, or whose turn never came, in a draft of the same change.
    /// What else is meant for a retried undo is worked out anew: who was chosen stays chosen.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job is not over; as
    /// [`write_draft`](AccountStore::write_draft).
    pub fn write_retry(&self, job: JobId, now: UnixSeconds) -> Result<Draft> {
        let record = self.job(job)?;
        if !record.stage.is_over() {
            return Err(Error::JobState);
        }
        let people = self.unreached(job)?;
        match record.undoes {
            Some(undone) => self.write_undo_of(undone, Some(people), true, now),
            None => self.write_draft(&record.change, &people, now),
        }
    }

    fn unreached(&self, job: JobId) -> Result<Vec<FollowerId>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT follower_id
                FROM job_items
                WHERE
                    job_id = :job
                    AND (outcome = 3 OR (outcome = 2 AND reason = 7))
                ORDER BY follower_id",
            )?;
            let ids = statement.query_map(named_params! { ":job": job }, |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }
}
