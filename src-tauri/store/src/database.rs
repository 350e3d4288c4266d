//! One encrypted SQLite file: opening it, one writer with a queue, a few readers.
//!
//! All functions block; call them from blocking threads (see [`crate::AccountStore::ask`]).
//! Nothing here knows what the tables mean.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use tokio::sync::watch;

use crate::checkpoint::Checkpointer;
use crate::error::{Error, Result};
use crate::key::Key;
use crate::key_proof;
use crate::line::Line;
pub(crate) use crate::line::Urgency;
use crate::migrate::{Migrations, migrate};

/// Readers kept per file. Each has a page cache of its own, so there are few.
const READERS: usize = 2;

/// Page cache of a connection that sweeps: room for the pages between root and leaf.
const SWEEP_CACHE_KIB: i64 = 2 * 1024;

/// Page cache while a file is encrypted anew: every page is written once and not looked at again.
const REKEY_CACHE_KIB: u32 = 64 * 1024;

/// How a file is opened.
pub(crate) struct Opening<'a> {
    pub(crate) path: &'a Path,
    pub(crate) key: &'a Key,
    /// Folder for the copy made before a migration.
    pub(crate) backups: &'a Path,
    pub(crate) migrations: Migrations,
    /// Page cache of each connection in KiB; filled only as far as pages are read.
    pub(crate) cache_kib: u32,
}

/// An open file.
pub(crate) struct Database {
    path: PathBuf,
    cache_kib: u32,
    key: Key,
    // First: its thread is gone before the connections are closed.
    checkpoints: Checkpointer,
    writer: Line<Connection>,
    readers: Mutex<Readers>,
    reader_free: Condvar,
    // Last: who waits for it finds the connections closed.
    open: watch::Sender<()>,
}

struct Readers {
    idle: Vec<Connection>,
    open: usize,
}

impl Database {
    /// Opens or creates the file, brings it to today's schema and leaves it ready for use.
    pub(crate) fn open(opening: &Opening<'_>) -> Result<Self> {
        if let Some(folder) = opening.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut writer = connect(opening.path, opening.key, opening.cache_kib)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&mut writer, opening.path, opening.backups, opening.migrations)?;
        writer.pragma_update(None, "foreign_keys", true)?;
        writer.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(Self {
            path: opening.path.to_owned(),
            cache_kib: opening.cache_kib,
            key: opening.key.clone(),
            checkpoints: Checkpointer::start(opening.path.to_owned(), opening.key.clone())?,
            writer: Line::new(writer),
            readers: Mutex::new(Readers { idle: Vec::new(), open: 0 }),
            reader_free: Condvar::new(),
            open: watch::Sender::new(()),
        })
    }

    /// Ends when the file is closed, with its log carried over.
    pub(crate) fn closed(&self) -> impl Future<Output = ()> + use<> {
        let mut open = self.open.subscribe();
        // Nothing is ever sent: the only news is that the sender is gone.
        async move { while open.changed().await.is_ok() {} }
    }

    /// Runs `work` on the writing connection when its turn comes, outside any transaction.
    ///
    /// A panic inside is caught; what it had not committed is rolled back.
    pub(crate) fn exclusively<T>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&mut Connection) -> Result<T>,
    ) -> Result<T> {
        self.checkpoints.before_turn(urgency);
        let mut connection = self.writer.enter(urgency);
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut connection)));
        self.checkpoints.after_turn(&connection);
        outcome.unwrap_or_else(|_| {
            tracing::error!("a change to a database file panicked and was rolled back");
            Err(Error::Panicked)
        })
    }

    /// Runs `work` in one transaction of the writing connection and commits it.
    pub(crate) fn write<T>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.exclusively(urgency, |connection| {
            let transaction = begin(connection)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })
    }

    /// Runs `work` on a reading connection. It sees one snapshot per statement.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.take_reader()?;
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&connection)));
        self.readers.lock().idle.push(connection);
        self.reader_free.notify_one();
        outcome.unwrap_or_else(|_| {
            tracing::error!("a question to a database file panicked");
            Err(Error::Panicked)
        })
    }

    /// Runs `work`, which reads much of the file once and in its order: pages are not kept for
    /// a second time that does not come.
    pub(crate) fn sweep<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.read(|connection| {
            connection.pragma_update(None, "cache_size", -SWEEP_CACHE_KIB)?;
            let outcome = work(connection);
            connection.pragma_update(None, "cache_size", -i64::from(self.cache_kib))?;
            outcome
        })
    }

    #[cfg(test)]
    pub(crate) fn checkpoints(&self) -> &Checkpointer {
        &self.checkpoints
    }

    fn take_reader(&self) -> Result<Connection> {
        let mut readers = self.readers.lock();
        loop {
            // The one used last has the warmest cache.
            if let Some(connection) = readers.idle.pop() {
                return Ok(connection);
            }
            if readers.open < READERS {
                let connection = connect(&self.path, &self.key, self.cache_kib)?;
                connection.pragma_update(None, "query_only", true)?;
                readers.open += 1;
                return Ok(connection);
            }
            self.reader_free.wait(&mut readers);
        }
    }
}

/// Whether this key opens the file, the log beside it included. Changes nothing.
///
/// # Errors
/// What the disk says, and not that the file is damaged: then the key does not open it.
pub fn opens(path: &Path, key: &Key) -> Result<bool> {
    match connect(path, key, SWEEP_CACHE_KIB as u32) {
        Ok(_) => Ok(true),
        Err(Error::WrongKey | Error::Damaged) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Encrypts a file anew that nobody has open. A process that dies in the middle leaves a file that
/// one of the two keys opens: the pages go through the log, in one transaction.
///
/// # Errors
/// [`Error::WrongKey`] and [`Error::Damaged`] of the present key; [`Error::DiskFull`] and what else the disk
/// says. After an error one of the two keys opens the file, as after a death.
pub fn rekey_file(path: &Path, present: &Key, new: &Key) -> Result<()> {
    let connection = connect(path, present, REKEY_CACHE_KIB)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    carry_over(&connection)?;
    let encrypted = encrypt_anew(&connection, new);
    let carried_over = carry_over(&connection);
    drop(connection);
    if opens(path, new)? { carried_over } else { Err(encrypted.err().unwrap_or(Error::DiskFull)) }
}

/// SQLCipher says nothing when it could not write. A connection that could not then refuses whatever
/// it is asked next, and says why.
fn encrypt_anew(connection: &Connection, new: &Key) -> Result<()> {
    connection.pragma_update(None, "rekey", new.raw_literal().as_str())?;
    Ok(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)
}

/// What is in the log goes into the file.
fn carry_over(connection: &Connection) -> Result<()> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

/// Begins a transaction that will write, so that it cannot fail half-way for want of the lock.
pub(crate) fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Opens a connection and proves that the key fits.
fn connect(path: &Path, key: &Key, cache_kib: u32) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    let readable = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    match readable.map_err(Error::from) {
        Ok(()) => {}
        Err(Error::Damaged) if key_proof::fits(path, key)? => return Err(Error::Damaged),
        Err(Error::Damaged) => return Err(Error::WrongKey),
        Err(error) => return Err(error),
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "cipher_memory_security", false)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -i64::from(cache_kib))?;
    rusqlite::vtab::array::load_module(&connection)?;
    Ok(connection)
}

/// Tells a fresh connection the key; whether it fits shows at the first reading.
pub(crate) fn unlock(connection: &Connection, key: &Key) -> Result<()> {
    // SQLCipher writes its troubles to stderr otherwise.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.pragma_update(None, "key", key.raw_literal().as_str())?;
    Ok(())
}

/// Moves a file that cannot be used, with its side files, into `folder`; deletes nothing.
///
/// Returns where the file lies now. The file must not be open.
pub fn set_aside(path: &Path, folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let target = crate::migrate::free_path(folder, &stem, "db");
    std::fs::rename(path, &target)?;
    for side in ["-wal", "-shm"] {
        let from = with_suffix(path, side);
        if from.exists() {
            std::fs::rename(from, with_suffix(&target, side))?;
        }
    }
    Ok(target)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
