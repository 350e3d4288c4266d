//! Tags and who carries them.

use roaring::RoaringBitmap;
use rusqlite::{Transaction, named_params};

use crate::account::AccountStore;
use crate::bulk::{RowsStatement, id_array};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::history::{EventKind, NewEvent, write_events};
use crate::index::Index;
use crate::moves::{Move, remember};
use crate::pace::Pace;
use crate::staging::{StagedList, for_each_staged_page};
use crate::syncs::any_sync_finished;
use crate::tag_records::{
    NewTagRecord, confirm_deletion, drop_unmade_deletion, write_deletion, write_tag_record,
};
use crate::types::{FollowerId, HistoryAuthor, Tag, TagId, TagRecordKind, UnixSeconds};

/// 0 (no group), 1 (blacklist) and 2 (starred) are WeChat's own ("system tags" in the
/// documentation of user tags).
pub(crate) const LAST_SYSTEM_TAG: TagId = 2;

/// A tag as WeChat lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTag {
    /// WeChat's number.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// People carrying it, says WeChat.
    pub count: u32,
}

/// How the people of a list differed from the local copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListChanges {
    /// Were missing here.
    pub added: u32,
    /// Are not on the list any more.
    pub removed: u32,
    /// OpenIDs that no follower has.
    pub unknown: u32,
}

impl AccountStore {
    /// The tags that WeChat lists, in its order.
    pub fn tags(&self) -> Vec<Tag> {
        let index = self.index();
        let mut listed: Vec<_> = index.tags.iter().filter(|(_, entry)| entry.listed).collect();
        listed.sort_by_key(|(id, entry)| (entry.position, **id));
        listed
            .into_iter()
            .map(|(&id, entry)| Tag {
                id,
                name: entry.name.clone(),
                wechat_count: entry.wechat_count,
                local_count: entry.members.len() as u32,
                system: id <= LAST_SYSTEM_TAG,
                hue: entry.hue,
                note: entry.note.clone(),
            })
            .collect()
    }

    /// One tag.
    ///
    /// # Errors
    /// [`Error::TagUnknown`].
    pub fn tag(&self, id: TagId) -> Result<Tag> {
        self.tags().into_iter().find(|tag| tag.id == id).ok_or(Error::TagUnknown)
    }

    /// Everybody who carries a tag; nobody for an unknown one.
    pub fn tag_people(&self, id: TagId) -> RoaringBitmap {
        self.index().tags.get(&id).map(|entry| entry.members.clone()).unwrap_or_default()
    }

    /// Takes over WeChat's list of tags. A tag that is not on it any more loses its people here.
    /// What somebody else has done to tags since the last list goes into their history.
    ///
    /// # Errors
    /// As every write.
    pub fn replace_tags(&self, tags: &[ListedTag], now: UnixSeconds) -> Result<()> {
        let gone: Vec<TagId> = {
            let index = self.index();
            let missing = |id: &TagId| !tags.iter().any(|tag| tag.id == *id);
            index.tags.keys().copied().filter(missing).collect()
        };
        for tag in gone {
            self.change(
                Urgency::Edit,
                |transaction, index| {
                    if index.is_listed(tag) {
                        write_deletion(transaction, index, tag, HistoryAuthor::Elsewhere, now)?;
                    }
                    Ok(((), ()))
                },
                |_, ()| {},
            )?;
            self.delete_tag(tag)?;
        }
        self.change(
            Urgency::Edit,
            |transaction, index| {
                let heard_before = any_sync_finished(transaction)?;
                for tag in tags {
                    drop_unmade_deletion(transaction, tag.id)?;
                    if heard_before {
                        note_news(transaction, index, tag, HistoryAuthor::Elsewhere, now)?;
                    }
                }
                Ok(((), write_tags(transaction, tags.iter().zip(0..))?))
            },
            |index, ()| {
                for (tag, position) in tags.iter().zip(0..) {
                    index.describe_tag(tag.id, &tag.name, tag.count, position);
                }
            },
        )
    }

    /// Adds a tag just created on WeChat, behind the others, or renames a known one; either goes
    /// into the history of tags.
    ///
    /// # Errors
    /// As every write.
    pub fn put_tag(&self, tag: &ListedTag, now: UnixSeconds) -> Result<()> {
        self.change(
            Urgency::Edit,
            |transaction, index| {
                note_news(transaction, index, tag, HistoryAuthor::Us, now)?;
                let place = place_of(index, tag.id);
                write_tags(transaction, [(tag, place)])?;
                Ok(((), place))
            },
            |index, place| index.describe_tag(tag.id, &tag.name, tag.count, place),
        )
    }

    /// Notes that a tag was renamed on WeChat.
    ///
    /// # Errors
    /// [`Error::TagUnknown`].
    pub fn rename_tag(&self, id: TagId, name: &str, now: UnixSeconds) -> Result<()> {
        let tag = self.tag(id)?;
        self.put_tag(&ListedTag { id, name: name.to_owned(), count: tag.wechat_count }, now)
    }

    /// Notes that a tag was deleted on WeChat: nobody carries it any more. Its colour and note go;
    /// its name is kept for history. Deleting an unknown tag is harmless.
    ///
    /// # Errors
    /// As every write; a large tag takes several transactions, each complete in itself.
    pub fn delete_tag(&self, id: TagId) -> Result<()> {
        let people: Vec<FollowerId> = self.tag_people(id).into_iter().collect();
        Pace::new().each_part(&people, |pace, people| {
            self.change(
                Urgency::Bulk,
                |transaction, _| {
                    pace.turn_begins();
                    Ok(((), unlink(transaction, id, people)?))
                },
                |index, ()| people.iter().for_each(|&person| index.remove_link(person, id)),
            )
        })?;
        self.change(
            Urgency::Edit,
            |transaction, index| {
                // Who was tagged between the transactions.
                let rest: Vec<FollowerId> =
                    index.tags.get(&id).iter().flat_map(|entry| &entry.members).collect();
                unlink(transaction, id, &rest)?;
                transaction
                    .prepare_cached(
                        "UPDATE tags
                        SET
                            listed = 0,
                            wechat_count = 0,
                            hue = NULL,
                            note = ''
                        WHERE id = :tag",
                    )?
                    .execute(named_params! { ":tag": id })?;
                confirm_deletion(transaction, id)?;
                Ok(((), ()))
            },
            |index, ()| index.drop_tag(id),
        )
    }

    /// Takes over the staged list of a tag's people, except for those whom we changed after
    /// `stamp` was taken, and forgets the list.
    ///
    /// # Errors
    /// [`Error::TagUnknown`]; as every write. Many changes take several transactions.
    pub fn replace_tag_people(
        &self,
        tag: TagId,
        now: UnixSeconds,
        stamp: u32,
    ) -> Result<ListChanges> {
        let list = StagedList::Tag(tag);
        if !self.index().tags.contains_key(&tag) {
            return Err(Error::TagUnknown);
        }
        let (listed, unknown) = self.staged_people(list)?;
        let members = self.tag_people(tag);
        let (added, removed) = (&listed - &members, members - listed);
        let added = self.correct_links(tag, added, EventKind::Tagged, now, stamp)?;
        let removed = self.correct_links(tag, removed, EventKind::Untagged, now, stamp)?;
        self.clear_staged(list)?;
        Ok(ListChanges { added, removed, unknown })
    }

    /// Makes the people carry or not carry the tag, as WeChat says; returns how many changed.
    fn correct_links(
        &self,
        tag: TagId,
        people: RoaringBitmap,
        kind: EventKind,
        now: UnixSeconds,
        stamp: u32,
    ) -> Result<u32> {
        let people: Vec<FollowerId> = people.into_iter().collect();
        let mut corrected = 0;
        Pace::new().each_part(&people, |pace, people| {
            corrected += self.correct_part(tag, people, kind, now, stamp, pace)?;
            Ok(())
        })?;
        Ok(corrected)
    }

    fn correct_part(
        &self,
        tag: TagId,
        people: &[FollowerId],
        kind: EventKind,
        now: UnixSeconds,
        stamp: u32,
        pace: &Pace,
    ) -> Result<u32> {
        let tagging = kind == EventKind::Tagged;
        self.change(
            Urgency::Bulk,
            |transaction, index| {
                pace.turn_begins();
                let changing: Vec<FollowerId> = people
                    .iter()
                    .copied()
                    .filter(|&id| !index.written_since(id, stamp))
                    .filter(|&id| carries(index, id, tag) != tagging)
                    .collect();
                if tagging {
                    link(transaction, tag, &changing)?;
                } else {
                    unlink(transaction, tag, &changing)?;
                }
                if any_sync_finished(transaction)? {
                    let events: Vec<_> =
                        changing.iter().map(|&id| NewEvent::tag(id, kind, tag)).collect();
                    write_events(transaction, now, None, &events)?;
                    let what = if tagging { Move::Tagged } else { Move::Untagged };
                    remember(transaction, what, tag, changing.iter().copied())?;
                }
                Ok((changing.len() as u32, changing))
            },
            |index, changing| {
                for id in changing {
                    if tagging {
                        index.add_link(id, tag);
                    } else {
                        index.remove_link(id, tag);
                    }
                }
            },
        )
    }

    /// Who is on a staged list, and how many of its OpenIDs nobody has.
    pub(crate) fn staged_people(&self, list: StagedList) -> Result<(RoaringBitmap, u32)> {
        let mut people = RoaringBitmap::new();
        let mut unknown = 0;
        self.sweep(|connection| {
            for_each_staged_page(connection, list, |page| {
                // Held for one page only: changes of the index wait for it.
                let index = self.index();
                for openid in page {
                    match index.find(openid) {
                        Some(id) => drop(people.insert(id)),
                        None => unknown += 1,
                    }
                }
            })
        })?;
        Ok((people, unknown))
    }
}

fn carries(index: &Index, id: FollowerId, tag: TagId) -> bool {
    index.tags.get(&tag).is_some_and(|entry| entry.members.contains(id))
}

/// Where a tag stands in WeChat's order; one that is new comes last.
pub(crate) fn place_of(index: &Index, tag: TagId) -> u32 {
    match index.tags.get(&tag).filter(|entry| entry.listed) {
        Some(entry) => entry.position,
        None => 1 + index.tags.values().map(|entry| entry.position).max().unwrap_or(0),
    }
}

/// Writes down that a tag is new or has another name, if it is so.
fn note_news(
    transaction: &Transaction<'_>,
    index: &Index,
    tag: &ListedTag,
    by: HistoryAuthor,
    at: UnixSeconds,
) -> Result<()> {
    let known = index.tags.get(&tag.id).filter(|entry| entry.listed);
    let (kind, former_name) = match known {
        None => (TagRecordKind::Created, None),
        Some(entry) if entry.name != tag.name => {
            (TagRecordKind::Renamed, Some(entry.name.as_str()))
        }
        Some(_) => return Ok(()),
    };
    let (tag, name, job) = (tag.id, tag.name.as_str(), None);
    write_tag_record(transaction, &NewTagRecord { at, by, kind, tag, name, former_name, job })
}

pub(crate) fn write_tags<'a>(
    transaction: &Transaction<'_>,
    tags: impl IntoIterator<Item = (&'a ListedTag, u32)>,
) -> Result<()> {
    const UPSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO tags (id, name, wechat_count, position, listed) VALUES",
        row: "(?, ?, ?, ?, 1)",
        tail: "ON CONFLICT (id) DO UPDATE SET
            name = excluded.name,
            wechat_count = excluded.wechat_count,
            position = excluded.position,
            listed = 1",
        parameters: 4,
    };
    UPSERT.run(transaction, tags, |(tag, position), row| {
        row.put(tag.id)?.put(&tag.name)?.put(tag.count)?.put(*position)?;
        Ok(())
    })
}

/// Links people to a tag; who is linked already stays so.
pub(crate) fn link(transaction: &Transaction<'_>, tag: TagId, people: &[FollowerId]) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO follower_tags (follower_id, tag_id)
            SELECT
                value,
                :tag
            FROM rarray(:people)
            WHERE true
            ON CONFLICT DO NOTHING",
        )?
        .execute(named_params! { ":tag": tag, ":people": id_array(people.iter().copied()) })?;
    Ok(())
}

/// Unlinks people from a tag.
pub(crate) fn unlink(
    transaction: &Transaction<'_>,
    tag: TagId,
    people: &[FollowerId],
) -> Result<()> {
    transaction
        .prepare_cached(
            "DELETE FROM follower_tags
            WHERE
                tag_id = :tag
                AND follower_id IN rarray(:people)",
        )?
        .execute(named_params! { ":tag": tag, ":people": id_array(people.iter().copied()) })?;
    Ok(())
}
