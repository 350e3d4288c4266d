//! The file of one Official Account together with its index.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use parking_lot::{Mutex, RwLock, RwLockReadGuard};
use rusqlite::{Connection, Transaction};

use crate::counts::Counts;
use crate::database::{Database, Opening, Urgency, begin};
use crate::difference::Comparisons;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::key::Key;
use crate::migrate::Migrations;
use crate::order::Orders;
use crate::result_set::ResultSets;
use crate::types::JobId;

/// Schema of an account's file.
pub(crate) const MIGRATIONS: Migrations = &[
    include_str!("../migrations/account/0001_account.sql"),
    include_str!("../migrations/account/0002_tag_labels.sql"),
    include_str!("../migrations/account/0003_undo.sql"),
    include_str!("../migrations/account/0004_activity.sql"),
    include_str!("../migrations/account/0005_sync_moves.sql"),
    include_str!("../migrations/account/0006_questions.sql"),
    include_str!("../migrations/account/0007_tag_records.sql"),
    include_str!("../migrations/account/0008_many_tags.sql"),
];

/// Page cache of each connection: encrypted pages are dear to read twice. Rows of the table come from the
/// index, and large changes go through the file in its order: more would be read once and kept for nothing.
const CACHE_KIB: u32 = 64 * 1024;

/// One open account: cheap to clone, usable from many threads.
///
/// Every function blocks until the disk has answered; in async code go through [`AccountStore::ask`].
#[derive(Clone)]
pub struct AccountStore {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    index: RwLock<Index>,
    orders: Orders,
    result_sets: Mutex<ResultSets>,
    counts: Counts,
    comparisons: Mutex<Comparisons>,
    index_changes: AtomicU64,
    file_changes: AtomicU64,
    /// People whose details were saved since the file was opened.
    details_saved: AtomicU32,
}

/// Shows nothing of what is inside.
impl std::fmt::Debug for AccountStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountStore").finish_non_exhaustive()
    }
}

impl AccountStore {
    /// Opens the account's file, or makes it; `backups` takes the copy made before a migration.
    ///
    /// Reads the index: about a second per million followers.
    ///
    /// # Errors
    /// [`Error::WrongKey`], [`Error::Damaged`] and [`Error::Newer`] leave the file untouched.
    pub fn open(path: &Path, key: &Key, backups: &Path) -> Result<Self> {
        let database = Database::open(&Opening {
            path,
            key,
            backups,
            migrations: MIGRATIONS,
            cache_kib: CACHE_KIB,
        })?;
        let store = Self {
            inner: Arc::new(Inner {
                index: RwLock::new(Index::load(&database)?),
                database,
                orders: Orders::default(),
                result_sets: Mutex::default(),
                counts: Counts::default(),
                comparisons: Mutex::default(),
                index_changes: AtomicU64::default(),
                file_changes: AtomicU64::default(),
                details_saved: AtomicU32::default(),
            }),
        };
        store.tidy_up()?;
        Ok(store)
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
        let closed = self.inner.database.closed();
        drop(self);
        closed.await;
    }

    /// Reads the whole file and tells whether all of it is sound. Slow: for support, not for every start.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is not.
    pub fn check(&self) -> Result<()> {
        let verdict: String = self.read(|connection| {
            Ok(connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?)
        })?;
        if verdict == "ok" { Ok(()) } else { Err(Error::Damaged) }
    }

    /// What a program that was stopped may have left half done.
    fn tidy_up(&self) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            transaction.execute("DELETE FROM lists WHERE whole = 0", [])?;
            Ok(())
        })?;
        let half_written = self.job_ids("SELECT id FROM jobs WHERE state = 'writing'")?;
        half_written.into_iter().for_each(|job| self.forget_job_soon(job));
        let half_cancelled = self.job_ids(
            "SELECT id
            FROM jobs
            WHERE
                state = 'cancelled'
                AND people > done + skipped + failed",
        )?;
        match half_cancelled.into_iter().try_for_each(|job| self.cancel_rest(job)) {
            // Looking at the account needs no room; the next opening tries again.
            Err(Error::DiskFull) => Ok(()),
            other => other,
        }
    }

    fn job_ids(&self, sql: &str) -> Result<Vec<JobId>> {
        self.read(|connection| {
            let mut statement = connection.prepare(sql)?;
            let ids = statement.query_map([], |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The index, unchanging while the guard is held. Ask the file before, not meanwhile.
    pub(crate) fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.inner.index.read()
    }

    pub(crate) fn orders(&self) -> &Orders {
        &self.inner.orders
    }

    pub(crate) fn result_sets(&self) -> &Mutex<ResultSets> {
        &self.inner.result_sets
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.inner.counts
    }

    /// How often the index changed since the file was opened.
    pub(crate) fn index_changes(&self) -> u64 {
        self.inner.index_changes.load(Ordering::Acquire)
    }

    /// How often the file was written since it was opened.
    pub(crate) fn file_changes(&self) -> u64 {
        self.inner.file_changes.load(Ordering::Acquire)
    }

    /// The index as the file has it, read anew.
    #[cfg(test)]
    pub(crate) fn index_of_file(&self) -> Result<Index> {
        Index::load(&self.inner.database)
    }

    pub(crate) fn details_saved(&self) -> &AtomicU32 {
        &self.inner.details_saved
    }

    /// Asks the file.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.database.read(question)
    }

    /// Asks the file for much that is read once and in its order.
    pub(crate) fn sweep<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.database.sweep(question)
    }

    pub(crate) fn comparisons(&self) -> &Mutex<Comparisons> {
        &self.inner.comparisons
    }

    /// Writes to the file what the index does not know about.
    pub(crate) fn write<T>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let written = self.inner.database.write(urgency, work);
        self.inner.file_changes.fetch_add(1, Ordering::AcqRel);
        written
    }

    /// One change of file and index: `work` writes inside a transaction and returns what to tell
    /// the index; after the commit, and before the next writer's turn, `tell` tells it.
    ///
    /// While `work` runs the index cannot change, since only writers change it.
    pub(crate) fn change<T, C>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&Transaction<'_>, &Index) -> Result<(T, C)>,
        tell: impl FnOnce(&mut Index, C),
    ) -> Result<T> {
        self.inner.database.exclusively(urgency, |connection| {
            let (value, news) = {
                let index = self.index();
                let transaction = begin(connection)?;
                let outcome = work(&transaction, &index)?;
                transaction.commit()?;
                outcome
            };
            let told = catch_unwind(AssertUnwindSafe(|| {
                tell(&mut self.inner.index.write(), news);
            }));
            if told.is_err() {
                tracing::error!("the index could not be changed and is read anew");
                *self.inner.index.write() = Index::load(&self.inner.database)?;
            }
            self.inner.file_changes.fetch_add(1, Ordering::AcqRel);
            self.inner.index_changes.fetch_add(1, Ordering::AcqRel);
            Ok(value)
        })
    }
}
