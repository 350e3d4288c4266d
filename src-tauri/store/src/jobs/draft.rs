//! Writing a draft: who it is for, with everybody's state before, and forgetting it.

use std::cell::Cell;

use roaring::RoaringBitmap;
use rusqlite::{Transaction, named_params};

use super::mask::{MAX_UNITS, bit, columns};
use super::plan::{Item, classify, known_remark, remarks};
use super::{Unit, outcome_code, reason_codes, units_of};
use crate::account::AccountStore;
use crate::bulk::{RowsStatement, id_array};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::index::{Index, TagEntry};
use crate::pace::Pace;
use crate::tags::LAST_SYSTEM_TAG;
use crate::types::{
    Change, FollowerId, ItemReason, JobId, Outcome, TagId, TagNames, TagRecordId, UnixSeconds,
};
use crate::walk::let_go_behind;

/// Items removed by one transaction.
const ITEMS_PER_TRANSACTION: usize = 2_000;

/// A draft and what it would do. Everybody is counted once, `blacklisted` apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub job: JobId,
    /// People frozen in it.
    pub people: u32,
    /// People for whom something is to do.
    pub to_change: u32,
    /// Skipped: already in the wanted state.
    pub already_so: u32,
    /// Skipped: would carry more than 20 tags.
    pub over_tag_limit: u32,
    /// Skipped: do not follow.
    pub left: u32,
    /// Skipped by an undo: changed since by somebody else.
    pub changed_since: u32,
    /// Skipped by an undo: what was before is not known, or the tag is gone.
    pub cannot_be_restored: u32,
    /// Skipped: the remark made for them would pass 30 bytes.
    pub remark_too_long: u32,
    /// People on the blacklist among all.
    pub blacklisted: u32,
    /// People for whom each unit is to do: tags to add, then tags to remove.
    pub people_per_unit: Vec<u32>,
}

/// What a job takes back.
#[derive(Clone, Copy)]
pub(super) enum TakesBack {
    Nothing,
    Job(JobId),
    /// The deletion of a tag.
    Deletion(TagRecordId),
}

impl AccountStore {
    /// Freezes these people (each counts once) in a draft together with their state before.
    ///
    /// # Errors
    /// [`Error::TooManyTags`], [`Error::TagUnknown`], [`Error::FollowerUnknown`]; as every write.
    /// Then no draft is kept.
    pub fn write_draft(
        &self,
        change: &Change,
        people: &[FollowerId],
        now: UnixSeconds,
    ) -> Result<Draft> {
        let mut people = people.to_vec();
        people.sort_unstable();
        people.dedup();
        let change = &self.with_others(change, &people);
        let units = units_of(change);
        // Numbers go on from part to part.
        let numbers = Cell::new(0);
        self.write_draft_of(change, TakesBack::Nothing, &people, now, |_, index, part| match change
        {
            Change::SwapTag { from, .. } => classify(index, &units, part, Some(*from)),
            Change::RemarkPattern { pattern } => remarks(index, pattern, part, &numbers),
            _ => classify(index, &units, part, None),
        })
    }

    /// A change to exactly some tags names what is to be taken off: all that any of them carries.
    fn with_others(&self, change: &Change, people: &[FollowerId]) -> Change {
        let Change::TagsExactly { tags, .. } = change else { return change.clone() };
        let people: RoaringBitmap = people.iter().copied().collect();
        let index = self.index();
        let is_other = |(id, entry): &(&TagId, &TagEntry)| {
            let own = **id > LAST_SYSTEM_TAG && !tags.contains(id);
            own && entry.listed && !entry.members.is_disjoint(&people)
        };
        let mut others: Vec<TagId> =
            index.tags.iter().filter(is_other).map(|(&id, _)| id).collect();
        others.sort_unstable();
        Change::TagsExactly { tags: tags.clone(), others }
    }

    /// Writes a draft whose items `classify` makes, a part of the people at a time.
    pub(super) fn write_draft_of(
        &self,
        change: &Change,
        takes_back: TakesBack,
        people: &[FollowerId],
        now: UnixSeconds,
        classify: impl Fn(&Transaction<'_>, &Index, &[FollowerId]) -> Result<Vec<Item>>,
    ) -> Result<Draft> {
        let units = units_of(change);
        if units.len() > MAX_UNITS {
            return Err(Error::TooManyTags { limit: MAX_UNITS });
        }
        let job = self.begin_draft(change, &units, takes_back, now)?;
        let written = self.write_items(job, &units, people, classify);
        if written.is_err() {
            self.forget_job_soon(job);
        }
        written
    }

    /// Forgets a draft.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if it was started.
    pub fn discard_draft(&self, job: JobId) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            let changed = transaction.execute(
                "UPDATE jobs
                SET state = 'writing'
                WHERE
                    id = :job
                    AND state = 'draft'",
                named_params! { ":job": job },
            )?;
            if changed == 0 { Err(super::record::why_not(transaction, job)?) } else { Ok(()) }
        })?;
        self.forget_job_soon(job);
        Ok(())
    }

    /// Forgets drafts made before this time.
    ///
    /// # Errors
    /// As every write.
    pub fn discard_drafts_before(&self, time: UnixSeconds) -> Result<()> {
        let old: Vec<JobId> = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id
                FROM jobs
                WHERE
                    state = 'draft'
                    AND created_at < :time",
            )?;
            let ids = statement.query_map(named_params! { ":time": time }, |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })?;
        old.into_iter().try_for_each(|job| self.discard_draft(job))
    }

    fn begin_draft(
        &self,
        change: &Change,
        units: &[Unit<'_>],
        takes_back: TakesBack,
        now: UnixSeconds,
    ) -> Result<JobId> {
        let names: TagNames = {
            let index = self.index();
            units.iter().filter_map(|unit| tag_name(unit, &index)).collect::<Result<_>>()?
        };
        let (change, names) = (serde_json::to_string(change)?, serde_json::to_string(&names)?);
        let (undoes, restores) = match takes_back {
            TakesBack::Nothing => (None, None),
            TakesBack::Job(job) => (Some(job), None),
            TakesBack::Deletion(record) => (None, Some(record)),
        };
        self.write(Urgency::Edit, |transaction| {
            Ok(transaction.query_row(
                "INSERT INTO jobs (
                    change,
                    tag_names,
                    state,
                    people,
                    done,
                    skipped,
                    failed,
                    created_at,
                    undoes,
                    restores
                )
                VALUES (:change, :names, 'writing', 0, 0, 0, 0, :now, :undoes, :restores)
                RETURNING id",
                named_params! {
                    ":change": change,
                    ":names": names,
                    ":now": now,
                    ":undoes": undoes,
                    ":restores": restores,
                },
                |row| row.get(0),
            )?)
        })
    }

    fn write_items(
        &self,
        job: JobId,
        units: &[Unit<'_>],
        people: &[FollowerId],
        classify: impl Fn(&Transaction<'_>, &Index, &[FollowerId]) -> Result<Vec<Item>>,
    ) -> Result<Draft> {
        let mut draft = Draft { job, people_per_unit: vec![0; units.len()], ..Draft::default() };
        let urgency =
            if people.len() > ITEMS_PER_TRANSACTION { Urgency::Bulk } else { Urgency::Edit };
        Pace::new().each_part(people, |pace, part| {
            let items = self.change(
                urgency,
                |transaction, index| {
                    pace.turn_begins();
                    let_go_behind(transaction, draft.people, draft.people + part.len() as u32)?;
                    let items = classify(transaction, index, part)?;
                    insert_items(transaction, job, units, &items, index)?;
                    Ok((items, ()))
                },
                |_, ()| {},
            )?;
            draft.count(&items);
            Ok(())
        })?;
        draft.blacklisted = {
            let index = self.index();
            people.iter().filter(|&&id| index.blacklisted.contains(id)).count() as u32
        };
        self.write(urgency, |transaction| draft.seal(transaction))?;
        Ok(draft)
    }

    /// Removes a job that nobody can see any more. If that fails, on a full disk for one, it stays
    /// unseen and is removed when the file is opened next.
    pub(crate) fn forget_job_soon(&self, job: JobId) {
        if let Err(error) = self.forget_job(job, || true) {
            tracing::warn!(%error, job, "a draft that nobody sees stays in the file for now");
        }
    }

    /// Removes a job that nobody can see any more, with its people, in steps between which `go_on`
    /// may say no.
    pub(crate) fn forget_job(&self, job: JobId, go_on: impl Fn() -> bool) -> Result<()> {
        loop {
            if !go_on() {
                return Ok(());
            }
            let removed = self.write(Urgency::Bulk, |transaction| {
                let mut statement = transaction.prepare_cached(
                    "DELETE FROM job_items
                    WHERE
                        job_id = :job
                        AND follower_id IN (
                            SELECT follower_id
                            FROM job_items
                            WHERE job_id = :job
                            LIMIT :most
                        )",
                )?;
                let most = ITEMS_PER_TRANSACTION as i64;
                Ok(statement.execute(named_params! { ":job": job, ":most": most })?)
            })?;
            if removed < ITEMS_PER_TRANSACTION {
                break;
            }
        }
        self.write(Urgency::Bulk, |transaction| {
            transaction
                .execute("DELETE FROM jobs WHERE id = :job", named_params! { ":job": job })?;
            Ok(())
        })
    }
}

impl Draft {
    fn count(&mut self, items: &[Item]) {
        for item in items {
            self.people += 1;
            match item.skipped {
                None => self.to_change += 1,
                Some(ItemReason::AlreadySo) => self.already_so += 1,
                Some(ItemReason::OverTagLimit) => self.over_tag_limit += 1,
                Some(ItemReason::RemarkTooLong) => self.remark_too_long += 1,
                Some(ItemReason::ChangedSince) => self.changed_since += 1,
                Some(ItemReason::BeforeUnknown | ItemReason::TagGone) => {
                    self.cannot_be_restored += 1;
                }
                Some(_) => self.left += 1,
            }
            if item.skipped.is_none() {
                for (unit, people) in self.people_per_unit.iter_mut().enumerate() {
                    *people += u32::from(item.todo & bit(unit) != 0);
                }
            }
        }
    }

    fn seal(&self, transaction: &Transaction<'_>) -> Result<()> {
        transaction.execute(
            "UPDATE jobs
            SET
                state = 'draft',
                people = :people,
                skipped = :skipped
            WHERE id = :job",
            named_params! {
                ":job": self.job,
                ":people": self.people,
                ":skipped": self.people - self.to_change,
            },
        )?;
        Ok(())
    }
}

/// A tag of which the file has never heard cannot be linked once WeChat has said yes.
fn tag_name(unit: &Unit<'_>, index: &Index) -> Option<Result<(TagId, String)>> {
    let (Unit::AddTag(tag) | Unit::RemoveTag(tag)) = *unit else { return None };
    let name = index.tags.get(&tag).map(|entry| (tag, entry.name.clone()));
    Some(name.ok_or(Error::TagUnknown))
}

fn insert_items(
    transaction: &Transaction<'_>,
    job: JobId,
    units: &[Unit<'_>],
    items: &[Item],
    index: &Index,
) -> Result<()> {
    const INSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO job_items
            (job_id, follower_id, outcome, reason, todo, todo_more, done, failed, before, wanted)
        VALUES",
        row: "(?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
        tail: "",
        parameters: 8,
    };
    let keeps_remark = matches!(units, [Unit::Remark(_)]);
    INSERT.run(transaction, items, |item, row| {
        let outcome = if item.skipped.is_some() { Outcome::Skipped } else { Outcome::Pending };
        row.put(job)?.put(item.follower)?.put(outcome_code(outcome))?;
        let (todo, todo_more) = columns(item.todo);
        row.put(item.skipped.map(|reason| reason_codes(reason).0))?.put(todo)?.put(todo_more)?;
        let remark = if keeps_remark { known_remark(index, item.follower) } else { None };
        row.put(remark)?.put(&item.wanted)?;
        Ok(())
    })?;
    if matches!(units, [Unit::Unblock]) {
        keep_block_reasons(transaction, job, items)?;
    }
    Ok(())
}

fn keep_block_reasons(transaction: &Transaction<'_>, job: JobId, items: &[Item]) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE job_items
            SET before = (SELECT block_reason FROM followers WHERE id = follower_id)
            WHERE
                job_id = :job
                AND follower_id IN rarray(:people)",
        )?
        .execute(named_params! {
            ":job": job,
            ":people": id_array(items.iter().map(|item| item.follower)),
        })?;
    Ok(())
}
