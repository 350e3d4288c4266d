//! Answering a filter: each condition becomes a bitmap of follower ids, the tree is set algebra.

use roaring::RoaringBitmap;
use rusqlite::{Connection, named_params};

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::index::texts::contains_folded;
use crate::jobs::{outcome_code, reason_codes};
use crate::moves::moved_in_sync;
use crate::types::{Filter, ItemReason, JobId, Outcome, UnixSeconds};

/// A part of an OpenID or UnionID counts from this many bytes on: shorter ones are in
/// many ids by chance.
const SHORTEST_ID_PART: usize = 4;

impl AccountStore {
    /// Local numbers of all followers that match.
    ///
    /// # Errors
    /// [`Error::JobUnknown`] and [`Error::SyncUnknown`] if the filter names such a one.
    pub fn matching(&self, filter: &Filter) -> Result<RoaringBitmap> {
        // Conditions on history are asked before the index is held.
        let mut answers = Vec::new();
        if asks_history(filter) {
            self.read(|connection| answer_from_file(filter, connection, &mut answers))?;
        }
        Ok(evaluate(filter, &self.index(), &mut answers.into_iter()))
    }

    /// How many followers match.
    ///
    /// # Errors
    /// As [`AccountStore::matching`].
    pub fn count(&self, filter: &Filter) -> Result<u32> {
        Ok(self.matching(filter)?.len() as u32)
    }
}

fn asks_history(filter: &Filter) -> bool {
    match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters.iter().any(asks_history)
        }
        Filter::MovedInSync { .. } | Filter::InJob { .. } => true,
        _ => false,
    }
}

/// Answers the conditions that only the file knows, in the order in which the tree is walked.
fn answer_from_file(
    filter: &Filter,
    connection: &Connection,
    answers: &mut Vec<RoaringBitmap>,
) -> Result<()> {
    match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters.iter().try_for_each(|part| answer_from_file(part, connection, answers))
        }
        Filter::MovedInSync { sync, how, tag } => {
            answers.push(moved_in_sync(connection, *sync, *how, *tag)?);
            Ok(())
        }
        Filter::InJob { job, outcome, reason } => {
            answers.push(in_job(connection, *job, *outcome, *reason)?);
            Ok(())
        }
        _ => Ok(()),
    }
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
    let mut statement = connection.prepare_cached(
        "SELECT follower_id
        FROM job_items
        WHERE
            job_id = :job
            AND outcome = :outcome
            AND (:reason IS NULL OR (reason = :reason AND code IS :code))
        ORDER BY follower_id",
    )?;
    let (reason, code) = reason.map(reason_codes).unzip();
    let mut rows = statement.query(named_params! {
        ":job": job,
        ":outcome": outcome_code(outcome),
        ":reason": reason,
        ":code": code.flatten(),
    })?;
    let mut people = RoaringBitmap::new();
    while let Some(row) = rows.next()? {
        people.try_push(row.get(0)?).map_err(|_| Error::Damaged)?;
    }
    Ok(people)
}

/// Set algebra over the index; `answers` holds what the file said, in the tree's order.
fn evaluate(
    filter: &Filter,
    index: &Index,
    answers: &mut impl Iterator<Item = RoaringBitmap>,
) -> RoaringBitmap {
    match filter {
        Filter::AllOf { filters } => filters
            .iter()
            .map(|part| evaluate(part, index, answers))
            .reduce(|all, part| all & part)
            .unwrap_or_else(|| index.everybody()),
        Filter::AnyOf { filters } => any_of(filters, index, answers),
        Filter::NoneOf { filters } => index.everybody() - any_of(filters, index, answers),
        Filter::Tag { tag } => {
            index.tags.get(tag).map(|entry| entry.members.clone()).unwrap_or_default()
        }
        Filter::Untagged => column_bitmap(&index.tag_count, |count| count == 0),
        Filter::Following => index.following.clone(),
        Filter::Left => index.everybody() - &index.following,
        Filter::Blacklisted => index.blacklisted.clone(),
        Filter::Source { source } => match index.sources.known(source.as_str()) {
            None => RoaringBitmap::new(),
            Some(code) => column_bitmap(&index.source, |of| of == code),
        },
        Filter::FollowedAt { from, until } => in_time(&index.followed_at, *from, *until),
        Filter::LeftAt { from, until } => in_time(&index.left_at, *from, *until),
        Filter::Qr { text, exact } => with_qr(index, text, *exact),
        Filter::Text { text } => with_text(index, text.trim()),
        Filter::MovedInSync { .. } | Filter::InJob { .. } => {
            // The file may know people of whom the index is told in the next moment.
            answers.next().expect("the same tree was walked before") & index.everybody()
        }
    }
}

fn any_of(
    filters: &[Filter],
    index: &Index,
    answers: &mut impl Iterator<Item = RoaringBitmap>,
) -> RoaringBitmap {
    filters
        .iter()
        .map(|part| evaluate(part, index, answers))
        .reduce(|any, part| any | part)
        .unwrap_or_default()
}

/// Followers whose known time lies in `from` ≤ time < `until`.
fn in_time(column: &[u32], from: Option<UnixSeconds>, until: Option<UnixSeconds>) -> RoaringBitmap {
    let from = from.unwrap_or(0).max(1);
    let until = until.unwrap_or(UnixSeconds::MAX);
    column_bitmap(column, |at| (from..until).contains(&i64::from(at)))
}

/// QR codes are searched once per distinct code, then the column is swept.
fn with_qr(index: &Index, text: &str, exact: bool) -> RoaringBitmap {
    if text.is_empty() && !exact {
        return index.everybody();
    }
    let fits = |of: &str| if exact { of == text } else { contains_folded(of, text) };
    let mut wanted = vec![false; index.qrs.len() + 1];
    // An exact empty text asks for those without any code.
    wanted[0] = text.is_empty();
    let mut any = wanted[0];
    for (code, qr) in index.qrs.iter() {
        let by_text = !qr.text.is_empty() && fits(&qr.text);
        let by_scene = qr.scene != 0 && fits(&qr.scene.to_string());
        wanted[code as usize] = by_text || by_scene;
        any |= wanted[code as usize];
    }
    if any { column_bitmap(&index.qr, |code| wanted[code as usize]) } else { RoaringBitmap::new() }
}

fn with_text(index: &Index, text: &str) -> RoaringBitmap {
    if text.is_empty() {
        return index.everybody();
    }
    let mut found = index.remarks.containing(text) | with_qr(index, text, false);
    if text.len() >= SHORTEST_ID_PART && text.is_ascii() {
        found |= index.openids.containing(text);
        found |= index.unionids.containing(text);
    }
    for entry in index.tags.values() {
        if entry.listed && contains_folded(&entry.name, text) {
            found |= &entry.members;
        }
    }
    found
}

/// Sweeps a column (slot 0 is nobody) into a bitmap, 64 people to a word.
pub(crate) fn column_bitmap<T: Copy>(column: &[T], fits: impl Fn(T) -> bool) -> RoaringBitmap {
    let mut bytes = vec![0_u8; column.len().div_ceil(8)];
    for (byte, people) in bytes.iter_mut().zip(column.chunks(8)) {
        for (bit, &value) in people.iter().enumerate() {
            *byte |= u8::from(fits(value)) << bit;
        }
    }
    if let Some(first) = bytes.first_mut() {
        *first &= !1;
    }
    RoaringBitmap::from_lsb0_bytes(0, &bytes)
}
