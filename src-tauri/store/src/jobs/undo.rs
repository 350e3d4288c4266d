//! Taking a job back: a new draft that gives everybody what they had before that job.
//!
//! Only what the job really changed is taken back. Whoever was changed in the same respect since,
//! by another job or elsewhere, is left out unless asked for. What an undo took back counts as if
//! it had never been: so undoing one job after the other walks backwards.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::draft::TakesBack;
use super::mask::{Mask, bit, mask_of};
use super::plan::{Item, can_be_reached, carries, known_remark, passes_tag_limit};
use super::record::JobRecord;
use super::remade::Remade;
use super::{Draft, Unit, reason_of, units_of};
use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::types::{Change, FollowerId, ItemReason, JobId, TagId, UnixSeconds};

impl AccountStore {
    /// Freezes the people whom a job changed in a draft that takes it back. Those who were changed
    /// since are skipped, unless `include_changed`. A draft of nobody is possible.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job is not over; as every write.
    pub fn write_undo(&self, job: JobId, include_changed: bool, now: UnixSeconds) -> Result<Draft> {
        self.write_undo_of(job, None, include_changed, now)
    }

    /// As [`AccountStore::write_undo`], for some of its people only.
    pub(super) fn write_undo_of(
        &self,
        job: JobId,
        only: Option<Vec<FollowerId>>,
        include_changed: bool,
        now: UnixSeconds,
    ) -> Result<Draft> {
        let record = self.job_that_is_over(job)?;
        let people = match only {
            Some(people) => people,
            // For whom WeChat took something of the job that was to do.
            None => self.people_where(job, "(done & todo <> 0 OR done_more & todo_more <> 0)")?,
        };
        let remade = self.read(Remade::read)?;
        let renumbered = remade.renumbered(&record.change);
        let change = inverse(&renumbered);
        let undoing = Undoing {
            done: units_of(&record.change),
            units: units_of(&change),
            respects: respects_of(&renumbered),
            undone: self.read(undone_jobs)?,
            remade,
            record: &record,
            include_changed,
        };
        let takes_back = TakesBack::Job(job);
        self.write_draft_of(&change, takes_back, &people, now, |transaction, index, part| {
            let items = past_items(transaction, job, part)?;
            let mut histories = histories(transaction, &undoing.remade, part)?;
            let item = |past: Past| {
                let history = histories.remove(&past.follower).unwrap_or_default();
                undoing.item(index, &past, &history)
            };
            Ok(items.into_iter().map(item).collect())
        })
    }
}

/// The change that takes a change back. Its units are those of the change in the order of
/// [`respects_of`].
fn inverse(change: &Change) -> Change {
    match change {
        Change::Tags { add, remove } | Change::TagsExactly { tags: add, others: remove } => {
            Change::Tags { add: remove.clone(), remove: add.clone() }
        }
        Change::SwapTag { from, to } => Change::Tags { add: vec![*from], remove: vec![*to] },
        Change::Remark { .. } | Change::RemarkPattern { .. } | Change::RemarkEach => {
            Change::RemarkEach
        }
        Change::Block { .. } => Change::Unblock,
        Change::Unblock => Change::Block { reason: String::new() },
    }
}

/// What a unit is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Respect {
    Tag(TagId),
    Remark,
    Blacklist,
}

/// For each unit of the inverse: what it is about, and the unit of the change it takes back.
fn respects_of(change: &Change) -> Vec<(Respect, usize)> {
    let units = units_of(change);
    let added = units.iter().filter(|unit| matches!(unit, Unit::AddTag(_))).count();
    let mut respects: Vec<(Respect, usize)> = units
        .iter()
        .map(|unit| match *unit {
            Unit::AddTag(tag) | Unit::RemoveTag(tag) => Respect::Tag(tag),
            Unit::Remark(_) => Respect::Remark,
            Unit::Block(_) | Unit::Unblock => Respect::Blacklist,
        })
        .enumerate()
        .map(|(place, respect)| (respect, place))
        .collect();
    // What was removed is added first.
    respects.rotate_left(added);
    respects
}

/// What the job did to one person.
pub(super) struct Past {
    pub(super) follower: FollowerId,
    /// Units that were to do.
    pub(super) todo: Mask,
    /// Those of them that WeChat took.
    taken: Mask,
    /// Those of these that found the person in another state.
    changed: Mask,
    before: Option<String>,
    pub(super) wanted: Option<String>,
    /// Why nothing was done, or not all.
    pub(super) reason: Option<ItemReason>,
}

/// One change of a person, ours or not.
struct Trace {
    respect: Respect,
    job: Option<JobId>,
}

/// Whose work the state of a person is, in one respect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The job's that is to be undone.
    Ours,
    /// An undo has taken it back.
    TakenBack,
    /// Somebody else's.
    Changed,
}

struct Undoing<'a> {
    record: &'a JobRecord,
    /// What the job did, with the numbers that tags had then.
    done: Vec<Unit<'a>>,
    units: Vec<Unit<'a>>,
    respects: Vec<(Respect, usize)>,
    /// Every undo in this file, and what it undoes.
    undone: HashMap<JobId, JobId>,
    remade: Remade,
    include_changed: bool,
}

impl Undoing<'_> {
    /// What is to do for one person; `history` is in order of time.
    fn item(&self, index: &Index, past: &Past, history: &[Trace]) -> Item {
        let id = past.follower;
        let (mut todo, mut conflict, mut gone) = (Mask::default(), false, false);
        for (place, &(respect, old)) in self.respects.iter().enumerate() {
            if past.taken & bit(old) == 0 {
                continue;
            }
            if let Respect::Tag(tag) = respect
                && !index.is_listed(tag)
            {
                gone = true;
                continue;
            }
            let is_before = self.is_before(index, place, past);
            let standing = match past.changed & bit(old) {
                0 => Standing::Changed,
                _ if self.is_of_another_tag(place, old, history) => Standing::Changed,
                _ => self.standing(respect, history),
            };
            match standing {
                Standing::Ours if self.is_after(index, place, past) => todo |= bit(place),
                Standing::Ours | Standing::TakenBack if is_before => {}
                _ if self.include_changed && is_before => {}
                _ if self.include_changed => todo |= bit(place),
                _ => conflict = true,
            }
        }
        let unknown = matches!(self.units[..], [Unit::Remark(_)]) && past.before.is_none();
        let skipped = if !can_be_reached(index, &self.units, id) {
            Some(ItemReason::NotFollowing)
        } else if unknown {
            Some(ItemReason::BeforeUnknown)
        } else if conflict {
            Some(ItemReason::ChangedSince)
        } else if todo == 0 {
            Some(if gone { ItemReason::TagGone } else { ItemReason::AlreadySo })
        } else {
            passes_tag_limit(index, &self.units, id, todo).then_some(ItemReason::OverTagLimit)
        };
        Item { follower: id, skipped, todo, wanted: past.before.clone() }
    }

    /// Whether a tag to take off has another number than the job gave, and no job gave it back under
    /// that number: then the person had the other tag of its own accord.
    fn is_of_another_tag(&self, place: usize, old: usize, history: &[Trace]) -> bool {
        let (Unit::RemoveTag(tag), Unit::AddTag(given)) = (self.units[place], self.done[old])
        else {
            return false;
        };
        let gave_back = |trace: &Trace| {
            trace.respect == Respect::Tag(tag)
                && trace.job.is_some_and(|job| self.remade.gave_back(job))
        };
        given != tag && !history.iter().any(gave_back)
    }

    /// Whether the person is as they were before the job.
    fn is_before(&self, index: &Index, place: usize, past: &Past) -> bool {
        let id = past.follower;
        match self.units[place] {
            Unit::AddTag(tag) => carries(index, tag, id),
            Unit::RemoveTag(tag) => !carries(index, tag, id),
            Unit::Remark(_) => known_remark(index, id) == past.before.as_deref(),
            Unit::Block(_) => index.blacklisted.contains(id),
            Unit::Unblock => !index.blacklisted.contains(id),
        }
    }

    /// Whether the person is as the job left them.
    fn is_after(&self, index: &Index, place: usize, past: &Past) -> bool {
        match &self.record.change {
            Change::Remark { remark } => index.remarks.get(past.follower) == remark,
            Change::RemarkPattern { .. } | Change::RemarkEach => {
                Some(index.remarks.get(past.follower)) == past.wanted.as_deref()
            }
            // There is nothing between carrying a tag and not carrying it.
            _ => !self.is_before(index, place, past),
        }
    }

    /// Goes back from the newest change, past everything that an undo has taken back.
    fn standing(&self, respect: Respect, history: &[Trace]) -> Standing {
        let jobs: Vec<Option<JobId>> =
            history.iter().filter(|trace| trace.respect == respect).map(|t| t.job).collect();
        let mut rest = &jobs[..];
        while let [earlier @ .., newest] = rest {
            if *newest == Some(self.record.id) {
                return Standing::Ours;
            }
            if newest.is_some_and(|job| self.remade.gave_back(job)) {
                rest = earlier;
                continue;
            }
            let undone = newest.and_then(|job| self.undone.get(&job).copied());
            let Some(undone) = undone else { return Standing::Changed };
            if undone == self.record.id {
                return Standing::TakenBack;
            }
            let Some(place) = earlier.iter().rposition(|&job| job == Some(undone)) else {
                return Standing::Changed;
            };
            rest = &earlier[..place];
        }
        // Nothing is known of it any more: the state itself tells.
        if jobs.is_empty() { Standing::Ours } else { Standing::Changed }
    }
}

fn undone_jobs(connection: &Connection) -> Result<HashMap<JobId, JobId>> {
    let mut statement = connection.prepare_cached(
        "SELECT
            id,
            undoes
        FROM jobs
        WHERE undoes IS NOT NULL",
    )?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn past_items(
    connection: &Connection,
    job: JobId,
    people: &[FollowerId],
) -> Result<Vec<Past>> {
    let mut statement = connection.prepare_cached(
        "SELECT
            follower_id,
            todo,
            todo_more,
            done,
            done_more,
            changed,
            changed_more,
            before,
            wanted,
            reason,
            code
        FROM job_items
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
        ORDER BY follower_id",
    )?;
    let people = id_array(people.iter().copied());
    let items = statement.query_map(named_params! { ":job": job, ":people": people }, |row| {
        let todo = mask_of(row.get(1)?, row.get(2)?);
        Ok(Past {
            follower: row.get(0)?,
            todo,
            taken: todo & mask_of(row.get(3)?, row.get(4)?),
            changed: mask_of(row.get(5)?, row.get(6)?),
            before: row.get(7)?,
            wanted: row.get(8)?,
            reason: reason_of(row.get(9)?, row.get(10)?),
        })
    })?;
    Ok(items.collect::<rusqlite::Result<_>>()?)
}

/// What happened to these people's tags, remarks and places on the blacklist, in order of time.
fn histories(
    connection: &Connection,
    remade: &Remade,
    people: &[FollowerId],
) -> Result<HashMap<FollowerId, Vec<Trace>>> {
    let mut statement = connection.prepare_cached(HISTORIES_SQL)?;
    let people = id_array(people.iter().copied());
    let mut rows = statement.query(named_params! { ":people": people })?;
    let mut histories: HashMap<FollowerId, Vec<Trace>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let respect = match row.get(1)? {
            4 | 5 => {
                let tag = row.get::<_, Option<TagId>>(3)?.unwrap_or_default();
                Respect::Tag(remade.number_of(tag))
            }
            6 => Respect::Remark,
            7 | 8 => Respect::Blacklist,
            _ => return Err(Error::Damaged),
        };
        histories.entry(row.get(0)?).or_default().push(Trace { respect, job: row.get(2)? });
    }
    Ok(histories)
}

/// The order is needed within each person only; a part is small enough to be sorted.
pub(crate) const HISTORIES_SQL: &str = "SELECT
        follower_id,
        kind,
        job_id,
        tag_id
    FROM events
    WHERE
        follower_id IN rarray(:people)
        AND kind BETWEEN 4 AND 8
    ORDER BY follower_id, number";
