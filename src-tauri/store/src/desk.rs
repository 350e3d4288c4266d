//! desk.db: the accounts on this computer and the program's settings.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Row, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::database::{Database, Opening, Urgency};
use crate::error::{Error, Result};
use crate::key::Key;
use crate::migrate::Migrations;
use crate::schema::Schema;
use crate::types::UnixSeconds;

/// Schema of desk.db.
pub(crate) const MIGRATIONS: Migrations = &[
    include_str!("../migrations/desk/0001_desk.sql"),
    include_str!("../migrations/desk/0002_connections.sql"),
];

/// A few rows; a small cache does.
const CACHE_KIB: u32 = 4 * 1024;

/// The open desk.db: cheap to clone, usable from many threads. Every function blocks.
#[derive(Clone)]
pub struct DeskStore {
    database: Arc<Database>,
}

/// One account on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// Chosen by the caller; also the name of the account's file.
    pub id: String,
    /// What the operator calls it.
    pub name: String,
    /// Practice or official, with what belongs to each.
    pub kind: AccountKind,
    /// A colour to tell accounts apart, in the window's own notation.
    pub colour: Option<String>,
    /// When it was added.
    pub created_at: UnixSeconds,
}

/// What an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// The built-in simulated account. Its file's key lies here: nothing in it is worth protecting.
    Practice {
        /// Key of its file.
        key: Key,
        /// Seed of its world.
        seed: u64,
        /// People in its world.
        people: u32,
    },
    /// An Official Account; key and secret are in the vault.
    Official {
        /// WeChat's AppID.
        app_id: String,
        /// Address of the API; none for WeChat's usual one.
        api_base: Option<String>,
        /// How its calls get there, in the core's own notation; none for the usual way.
        connection: Option<String>,
    },
}

/// Shows nothing of what is inside.
impl std::fmt::Debug for DeskStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeskStore").finish_non_exhaustive()
    }
}

impl DeskStore {
    /// Opens desk.db, or makes it; `backups` takes the copy made before a migration.
    ///
    /// # Errors
    /// [`Error::WrongKey`], [`Error::Damaged`] and [`Error::Newer`] leave the file untouched.
    pub fn open(path: &Path, key: &Key, backups: &Path) -> Result<Self> {
        let opening = Opening { path, key, backups, migrations: MIGRATIONS, cache_kib: CACHE_KIB };
        Ok(Self { database: Arc::new(Database::open(&opening)?) })
    }

    /// Runs `question` on a blocking thread: the way from async code to every function here.
    ///
    /// # Errors
    /// What `question` returns; [`Error::Panicked`] if it panicked.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || question(&store)).await.unwrap_or(Err(Error::Panicked))
    }

    /// Gives this clone back and waits until the file is closed, which it is when no other is left.
    pub async fn closed(self) {
        let closed = self.database.closed();
        drop(self);
        closed.await;
    }

    /// What the file looks like inside.
    ///
    /// # Errors
    /// As every read.
    pub fn schema(&self) -> Result<Schema> {
        self.database.read(Schema::of)
    }

    /// All accounts in the operator's order.
    ///
    /// # Errors
    /// As every read.
    pub fn accounts(&self) -> Result<Vec<AccountRecord>> {
        self.database.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    id,
                    name,
                    app_id,
                    api_base,
                    colour,
                    created_at,
                    practice_key,
                    practice_seed,
                    practice_people,
                    connection
                FROM accounts
                ORDER BY position, id",
            )?;
            let accounts = statement.query_map([], account_record)?;
            Ok(accounts.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::AccountUnknown`].
    pub fn account(&self, id: &str) -> Result<AccountRecord> {
        self.accounts()?.into_iter().find(|account| account.id == id).ok_or(Error::AccountUnknown)
    }

    /// Adds an account behind the others, or replaces the one with its id, which keeps its place.
    ///
    /// # Errors
    /// As every write; two official accounts cannot share an AppID.
    pub fn put_account(&self, account: &AccountRecord) -> Result<()> {
        let (kind, key, seed, people, app_id, api_base, connection) = match &account.kind {
            AccountKind::Practice { key, seed, people } => {
                // SQLite has no unsigned numbers: the bits are kept.
                (
                    ("practice"),
                    Some(&key.bytes()[..]),
                    Some(*seed as i64),
                    Some(*people),
                    None,
                    None,
                    None,
                )
            }
            AccountKind::Official { app_id, api_base, connection } => {
                ("official", None, None, None, Some(app_id), api_base.as_ref(), connection.as_ref())
            }
        };
        self.database.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "INSERT INTO accounts (
                    id, name, kind, app_id, api_base, colour, created_at, position,
                    practice_key, practice_seed, practice_people, connection
                )
                VALUES (
                    :id, :name, :kind, :app_id, :api_base, :colour, :created_at,
                    (SELECT 1 + coalesce(max(position), 0) FROM accounts),
                    :key, :seed, :people, :connection
                )
                ON CONFLICT (id) DO UPDATE SET
                    name = excluded.name,
                    kind = excluded.kind,
                    app_id = excluded.app_id,
                    api_base = excluded.api_base,
                    colour = excluded.colour,
                    practice_key = excluded.practice_key,
                    practice_seed = excluded.practice_seed,
                    practice_people = excluded.practice_people,
                    connection = excluded.connection",
                named_params! {
                    ":id": account.id,
                    ":name": account.name,
                    ":kind": kind,
                    ":app_id": app_id,
                    ":api_base": api_base,
                    ":colour": account.colour,
                    ":created_at": account.created_at,
                    ":key": key,
                    ":seed": seed,
                    ":people": people,
                    ":connection": connection,
                },
            )?;
            Ok(())
        })
    }

    /// Forgets an account; its file is the caller's to delete.
    ///
    /// # Errors
    /// [`Error::AccountUnknown`].
    pub fn remove_account(&self, id: &str) -> Result<()> {
        self.database.write(Urgency::Edit, |transaction| {
            let removed = transaction
                .execute("DELETE FROM accounts WHERE id = :id", named_params! { ":id": id })?;
            if removed == 1 { Ok(()) } else { Err(Error::AccountUnknown) }
        })
    }

    /// Puts the accounts into this order; those not named follow in the order they had.
    ///
    /// # Errors
    /// As every write.
    pub fn order_accounts(&self, ids: &[String]) -> Result<()> {
        let ids = serde_json::to_string(ids)?;
        self.database.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "WITH wanted AS (
                    SELECT
                        value AS id,
                        key AS place
                    FROM json_each(:ids)
                )
                UPDATE accounts
                SET position = coalesce(
                    (SELECT place FROM wanted WHERE wanted.id = accounts.id),
                    position + (SELECT count(*) FROM wanted)
                )",
                named_params! { ":ids": ids },
            )?;
            Ok(())
        })
    }

    /// A setting, if it was ever saved.
    ///
    /// # Errors
    /// [`Error::Json`] if it has another shape than `T`.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let value: Option<String> = self.database.read(|connection| {
            Ok(connection
                .query_row(
                    "SELECT value FROM settings WHERE name = :name",
                    named_params! { ":name": name },
                    |row| row.get(0),
                )
                .optional()?)
        })?;
        Ok(value.map(|value| serde_json::from_str(&value)).transpose()?)
    }

    /// Saves a setting.
    ///
    /// # Errors
    /// As every write.
    pub fn save_setting(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let value = serde_json::to_string(value)?;
        self.database.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "INSERT INTO settings (name, value)
                VALUES (:name, :value)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                named_params! { ":name": name, ":value": value },
            )?;
            Ok(())
        })
    }

    /// Forgets a setting; one that was never saved is as good.
    ///
    /// # Errors
    /// As every write.
    pub fn forget_setting(&self, name: &str) -> Result<()> {
        self.database.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "DELETE FROM settings WHERE name = :name",
                named_params! { ":name": name },
            )?;
            Ok(())
        })
    }
}

fn account_record(row: &Row<'_>) -> rusqlite::Result<AccountRecord> {
    let app_id: Option<String> = row.get(2)?;
    let kind = match app_id {
        Some(app_id) => {
            AccountKind::Official { app_id, api_base: row.get(3)?, connection: row.get(9)? }
        }
        None => AccountKind::Practice {
            key: Key::new(row.get(6)?),
            seed: row.get::<_, i64>(7)? as u64,
            people: row.get(8)?,
        },
    };
    Ok(AccountRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        kind,
        colour: row.get(4)?,
        created_at: row.get(5)?,
    })
}
