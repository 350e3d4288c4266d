//! Lists of OpenIDs that were pasted: the people they name as a bitmap, the rest as entries.
//!
//! Who is unknown when the list is pasted may be found by a later sync, and is one of the list's
//! people from then on: [`AccountStore::settle_lists`].

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::account::AccountStore;
use crate::bitmaps::{bitmap, bytes};
use crate::bulk::{RowsStatement, id_array};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::pace::Pace;
use crate::segments::lists_in_segments;
use crate::types::{FollowerId, ListGroup, ListId, PastedEntry, PastedList, UnixSeconds};

/// Lists kept that nobody saved and no segment asks for; the oldest goes first.
pub const KEPT_UNSAVED_LISTS: usize = 20;

/// Lists that can be saved in one account.
pub const MOST_SAVED_LISTS: usize = 200;

/// What a pasted text holds, sorted out.
#[derive(Clone, Debug, Default)]
pub struct NewList {
    /// Everybody it names whom this computer knows.
    pub people: RoaringBitmap,
    /// OpenIDs that nobody known here has.
    pub unknown: Vec<PastedEntry>,
    /// Entries that stood there before.
    pub repeated: Vec<PastedEntry>,
    /// Entries that are no OpenIDs.
    pub damaged: Vec<PastedEntry>,
}

impl NewList {
    fn entries(&self) -> impl Iterator<Item = (ListGroup, u32, &PastedEntry)> {
        [
            (ListGroup::Unknown, &self.unknown),
            (ListGroup::Repeated, &self.repeated),
            (ListGroup::Damaged, &self.damaged),
        ]
        .into_iter()
        .flat_map(|(group, entries)| {
            (0..).zip(entries).map(move |(place, entry)| (group, place, entry))
        })
    }
}

impl AccountStore {
    /// Keeps a pasted list, without a name, and forgets old ones that nobody saved.
    ///
    /// # Errors
    /// As every write.
    pub fn keep_list(&self, list: &NewList, now: UnixSeconds) -> Result<PastedList> {
        let people = bytes(&list.people);
        let id: ListId = self.write(Urgency::Edit, |transaction| {
            Ok(transaction.query_row(
                "INSERT INTO lists (name, pasted_at, people, whole)
                VALUES ('', :now, :people, 0)
                RETURNING id",
                named_params! { ":now": now, ":people": people },
                |row| row.get(0),
            )?)
        })?;
        let entries: Vec<_> = list.entries().collect();
        Pace::new().each_part(&entries, |pace, part| {
            self.write(Urgency::Bulk, |transaction| {
                pace.turn_begins();
                insert_entries(transaction, id, part)
            })
        })?;
        self.write(Urgency::Edit, |transaction| {
            transaction.execute("UPDATE lists SET whole = 1 WHERE id = ?1", [id])?;
            forget_old(transaction)
        })?;
        self.list(id)
    }

    /// One list with its numbers as they are now.
    ///
    /// # Errors
    /// [`Error::ListUnknown`].
    pub fn list(&self, id: ListId) -> Result<PastedList> {
        self.lists()?.into_iter().find(|list| list.id == id).ok_or(Error::ListUnknown)
    }

    /// All lists, newest first.
    ///
    /// # Errors
    /// As every read.
    pub fn lists(&self) -> Result<Vec<PastedList>> {
        let kept = self.read(|connection| {
            let mut statement = connection.prepare_cached(LISTS_SQL)?;
            let mut rows = statement.query([])?;
            let mut lists = Vec::new();
            while let Some(row) = rows.next()? {
                lists.push((list_of(row)?, bitmap(Some(row.get(3)?))?));
            }
            Ok(lists)
        })?;
        let index = self.index();
        let with_people = |(list, people): (PastedList, RoaringBitmap)| {
            let found = people.intersection_len(&index.following) as u32;
            PastedList { found, left: people.len() as u32 - found, ..list }
        };
        Ok(kept.into_iter().map(with_people).collect())
    }

    /// Entries `start` to `start + count` of one kind, in the order of the pasted text.
    ///
    /// # Errors
    /// As every read; a list that is not kept has no entries.
    pub fn list_entries(
        &self,
        list: ListId,
        group: ListGroup,
        start: u32,
        count: u32,
    ) -> Result<Vec<PastedEntry>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    line,
                    text
                FROM list_entries
                WHERE
                    list_id = :list
                    AND kind = :kind
                ORDER BY place
                LIMIT :count OFFSET :start",
            )?;
            let entries = statement.query_map(
                named_params! {
                    ":list": list, ":kind": code(group), ":start": start, ":count": count,
                },
                |row| Ok(PastedEntry { line: row.get(0)?, text: row.get(1)? }),
            )?;
            Ok(entries.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Saves a list under a name, or under another; an empty name makes it one nobody saved.
    ///
    /// # Errors
    /// [`Error::ListUnknown`]; [`Error::TooManyKept`] beyond [`MOST_SAVED_LISTS`].
    pub fn name_list(&self, id: ListId, name: &str) -> Result<PastedList> {
        self.write(Urgency::Edit, |transaction| {
            let saved: u32 = transaction.query_row(
                "SELECT count(*) FROM lists WHERE name <> '' AND id <> ?1",
                [id],
                |row| row.get(0),
            )?;
            if saved as usize >= MOST_SAVED_LISTS && !name.is_empty() {
                return Err(Error::TooManyKept { limit: MOST_SAVED_LISTS });
            }
            let changed = transaction.execute(
                "UPDATE lists SET name = :name WHERE id = :id AND whole = 1",
                named_params! { ":id": id, ":name": name },
            )?;
            if changed == 0 { Err(Error::ListUnknown) } else { Ok(()) }
        })?;
        self.list(id)
    }

    /// Forgets a list; one that is not kept is as good.
    ///
    /// # Errors
    /// As every write.
    pub fn delete_list(&self, id: ListId) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            transaction.execute("DELETE FROM lists WHERE id = ?1", [id])?;
            Ok(())
        })
    }

    /// Counts those among the people of each list who were unknown and are known by now.
    ///
    /// # Errors
    /// As every write.
    pub fn settle_lists(&self) -> Result<()> {
        for list in self.lists()?.iter().filter(|list| list.unknown > 0) {
            let found = self.found_since(list.id)?;
            if found.is_empty() {
                continue;
            }
            self.write(Urgency::Bulk, |transaction| move_to_people(transaction, list.id, &found))?;
        }
        Ok(())
    }

    /// Unknown entries of a list, by place, whom the index knows now.
    fn found_since(&self, list: ListId) -> Result<Vec<(u32, FollowerId)>> {
        let unknown: Vec<(u32, String)> = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    place,
                    text
                FROM list_entries
                WHERE
                    list_id = :list
                    AND kind = 0",
            )?;
            let rows = statement
                .query_map(named_params! { ":list": list }, |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })?;
        let index = self.index();
        let known = |(place, openid): (u32, String)| Some((place, index.find(&openid)?));
        Ok(unknown.into_iter().filter_map(known).collect())
    }
}

const LISTS_SQL: &str = "SELECT
        id,
        name,
        pasted_at,
        people,
        (SELECT count(*) FROM list_entries WHERE list_id = lists.id AND kind = 0),
        (SELECT count(*) FROM list_entries WHERE list_id = lists.id AND kind = 1),
        (SELECT count(*) FROM list_entries WHERE list_id = lists.id AND kind = 2)
    FROM lists
    WHERE whole = 1
    ORDER BY id DESC";

fn list_of(row: &Row<'_>) -> rusqlite::Result<PastedList> {
    Ok(PastedList {
        id: row.get(0)?,
        name: row.get(1)?,
        pasted_at: row.get(2)?,
        unknown: row.get(4)?,
        repeated: row.get(5)?,
        damaged: row.get(6)?,
        ..PastedList::default()
    })
}

/// Of `list_entries.kind`.
fn code(group: ListGroup) -> i64 {
    match group {
        ListGroup::Unknown => 0,
        ListGroup::Repeated => 1,
        ListGroup::Damaged => 2,
    }
}

fn insert_entries(
    transaction: &Transaction<'_>,
    list: ListId,
    entries: &[(ListGroup, u32, &PastedEntry)],
) -> Result<()> {
    const INSERT: RowsStatement = RowsStatement {
        head: "INSERT INTO list_entries (list_id, kind, place, line, text) VALUES",
        row: "(?, ?, ?, ?, ?)",
        tail: "",
        parameters: 5,
    };
    INSERT.run(transaction, entries, |(group, place, entry), row| {
        row.put(list)?.put(code(*group))?.put(*place)?.put(entry.line)?.put(&entry.text)?;
        Ok(())
    })
}

/// Counts these unknown entries, by place, among the list's people.
pub(crate) fn move_to_people(
    transaction: &Transaction<'_>,
    list: ListId,
    found: &[(u32, FollowerId)],
) -> Result<()> {
    // Deleted while its entries were looked up.
    let Some(mut people) = people_of(transaction, list)? else { return Ok(()) };
    people.extend(found.iter().map(|(_, id)| *id));
    transaction.execute(
        "UPDATE lists SET people = :people WHERE id = :list",
        named_params! { ":list": list, ":people": bytes(&people) },
    )?;
    transaction
        .prepare_cached(
            "DELETE FROM list_entries
            WHERE
                list_id = :list
                AND kind = 0
                AND place IN rarray(:places)",
        )?
        .execute(named_params! {
            ":list": list,
            ":places": id_array(found.iter().map(|(place, _)| *place)),
        })?;
    Ok(())
}

fn people_of(connection: &Connection, list: ListId) -> Result<Option<RoaringBitmap>> {
    let people: Option<Vec<u8>> = connection
        .prepare_cached("SELECT people FROM lists WHERE id = :list")?
        .query_row(named_params! { ":list": list }, |row| row.get(0))
        .optional()?;
    people.map(|people| bitmap(Some(people))).transpose()
}

/// The newest unsaved lists stay, and those that a segment asks for.
fn forget_old(transaction: &Transaction<'_>) -> Result<()> {
    let Some(needed) = lists_in_segments(transaction)? else { return Ok(()) };
    let unsaved: Vec<ListId> = transaction
        .prepare_cached("SELECT id FROM lists WHERE name = '' AND whole = 1 ORDER BY id DESC")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut forget = transaction.prepare_cached("DELETE FROM lists WHERE id = :list")?;
    for list in unsaved.into_iter().filter(|list| !needed.contains(list)).skip(KEPT_UNSAVED_LISTS) {
        forget.execute(named_params! { ":list": list })?;
    }
    Ok(())
}
