//! Long lists from WeChat, kept page by page until they are complete.
//!
//! A page and the cursor behind it are saved together, so a reading that was interrupted goes on
//! where it stopped, even in a later run of the program; see `WorkMark`.

use rusqlite::{Connection, named_params};

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::TagId;

/// A list that WeChat gives out in pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StagedList {
    /// Everybody who follows.
    Followers,
    /// Everybody on the blacklist.
    Blacklist,
    /// Everybody with a tag.
    Tag(TagId),
}

impl StagedList {
    /// Its name in the account's file.
    pub fn name(self) -> String {
        match self {
            StagedList::Followers => "followers".to_owned(),
            StagedList::Blacklist => "blacklist".to_owned(),
            StagedList::Tag(tag) => format!("tag:{tag}"),
        }
    }
}

/// How far a list has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// Pages kept.
    pub pages: u32,
    /// OpenIDs on them; one that stands on two pages counts twice.
    pub people: u32,
    /// The cursor that came with the last page; none before the first.
    pub cursor: Option<String>,
}

impl Staged {
    /// Whether the last page was the list's last.
    pub fn is_whole(&self) -> bool {
        self.cursor.as_deref() == Some("")
    }
}

impl AccountStore {
    /// Keeps the next page of a list together with the cursor that came with it.
    ///
    /// # Errors
    /// As every write.
    pub fn stage_page(&self, list: StagedList, openids: &[String], cursor: &str) -> Result<()> {
        let json = serde_json::to_string(openids)?;
        let staged = self.write(Urgency::Bulk, |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO staged_pages (list, page, cursor, people, openids)
                    SELECT
                        :list,
                        1 + coalesce(max(page), 0),
                        :cursor,
                        :people,
                        :openids
                    FROM staged_pages
                    WHERE list = :list",
                )?
                .execute(named_params! {
                    ":list": list.name(),
                    ":cursor": cursor,
                    ":people": openids.len() as i64,
                    ":openids": json,
                })?;
            Ok(())
        });
        self.forget_comparison(list);
        staged
    }

    /// How far a list has been read.
    ///
    /// # Errors
    /// As every read.
    pub fn staged(&self, list: StagedList) -> Result<Staged> {
        self.read(|connection| {
            let staged = connection
                .prepare_cached(
                    "SELECT
                        count(*),
                        coalesce(sum(people), 0),
                        (
                            SELECT cursor
                            FROM staged_pages
                            WHERE list = :list
                            ORDER BY page DESC
                            LIMIT 1
                        )
                    FROM staged_pages
                    WHERE list = :list",
                )?
                .query_row(named_params! { ":list": list.name() }, |row| {
                    Ok(Staged { pages: row.get(0)?, people: row.get(1)?, cursor: row.get(2)? })
                })?;
            Ok(staged)
        })
    }

    /// Forgets what was kept of a list.
    ///
    /// # Errors
    /// As every write.
    pub fn clear_staged(&self, list: StagedList) -> Result<()> {
        let cleared = self.write(Urgency::Bulk, |transaction| clear(transaction, list));
        self.forget_comparison(list);
        cleared
    }
}

pub(crate) fn clear(connection: &Connection, list: StagedList) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM staged_pages WHERE list = :list")?
        .execute(named_params! { ":list": list.name() })?;
    Ok(())
}

/// Hands the OpenIDs of a list to `take`, page by page; repeated ones come repeatedly.
pub(crate) fn for_each_staged_page(
    connection: &Connection,
    list: StagedList,
    mut take: impl FnMut(&[&str]),
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT openids
        FROM staged_pages
        WHERE list = :list
        ORDER BY page",
    )?;
    let mut rows = statement.query(named_params! { ":list": list.name() })?;
    while let Some(row) = rows.next()? {
        let page = row.get_ref(0)?.as_str().map_err(|_| Error::Damaged)?;
        match serde_json::from_str::<Vec<&str>>(page) {
            Ok(openids) => take(&openids),
            // One of them has a sign that JSON writes as another.
            Err(_) => {
                let openids: Vec<String> = serde_json::from_str(page)?;
                take(&openids.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }
    Ok(())
}
