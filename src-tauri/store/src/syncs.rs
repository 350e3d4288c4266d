//! Syncs: how far the running one is, and what the finished ones reported.
//!
//! Phases, progress and reports are the caller's: they are kept as text and JSON.

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::moves::{Move, remember};
use crate::staging::{StagedList, clear};
use crate::types::{SyncId, UnixSeconds};

/// A sync that was started and neither finished nor cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedSync<P> {
    /// Its number.
    pub id: SyncId,
    /// The phase it is in.
    pub phase: String,
    /// What its caller saved last.
    pub progress: P,
    /// When it was started.
    pub started_at: UnixSeconds,
    /// When its list of followers was applied, see [`AccountStore::apply_difference`].
    pub applied_at: Option<UnixSeconds>,
}

impl AccountStore {
    /// Begins a sync. An unfinished one is cancelled and what it had staged forgotten.
    ///
    /// # Errors
    /// As every write.
    pub fn start_sync(
        &self,
        phase: &str,
        progress: &impl Serialize,
        now: UnixSeconds,
    ) -> Result<SyncId> {
        let progress = serde_json::to_string(progress)?;
        self.write(Urgency::Edit, |transaction| {
            insert_sync(transaction, phase, &progress, false, now)
        })
    }

    /// Begins a sync that reads the details of these people and no list. An unfinished one is
    /// cancelled and what it had staged forgotten.
    ///
    /// # Errors
    /// As every write.
    pub fn start_partial_sync(
        &self,
        phase: &str,
        progress: &impl Serialize,
        people: &RoaringBitmap,
        now: UnixSeconds,
    ) -> Result<SyncId> {
        let progress = serde_json::to_string(progress)?;
        self.write(Urgency::Edit, |transaction| {
            let sync = insert_sync(transaction, phase, &progress, true, now)?;
            remember(transaction, Move::AskedFor, 0, people)?;
            Ok(sync)
        })
    }

    /// Saves how far an unfinished sync is.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`] if it is not unfinished.
    pub fn save_sync(&self, id: SyncId, phase: &str, progress: &impl Serialize) -> Result<()> {
        let progress = serde_json::to_string(progress)?;
        self.write(Urgency::Bulk, |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE syncs
                    SET
                        phase = :phase,
                        progress = :progress
                    WHERE
                        id = :id
                        AND status = 'unfinished'",
                )?
                .execute(named_params! { ":id": id, ":phase": phase, ":progress": progress })?;
            exactly_one(changed)
        })
    }

    /// Ends a sync with its report.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`] if it is not unfinished.
    pub fn finish_sync(&self, id: SyncId, report: &impl Serialize, now: UnixSeconds) -> Result<()> {
        let report = serde_json::to_string(report)?;
        self.end_sync(id, "finished", Some(report), now)
    }

    /// Gives a sync up. What it has applied stays.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`] if it is not unfinished.
    pub fn cancel_sync(&self, id: SyncId, now: UnixSeconds) -> Result<()> {
        self.end_sync(id, "cancelled", None, now)
    }

    fn end_sync(
        &self,
        id: SyncId,
        status: &str,
        report: Option<String>,
        now: UnixSeconds,
    ) -> Result<()> {
        let ended = self.write(Urgency::Edit, |transaction| {
            clear(transaction, StagedList::Followers)?;
            let changed = transaction.execute(
                "UPDATE syncs
                SET
                    status = :status,
                    report = :report,
                    finished_at = :now
                WHERE
                    id = :id
                    AND status = 'unfinished'",
                named_params! { ":id": id, ":status": status, ":report": report, ":now": now },
            )?;
            exactly_one(changed)
        });
        self.forget_comparison(StagedList::Followers);
        ended
    }

    /// The sync that goes on after a restart.
    ///
    /// # Errors
    /// [`Error::Json`] if its progress has another shape than `P`.
    pub fn unfinished_sync<P: DeserializeOwned>(&self) -> Result<Option<UnfinishedSync<P>>> {
        self.read(|connection| {
            let found = connection
                .query_row(
                    "SELECT
                        id,
                        phase,
                        progress,
                        started_at,
                        applied_at
                    FROM syncs
                    WHERE status = 'unfinished'
                    ORDER BY id DESC
                    LIMIT 1",
                    [],
                    |row| {
                        let progress: String = row.get(2)?;
                        Ok((row.get(0)?, row.get(1)?, progress, row.get(3)?, row.get(4)?))
                    },
                )
                .optional()?;
            let Some((id, phase, progress, started_at, applied_at)) = found else {
                return Ok(None);
            };
            let progress = serde_json::from_str(&progress)?;
            Ok(Some(UnfinishedSync { id, phase, progress, started_at, applied_at }))
        })
    }

    /// Reports of the last finished syncs, newest first.
    ///
    /// # Errors
    /// [`Error::Json`] if one has another shape than `R`.
    pub fn sync_reports<R: DeserializeOwned>(&self, limit: u32) -> Result<Vec<R>> {
        self.reports(true, limit)
    }

    /// The report of the last finished sync that read the account's lists.
    ///
    /// # Errors
    /// [`Error::Json`] if it has another shape than `R`.
    pub fn last_whole_sync<R: DeserializeOwned>(&self) -> Result<Option<R>> {
        Ok(self.reports(false, 1)?.pop())
    }

    fn reports<R: DeserializeOwned>(&self, partial_too: bool, limit: u32) -> Result<Vec<R>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT report
                FROM syncs
                WHERE
                    status = 'finished'
                    AND partial <= :partial_too
                ORDER BY id DESC
                LIMIT :limit",
            )?;
            let mut rows =
                statement.query(named_params! { ":limit": limit, ":partial_too": partial_too })?;
            let mut reports = Vec::new();
            while let Some(row) = rows.next()? {
                reports.push(serde_json::from_str(&row.get::<_, String>(0)?)?);
            }
            Ok(reports)
        })
    }

    /// When the newest list before this sync's, and this sync's own, were applied: whoever moved
    /// in it moved in between.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`].
    pub fn span_of_sync(&self, sync: SyncId) -> Result<(Option<UnixSeconds>, Option<UnixSeconds>)> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT
                        (
                            SELECT max(applied_at)
                            FROM syncs AS earlier
                            WHERE earlier.id < syncs.id
                        ),
                        applied_at
                    FROM syncs
                    WHERE id = :sync",
                )?
                .query_row(named_params! { ":sync": sync }, |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .ok_or(Error::SyncUnknown)
        })
    }
}

fn insert_sync(
    transaction: &Transaction<'_>,
    phase: &str,
    progress: &str,
    partial: bool,
    now: UnixSeconds,
) -> Result<SyncId> {
    transaction.execute("DELETE FROM staged_pages", [])?;
    transaction.execute(
        "UPDATE syncs
        SET
            status = 'cancelled',
            finished_at = :now
        WHERE status = 'unfinished'",
        named_params! { ":now": now },
    )?;
    Ok(transaction.query_row(
        "INSERT INTO syncs (status, phase, progress, started_at, partial)
        VALUES ('unfinished', :phase, :progress, :now, :partial)
        RETURNING id",
        named_params! {
            ":phase": phase,
            ":progress": progress,
            ":now": now,
            ":partial": partial,
        },
        |row| row.get(0),
    )?)
}

fn exactly_one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::SyncUnknown) }
}

/// Before that, nothing that a list says can be called a change.
pub(crate) fn any_sync_finished(connection: &Connection) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM syncs WHERE status = 'finished' AND partial = 0")?
        .exists([])?)
}
