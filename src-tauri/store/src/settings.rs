//! What an operator has set for one account. The values are the caller's: they are kept as JSON.

use rusqlite::{OptionalExtension, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::Result;

impl AccountStore {
    /// The value kept under a name; none if nothing was, or if it has another shape than `T`.
    ///
    /// # Errors
    /// As every read.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        self.read(|connection| {
            let value: Option<String> = connection
                .prepare_cached("SELECT value FROM settings WHERE name = :name")?
                .query_row(named_params! { ":name": name }, |row| row.get(0))
                .optional()?;
            Ok(value.and_then(|value| serde_json::from_str(&value).ok()))
        })
    }

    /// Keeps a value under a name.
    ///
    /// # Errors
    /// As every write.
    pub fn keep_setting(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let value = serde_json::to_string(value)?;
        self.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "INSERT INTO settings (name, value)
                VALUES (:name, :value)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                named_params! { ":name": name, ":value": value },
            )?;
            Ok(())
        })
    }
}
