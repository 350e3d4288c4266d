//! Reading the index from the file, in one pass over each table.

use rusqlite::Connection;

use super::{Index, TagEntry, seconds};
use crate::error::{Error, Result};

/// Room is made for no more people at once: the greatest number may be a wrong one.
const MOST_AT_ONCE: u32 = 8_000_000;

impl Index {
    /// Builds the index of a file.
    pub(crate) fn load(connection: &Connection) -> Result<Self> {
        let mut index = Index::default();
        let people: u32 =
            connection
                .query_row("SELECT coalesce(max(id), 0) FROM followers", [], |row| row.get(0))?;
        index.reserve(people.min(MOST_AT_ONCE) as usize);
        load_followers(&mut index, connection)?;
        load_details(&mut index, connection)?;
        load_tags(&mut index, connection)?;
        load_links(&mut index, connection)?;
        Ok(index)
    }
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
