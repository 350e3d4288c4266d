//! Jobs as rows: where each stands, and how it may move.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::{Change, JobId, Outcome, TagNames, TagRecordId, UnixSeconds};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStage {
    /// Previewed, not started.
    Draft,
    /// Waits for its turn.
    Queued,
    /// At work.
    Running,
    /// Stopped until somebody resumes it.
    Paused,
    /// Goes on at a time.
    Waiting,
    /// Everybody has an outcome.
    Finished,
    /// Ended before everybody had one.
    Cancelled,
}

impl JobStage {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Waiting => "waiting",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    fn named(name: &str) -> Result<Self> {
        let all = [
            Self::Draft,
            Self::Queued,
            Self::Running,
            Self::Paused,
            Self::Waiting,
            Self::Finished,
            Self::Cancelled,
        ];
        all.into_iter().find(|stage| stage.name() == name).ok_or(Error::Damaged)
    }

    /// Where a job may have stood before it moves here.
    fn may_follow(self, before: Self) -> bool {
        use JobStage::{Cancelled, Draft, Finished, Paused, Queued, Running, Waiting};
        match self {
            Draft => false,
            Queued => matches!(before, Draft | Paused | Waiting),
            Running => matches!(before, Draft | Queued | Waiting | Running),
            Paused | Waiting => matches!(before, Queued | Running | Waiting),
            Finished => matches!(before, Running | Queued),
            Cancelled => matches!(before, Queued | Running | Paused | Waiting),
        }
    }

    pub(super) fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }
}

/// One job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRecord {
    /// Its number.
    pub id: JobId,
    /// What it changes.
    pub change: Change,
    /// Names of the tags in `change` when it was previewed.
    pub tag_names: TagNames,
    /// The job whose work it takes back.
    pub undoes: Option<JobId>,
    /// The last job that was started to take this one's work back.
    pub undone_by: Option<JobId>,
    /// The deletion of a tag that it takes back.
    pub restores: Option<TagRecordId>,
    /// Where it stands.
    pub stage: JobStage,
    /// Why it is paused or waits, in the caller's notation.
    pub because: Option<String>,
    /// When it goes on.
    pub until: Option<UnixSeconds>,
    /// People frozen in it.
    pub people: u32,
    /// People changed.
    pub done: u32,
    /// People skipped.
    pub skipped: u32,
    /// People who could not be changed.
    pub failed: u32,
    /// When it was previewed.
    pub created_at: UnixSeconds,
    /// When it was started.
    pub started_at: Option<UnixSeconds>,
    /// When it ended.
    pub finished_at: Option<UnixSeconds>,
}

impl JobRecord {
    /// People without an outcome.
    pub fn pending(&self) -> u32 {
        self.people.saturating_sub(self.done + self.skipped + self.failed)
    }

    /// People with this outcome; all of them for none.
    pub(super) fn with_outcome(&self, outcome: Option<Outcome>) -> u32 {
        match outcome {
            None => self.people,
            Some(Outcome::Pending) => self.pending(),
            Some(Outcome::Done) => self.done,
            Some(Outcome::Skipped) => self.skipped,
            Some(Outcome::Failed) => self.failed,
        }
    }
}

impl AccountStore {
    /// One job.
    ///
    /// # Errors
    /// [`Error::JobUnknown`].
    pub fn job(&self, id: JobId) -> Result<JobRecord> {
        self.read(|connection| read_job(connection, id))
    }

    /// One job of which nothing more is done.
    pub(super) fn job_that_is_over(&self, id: JobId) -> Result<JobRecord> {
        let record = self.job(id)?;
        if record.stage.is_over() { Ok(record) } else { Err(Error::JobState) }
    }

    /// Jobs that were started, newest first.
    ///
    /// # Errors
    /// As every read.
    pub fn jobs(&self, limit: u32) -> Result<Vec<JobRecord>> {
        self.job_list("state NOT IN ('writing', 'draft') ORDER BY id DESC LIMIT ?1", limit)
    }

    /// Jobs that are started and not over, in the order in which they were started.
    ///
    /// # Errors
    /// As every read.
    pub fn unfinished_jobs(&self) -> Result<Vec<JobRecord>> {
        self.job_list(
            "state IN ('queued', 'running', 'paused', 'waiting') ORDER BY started_at, id LIMIT ?1",
            u32::MAX,
        )
    }

    fn job_list(&self, condition: &'static str, limit: u32) -> Result<Vec<JobRecord>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(&format!("{SELECT_JOB} WHERE {condition}"))?;
            let mut rows = statement.query([limit])?;
            let mut jobs = Vec::new();
            while let Some(row) = rows.next()? {
                jobs.push(job_of(row)?);
            }
            Ok(jobs)
        })
    }

    /// Moves a job; `because` and `until` are kept with it until it moves again.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if it cannot move there from where it stands.
    pub fn move_job(
        &self,
        id: JobId,
        stage: JobStage,
        because: Option<&str>,
        until: Option<UnixSeconds>,
        now: UnixSeconds,
    ) -> Result<JobRecord> {
        self.write(Urgency::Edit, |transaction| {
            let before = read_job(transaction, id)?;
            if !stage.may_follow(before.stage) {
                return Err(Error::JobState);
            }
            write_stage(transaction, id, stage, because, until, now)?;
            read_job(transaction, id)
        })
    }
}

pub(crate) const SELECT_JOB: &str = "SELECT
        id,
        change,
        tag_names,
        state,
        because,
        until,
        people,
        done,
        skipped,
        failed,
        created_at,
        started_at,
        finished_at,
        undoes,
        (
            SELECT max(later.id)
            FROM jobs AS later
            WHERE
                later.undoes = jobs.id
                AND later.started_at IS NOT NULL
        ),
        restores
    FROM jobs";

pub(super) fn read_job(connection: &Connection, id: JobId) -> Result<JobRecord> {
    let mut statement = connection
        .prepare_cached(&format!("{SELECT_JOB} WHERE id = :id AND state <> 'writing'"))?;
    let mut rows = statement.query(named_params! { ":id": id })?;
    rows.next()?.ok_or(Error::JobUnknown).and_then(job_of)
}

pub(crate) fn job_of(row: &Row<'_>) -> Result<JobRecord> {
    Ok(JobRecord {
        id: row.get(0)?,
        change: serde_json::from_str(&row.get::<_, String>(1)?)?,
        tag_names: serde_json::from_str(&row.get::<_, String>(2)?)?,
        stage: JobStage::named(&row.get::<_, String>(3)?)?,
        because: row.get(4)?,
        until: row.get(5)?,
        people: row.get(6)?,
        done: row.get(7)?,
        skipped: row.get(8)?,
        failed: row.get(9)?,
        created_at: row.get(10)?,
        started_at: row.get(11)?,
        finished_at: row.get(12)?,
        undoes: row.get(13)?,
        undone_by: row.get(14)?,
        restores: row.get(15)?,
    })
}

pub(super) fn write_stage(
    connection: &Connection,
    id: JobId,
    stage: JobStage,
    because: Option<&str>,
    until: Option<UnixSeconds>,
    now: UnixSeconds,
) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE jobs
            SET
                state = :state,
                because = :because,
                until = :until,
                started_at = coalesce(started_at, :now),
                finished_at = iif(:over, :now, NULL)
            WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id,
            ":state": stage.name(),
            ":because": because,
            ":until": until,
            ":now": now,
            ":over": stage.is_over(),
        })?;
    Ok(())
}

/// Why a job could not be moved: unknown, or in another state.
pub(super) fn why_not(connection: &Connection, id: JobId) -> Result<Error> {
    let known: Option<i64> = connection
        .query_row(
            "SELECT 1
            FROM jobs
            WHERE
                id = :id
                AND state <> 'writing'",
            named_params! { ":id": id },
            |row| row.get(0),
        )
        .optional()?;
    Ok(if known.is_some() { Error::JobState } else { Error::JobUnknown })
}
