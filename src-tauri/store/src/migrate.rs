//! Bringing a file to today's schema: numbered SQL files, each in one transaction.
//!
//! `user_version` counts the migrations a file has seen. Before the first change to an
//! existing file a copy of it is made, encrypted with the same key.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// The schema of one kind of file: its migrations in order; only ever grows.
pub(crate) type Migrations = &'static [&'static str];

/// Brings the file behind `connection` to the newest schema of `migrations`.
///
/// A newer file is refused. A failing migration leaves the file as it was before that migration.
pub(crate) fn migrate(
    connection: &mut Connection,
    path: &Path,
    backups: &Path,
    migrations: &[&str],
) -> Result<()> {
    let known = migrations.len() as u32;
    let file = schema_version(connection)?;
    if file > known {
        return Err(Error::Newer { file, known });
    }
    if file == known {
        return Ok(());
    }
    if file > 0 {
        back_up(connection, path, backups, file)?;
    }
    for version in file + 1..=known {
        step(connection, version, migrations[version as usize - 1])
            .map_err(|source| Error::Migration { version, source: Box::new(source) })?;
    }
    Ok(())
}

fn schema_version(connection: &Connection) -> Result<u32> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn step(connection: &mut Connection, version: u32, sql: &str) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()?;
    Ok(())
}

/// Copies the file as it stands. Its pages stay encrypted with its own key. A copy is there whole
/// or not at all.
fn back_up(connection: &mut Connection, path: &Path, backups: &Path, version: u32) -> Result<()> {
    std::fs::create_dir_all(backups)?;
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        // The newest pages lie in the log only.
        return Err(Error::Busy);
    }
    // The transaction keeps other writers out while the bytes are copied.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let target = backup_path(path, backups, version);
    let unfinished = target.with_extension("part");
    if let Err(error) = copy_to_disk(path, &unfinished) {
        // A part of a file is no backup, and on a full disk its room is needed.
        let _ = std::fs::remove_file(&unfinished);
        return Err(error.into());
    }
    std::fs::rename(&unfinished, &target)?;
    transaction.rollback()?;
    Ok(())
}

fn copy_to_disk(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::copy(from, to)?;
    // Windows syncs only a file that is open for writing.
    std::fs::OpenOptions::new().write(true).open(to)?.sync_all()
}

fn backup_path(path: &Path, backups: &Path, version: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    free_path(backups, &format!("{stem}.schema-{version}"), "db")
}

/// A path in `folder` that does not exist yet: `stem.ext`, else `stem-2.ext` and so on.
pub(crate) fn free_path(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    if !first.exists() {
        return first;
    }
    (2..)
        .map(|n| folder.join(format!("{stem}-{n}.{extension}")))
        .find(|path| !path.exists())
        .expect("some number is free")
}
