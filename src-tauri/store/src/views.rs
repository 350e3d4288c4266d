//! Saved views of a table: kept as the window wrote them, on this computer only.

use rusqlite::{Row, named_params};

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::{View, ViewDraft, ViewId};

/// Views that one account keeps.
pub const MOST_VIEWS: usize = 100;

impl AccountStore {
    /// All views, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub fn views(&self) -> Result<Vec<View>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    id,
                    name,
                    version,
                    body
                FROM views
                ORDER BY id",
            )?;
            let views = statement.query_map([], view_of)?;
            Ok(views.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Makes a view, or writes another one in the place of `id`.
    ///
    /// # Errors
    /// [`Error::ViewUnknown`]; [`Error::TooManyKept`] beyond [`MOST_VIEWS`].
    pub fn save_view(&self, id: Option<ViewId>, draft: &ViewDraft) -> Result<View> {
        let ViewDraft { name, version, body } = draft;
        self.write(Urgency::Edit, |transaction| {
            let Some(id) = id else {
                let many: u32 =
                    transaction.query_row("SELECT count(*) FROM views", [], |row| row.get(0))?;
                if many as usize >= MOST_VIEWS {
                    return Err(Error::TooManyKept { limit: MOST_VIEWS });
                }
                return Ok(transaction.query_row(
                    "INSERT INTO views (name, version, body)
                    VALUES (:name, :version, :body)
                    RETURNING id, name, version, body",
                    named_params! { ":name": name, ":version": version, ":body": body },
                    view_of,
                )?);
            };
            let mut changed = transaction.prepare_cached(
                "UPDATE views
                SET
                    name = :name,
                    version = :version,
                    body = :body
                WHERE id = :id
                RETURNING id, name, version, body",
            )?;
            let mut rows = changed.query_map(
                named_params! { ":id": id, ":name": name, ":version": version, ":body": body },
                view_of,
            )?;
            Ok(rows.next().ok_or(Error::ViewUnknown)??)
        })
    }

    /// Forgets a view; one that is not kept is as good.
    ///
    /// # Errors
    /// As every write.
    pub fn delete_view(&self, id: ViewId) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            transaction.execute("DELETE FROM views WHERE id = ?1", [id])?;
            Ok(())
        })
    }
}

fn view_of(row: &Row<'_>) -> rusqlite::Result<View> {
    Ok(View { id: row.get(0)?, name: row.get(1)?, version: row.get(2)?, body: row.get(3)? })
}
