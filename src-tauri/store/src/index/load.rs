//! Reading the index from the file, in one pass over each table, two tables at a time.

use std::thread;

use rusqlite::Connection;
use thread_priority::{ThreadPriority, ThreadPriorityValue};

use super::{Index, TagEntry, seconds};
use crate::database::Database;
use crate::error::{Error, Result};

/// A page of 4 KiB holds fewer followers than this: a greatest number that would need more pages
/// than there are is a wrong one, and no room is made for it.
const PEOPLE_OF_A_PAGE: u64 = 256;

/// Of 99, with 50 for what is done as usual; on Linux a niceness of 9.
const LOW: u8 = 23;

impl Index {
    /// Builds the index of a file that nobody changes meanwhile.
    pub(crate) fn load(database: &Database) -> Result<Self> {
        let people = database.read(greatest_number)?;
        thread::scope(|scope| {
            let details = scope.spawn(|| {
                give_way();
                database.sweep(|file| details_alone(file, people))
            });
            let index = scope.spawn(|| {
                give_way();
                database.sweep(|file| people_and_tags(file, people))
            });
            let [index, details] =
                [index, details].map(|half| half.join().unwrap_or(Err(Error::Panicked)));
            Ok(index?.with(details?))
        })
    }

    /// With what the details say, read apart. Every field is named: a new one must say on which
    /// side it is read.
    fn with(self, details: Self) -> Self {
        let Self {
            followed_at,
            read_at,
            source,
            qr,
            language,
            unionids,
            remarks,
            sources,
            qrs,
            languages,
            left_at: _,
            tag_count: _,
            written: _,
            openids: _,
            by_openid: _,
            hasher: _,
            following: _,
            blacklisted: _,
            tags: _,
            stamp: _,
            versions: _,
        } = details;
        Self {
            followed_at,
            read_at,
            source,
            qr,
            language,
            unionids,
            remarks,
            sources,
            qrs,
            languages,
            ..self
        }
    }
}

/// What draws the window goes first where there are few processors: it has a first page to show
/// meanwhile. The thread cannot take it back, so it ends with its work.
fn give_way() {
    let low = ThreadPriorityValue::try_from(LOW).expect("it is below 100");
    if let Err(error) = ThreadPriority::Crossplatform(low).set_for_current() {
        tracing::debug!(?error, "the index is read as urgently as anything else");
    }
}

fn greatest_number(connection: &Connection) -> Result<usize> {
    let people: u32 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM followers", [], |row| row.get(0))?;
    let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let wrong = u64::from(people) > u64::from(pages) * PEOPLE_OF_A_PAGE;
    if wrong { Err(Error::Damaged) } else { Ok(people as usize) }
}

fn people_and_tags(connection: &Connection, people: usize) -> Result<Index> {
    let mut index = Index::default();
    index.reserve(people);
    load_followers(&mut index, connection)?;
    load_tags(&mut index, connection)?;
    load_links(&mut index, connection)?;
    Ok(index)
}

fn details_alone(connection: &Connection, people: usize) -> Result<Index> {
    let mut index = Index::default();
    let Index { followed_at, read_at, source, qr, language, .. } = &mut index;
    let slots = if people == 0 { 0 } else { people + 1 };
    for column in [followed_at, read_at, source, qr, language] {
        column.resize(slots, 0);
    }
    load_details(&mut index, connection)?;
    Ok(index)
}

fn load_followers(index: &mut Index, connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT
            id,
            openid,
            following,
            left_before,
            blacklisted
        FROM followers
        ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = index.add_person(row.get_ref(1)?.as_str().map_err(|_| Error::Damaged)?);
        if row.get::<_, u32>(0)? != id {
            // Ids are dense by construction.
            return Err(Error::Damaged);
        }
        if row.get::<_, bool>(2)? {
            index.following.insert(id);
        }
        index.left_at[id as usize] = seconds(row.get(3)?);
        if row.get::<_, bool>(4)? {
            index.blacklisted.insert(id);
        }
    }
    Ok(())
}

fn load_details(index: &mut Index, connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT
            follower_id,
            read_at,
            remark,
            followed_at,
            source,
            qr_scene,
            qr_text,
            unionid,
            language
        FROM details
        ORDER BY follower_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        if !index.knows(id) {
            return Err(Error::Damaged);
        }
        let text = |column| -> Result<&str> {
            Ok(row.get_ref(column)?.as_str_or_null().map_err(|_| Error::Damaged)?.unwrap_or(""))
        };
        index.read_at[id as usize] = seconds(row.get(1)?);
        index.remarks.set(id, text(2)?);
        index.followed_at[id as usize] = seconds(row.get(3)?);
        index.set_source(id, text(4)?);
        index.set_qr(id, text(6)?, row.get::<_, Option<u32>>(5)?.unwrap_or(0));
        index.unionids.set(id, text(7)?);
        index.set_language(id, text(8)?);
    }
    Ok(())
}

fn load_tags(index: &mut Index, connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT
            id,
            name,
            wechat_count,
            position,
            listed,
            hue,
            note
        FROM tags",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry = TagEntry {
            name: row.get(1)?,
            wechat_count: row.get(2)?,
            position: row.get(3)?,
            listed: row.get(4)?,
            hue: row.get(5)?,
            note: row.get(6)?,
            ..TagEntry::default()
        };
        index.tags.insert(row.get(0)?, entry);
    }
    Ok(())
}

fn load_links(index: &mut Index, connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT
            follower_id,
            tag_id
        FROM follower_tags
        ORDER BY follower_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, tag): (u32, u32) = (row.get(0)?, row.get(1)?);
        if !index.knows(id) {
            return Err(Error::Damaged);
        }
        index.add_link(id, tag);
    }
    Ok(())
}
