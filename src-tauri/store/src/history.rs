//! What happened to one person, as far as seen from this computer.

use rusqlite::{Connection, Transaction, named_params};

use crate::bulk::RowsStatement;
use crate::error::{Error, Result};
use crate::types::{
    FollowerDetail, FollowerId, HistoryAuthor, HistoryEntry, HistoryEvent, JobId, TagId,
    UnixSeconds,
};

/// An event about to be written.
pub(crate) struct NewEvent {
    pub(crate) follower: FollowerId,
    pub(crate) kind: EventKind,
    pub(crate) tag: Option<TagId>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl NewEvent {
    pub(crate) fn plain(follower: FollowerId, kind: EventKind) -> Self {
        Self { follower, kind, tag: None, before: None, after: None }
    }

    pub(crate) fn tag(follower: FollowerId, kind: EventKind, tag: TagId) -> Self {
        Self { tag: Some(tag), ..Self::plain(follower, kind) }
    }

    pub(crate) fn remarked(follower: FollowerId, before: &str, after: &str) -> Self {
        Self {
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
            ..Self::plain(follower, EventKind::Remarked)
        }
    }
}

/// Codes of `events.kind`. The first follow is not written: it follows from the details.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Left = 2,
    CameBack = 3,
    Tagged = 4,
    Untagged = 5,
    Remarked = 6,
    Blocked = 7,
    Unblocked = 8,
}

/// Appends events; `job` is none for what a sync found.
pub(crate) fn write_events(
    transaction: &Transaction<'_>,
    at: UnixSeconds,
    job: Option<JobId>,
    events: &[NewEvent],
) -> Result<()> {
    const INSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO events
            (follower_id, number, at, kind, job_id, tag_id, before, after)
        VALUES",
        row: "(?, ?, ?, ?, ?, ?, ?, ?)",
        tail: "",
        parameters: 8,
    };
    if events.is_empty() {
        return Ok(());
    }
    let first = take_numbers(transaction, events.len())?;
    INSERT.run(transaction, (first..).zip(events), |(number, event), row| {
        row.put(event.follower)?.put(number)?.put(at)?.put(event.kind as i64)?.put(job)?;
        row.put(event.tag)?.put(&event.before)?.put(&event.after)?;
        Ok(())
    })
}

/// Reserves numbers for events and returns the first.
fn take_numbers(transaction: &Transaction<'_>, count: usize) -> Result<i64> {
    let last: i64 = transaction
        .prepare_cached(
            "UPDATE counters
            SET value = value + :count
            WHERE name = 'event'
            RETURNING value",
        )?
        .query_row(named_params! { ":count": count as i64 }, |row| row.get(0))?;
    Ok(last - count as i64 + 1)
}

/// The person's history, newest first, ending with the first follow.
pub(crate) fn history_of(
    connection: &Connection,
    detail: &FollowerDetail,
) -> Result<Vec<HistoryEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT
            at,
            kind,
            job_id,
            tag_id,
            coalesce(name, ''),
            coalesce(before, ''),
            coalesce(after, '')
        FROM events
        LEFT JOIN tags ON tags.id = tag_id
        WHERE follower_id = :id
        ORDER BY number DESC",
    )?;
    let mut rows = statement.query(named_params! { ":id": detail.row.id })?;
    let mut history = Vec::new();
    while let Some(row) = rows.next()? {
        let job: Option<JobId> = row.get(2)?;
        let tag = || row.get::<_, Option<TagId>>(3).map(Option::unwrap_or_default);
        let event = match row.get(1)? {
            2 => HistoryEvent::Left,
            3 => HistoryEvent::CameBack,
            4 => HistoryEvent::Tagged { tag: tag()?, name: row.get(4)? },
            5 => HistoryEvent::Untagged { tag: tag()?, name: row.get(4)? },
            6 => HistoryEvent::Remarked { from: row.get(5)?, to: row.get(6)? },
            7 => HistoryEvent::Blocked,
            8 => HistoryEvent::Unblocked,
            _ => return Err(Error::Damaged),
        };
        let by = if job.is_some() { HistoryAuthor::Us } else { HistoryAuthor::Elsewhere };
        history.push(HistoryEntry { at: row.get(0)?, by, job, event });
    }
    history.extend(first_follow(detail));
    Ok(history)
}

/// The first follow: its exact time while the person never left, else when we first saw them.
fn first_follow(detail: &FollowerDetail) -> Option<HistoryEntry> {
    let at = match detail.follow_count {
        0 => return None,
        1 => detail.row.followed_at.unwrap_or(detail.first_seen_at),
        _ => detail.first_seen_at,
    };
    let by = HistoryAuthor::Elsewhere;
    Some(HistoryEntry { at, by, job: None, event: HistoryEvent::Followed })
}
