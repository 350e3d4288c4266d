//! Carrying committed pages from the write-ahead log into the file, beside the writer.
//!
//! SQLite does this inside the commit that makes the log too long: a quarter of a second for
//! whoever comes next. Here a thread does it while the writer goes on. If bulk work fills the log
//! faster than it is carried over, bulk work waits for the thread; an operator's edit never does.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use parking_lot::{Condvar, Mutex};
use rusqlite::{Connection, OpenFlags};

use crate::database::Urgency;
use crate::error::Result;
use crate::key::Key;

/// So many pages (8 MiB) in the log are worth carrying over.
const WORTH_A_PASS: u32 = 2_000;

/// From this length on (64 MiB) bulk work waits, so that a pass can reach the log's end: only a
/// log that is carried over to its end begins anew.
const TOO_LONG: u32 = 16_000;

/// Owns the thread; dropping it ends the thread after the pass it is at.
pub(crate) struct Checkpointer {
    log: Arc<Log>,
    thread: Option<JoinHandle<()>>,
}

struct Log {
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    log: Length,
    /// A pass is to be begun.
    wanted: bool,
    running: bool,
    /// Passes ended.
    ended: u64,
    closing: bool,
    key: Key,
}

impl Checkpointer {
    /// Starts the thread for the file at `path`.
    pub(crate) fn start(path: PathBuf, key: Key) -> Result<Self> {
        let state = State {
            log: Length::default(),
            wanted: false,
            running: false,
            ended: 0,
            closing: false,
            key,
        };
        let log = Arc::new(Log { state: Mutex::new(state), moved: Condvar::new() });
        let of_thread = Arc::clone(&log);
        let thread = std::thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(move || of_thread.serve(&path))?;
        Ok(Self { log, thread: Some(thread) })
    }

    /// Before a writer's turn: bulk work waits for a pass over the whole log if it is too long.
    /// For one only: when a long reading keeps the log from being finished, waiting is no help.
    pub(crate) fn before_turn(&self, urgency: Urgency) {
        let mut state = self.log.state.lock();
        if urgency == Urgency::Edit || !state.log.is_too_long() {
            return;
        }
        // A pass at work may have begun before the last pages were written.
        let enough = state.ended + if state.running { 2 } else { 1 };
        while state.ended < enough && state.log.is_too_long() {
            if !state.running {
                state.wanted = true;
                self.log.moved.notify_all();
            }
            self.log.moved.wait(&mut state);
        }
    }

    /// After a writer's turn: looks how long the log has become.
    pub(crate) fn after_turn(&self, writer: &Connection) {
        match Length::after(writer, "PRAGMA wal_checkpoint(NOOP)") {
            Ok(length) => {
                let mut state = self.log.state.lock();
                state.log = length;
                if length.left >= WORTH_A_PASS && !state.running {
                    state.wanted = true;
                    self.log.moved.notify_all();
                }
            }
            Err(error) => tracing::warn!(%error, "the length of the log is not known"),
        }
    }

    /// Waits until no pass is wanted or at work.
    #[cfg(test)]
    pub(crate) fn wait_until_idle(&self) {
        let mut state = self.log.state.lock();
        while state.wanted || state.running {
            self.log.moved.wait(&mut state);
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.log.state.lock().closing = true;
        self.log.moved.notify_all();
        if let Some(thread) = self.thread.take() {
            // It has nothing to say: a panic there was already reported.
            let _ = thread.join();
        }
    }
}

impl Log {
    fn serve(&self, path: &Path) {
        let mut state = self.state.lock();
        loop {
            while !state.wanted && !state.closing {
                self.moved.wait(&mut state);
            }
            if state.closing {
                return;
            }
            state.wanted = false;
            state.running = true;
            let key = state.key.clone();
            drop(state);
            let carried = pass(path, &key);
            state = self.state.lock();
            state.running = false;
            state.ended += 1;
            match carried {
                // What was written meanwhile is told by the next commit.
                Ok(length) => state.log = length,
                Err(error) => tracing::warn!(%error, "the log was not carried over"),
            }
            self.moved.notify_all();
        }
    }
}

/// Carries over what nobody reads any more; waits for nobody.
fn pass(path: &Path, key: &Key) -> Result<Length> {
    // A connection of its own for each pass: opening costs a millisecond, and none is left
    // behind with an old key.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    crate::database::unlock(&connection, key)?;
    Length::after(&connection, "PRAGMA wal_checkpoint(PASSIVE)")
}

/// Pages of the log.
#[derive(Clone, Copy, Default)]
struct Length {
    all: u32,
    /// Not carried over yet.
    left: u32,
}

impl Length {
    /// The pragma answers: busy, pages in the log, pages carried over; −1 where there is no log.
    fn after(connection: &Connection, pragma: &str) -> Result<Self> {
        let (all, carried): (i64, i64) = connection
            .prepare_cached(pragma)?
            .query_row([], |row| Ok((row.get(1)?, row.get(2)?)))?;
        let pages = |count: i64| u32::try_from(count).unwrap_or(0);
        Ok(Self { all: pages(all), left: pages(all - carried) })
    }

    fn is_too_long(self) -> bool {
        self.all >= TOO_LONG && self.left > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{Database, Opening};

    const MEBIBYTE: i64 = 1 << 20;

    fn opened(folder: &tempfile::TempDir) -> (PathBuf, Database) {
        let path = folder.path().join("log.db");
        let opening = Opening {
            path: &path,
            key: &Key::new([1; 32]),
            backups: folder.path(),
            migrations: &["CREATE TABLE blocks (bytes BLOB NOT NULL) STRICT"],
            cache_kib: 1_024,
        };
        let database = Database::open(&opening).unwrap();
        (path, database)
    }

    fn write(database: &Database, urgency: Urgency, bytes: i64) {
        database
            .write(urgency, |transaction| {
                transaction.execute("INSERT INTO blocks VALUES (randomblob(?1))", [bytes])?;
                Ok(())
            })
            .unwrap();
    }

    fn pages_left(database: &Database) -> u32 {
        database
            .exclusively(Urgency::Edit, |writer| {
                Length::after(writer, "PRAGMA wal_checkpoint(NOOP)")
            })
            .unwrap()
            .left
    }

    #[test]
    fn a_short_log_is_left_alone_and_a_long_one_is_carried_over_beside_the_writer() {
        let folder = tempfile::tempdir().unwrap();
        let (path, database) = opened(&folder);
        let before = std::fs::metadata(&path).unwrap().len();
        write(&database, Urgency::Edit, MEBIBYTE);
        database.checkpoints().wait_until_idle();
        assert!(pages_left(&database) >= 256, "asking for the length carries nothing over");
        assert_eq!(std::fs::metadata(&path).unwrap().len(), before);
        write(&database, Urgency::Edit, 9 * MEBIBYTE);
        database.checkpoints().wait_until_idle();
        assert_eq!(pages_left(&database), 0);
        assert!(std::fs::metadata(&path).unwrap().len() > 10 * MEBIBYTE as u64);
    }

    #[test]
    fn bulk_work_waits_for_a_log_that_is_too_long_and_the_log_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (path, database) = opened(&folder);
        for _ in 0..6 {
            write(&database, Urgency::Bulk, 20 * MEBIBYTE);
        }
        let log = std::fs::metadata(path.with_extension("db-wal")).unwrap().len();
        let bytes = (i64::from(TOO_LONG) * 4_096 + 45 * MEBIBYTE) as u64;
        assert!(log < bytes, "120 MiB were written, the log took {log} bytes");
    }

    #[test]
    fn a_reading_that_holds_the_log_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let (_, database) = opened(&folder);
        write(&database, Urgency::Edit, 1);
        database
            .read(|reader| {
                reader.execute_batch("BEGIN")?;
                reader.query_row("SELECT count(*) FROM blocks", [], |_| Ok(()))?;
                for _ in 0..5 {
                    write(&database, Urgency::Bulk, 20 * MEBIBYTE);
                }
                reader.execute_batch("COMMIT")?;
                Ok(())
            })
            .unwrap();
        write(&database, Urgency::Bulk, 1);
        write(&database, Urgency::Bulk, 1);
        database.checkpoints().wait_until_idle();
        assert!(pages_left(&database) < WORTH_A_PASS, "what was held back is carried over later");
    }
}
