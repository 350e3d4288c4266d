//! What came of a batch: people, items, counters, history and index in one step.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, named_params};

use super::record::{JobStage, read_job, write_stage};
use super::{JobRecord, Unit, outcome_of, reason_codes, units_of};
use crate::account::AccountStore;
use crate::bulk::{RowsStatement, id_array};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::history::{EventKind, NewEvent, write_events};
use crate::index::Index;
use crate::pace::Pace;
use crate::tags::{link, unlink};
use crate::types::{FollowerId, ItemReason, JobId, Outcome, TagId, UnixSeconds};

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
                let units = units_of(&record.change);
                let effect = units.get(unit).ok_or(Error::JobUnknown)?;
                let changed = write_effect(transaction, index, effect, done)?;
                let events = events_of(index, effect, &changed);
                write_events(transaction, now, Some(job), &events)?;
                let mut settled = Settled::default();
                settle_done(transaction, job, unit, done, &mut settled)?;
                settle_failed(transaction, job, unit, failed, &mut settled)?;
                count(transaction, job, &settled)?;
                let news = News::of(effect, changed, done);
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
        let pending: Vec<FollowerId> = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT follower_id
                FROM job_items
                WHERE
                    job_id = :job
                    AND outcome = 0
                ORDER BY follower_id",
            )?;
            let ids = statement.query_map(named_params! { ":job": job }, |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })?;
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
            outcome = iif(done = 0, 2, 3),
            reason = :reason
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
            AND outcome = 0
        RETURNING outcome",
    )?;
    let people = id_array(people.iter().copied());
    let mut rows =
        statement.query(named_params! { ":job": job, ":reason": reason, ":people": people })?;
    let mut settled = Settled::default();
    while let Some(row) = rows.next()? {
        settled.add(outcome_of(row.get(0)?));
    }
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
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Pending => {}
            Outcome::Done => self.done += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed => self.failed += 1,
        }
    }
}

/// Changes the people in the file; returns those who were not in that state already.
fn write_effect(
    transaction: &Transaction<'_>,
    index: &Index,
    effect: &Unit<'_>,
    done: &[FollowerId],
) -> Result<Vec<FollowerId>> {
    let carries = |tag: &TagId, id| index.tags.get(tag).is_some_and(|t| t.members.contains(id));
    let changed: Vec<FollowerId> = done
        .iter()
        .copied()
        .filter(|&id| match effect {
            Unit::AddTag(tag) => !carries(tag, id),
            Unit::RemoveTag(tag) => carries(tag, id),
            Unit::Remark(remark) => index.remarks.get(id) != *remark,
            Unit::Block(_) => !index.blacklisted.contains(id),
            Unit::Unblock => index.blacklisted.contains(id),
        })
        .collect();
    match *effect {
        Unit::AddTag(tag) => {
            link(transaction, tag, &changed)?;
            move_count(transaction, tag, changed.len() as i64)?;
        }
        Unit::RemoveTag(tag) => {
            unlink(transaction, tag, &changed)?;
            move_count(transaction, tag, -(changed.len() as i64))?;
        }
        Unit::Remark(remark) => write_remarks(transaction, &changed, remark)?,
        Unit::Block(reason) => write_blocked(transaction, done, true, Some(reason))?,
        Unit::Unblock => write_blocked(transaction, done, false, None)?,
    }
    Ok(changed)
}

/// WeChat's count moves with what WeChat has confirmed.
fn move_count(transaction: &Transaction<'_>, tag: TagId, by: i64) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE tags
            SET wechat_count = max(0, wechat_count + :by)
            WHERE id = :tag",
        )?
        .execute(named_params! { ":tag": tag, ":by": by })?;
    Ok(())
}

fn write_remarks(transaction: &Transaction<'_>, people: &[FollowerId], remark: &str) -> Result<()> {
    const UPSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO details (follower_id, remark)
        VALUES",
        row: "(?, ?)",
        tail: "ON CONFLICT (follower_id) DO UPDATE
        SET remark = excluded.remark",
        parameters: 2,
    };
    UPSERT.run(transaction, people, |&&id, row| {
        row.put(id)?.put(remark)?;
        Ok(())
    })
}

fn write_blocked(
    transaction: &Transaction<'_>,
    people: &[FollowerId],
    blacklisted: bool,
    reason: Option<&str>,
) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE followers
            SET
                blacklisted = :blacklisted,
                block_reason = :reason
            WHERE id IN rarray(:people)",
        )?
        .execute(named_params! {
            ":blacklisted": blacklisted,
            ":reason": reason.filter(|reason| !reason.is_empty()),
            ":people": id_array(people.iter().copied()),
        })?;
    Ok(())
}

fn events_of(index: &Index, effect: &Unit<'_>, changed: &[FollowerId]) -> Vec<NewEvent> {
    let event = |&id: &FollowerId| match *effect {
        Unit::AddTag(tag) => NewEvent::tag(id, EventKind::Tagged, tag),
        Unit::RemoveTag(tag) => NewEvent::tag(id, EventKind::Untagged, tag),
        Unit::Remark(remark) => NewEvent::remarked(id, index.remarks.get(id), remark),
        Unit::Block(_) => NewEvent::plain(id, EventKind::Blocked),
        Unit::Unblock => NewEvent::plain(id, EventKind::Unblocked),
    };
    changed.iter().map(event).collect()
}

fn settle_done(
    transaction: &Transaction<'_>,
    job: JobId,
    unit: usize,
    done: &[FollowerId],
    settled: &mut Settled,
) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "UPDATE job_items
        SET
            done = done | :unit,
            outcome = CASE
                WHEN todo & ~(done | :unit) & ~failed <> 0 THEN 0
                WHEN failed = 0 THEN 1
                ELSE 3
            END
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
            AND outcome = 0
        RETURNING outcome",
    )?;
    let mut rows = statement.query(named_params! {
        ":job": job,
        ":unit": 1_i64 << unit,
        ":people": id_array(done.iter().copied()),
    })?;
    while let Some(row) = rows.next()? {
        settled.add(outcome_of(row.get(0)?));
    }
    Ok(())
}

/// The first reason of a person is the one that is kept.
fn settle_failed(
    transaction: &Transaction<'_>,
    job: JobId,
    unit: usize,
    failed: &[(FollowerId, ItemReason)],
    settled: &mut Settled,
) -> Result<()> {
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
                reason = coalesce(reason, :reason),
                code = iif(reason IS NULL, :code, code),
                outcome = iif(todo & ~done & ~(failed | :unit) <> 0, 0, 3)
            WHERE
                job_id = :job
                AND follower_id IN rarray(:people)
                AND outcome = 0
            RETURNING outcome",
        )?;
        let mut rows = statement.query(named_params! {
            ":job": job,
            ":unit": 1_i64 << unit,
            ":reason": reason,
            ":code": code,
            ":people": id_array(people),
        })?;
        while let Some(row) = rows.next()? {
            settled.add(outcome_of(row.get(0)?));
        }
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

/// What the index is told after the commit.
struct News {
    effect: Effect,
    changed: Vec<FollowerId>,
    written: Vec<FollowerId>,
}

enum Effect {
    AddTag(TagId),
    RemoveTag(TagId),
    Remark(String),
    Blacklist(bool),
}

impl News {
    fn of(effect: &Unit<'_>, changed: Vec<FollowerId>, done: &[FollowerId]) -> Self {
        let effect = match *effect {
            Unit::AddTag(tag) => Effect::AddTag(tag),
            Unit::RemoveTag(tag) => Effect::RemoveTag(tag),
            Unit::Remark(remark) => Effect::Remark(remark.to_owned()),
            Unit::Block(_) => Effect::Blacklist(true),
            Unit::Unblock => Effect::Blacklist(false),
        };
        Self { effect, changed, written: done.to_vec() }
    }

    fn tell(self, index: &mut Index) {
        let people = self.changed.len() as u32;
        for &id in &self.changed {
            match &self.effect {
                Effect::AddTag(tag) => index.add_link(id, *tag),
                Effect::RemoveTag(tag) => index.remove_link(id, *tag),
                Effect::Remark(remark) => index.set_remark(id, remark),
                Effect::Blacklist(blacklisted) => index.set_blacklisted(id, *blacklisted),
            }
        }
        match self.effect {
            Effect::AddTag(tag) => index.move_count(tag, |count| count + people),
            Effect::RemoveTag(tag) => index.move_count(tag, |count| count.saturating_sub(people)),
            Effect::Remark(_) | Effect::Blacklist(_) => {}
        }
        index.mark_written(self.written);
    }
}
