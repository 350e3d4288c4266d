//! What can go wrong with a file of the store, told apart as far as a caller can act on it.

use std::io::ErrorKind;

use rusqlite::ErrorCode;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Shorthand for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. Holds no key, no openid and no user text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing in the file fits this key: it has another one, or all of it was overwritten.
    /// Nothing was changed.
    #[error("the key does not open this file")]
    WrongKey,
    /// Parts of the file cannot be read. Nothing was changed; see [`crate::set_aside`].
    #[error("the file is damaged")]
    Damaged,
    /// A newer program wrote the file. Nothing was changed.
    #[error("the file has schema {file}, this program knows schemas up to {known}")]
    Newer {
        /// Schema version of the file.
        file: u32,
        /// Newest schema version this program knows.
        known: u32,
    },
    /// The disk (or the file's size limit) is full; the transaction was rolled back.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder cannot be written, or the file not even be opened.
    #[error("the file cannot be opened or written")]
    ReadOnly,
    /// Another program holds the file.
    #[error("the file is in use by another program")]
    Busy,
    /// A migration failed and was rolled back; the file is as it was before.
    #[error("migration to schema {version} failed")]
    Migration {
        /// The schema version that could not be reached.
        version: u32,
        /// Why.
        source: Box<Error>,
    },
    /// The result set is no longer kept.
    #[error("the result set is not kept any more")]
    ResultSetExpired {
        /// How many people it had; 0 when even that is forgotten.
        had: u64,
    },
    /// No follower has this local number.
    #[error("no such follower")]
    FollowerUnknown,
    /// The account has no such tag.
    #[error("no such tag")]
    TagUnknown,
    /// There is no such job.
    #[error("no such job")]
    JobUnknown,
    /// The job is not in a state that allows this.
    #[error("the job's state does not allow this")]
    JobState,
    /// There is no such sync.
    #[error("no such sync")]
    SyncUnknown,
    /// There is no such pasted list.
    #[error("no such list")]
    ListUnknown,
    /// There is no such view.
    #[error("no such view")]
    ViewUnknown,
    /// There is no such segment.
    #[error("no such segment")]
    SegmentUnknown,
    /// The account keeps as many segments, lists or views as it may.
    #[error("at most {limit} are kept")]
    TooManyKept {
        /// The most.
        limit: usize,
    },
    /// Groups of a filter lie deeper in each other than anybody builds them.
    #[error("the groups of a filter may lie at most {limit} deep")]
    FilterTooDeep {
        /// The limit: [`crate::DEEPEST_FILTER`].
        limit: usize,
    },
    /// A filter has more conditions, or one of them more or longer values, than anybody chooses.
    #[error("the filter is too large")]
    FilterTooLarge,
    /// The desk has no such account.
    #[error("no such account")]
    AccountUnknown,
    /// One change names more tags than an item can keep track of.
    #[error("a change may name at most {limit} tags")]
    TooManyTags {
        /// The limit: [`crate::MAX_UNITS`].
        limit: usize,
    },
    /// A change to the file panicked; it was rolled back and the file goes on working.
    #[error("a change panicked and was rolled back")]
    Panicked,
    /// The file system refused something.
    #[error("file system: {0}")]
    Io(std::io::Error),
    /// A value kept as JSON does not have the expected shape.
    #[error("stored value: {0}")]
    Json(#[from] serde_json::Error),
    /// Anything else that SQLite reports.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
            ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
            _ => Error::Io(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Of;
        if matches!(
            error,
            Of::IntegralValueOutOfRange(..)
                | Of::InvalidColumnType(..)
                | Of::FromSqlConversionFailure(..)
                | Of::Utf8Error(..)
        ) {
            // A value that nothing here writes.
            return Error::Damaged;
        }
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(SQLITE_IOERR_SHMSIZE) {
            // The list of the log's pages could not grow.
            return Error::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Error::Damaged,
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            // Nobody may read the file either, or something else lies in its place.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Error::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            _ => Error::Sqlite(error),
        }
    }
}
