//! Conditions that only the file can answer: one statement each, made a bitmap.

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

use super::period::times;
use crate::bitmaps::bitmap;
use crate::error::{Error, Result};
use crate::history::EventKind;
use crate::jobs::{outcome_code, reason_codes};
use crate::moves::moved_in_sync;
use crate::types::{
    Filter, FollowerId, ItemReason, JobId, ListId, Outcome, PastEvent, Period, Relation, SegmentId,
    SegmentMove, TagId, UnixSeconds,
};

/// Whether the file is asked about this condition.
pub(super) fn answers(condition: &Filter) -> bool {
    matches!(
        condition,
        Filter::Happened { .. }
            | Filter::InList { .. }
            | Filter::MovedInSegment { .. }
            | Filter::MovedInSync { .. }
            | Filter::InJob { .. }
    )
}

/// Who fits a condition that the file is asked about.
pub(super) fn answer(
    condition: &Filter,
    connection: &Connection,
    now: UnixSeconds,
) -> Result<RoaringBitmap> {
    match condition {
        Filter::Happened { event, period } => happened(connection, *event, *period, now),
        Filter::InList { list } => in_list(connection, *list),
        Filter::MovedInSegment { segment, how } => moved_in_segment(connection, *segment, *how),
        Filter::MovedInSync { sync, how, tag } => moved_in_sync(connection, *sync, *how, *tag),
        Filter::InJob { job, outcome, reason } => in_job(connection, *job, *outcome, *reason),
        _ => Ok(RoaringBitmap::new()),
    }
}

/// People with such an event; the tag is one, or none where the kind of event has none.
pub(crate) const HAPPENED_SQL: &str = "SELECT follower_id
    FROM events
    WHERE
        kind = :kind
        AND tag_id IS :tag
        AND at >= :from
        AND at < :until";

/// The same with whatever tag.
pub(crate) const HAPPENED_WITH_ANY_TAG_SQL: &str = "SELECT follower_id
    FROM events
    WHERE
        kind = :kind
        AND tag_id IN (SELECT id FROM tags)
        AND at >= :from
        AND at < :until";

fn happened(
    connection: &Connection,
    event: PastEvent,
    period: Period,
    now: UnixSeconds,
) -> Result<RoaringBitmap> {
    let times = times(Relation::During, period, now);
    let (from, until) = (times.start, times.end);
    let kind = kind_of(event) as i64;
    match event {
        PastEvent::Tagged { tag: None } | PastEvent::Untagged { tag: None } => people(
            connection,
            HAPPENED_WITH_ANY_TAG_SQL,
            named_params! { ":kind": kind, ":from": from, ":until": until },
        ),
        _ => people(
            connection,
            HAPPENED_SQL,
            named_params! { ":kind": kind, ":tag": tag_of(event), ":from": from, ":until": until },
        ),
    }
}

fn kind_of(event: PastEvent) -> EventKind {
    match event {
        PastEvent::Left => EventKind::Left,
        PastEvent::CameBack => EventKind::CameBack,
        PastEvent::Tagged { .. } => EventKind::Tagged,
        PastEvent::Untagged { .. } => EventKind::Untagged,
        PastEvent::Remarked => EventKind::Remarked,
        PastEvent::Blocked => EventKind::Blocked,
        PastEvent::Unblocked => EventKind::Unblocked,
    }
}

fn tag_of(event: PastEvent) -> Option<TagId> {
    match event {
        PastEvent::Tagged { tag } | PastEvent::Untagged { tag } => tag,
        _ => None,
    }
}

fn moved_in_segment(
    connection: &Connection,
    segment: SegmentId,
    how: SegmentMove,
) -> Result<RoaringBitmap> {
    let column = match how {
        SegmentMove::Entered => 0,
        SegmentMove::Left => 1,
    };
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached(
            "SELECT
                entered,
                gone
            FROM segments
            WHERE id = :segment",
        )?
        .query_row(named_params! { ":segment": segment }, |row| row.get(column))
        .optional()?
        .ok_or(Error::SegmentUnknown)?;
    bitmap(bytes)
}

fn in_list(connection: &Connection, list: ListId) -> Result<RoaringBitmap> {
    let bytes: Vec<u8> = connection
        .prepare_cached("SELECT people FROM lists WHERE id = :list")?
        .query_row(named_params! { ":list": list }, |row| row.get(0))
        .optional()?
        .ok_or(Error::ListUnknown)?;
    bitmap(Some(bytes))
}

fn in_job(
    connection: &Connection,
    job: JobId,
    outcome: Outcome,
    reason: Option<ItemReason>,
) -> Result<RoaringBitmap> {
    let known = connection
        .prepare_cached("SELECT 1 FROM jobs WHERE id = :job")?
        .exists(named_params! { ":job": job })?;
    if !known {
        return Err(Error::JobUnknown);
    }
    let (reason, code) = reason.map(reason_codes).unzip();
    people(
        connection,
        "SELECT follower_id
        FROM job_items
        WHERE
            job_id = :job
            AND outcome = :outcome
            AND (:reason IS NULL OR (reason = :reason AND code IS :code))",
        named_params! {
            ":job": job,
            ":outcome": outcome_code(outcome),
            ":reason": reason,
            ":code": code.flatten(),
        },
    )
}

/// The people a statement finds, in whatever order and however often.
fn people(
    connection: &Connection,
    sql: &str,
    parameters: &[(&str, &dyn ToSql)],
) -> Result<RoaringBitmap> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(parameters, |row| row.get(0))?;
    let mut found: Vec<FollowerId> = found.collect::<rusqlite::Result<_>>()?;
    found.sort_unstable();
    found.dedup();
    RoaringBitmap::from_sorted_iter(found).map_err(|_| Error::Damaged)
}
