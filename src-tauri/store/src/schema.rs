//! What a file looks like inside, for whoever helps: no word of what it holds.

use rusqlite::Connection;

use crate::account::AccountStore;
use crate::error::Result;

/// The schema of one open file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// How many migrations it has seen.
    pub version: u32,
    /// Its tables, indexes and triggers, in the order they were made.
    pub sql: String,
    /// The library it is read with, such as `SQLite 3.50.4, SQLCipher 4.10.0 community`.
    pub engine: String,
}

impl Schema {
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare(
            "SELECT sql || ';'
            FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
            ORDER BY rowid",
        )?;
        let parts = statement.query_map([], |row| row.get(0))?;
        let parts: Vec<String> = parts.collect::<rusqlite::Result<_>>()?;
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let cipher: String =
            connection.pragma_query_value(None, "cipher_version", |row| row.get(0))?;
        let engine = format!("SQLite {}, SQLCipher {cipher}", rusqlite::version());
        Ok(Self { version, sql: parts.join("\n\n"), engine })
    }
}

impl AccountStore {
    /// What the file looks like inside.
    ///
    /// # Errors
    /// As every read.
    pub fn schema(&self) -> Result<Schema> {
        self.read(Schema::of)
    }
}
