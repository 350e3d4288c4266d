//! What came of a batch: people, items, counters, history and index in one step.

use std::collections::HashMap;

use rusqlite::{Connection, Rows, Transaction, named_params};

use super::effect::write_effect;
use super::mask::{bit, columns};
use super::record::{JobStage, read_job, write_stage};
use super::{JobRecord, outcome_of, reason_codes, units_of};
use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::pace::Pace;
use crate::types::{FollowerId, ItemReason, JobId, Outcome, UnixSeconds};
use crate::walk::let_go_behind;

impl AccountStore {
    /// Commits what WeChat said about one unit of a job: `done` are changed in the local copy,
    /// `failed` get their reason. Whoever is in neither stays open. Repeating it is harmless.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; as every write, and then nothing of it is written.
    pub fn commit_batch(
        &self,
        job: JobId,
        unit: usize,
        done: &[FollowerId],
        failed: &[(FollowerId, ItemReason)],
        now: UnixSeconds,
    ) -> Result<JobRecord> {
        self.change(
            Urgency::Edit,
            |transaction, index| {
                let record = read_job(transaction, job)?;
                let_go_behind(transaction, record.done, record.done + done.len() as u32)?;
                let units = units_of(&record.change);
                let effect = units.get(unit).ok_or(Error::JobUnknown)?;
                let news = write_effect(transaction, index, job, (unit, effect), done, now)?;
                let mut settled = Settled::default();
                settle_done(transaction, job, unit, done, &mut settled)?;
                settle_failed(transaction, job, unit, failed, &mut settled)?;
                count(transaction, job, &settled)?;
                Ok((read_job(transaction, job)?, news))
            },
            |index, news| news.tell(index),
        )
    }

    /// Ends a job: whoever has no outcome yet was cancelled; what was done stays done.
    ///
    /// The job is over with the first transaction, so that nothing more is sent even if the
    /// program ends before the last, or the disk is full. Then calling this again finishes it, and
    /// so does opening the file.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if it is over or was never started.
    pub fn cancel_job(&self, job: JobId, now: UnixSeconds) -> Result<JobRecord> {
        self.write(Urgency::Edit, |transaction| {
            let before = read_job(transaction, job)?;
            if before.stage == JobStage::Cancelled && before.pending() > 0 {
                return Ok(());
            }
            if before.stage == JobStage::Draft || before.stage.is_over() {
                return Err(Error::JobState);
            }
            write_stage(transaction, job, JobStage::Cancelled, None, None, now)
        })?;
        self.cancel_rest(job)?;
        self.job(job)
    }

    /// Gives everybody of a cancelled job who has no outcome the one of being cancelled.
    pub(crate) fn cancel_rest(&self, job: JobId) -> Result<()> {
        let pending = self.people_where(job, "outcome = 0")?;
        Pace::new().each_part(&pending, |pace, people| {
            self.write(Urgency::Bulk, |transaction| {
                pace.turn_begins();
                cancel_part(transaction, job, people)
            })
        })
    }
}

fn cancel_part(transaction: &Transaction<'_>, job: JobId, people: &[FollowerId]) -> Result<()> {
    // Who got a part of the change cannot count as untouched.
    let (reason, _) = reason_codes(ItemReason::Cancelled);
    let mut statement = transaction.prepare_cached(
        "UPDATE job_items
        SET
            outcome = iif(done = 0 AND done_more = 0, 2, 3),
            reason = :reason,
            code = NULL
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
            AND outcome = 0
        RETURNING outcome",
    )?;
    let people = id_array(people.iter().copied());
    let mut settled = Settled::default();
    settled.add_all(
        statement.query(named_params! { ":job": job, ":reason": reason, ":people": people })?,
    )?;
    count(transaction, job, &settled)
}

/// People who got their outcome.
#[derive(Default)]
struct Settled {
    done: u32,
    skipped: u32,
    failed: u32,
}

impl Settled {
    /// Counts rows whose first column is the outcome that somebody has now.
    fn add_all(&mut self, mut rows: Rows<'_>) -> Result<()> {
        while let Some(row) = rows.next()? {
            match outcome_of(row.get(0)?) {
                Outcome::Pending => {}
                Outcome::Done => self.done += 1,
                Outcome::Skipped => self.skipped += 1,
                Outcome::Failed => self.failed += 1,
            }
        }
        Ok(())
    }
}

fn settle_done(
    transaction: &Transaction<'_>,
    job: JobId,
    unit: usize,
    done: &[FollowerId],
    settled: &mut Settled,
) -> Result<()> {
    let (first, more) = columns(bit(unit));
    let mut statement = transaction.prepare_cached(
        "UPDATE job_items
        SET
            done = done | :unit,
            done_more = done_more | :more,
            outcome = CASE
                WHEN todo & ~(done | :unit) & ~failed <> 0 THEN 0
                WHEN todo_more & ~(done_more | :more) & ~failed_more <> 0 THEN 0
                WHEN failed = 0 AND failed_more = 0 THEN 1
                ELSE 3
            END
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
            AND outcome = 0
        RETURNING outcome",
    )?;
    settled.add_all(statement.query(named_params! {
        ":job": job,
        ":unit": first,
        ":more": more,
        ":people": id_array(done.iter().copied()),
    })?)
}

/// The first reason of a person is the one that is kept.
fn settle_failed(
    transaction: &Transaction<'_>,
    job: JobId,
    unit: usize,
    failed: &[(FollowerId, ItemReason)],
    settled: &mut Settled,
) -> Result<()> {
    let (first, more) = columns(bit(unit));
    let mut by_reason: HashMap<ItemReason, Vec<FollowerId>> = HashMap::new();
    for &(id, reason) in failed {
        by_reason.entry(reason).or_default().push(id);
    }
    for (reason, people) in by_reason {
        let (reason, code) = reason_codes(reason);
        let mut statement = transaction.prepare_cached(
            "UPDATE job_items
            SET
                failed = failed | :unit,
                failed_more = failed_more | :more,
                reason = coalesce(reason, :reason),
                code = iif(reason IS NULL, :code, code),
                outcome = CASE
                    WHEN todo & ~done & ~(failed | :unit) <> 0 THEN 0
                    WHEN todo_more & ~done_more & ~(failed_more | :more) <> 0 THEN 0
                    ELSE 3
                END
            WHERE
                job_id = :job
                AND follower_id IN rarray(:people)
                AND outcome = 0
            RETURNING outcome",
        )?;
        settled.add_all(statement.query(named_params! {
            ":job": job,
            ":unit": first,
            ":more": more,
            ":reason": reason,
            ":code": code,
            ":people": id_array(people),
        })?)?;
    }
    Ok(())
}

fn count(connection: &Connection, job: JobId, settled: &Settled) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE jobs
            SET
                done = done + :done,
                skipped = skipped + :skipped,
                failed = failed + :failed
            WHERE id = :job",
        )?
        .execute(named_params! {
            ":job": job,
            ":done": settled.done,
            ":skipped": settled.skipped,
            ":failed": settled.failed,
        })?;
    Ok(())
}
