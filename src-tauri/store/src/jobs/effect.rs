//! What one unit of a job does to people whom WeChat has changed: in the file, in their history,
//! in the items that remember it, and in the index.

use std::collections::HashMap;

use rusqlite::{Transaction, named_params};

use super::Unit;
use super::mask::{bit, columns};
use super::plan::known_remark;
use crate::bulk::{RowsStatement, id_array};
use crate::error::Result;
use crate::history::{EventKind, NewEvent, write_events};
use crate::index::Index;
use crate::tags::{link, unlink};
use crate::types::{FollowerId, JobId, TagId, UnixSeconds};

/// A text for each person.
type Texts = HashMap<FollowerId, String>;

/// A unit with everybody's own text.
enum Effect {
    AddTag(TagId),
    RemoveTag(TagId),
    Remark(Texts),
    Block(Texts),
    Unblock,
}

/// An effect written to the file, for the index.
pub(super) struct News {
    effect: Effect,
    /// People who were not in that state already.
    changed: Vec<FollowerId>,
    done: Vec<FollowerId>,
}

/// Writes what a unit did to the `done` people of a job, with their history, and keeps in the
/// items who really was changed and what they had before.
pub(super) fn write_effect(
    transaction: &Transaction<'_>,
    index: &Index,
    job: JobId,
    (place, unit): (usize, &Unit<'_>),
    done: &[FollowerId],
    now: UnixSeconds,
) -> Result<News> {
    let effect = Effect::of(transaction, job, unit, done)?;
    let changed: Vec<FollowerId> =
        done.iter().copied().filter(|&id| effect.changes(index, id)).collect();
    effect.keep_before(transaction, index, job, place, &changed)?;
    effect.write(transaction, &changed, done)?;
    let events: Vec<NewEvent> = changed.iter().map(|&id| effect.event(index, id)).collect();
    write_events(transaction, now, Some(job), &events)?;
    Ok(News { effect, changed, done: done.to_vec() })
}

impl Effect {
    fn of(
        transaction: &Transaction<'_>,
        job: JobId,
        unit: &Unit<'_>,
        people: &[FollowerId],
    ) -> Result<Self> {
        Ok(match *unit {
            Unit::AddTag(tag) => Self::AddTag(tag),
            Unit::RemoveTag(tag) => Self::RemoveTag(tag),
            Unit::Remark(remark) => Self::Remark(texts(transaction, job, people, remark)?),
            Unit::Block(reason) => Self::Block(texts(transaction, job, people, reason)?),
            Unit::Unblock => Self::Unblock,
        })
    }

    /// Whether the person is not in that state already.
    fn changes(&self, index: &Index, id: FollowerId) -> bool {
        let carries = |tag| index.tags.get(tag).is_some_and(|entry| entry.members.contains(id));
        match self {
            Self::AddTag(tag) => !carries(tag),
            Self::RemoveTag(tag) => carries(tag),
            Self::Remark(remarks) => index.remarks.get(id) != remarks[&id],
            Self::Block(_) => !index.blacklisted.contains(id),
            Self::Unblock => index.blacklisted.contains(id),
        }
    }

    /// What was frozen in the draft may have moved since; an undo puts back what the change met.
    fn keep_before(
        &self,
        transaction: &Transaction<'_>,
        index: &Index,
        job: JobId,
        place: usize,
        changed: &[FollowerId],
    ) -> Result<()> {
        let (first, more) = columns(bit(place));
        transaction
            .prepare_cached(
                "UPDATE job_items
                SET
                    changed = changed | :unit,
                    changed_more = changed_more | :more
                WHERE
                    job_id = :job
                    AND follower_id IN rarray(:people)",
            )?
            .execute(named_params! {
                ":job": job,
                ":unit": first,
                ":more": more,
                ":people": id_array(changed.iter().copied()),
            })?;
        let Self::Remark(_) = self else { return Ok(()) };
        let mut statement = transaction.prepare_cached(
            "UPDATE job_items
            SET before = :before
            WHERE
                job_id = :job
                AND follower_id = :id",
        )?;
        for &id in changed {
            let before = known_remark(index, id);
            statement.execute(named_params! { ":job": job, ":id": id, ":before": before })?;
        }
        Ok(())
    }

    fn write(
        &self,
        transaction: &Transaction<'_>,
        changed: &[FollowerId],
        done: &[FollowerId],
    ) -> Result<()> {
        match self {
            Self::AddTag(tag) => {
                link(transaction, *tag, changed)?;
                move_count(transaction, *tag, changed.len() as i64)
            }
            Self::RemoveTag(tag) => {
                unlink(transaction, *tag, changed)?;
                move_count(transaction, *tag, -(changed.len() as i64))
            }
            Self::Remark(remarks) => write_remarks(transaction, changed, remarks),
            Self::Block(reasons) => {
                let reason = |id| reasons.get(&id).map(String::as_str);
                done.iter().try_for_each(|&id| write_blocked(transaction, id, true, reason(id)))
            }
            Self::Unblock => {
                done.iter().try_for_each(|&id| write_blocked(transaction, id, false, None))
            }
        }
    }

    fn event(&self, index: &Index, id: FollowerId) -> NewEvent {
        match self {
            Self::AddTag(tag) => NewEvent::tag(id, EventKind::Tagged, *tag),
            Self::RemoveTag(tag) => NewEvent::tag(id, EventKind::Untagged, *tag),
            Self::Remark(remarks) => NewEvent::remarked(id, index.remarks.get(id), &remarks[&id]),
            Self::Block(_) => NewEvent::plain(id, EventKind::Blocked),
            Self::Unblock => NewEvent::plain(id, EventKind::Unblocked),
        }
    }
}

impl News {
    /// Tells the index after the commit.
    pub(super) fn tell(self, index: &mut Index) {
        let people = self.changed.len() as u32;
        for &id in &self.changed {
            match &self.effect {
                Effect::AddTag(tag) => index.add_link(id, *tag),
                Effect::RemoveTag(tag) => index.remove_link(id, *tag),
                Effect::Remark(remarks) => index.set_remark(id, &remarks[&id]),
                Effect::Block(_) => index.set_blacklisted(id, true),
                Effect::Unblock => index.set_blacklisted(id, false),
            }
        }
        match self.effect {
            Effect::AddTag(tag) => index.move_count(tag, |count| count + people),
            Effect::RemoveTag(tag) => index.move_count(tag, |count| count.saturating_sub(people)),
            Effect::Remark(_) | Effect::Block(_) | Effect::Unblock => {}
        }
        index.mark_written(self.done);
    }
}

/// Everybody's own text, or the one of the change.
fn texts(
    transaction: &Transaction<'_>,
    job: JobId,
    people: &[FollowerId],
    text: &str,
) -> Result<Texts> {
    let mut texts: Texts = people.iter().map(|&id| (id, text.to_owned())).collect();
    let mut statement = transaction.prepare_cached(
        "SELECT
            follower_id,
            wanted
        FROM job_items
        WHERE
            job_id = :job
            AND follower_id IN rarray(:people)
            AND wanted IS NOT NULL",
    )?;
    let people = id_array(people.iter().copied());
    let mut rows = statement.query(named_params! { ":job": job, ":people": people })?;
    while let Some(row) = rows.next()? {
        texts.insert(row.get(0)?, row.get(1)?);
    }
    Ok(texts)
}

/// WeChat's count moves with what WeChat has confirmed.
fn move_count(transaction: &Transaction<'_>, tag: TagId, by: i64) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE tags
            SET wechat_count = max(0, wechat_count + :by)
            WHERE id = :tag",
        )?
        .execute(named_params! { ":tag": tag, ":by": by })?;
    Ok(())
}

fn write_remarks(
    transaction: &Transaction<'_>,
    people: &[FollowerId],
    remarks: &Texts,
) -> Result<()> {
    const UPSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO details (follower_id, remark)
        VALUES",
        row: "(?, ?)",
        tail: "ON CONFLICT (follower_id) DO UPDATE
        SET remark = excluded.remark",
        parameters: 2,
    };
    UPSERT.run(transaction, people, |&&id, row| {
        row.put(id)?.put(&remarks[&id])?;
        Ok(())
    })
}

fn write_blocked(
    transaction: &Transaction<'_>,
    id: FollowerId,
    blacklisted: bool,
    reason: Option<&str>,
) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE followers
            SET
                blacklisted = :blacklisted,
                block_reason = :reason
            WHERE id = :id",
        )?
        .execute(named_params! {
            ":blacklisted": blacklisted,
            ":reason": reason.filter(|reason| !reason.is_empty()),
            ":id": id,
        })?;
    Ok(())
}
