//! What became of tags themselves, for the history: made, renamed, deleted, made again.
//!
//! A deletion is written down before WeChat is asked, with everybody who carries the tag: if the
//! program ends before the answer is kept, the next list of tags tells what became of it.

use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::types::{
    HistoryAuthor, JobId, TagId, TagRecord, TagRecordId, TagRecordKind, UnixSeconds,
};

/// A change about to be written.
pub(crate) struct NewTagRecord<'a> {
    pub(crate) at: UnixSeconds,
    pub(crate) by: HistoryAuthor,
    pub(crate) kind: TagRecordKind,
    pub(crate) tag: TagId,
    pub(crate) name: &'a str,
    pub(crate) former_name: Option<&'a str>,
    pub(crate) job: Option<JobId>,
}

impl AccountStore {
    /// Writes down that a tag is about to be deleted on WeChat, with its people, colour and note.
    /// [`delete_tag`](AccountStore::delete_tag) confirms it.
    ///
    /// # Errors
    /// [`Error::TagUnknown`] if WeChat does not list it; as every write.
    pub fn begin_tag_deletion(&self, tag: TagId, now: UnixSeconds) -> Result<TagRecordId> {
        self.change(
            Urgency::Edit,
            |transaction, index| {
                let by = HistoryAuthor::Us;
                Ok((write_deletion(transaction, index, tag, by, now)?, ()))
            },
            |_, ()| {},
        )
    }

    /// Forgets a deletion that WeChat refused.
    ///
    /// # Errors
    /// As every write.
    pub fn forget_tag_deletion(&self, change: TagRecordId) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            transaction
                .prepare_cached(
                    "DELETE FROM tag_records
                    WHERE
                        id = :id
                        AND confirmed = 0",
                )?
                .execute(named_params! { ":id": change })?;
            Ok(())
        })
    }
}

pub(crate) fn write_tag_record(
    transaction: &Transaction<'_>,
    change: &NewTagRecord<'_>,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO tag_records
                (at, kind, by_us, confirmed, tag_id, name, former_name, people, job_id)
            VALUES (:at, :kind, :by_us, 1, :tag, :name, :former_name, 0, :job)",
        )?
        .execute(named_params! {
            ":at": change.at,
            ":kind": kind_code(change.kind),
            ":by_us": change.by == HistoryAuthor::Us,
            ":tag": change.tag,
            ":name": change.name,
            ":former_name": change.former_name,
            ":job": change.job,
        })?;
    Ok(())
}

/// Keeps a tag as it is before it goes. One deletion that waits for its answer is enough.
pub(crate) fn write_deletion(
    transaction: &Transaction<'_>,
    index: &Index,
    tag: TagId,
    by: HistoryAuthor,
    now: UnixSeconds,
) -> Result<TagRecordId> {
    let entry = index.tags.get(&tag).filter(|entry| entry.listed).ok_or(Error::TagUnknown)?;
    let begun = transaction
        .prepare_cached(
            "SELECT id
            FROM tag_records
            WHERE
                kind = 3
                AND confirmed = 0
                AND tag_id = :tag",
        )?
        .query_row(named_params! { ":tag": tag }, |row| row.get(0))
        .optional()?;
    if let Some(begun) = begun {
        return Ok(begun);
    }
    Ok(transaction
        .prepare_cached(
            "INSERT INTO tag_records
                (at, kind, by_us, confirmed, tag_id, name, people, members, hue, note)
            VALUES (:at, 3, :by_us, 0, :tag, :name, :people, :members, :hue, :note)
            RETURNING id",
        )?
        .query_row(
            named_params! {
                ":at": now,
                ":by_us": by == HistoryAuthor::Us,
                ":tag": tag,
                ":name": entry.name,
                ":people": entry.members.len() as u32,
                ":members": crate::bitmaps::bytes(&entry.members),
                ":hue": entry.hue,
                ":note": entry.note,
            },
            |row| row.get(0),
        )?)
}

/// The tag is gone: a deletion that waited for its answer did happen.
pub(crate) fn confirm_deletion(transaction: &Transaction<'_>, tag: TagId) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE tag_records
            SET confirmed = 1
            WHERE
                kind = 3
                AND confirmed = 0
                AND tag_id = :tag",
        )?
        .execute(named_params! { ":tag": tag })?;
    Ok(())
}

/// WeChat still lists the tag: a deletion that waited for its answer did not happen.
pub(crate) fn drop_unmade_deletion(transaction: &Transaction<'_>, tag: TagId) -> Result<()> {
    transaction
        .prepare_cached(
            "DELETE FROM tag_records
            WHERE
                kind = 3
                AND confirmed = 0
                AND tag_id = :tag",
        )?
        .execute(named_params! { ":tag": tag })?;
    Ok(())
}

/// What became of tags: of a deletion also the last job that was started to take it back.
pub(crate) const SELECT_TAG_RECORD: &str = "SELECT
        id,
        at,
        kind,
        by_us,
        confirmed,
        tag_id,
        name,
        former_name,
        people,
        coalesce(
            job_id,
            (
                SELECT max(jobs.id)
                FROM jobs
                WHERE
                    jobs.restores = tag_records.id
                    AND jobs.started_at IS NOT NULL
            )
        ),
        members
    FROM tag_records";

pub(crate) fn tag_record_of(row: &Row<'_>) -> Result<TagRecord> {
    Ok(TagRecord {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: kind_of(row.get(2)?)?,
        by: if row.get(3)? { HistoryAuthor::Us } else { HistoryAuthor::Elsewhere },
        confirmed: row.get(4)?,
        tag: row.get(5)?,
        name: row.get(6)?,
        former_name: row.get(7)?,
        people: row.get(8)?,
        job: row.get(9)?,
    })
}

/// `tag_records.kind`.
fn kind_code(kind: TagRecordKind) -> i64 {
    match kind {
        TagRecordKind::Created => 1,
        TagRecordKind::Renamed => 2,
        TagRecordKind::Deleted => 3,
        TagRecordKind::Recreated => 4,
    }
}

fn kind_of(code: i64) -> Result<TagRecordKind> {
    Ok(match code {
        1 => TagRecordKind::Created,
        2 => TagRecordKind::Renamed,
        3 => TagRecordKind::Deleted,
        4 => TagRecordKind::Recreated,
        _ => return Err(Error::Damaged),
    })
}
