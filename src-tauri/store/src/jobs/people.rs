//! A job's people: who is due, who has which outcome and why.

use rusqlite::{Connection, named_params};

use super::mask::{bit, columns};
use super::{outcome_code, outcome_of, reason_codes, reason_of};
use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::types::{FollowerId, ItemReason, JobId, JobPeople, JobPerson, Outcome, ReasonCount};
use crate::walk::let_go_behind;

/// Somebody for whom something is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuePerson {
    /// Local number.
    pub id: FollowerId,
    /// WeChat's id.
    pub openid: String,
    /// The remark or reason meant for this person; none for the one of the change.
    pub wanted: Option<String>,
}

/// Why people were skipped and failed, most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobReasons {
    /// Reasons of the skipped.
    pub skipped: Vec<ReasonCount>,
    /// Reasons of the failed.
    pub failed: Vec<ReasonCount>,
}

impl AccountStore {
    /// People for whom this unit is to do, ascending from after `after`.
    ///
    /// # Errors
    /// As every read.
    pub fn due_people(
        &self,
        job: JobId,
        unit: usize,
        after: FollowerId,
        limit: u32,
    ) -> Result<Vec<DuePerson>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(DUE_SQL)?;
            let (first, more) = columns(bit(unit));
            let due = statement.query_map(
                named_params! {
                    ":job": job,
                    ":after": after,
                    ":unit": first,
                    ":more": more,
                    ":limit": limit,
                },
                |row| Ok(DuePerson { id: row.get(0)?, openid: row.get(1)?, wanted: row.get(2)? }),
            )?;
            let due: Vec<DuePerson> = due.collect::<rusqlite::Result<_>>()?;
            let_go_behind(connection, after, due.last().map_or(after, |last| last.id))?;
            Ok(due)
        })
    }

    /// A job's people whose items meet a condition (of ours, never of a user's), ascending.
    pub(super) fn people_where(&self, job: JobId, condition: &str) -> Result<Vec<FollowerId>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT follower_id
                FROM job_items
                WHERE
                    job_id = :job
                    AND {condition}
                ORDER BY follower_id"
            ))?;
            let ids = statement.query_map(named_params! { ":job": job }, |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Why people of a job were skipped and failed.
    ///
    /// # Errors
    /// As every read.
    pub fn job_reasons(&self, job: JobId) -> Result<JobReasons> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    outcome,
                    reason,
                    code,
                    count(*)
                FROM job_items
                WHERE
                    job_id = :job
                    AND outcome IN (2, 3)
                GROUP BY outcome, reason, code
                ORDER BY count(*) DESC",
            )?;
            let mut rows = statement.query(named_params! { ":job": job })?;
            let mut reasons = JobReasons::default();
            while let Some(row) = rows.next()? {
                let Some(reason) = reason_of(row.get(1)?, row.get(2)?) else {
                    return Err(Error::Damaged);
                };
                let count = ReasonCount { reason, people: row.get(3)? };
                match outcome_of(row.get(0)?) {
                    Outcome::Skipped => reasons.skipped.push(count),
                    _ => reasons.failed.push(count),
                }
            }
            Ok(reasons)
        })
    }

    /// A window of a job's people by local number: of one outcome or all, and of one reason or all.
    ///
    /// # Errors
    /// [`Error::JobUnknown`].
    pub fn job_people(
        &self,
        job: JobId,
        outcome: Option<Outcome>,
        reason: Option<ItemReason>,
        start: u32,
        count: u32,
    ) -> Result<JobPeople> {
        self.read(|connection| {
            let record = super::record::read_job(connection, job)?;
            let outcome_code = outcome.map(outcome_code);
            let (reason, code) = reason.map(reason_codes).unzip();
            let code = code.flatten();
            let total = match reason {
                None => record.with_outcome(outcome),
                Some(reason) => count_for_reason(connection, job, outcome_code, reason, code)?,
            };
            let mut statement = connection.prepare_cached(PEOPLE_SQL)?;
            let people = statement.query_map(
                named_params! { ":job": job,
":outcome": outcome_code,":reason": reason,":code": code,":start": start,":count": count,
},
                |row| {
                    Ok(JobPerson {
                        id: row.get(0)?,
                        openid: row.get(1)?,
                        remark: row.get(2)?,
                        outcome: outcome_of(row.get(3)?),
                        reason: reason_of(row.get(4)?, row.get(5)?),
                    })
                },
            )?;
            Ok(JobPeople { total, people: people.collect::<rusqlite::Result<_>>()? })
        })
    }
}

fn count_for_reason(
    connection: &Connection,
    job: JobId,
    outcome: Option<i64>,
    reason: i64,
    code: Option<i32>,
) -> Result<u32> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*)
        FROM job_items
        WHERE
            job_id = :job
            AND outcome = coalesce(:outcome, outcome)
            AND reason = :reason
            AND code IS :code",
    )?;
    let asked =
        named_params! { ":job": job, ":outcome": outcome, ":reason": reason, ":code": code };
    Ok(statement.query_row(asked, |row| row.get(0))?)
}

/// Goes on behind the last person read; `CROSS JOIN` keeps the order of the items.
pub(crate) const DUE_SQL: &str = "SELECT
        follower_id,
        openid,
        wanted
    FROM job_items
    CROSS JOIN followers ON followers.id = follower_id
    WHERE
        job_id = :job
        AND follower_id > :after
        AND outcome = 0
        AND (
            todo & ~done & ~failed & :unit <> 0
            OR todo_more & ~done_more & ~failed_more & :more <> 0
        )
    ORDER BY follower_id
    LIMIT :limit";

/// The inner statement passes over the people before the window without looking them up.
pub(crate) const PEOPLE_SQL: &str = "SELECT
        window.follower_id,
        openid,
        coalesce(remark, ''),
        outcome,
        reason,
        code
    FROM (
        SELECT
            follower_id,
            outcome,
            reason,
            code
        FROM job_items
        WHERE
            job_id = :job
            AND outcome = coalesce(:outcome, outcome)
            AND (:reason IS NULL OR (reason = :reason AND code IS :code))
        ORDER BY follower_id
        LIMIT :count OFFSET :start
    ) AS window
    CROSS JOIN followers ON followers.id = window.follower_id
    LEFT JOIN details ON details.follower_id = window.follower_id";
