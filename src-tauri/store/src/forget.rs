//! Forgetting history that an operator does not want to keep: jobs, syncs, changes of tags and events
//! that are old.
//!
//! What is not over is never forgotten, nor what says how things stand now: the last finished sync,
//! and since when somebody is on the blacklist. It goes in small transactions, so that nobody waits.

use rusqlite::{Connection, Transaction, named_params};

use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::database::Urgency;
use crate::error::Result;
use crate::pace::Pace;
use crate::types::{FollowerId, JobId, OldHistory, SyncId, UnixSeconds};

impl AccountStore {
    /// How much of the history ended, or happened, before this time and would be forgotten.
    ///
    /// # Errors
    /// As every read.
    pub fn history_before(&self, time: UnixSeconds) -> Result<OldHistory> {
        self.read(|connection| {
            let count = |sql: &str| -> Result<u32> {
                let sql = format!("SELECT count(*) FROM ({sql})");
                let mut statement = connection.prepare_cached(&sql)?;
                Ok(statement.query_row(named_params! { ":time": time }, |row| row.get(0))?)
            };
            Ok(OldHistory {
                jobs: count(OLD_JOBS)?,
                syncs: count(OLD_SYNCS)?,
                tags: count(OLD_TAG_RECORDS)?,
                events: count(&format!("SELECT 1 FROM events WHERE {OLD_EVENT}"))?,
            })
        })
    }

    /// Forgets what [`history_before`](AccountStore::history_before) counts. A job that is forgotten
    /// can neither be shown nor taken back. It ends early when `go_on` says no, or with the program,
    /// and forgets the rest when called again.
    ///
    /// # Errors
    /// As every write.
    pub fn forget_before(&self, time: UnixSeconds, go_on: impl Fn() -> bool) -> Result<()> {
        let jobs: Vec<JobId> = self.read(|connection| ids(connection, OLD_JOBS, time))?;
        for job in jobs {
            if !go_on() {
                return Ok(());
            }
            // First nobody sees it any more; the people in it go by and by.
            self.write(Urgency::Bulk, |transaction| {
                transaction
                    .prepare_cached("UPDATE jobs SET state = 'writing' WHERE id = :job")?
                    .execute(named_params! { ":job": job })?;
                Ok(())
            })?;
            self.forget_job(job, &go_on)?;
        }
        let syncs: Vec<SyncId> = self.read(|connection| ids(connection, OLD_SYNCS, time))?;
        Pace::new().each_part(&syncs, |pace, part| {
            if !go_on() {
                return Ok(());
            }
            self.write(Urgency::Bulk, |transaction| {
                pace.turn_begins();
                transaction
                    .prepare_cached("DELETE FROM syncs WHERE id IN rarray(:syncs)")?
                    .execute(named_params! { ":syncs": id_array(part.iter().copied()) })?;
                Ok(())
            })
        })?;
        if !go_on() {
            return Ok(());
        }
        self.write(Urgency::Bulk, |transaction| {
            let sql = format!("DELETE FROM tag_records WHERE id IN ({OLD_TAG_RECORDS})");
            transaction.prepare_cached(&sql)?.execute(named_params! { ":time": time })?;
            Ok(())
        })?;
        let people: Vec<FollowerId> = self.read(|connection| {
            ids(connection, "SELECT DISTINCT follower_id FROM events WHERE at < :time", time)
        })?;
        Pace::new().each_part(&people, |pace, part| {
            if !go_on() {
                return Ok(());
            }
            self.write(Urgency::Bulk, |transaction| {
                pace.turn_begins();
                forget_events(transaction, part, time)
            })
        })
    }
}

fn ids(connection: &Connection, sql: &str, time: UnixSeconds) -> Result<Vec<u32>> {
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(named_params! { ":time": time }, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn forget_events(
    transaction: &Transaction<'_>,
    people: &[FollowerId],
    time: UnixSeconds,
) -> Result<()> {
    transaction
        .prepare_cached(&format!(
            "DELETE FROM events
            WHERE
                follower_id IN rarray(:people)
                AND {OLD_EVENT}"
        ))?
        .execute(named_params! {
            ":people": id_array(people.iter().copied()),
            ":time": time,
        })?;
    Ok(())
}

/// Jobs that were over before.
const OLD_JOBS: &str = "SELECT id
    FROM jobs
    WHERE
        state IN ('finished', 'cancelled')
        AND finished_at < :time
        AND people <= done + skipped + failed";

/// Syncs that were over before; all that was seen is a change only because one was finished.
const OLD_SYNCS: &str = "SELECT id
    FROM syncs
    WHERE
        status <> 'unfinished'
        AND finished_at < :time
        AND id <> (
            SELECT coalesce(max(id), 0)
            FROM syncs
            WHERE
                status = 'finished'
                AND partial = 0
        )";

/// Changes of tags before; a deletion that waits for its answer, or for a job that takes it back and
/// is not over, is kept.
const OLD_TAG_RECORDS: &str = "SELECT id
    FROM tag_records
    WHERE
        at < :time
        AND confirmed = 1
        AND NOT EXISTS (
            SELECT 1
            FROM jobs
            WHERE
                restores = tag_records.id
                AND state NOT IN ('finished', 'cancelled')
        )";

/// A job that is kept keeps its events: they tell whether it can be taken back.
const OLD_EVENT: &str = "at < :time
    AND NOT EXISTS (
        SELECT 1
        FROM jobs
        WHERE
            id = job_id
            AND NOT (
                state IN ('finished', 'cancelled')
                AND finished_at < :time
                AND people <= done + skipped + failed
            )
    )
    AND NOT (
        kind = 7
        AND EXISTS (
            SELECT 1
            FROM followers
            WHERE
                id = follower_id
                AND blacklisted = 1
        )
    )";
