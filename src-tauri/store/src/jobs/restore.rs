//! Taking the deletion of a tag back: a draft that gives the tag to everybody who carried it.
//!
//! WeChat makes the tag anew under another number. Until then the draft speaks of the old one; from
//! [`keep_remade_tag`](AccountStore::keep_remade_tag) on it is a job that tags like any other.

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::draft::{Draft, TakesBack};
use super::plan::classify;
use super::record::read_job;
use super::{JobRecord, JobStage, units_of};
use crate::account::AccountStore;
use crate::bitmaps::bitmap;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::tag_records::{NewTagRecord, write_tag_record};
use crate::tags::{ListedTag, place_of, write_tags};
use crate::types::{
    Change, FollowerId, HistoryAuthor, JobId, TagId, TagNames, TagRecordId, TagRecordKind,
    UnixSeconds,
};

/// A deleted tag as it was.
struct Deleted {
    tag: TagId,
    name: String,
    people: Vec<FollowerId>,
    hue: Option<u8>,
    note: String,
}

impl AccountStore {
    /// Freezes everybody who carried a deleted tag in a draft that gives it back to them. If there
    /// is a tag of this name by now, it is that one they get.
    ///
    /// # Errors
    /// [`Error::TagUnknown`] if this is no deletion that happened; as every write.
    pub fn write_restoration(&self, record: TagRecordId, now: UnixSeconds) -> Result<Draft> {
        let deleted = self.read(|connection| read_deleted(connection, record))?;
        let tag = tag_named(&self.index(), &deleted.name).unwrap_or(deleted.tag);
        let change = Change::Tags { add: vec![tag], remove: Vec::new() };
        self.write_giving_back(&change, record, &deleted.people, now)
    }

    /// The draft that gives a tag back to some of those who carried it.
    pub(super) fn write_giving_back(
        &self,
        change: &Change,
        deletion: TagRecordId,
        people: &[FollowerId],
        now: UnixSeconds,
    ) -> Result<Draft> {
        let units = units_of(change);
        let takes_back = TakesBack::Deletion(deletion);
        self.write_draft_of(change, takes_back, people, now, |_, index, part| {
            classify(index, &units, part, None)
        })
    }

    /// The name under which a tag is to be made on WeChat before this job can begin; none if the
    /// job needs no such tag, or it is made already.
    ///
    /// # Errors
    /// [`Error::JobUnknown`].
    pub fn tag_to_remake(&self, job: JobId) -> Result<Option<String>> {
        let record = self.job(job)?;
        if record.stage != JobStage::Draft || record.restores.is_none() {
            return Ok(None);
        }
        let missing = missing_tag(&record, &self.index());
        Ok(missing.and_then(|tag| record.tag_names.get(&tag).cloned()))
    }

    /// The tag that a draft waits for is there: it gets its colour and note back, the draft speaks
    /// of its new number, and the history of tags tells of it.
    ///
    /// # Errors
    /// [`Error::JobUnknown`]; [`Error::JobState`] if the job was started or waits for no tag.
    pub fn keep_remade_tag(&self, job: JobId, made: &ListedTag, now: UnixSeconds) -> Result<()> {
        self.change(
            Urgency::Edit,
            |transaction, index| {
                let record = read_job(transaction, job)?;
                let (JobStage::Draft, Some(restores)) = (record.stage, record.restores) else {
                    return Err(Error::JobState);
                };
                let place = place_of(index, made.id);
                write_tags(transaction, [(made, place)])?;
                rewrite(transaction, job, made)?;
                write_tag_record(
                    transaction,
                    &NewTagRecord {
                        at: now,
                        by: HistoryAuthor::Us,
                        kind: TagRecordKind::Recreated,
                        tag: made.id,
                        name: &made.name,
                        former_name: None,
                        job: Some(job),
                    },
                )?;
                let label = relabel(transaction, made.id, restores)?;
                Ok(((), (place, label)))
            },
            |index, (place, (hue, note))| {
                index.describe_tag(made.id, &made.name, made.count, place);
                index.label_tag(made.id, hue, &note);
            },
        )
    }
}

/// The tag of a job that WeChat does not list.
fn missing_tag(record: &JobRecord, index: &Index) -> Option<TagId> {
    let Change::Tags { add, .. } = &record.change else { return None };
    add.iter().copied().find(|&tag| !index.is_listed(tag))
}

fn tag_named(index: &Index, name: &str) -> Option<TagId> {
    index.tags.iter().find(|(_, entry)| entry.listed && entry.name == name).map(|(&tag, _)| tag)
}

fn read_deleted(connection: &Connection, record: TagRecordId) -> Result<Deleted> {
    let found = connection
        .prepare_cached(
            "SELECT
                tag_id,
                name,
                members,
                hue,
                note
            FROM tag_records
            WHERE
                id = :id
                AND kind = 3
                AND confirmed = 1",
        )?
        .query_row(named_params! { ":id": record }, |row| {
            let members: Option<Vec<u8>> = row.get(2)?;
            let deleted = Deleted {
                tag: row.get(0)?,
                name: row.get(1)?,
                people: Vec::new(),
                hue: row.get(3)?,
                note: row.get(4)?,
            };
            Ok((deleted, members))
        })
        .optional()?;
    let (deleted, members) = found.ok_or(Error::TagUnknown)?;
    Ok(Deleted { people: bitmap(members)?.into_iter().collect(), ..deleted })
}

/// The draft's change under the tag's new number.
fn rewrite(transaction: &Transaction<'_>, job: JobId, made: &ListedTag) -> Result<()> {
    let change = Change::Tags { add: vec![made.id], remove: Vec::new() };
    let names = TagNames::from([(made.id, made.name.clone())]);
    transaction
        .prepare_cached(
            "UPDATE jobs
            SET
                change = :change,
                tag_names = :names
            WHERE id = :job",
        )?
        .execute(named_params! {
            ":job": job,
            ":change": serde_json::to_string(&change)?,
            ":names": serde_json::to_string(&names)?,
        })?;
    Ok(())
}

/// Colour and note as they were, if the deletion is still on record.
fn relabel(
    transaction: &Transaction<'_>,
    tag: TagId,
    deletion: TagRecordId,
) -> Result<(Option<u8>, String)> {
    let Deleted { hue, note, .. } = match read_deleted(transaction, deletion) {
        Err(Error::TagUnknown) => return Ok((None, String::new())),
        read => read?,
    };
    transaction
        .prepare_cached(
            "UPDATE tags
            SET
                hue = :hue,
                note = :note
            WHERE id = :tag",
        )?
        .execute(named_params! { ":tag": tag, ":hue": hue, ":note": note })?;
    Ok((hue, note))
}
