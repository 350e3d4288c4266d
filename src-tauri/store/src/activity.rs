//! 动态: what was done in one account and what its syncs found, newest first, a page at a time.
//!
//! Jobs, syncs and changes of tags are lists of their own, each read in order from where the last
//! page ended and only as far as one page needs. A page is made of the newest of all.

use std::ops::Range;

use roaring::RoaringBitmap;
use rusqlite::{Connection, Row, named_params};
use serde::de::DeserializeOwned;

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::jobs::{JobRecord, SELECT_JOB, job_of};
use crate::tag_records::{SELECT_TAG_RECORD, tag_record_of};
use crate::types::{
    ActivityFilter, ActivityKind, ActivityList, ActivityPlace, Change, SyncId, TagRecord,
    UnixSeconds,
};

/// A sync that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncRecord<R> {
    /// Its number.
    pub id: SyncId,
    /// When it began.
    pub started_at: UnixSeconds,
    /// When it ended.
    pub finished_at: UnixSeconds,
    /// What its caller reported at the end; none if it was given up.
    pub report: Option<R>,
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActivityEntry<R> {
    /// A job that was started.
    Job(JobRecord),
    /// A sync that is over.
    Sync(SyncRecord<R>),
    /// A change of a tag itself.
    Tag(TagRecord),
}

/// Entries, newest first, and where the next page begins; none at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityPage<R> {
    /// The entries.
    pub entries: Vec<ActivityEntry<R>>,
    /// The place of the last of them, if there are more.
    pub next: Option<ActivityPlace>,
}

impl AccountStore {
    /// The newest entries that meet the filter, from behind `after` on.
    ///
    /// # Errors
    /// [`Error::Json`] if a report has another shape than `R`.
    pub fn activity<R: DeserializeOwned>(
        &self,
        filter: &ActivityFilter,
        after: Option<ActivityPlace>,
        limit: u32,
    ) -> Result<ActivityPage<R>> {
        // One more than wanted tells whether there are more.
        let most = limit as usize + 1;
        let mut found = self.read(|connection| {
            let mut found = jobs(connection, filter, after, most)?;
            found.extend(syncs(connection, filter, after, most)?);
            found.extend(tag_records(connection, filter, after, most)?);
            Ok(found)
        })?;
        found.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let next = found.last().map(|&(place, _)| place).filter(|_| more);
        Ok(ActivityPage { entries: found.into_iter().map(|(_, entry)| entry).collect(), next })
    }
}

type Found<R> = Vec<(ActivityPlace, ActivityEntry<R>)>;

/// Of two entries of the same second and list, the one with the greater number stands first.
fn before_in(list: ActivityList, after: Option<ActivityPlace>) -> (UnixSeconds, i64) {
    match after {
        None => (UnixSeconds::MAX, 0),
        Some(place) if place.list == list => (place.at, place.id.into()),
        Some(place) if place.list > list => (place.at, i64::MAX),
        Some(place) => (place.at, 0),
    }
}

fn jobs<R>(
    connection: &Connection,
    filter: &ActivityFilter,
    after: Option<ActivityPlace>,
    most: usize,
) -> Result<Found<R>> {
    let mut found = Vec::new();
    let (at, id) = before_in(ActivityList::Jobs, after);
    let mut statement = connection.prepare_cached(&format!("{SELECT_JOB} {JOBS_CONDITION}"))?;
    let mut rows = statement.query(named_params! {
        ":at": at,
        ":id": id,
        ":from": filter.from.unwrap_or(UnixSeconds::MIN),
        ":until": filter.until.unwrap_or(UnixSeconds::MAX),
        ":tag": filter.tag.map(|tag| format!("$.\"{tag}\"")),
        ":person": filter.person,
    })?;
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        let job = job_of(row)?;
        if !filter.kinds.is_empty() && !filter.kinds.contains(&kind_of(&job.change)) {
            continue;
        }
        let at = job.started_at.ok_or(Error::Damaged)?;
        let place = ActivityPlace { at, list: ActivityList::Jobs, id: job.id };
        found.push((place, ActivityEntry::Job(job)));
    }
    Ok(found)
}

/// What a job changes.
fn kind_of(change: &Change) -> ActivityKind {
    match change {
        Change::Tags { .. } | Change::TagsExactly { .. } | Change::SwapTag { .. } => {
            ActivityKind::Tags
        }
        Change::Remark { .. } | Change::RemarkPattern { .. } | Change::RemarkEach => {
            ActivityKind::Remark
        }
        Change::Block { .. } | Change::Unblock => ActivityKind::Blacklist,
    }
}

fn syncs<R: DeserializeOwned>(
    connection: &Connection,
    filter: &ActivityFilter,
    after: Option<ActivityPlace>,
    most: usize,
) -> Result<Found<R>> {
    let mut found = Vec::new();
    let of_kind = filter.kinds.is_empty() || filter.kinds.contains(&ActivityKind::Sync);
    if !of_kind || filter.tag.is_some() {
        return Ok(found);
    }
    let (at, id) = before_in(ActivityList::Syncs, after);
    let mut statement = connection.prepare_cached(SYNCS_SQL)?;
    let mut rows = statement.query(named_params! {
        ":at": at,
        ":id": id,
        ":from": filter.from.unwrap_or(UnixSeconds::MIN),
        ":until": filter.until.unwrap_or(UnixSeconds::MAX),
    })?;
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        if let Some(person) = filter.person
            && !is_in_any(row, 4..7, person)?
        {
            continue;
        }
        let report: Option<String> = row.get(3)?;
        let sync = SyncRecord {
            id: row.get(0)?,
            started_at: row.get(1)?,
            finished_at: row.get(2)?,
            report: report.as_deref().map(serde_json::from_str).transpose()?,
        };
        let place = ActivityPlace { at: sync.finished_at, list: ActivityList::Syncs, id: sync.id };
        found.push((place, ActivityEntry::Sync(sync)));
    }
    Ok(found)
}

fn tag_records<R>(
    connection: &Connection,
    filter: &ActivityFilter,
    after: Option<ActivityPlace>,
    most: usize,
) -> Result<Found<R>> {
    let mut found = Vec::new();
    if !filter.kinds.is_empty() && !filter.kinds.contains(&ActivityKind::TagList) {
        return Ok(found);
    }
    let (at, id) = before_in(ActivityList::Tags, after);
    let sql = format!("{SELECT_TAG_RECORD} {TAG_RECORDS_CONDITION}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(named_params! {
        ":at": at,
        ":id": id,
        ":from": filter.from.unwrap_or(UnixSeconds::MIN),
        ":until": filter.until.unwrap_or(UnixSeconds::MAX),
        ":tag": filter.tag,
    })?;
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        if let Some(person) = filter.person
            && !is_in_any(row, MEMBERS..MEMBERS + 1, person)?
        {
            continue;
        }
        let record = tag_record_of(row)?;
        let place = ActivityPlace { at: record.at, list: ActivityList::Tags, id: record.id };
        found.push((place, ActivityEntry::Tag(record)));
    }
    Ok(found)
}

/// Whether somebody is among the people of any of these columns: who came, left or came back, or
/// carried a tag that was deleted.
fn is_in_any(row: &Row<'_>, columns: Range<usize>, person: u32) -> Result<bool> {
    for column in columns {
        let Some(bytes) = row.get_ref(column)?.as_blob_or_null().map_err(|_| Error::Damaged)?
        else {
            continue;
        };
        let people = RoaringBitmap::deserialize_from(bytes).map_err(|_| Error::Damaged)?;
        if people.contains(person) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `tag_names` names every tag that a change is about.
pub(crate) const JOBS_CONDITION: &str = "WHERE
        state NOT IN ('writing', 'draft')
        AND (started_at, id) < (:at, :id)
        AND started_at >= :from
        AND started_at < :until
        AND (:tag IS NULL OR json_type(tag_names, :tag) IS NOT NULL)
        AND (
            :person IS NULL
            OR EXISTS (
                SELECT 1
                FROM job_items
                WHERE
                    job_id = jobs.id
                    AND follower_id = :person
            )
        )
    ORDER BY started_at DESC, id DESC";

/// Place of a deleted tag's people in [`SELECT_TAG_RECORD`].
const MEMBERS: usize = 10;

pub(crate) const TAG_RECORDS_CONDITION: &str = "WHERE
        (at, id) < (:at, :id)
        AND at >= :from
        AND at < :until
        AND (:tag IS NULL OR tag_id = :tag)
    ORDER BY at DESC, id DESC";

pub(crate) const SYNCS_SQL: &str = "SELECT
        id,
        started_at,
        finished_at,
        report,
        joined,
        gone,
        came_back
    FROM syncs
    WHERE
        status <> 'unfinished'
        AND (finished_at, id) < (:at, :id)
        AND finished_at >= :from
        AND finished_at < :until
    ORDER BY finished_at DESC, id DESC";
