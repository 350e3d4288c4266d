//! What a sync found changed elsewhere: who was tagged, remarked or blocked, kept with the sync.
//!
//! The sets are written in the transaction that takes the change over, for the sync that is
//! unfinished then, so that a report counts what the file holds and every number opens its people.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::account::AccountStore;
use crate::bitmaps::{bitmap, bytes};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::{FollowerId, Movement, SyncId, TagId};

/// Codes of `sync_moves.kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Move {
    Tagged = 1,
    Untagged = 2,
    Remarked = 3,
    Blocked = 4,
    Unblocked = 5,
    Unreadable = 6,
    /// Whose details an operator asked for.
    AskedFor = 7,
}

/// What a sync found changed elsewhere, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncChanges {
    /// Tags that people gained or lost, by the tag's number.
    pub tags: Vec<TagChange>,
    /// People with another remark.
    pub remarked: u32,
    /// People put on the blacklist.
    pub blocked: u32,
    /// People taken off the blacklist.
    pub unblocked: u32,
    /// People whose details could not be read.
    pub unreadable: u32,
}

/// How many people gained and lost one tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagChange {
    /// The tag.
    pub tag: TagId,
    /// Its name now; empty for one that was never listed.
    pub name: String,
    /// People who carry it now and did not.
    pub added: u32,
    /// People who carried it and do not now.
    pub removed: u32,
}

impl AccountStore {
    /// What a sync has found changed elsewhere so far.
    ///
    /// # Errors
    /// [`Error::Damaged`]; as every read.
    pub fn sync_changes(&self, sync: SyncId) -> Result<SyncChanges> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    kind,
                    tag_id,
                    people,
                    coalesce(name, '')
                FROM sync_moves
                LEFT JOIN tags ON tags.id = tag_id
                WHERE sync_id = :sync
                ORDER BY tag_id",
            )?;
            let mut rows = statement.query(named_params! { ":sync": sync })?;
            let mut changes = SyncChanges::default();
            let mut tags: BTreeMap<TagId, TagChange> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let people = bitmap(row.get(2)?)?.len() as u32;
                let tag = row.get(1)?;
                let name = row.get(3)?;
                let change = tags.entry(tag).or_insert_with(|| TagChange {
                    tag,
                    name,
                    ..Default::default()
                });
                match row.get::<_, i64>(0)? {
                    1 => change.added = people,
                    2 => change.removed = people,
                    3 => changes.remarked = people,
                    4 => changes.blocked = people,
                    5 => changes.unblocked = people,
                    6 => changes.unreadable = people,
                    _ => {}
                }
            }
            changes.tags = tags.into_values().filter(|tag| tag.added + tag.removed > 0).collect();
            Ok(changes)
        })
    }

    /// Notes with the unfinished sync that these people's details could not be read.
    ///
    /// # Errors
    /// As every write.
    pub fn note_unreadable(&self, openids: &[String]) -> Result<()> {
        let people: Vec<FollowerId> = self.find(openids).into_iter().flatten().collect();
        self.write(Urgency::Bulk, |transaction| {
            remember(transaction, Move::Unreadable, 0, people.iter().copied())
        })
    }

    /// The people whose details the operator asked this sync to read.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`]; as every read.
    pub fn asked_for(&self, sync: SyncId) -> Result<RoaringBitmap> {
        self.read(|connection| moved(connection, sync, Move::AskedFor, None))
    }
}

/// Adds people to what the unfinished sync has found; without one nothing is kept.
pub(crate) fn remember(
    transaction: &Transaction<'_>,
    what: Move,
    tag: TagId,
    people: impl IntoIterator<Item = FollowerId>,
) -> Result<()> {
    let people: RoaringBitmap = people.into_iter().collect();
    if people.is_empty() {
        return Ok(());
    }
    let sync: Option<SyncId> = transaction
        .prepare_cached("SELECT max(id) FROM syncs WHERE status = 'unfinished'")?
        .query_row([], |row| row.get(0))?;
    let Some(sync) = sync else { return Ok(()) };
    let before = moved(transaction, sync, what, Some(tag))?;
    transaction
        .prepare_cached(
            "INSERT INTO sync_moves (sync_id, kind, tag_id, people)
            VALUES (:sync, :kind, :tag, :people)
            ON CONFLICT (sync_id, kind, tag_id) DO UPDATE SET people = excluded.people",
        )?
        .execute(named_params! {
            ":sync": sync,
            ":kind": what as i64,
            ":tag": tag,
            ":people": bytes(&(before | people)),
        })?;
    Ok(())
}

/// Who moved so in a sync; with any tag if none is named.
pub(crate) fn moved(
    connection: &Connection,
    sync: SyncId,
    what: Move,
    tag: Option<TagId>,
) -> Result<RoaringBitmap> {
    let mut statement = connection.prepare_cached(
        "SELECT people
        FROM sync_moves
        WHERE
            sync_id = :sync
            AND kind = :kind
            AND (:tag IS NULL OR tag_id = :tag)",
    )?;
    let mut rows =
        statement.query(named_params! { ":sync": sync, ":kind": what as i64, ":tag": tag })?;
    let mut people = RoaringBitmap::new();
    while let Some(row) = rows.next()? {
        people |= bitmap(row.get(0)?)?;
    }
    Ok(people)
}

/// Who moved in a sync, as a filter asks.
pub(crate) fn moved_in_sync(
    connection: &Connection,
    sync: SyncId,
    how: Movement,
    tag: Option<TagId>,
) -> Result<RoaringBitmap> {
    let lists: [Option<Vec<u8>>; 3] = connection
        .prepare_cached(
            "SELECT
                joined,
                gone,
                came_back
            FROM syncs
            WHERE id = :sync",
        )?
        .query_row(named_params! { ":sync": sync }, |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?])
        })
        .optional()?
        .ok_or(Error::SyncUnknown)?;
    let [joined, left, came_back] = lists;
    let what = match how {
        Movement::Joined => return bitmap(joined),
        Movement::Left => return bitmap(left),
        Movement::CameBack => return bitmap(came_back),
        Movement::Tagged => return moved(connection, sync, Move::Tagged, tag),
        Movement::Untagged => return moved(connection, sync, Move::Untagged, tag),
        Movement::Remarked => Move::Remarked,
        Movement::Blocked => Move::Blocked,
        Movement::Unblocked => Move::Unblocked,
        Movement::Unreadable => Move::Unreadable,
    };
    moved(connection, sync, what, None)
}
