//! What went wrong, as codes and facts; the words are the window's.
//!
//! A variant exists only if the window acts on it. Every conversion from another crate's error
//! stands here, as an exhaustive match, so that a new kind of failure is noticed by the compiler.

use std::io;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountState;
use crate::clock::{Clock, SystemClock, UnixSeconds};
use crate::vault::VaultError;

/// Result of whatever an operator can ask for.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// What went wrong, as codes and facts; the words are the UI's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AppError {
    /// WeChat cannot be reached.
    Offline,
    /// WeChat did not answer in time.
    Timeout,
    /// A gateway answered instead of WeChat.
    Http {
        /// The HTTP status.
        status: u16,
    },
    /// WeChat refused. `address` is set when it named the caller's address (40164, 61004).
    Wechat {
        /// WeChat's code.
        errcode: i64,
        /// WeChat's text without its suffixes.
        message: String,
        /// WeChat's number of the request.
        rid: Option<String>,
        /// WeChat's hint of the request.
        hint: Option<String>,
        /// When it was refused.
        #[ts(type = "UnixSeconds")]
        at: UnixSeconds,
        /// The address WeChat saw.
        address: Option<String>,
    },
    /// WeChat's answer could not be read.
    Malformed {
        /// When it came.
        #[ts(type = "UnixSeconds")]
        at: UnixSeconds,
    },
    /// The system's keychain is locked or does not answer.
    KeychainLocked,
    /// The system has no keychain.
    KeychainMissing,
    /// The operator's passphrase is needed first.
    PassphraseNeeded,
    /// The passphrase does not open the vault.
    WrongPassphrase,
    /// There is no such account.
    AccountUnknown,
    /// The Official Account is connected already, under this name.
    AccountExists {
        /// The name it has here.
        name: String,
    },
    /// The account cannot be used now.
    AccountUnavailable {
        /// Why.
        state: AccountState,
    },
    /// Something the operator typed cannot be used.
    Invalid {
        /// Name of the field, as in the contract.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
    /// A tag's name is longer than WeChat allows.
    TagNameTooLong {
        /// Its length in bytes, as WeChat counts.
        bytes: u32,
        /// The most WeChat allows.
        limit: u32,
    },
    /// Another tag of the account has this name.
    TagNameTaken {
        /// The name.
        name: String,
    },
    /// The account has as many tags as WeChat allows.
    TagLimit {
        /// The most WeChat allows.
        limit: u32,
    },
    /// The tag belongs to WeChat.
    TagIsSystem,
    /// WeChat deletes no tag with so many people.
    TagTooLarge {
        /// People carrying it.
        people: u32,
        /// The most WeChat allows.
        limit: u32,
    },
    /// There is no such tag.
    TagUnknown,
    /// A remark is longer than WeChat allows.
    RemarkTooLong {
        /// Its length in bytes, as WeChat counts.
        bytes: u32,
        /// The most WeChat allows.
        limit: u32,
    },
    /// A person would carry more tags than WeChat allows.
    PersonTagLimit {
        /// The most WeChat allows.
        limit: u32,
    },
    /// There is no such follower.
    FollowerUnknown,
    /// Nobody is selected.
    SelectionEmpty,
    /// The list the selection was made in is not kept any more.
    ResultSetExpired {
        /// How many people it had.
        had: u32,
    },
    /// There is no such job.
    JobUnknown,
    /// The job cannot do that in its present state.
    JobState,
    /// A sync of this account is running.
    SyncRunning,
    /// The disk is full.
    DiskFull,
    /// The file or folder cannot be written.
    ReadOnly,
    /// A file is damaged.
    FileDamaged,
    /// The computer's storage refused for another reason.
    Storage,
    /// What was asked for does not exist.
    NotFound,
    /// A fault of the program; the log tells more under this number.
    Internal {
        /// Number under which the log tells more.
        incident: String,
    },
}

/// What is wrong with something typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Problem {
    /// Nothing was typed.
    Empty,
    /// Longer than allowed.
    TooLong,
    /// Shorter than allowed.
    TooShort,
    /// Not `wx` and sixteen letters or digits.
    NotAnAppId,
    /// Not 32 hexadecimal digits.
    NotASecret,
    /// Not an address of the web.
    NotAnAddress,
    /// An address without encryption that is not on this computer.
    InsecureAddress,
    /// Holds characters that cannot be used.
    Characters,
}

impl AppError {
    /// An `invalid` error about one field of an input.
    pub fn invalid(field: &str, problem: Problem) -> Self {
        Self::Invalid { field: field.to_owned(), problem }
    }

    /// A fault of the program: logs `what` under a fresh incident number and returns that number.
    ///
    /// `what` goes to the log: no secret and no OpenID may be in it.
    pub fn internal(what: &str) -> Self {
        let incident = format!("{:08x}", rand::random::<u32>());
        tracing::error!(incident, what, "internal fault");
        Self::Internal { incident }
    }

    /// The code as it stands on the wire, for logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Http { .. } => "http",
            Self::Wechat { .. } => "wechat",
            Self::Malformed { .. } => "malformed",
            Self::KeychainLocked => "keychainLocked",
            Self::KeychainMissing => "keychainMissing",
            Self::PassphraseNeeded => "passphraseNeeded",
            Self::WrongPassphrase => "wrongPassphrase",
            Self::AccountUnknown => "accountUnknown",
            Self::AccountExists { .. } => "accountExists",
            Self::AccountUnavailable { .. } => "accountUnavailable",
            Self::Invalid { .. } => "invalid",
            Self::TagNameTooLong { .. } => "tagNameTooLong",
            Self::TagNameTaken { .. } => "tagNameTaken",
            Self::TagLimit { .. } => "tagLimit",
            Self::TagIsSystem => "tagIsSystem",
            Self::TagTooLarge { .. } => "tagTooLarge",
            Self::TagUnknown => "tagUnknown",
            Self::RemarkTooLong { .. } => "remarkTooLong",
            Self::PersonTagLimit { .. } => "personTagLimit",
            Self::FollowerUnknown => "followerUnknown",
            Self::SelectionEmpty => "selectionEmpty",
            Self::ResultSetExpired { .. } => "resultSetExpired",
            Self::JobUnknown => "jobUnknown",
            Self::JobState => "jobState",
            Self::SyncRunning => "syncRunning",
            Self::DiskFull => "diskFull",
            Self::ReadOnly => "readOnly",
            Self::FileDamaged => "fileDamaged",
            Self::Storage => "storage",
            Self::NotFound => "notFound",
            Self::Internal { .. } => "internal",
        }
    }
}

impl From<fandesk_wechat::Error> for AppError {
    fn from(error: fandesk_wechat::Error) -> Self {
        use fandesk_wechat::Error;
        match error {
            Error::Offline { .. } | Error::Interrupted { .. } => Self::Offline,
            Error::Timeout { .. } => Self::Timeout,
            Error::Http { status, .. } => Self::Http { status },
            Error::Refused(refusal) => Self::Wechat {
                errcode: refusal.code.0,
                message: refusal.message.into(),
                rid: refusal.rid.map(Into::into),
                hint: refusal.hint.map(Into::into),
                at: refusal.at.as_second(),
                address: refusal.address.map(|address| address.to_string()),
            },
            Error::Malformed(_) => Self::Malformed { at: SystemClock.now() },
            Error::InvalidInput(input) => input.into(),
        }
    }
}

/// The core checks what an operator typed before it calls; these are the rules it leaves to the
/// client, and those that can only break through a fault of ours.
impl From<fandesk_wechat::InvalidInput> for AppError {
    fn from(input: fandesk_wechat::InvalidInput) -> Self {
        use fandesk_wechat::InvalidInput;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match input {
            InvalidInput::Id(id) => id.into(),
            InvalidInput::EmptyList => Self::SelectionEmpty,
            InvalidInput::TooMany { .. } => Self::internal("more people in a call than it takes"),
            InvalidInput::EmptyTagName => Self::invalid("name", Problem::Empty),
            InvalidInput::TagNameTooLong { bytes, limit } => {
                Self::TagNameTooLong { bytes: count(bytes), limit: count(limit) }
            }
            InvalidInput::RemarkTooLong { bytes, limit } => {
                Self::RemarkTooLong { bytes: count(bytes), limit: count(limit) }
            }
            InvalidInput::ControlCharacter => Self::invalid("text", Problem::Characters),
            InvalidInput::SystemTag(_) => Self::TagIsSystem,
            InvalidInput::EmptySecret => Self::invalid("appSecret", Problem::Empty),
            InvalidInput::BadBaseAddress => Self::invalid("apiBase", Problem::NotAnAddress),
            InvalidInput::InsecureBaseAddress => Self::invalid("apiBase", Problem::InsecureAddress),
            InvalidInput::BadProxy => Self::invalid("proxy", Problem::NotAnAddress),
        }
    }
}

impl From<fandesk_wechat::InvalidId> for AppError {
    fn from(id: fandesk_wechat::InvalidId) -> Self {
        use fandesk_wechat::InvalidId;
        match id {
            InvalidId::Empty => Self::invalid("id", Problem::Empty),
            InvalidId::TooLong => Self::invalid("id", Problem::TooLong),
            InvalidId::BadCharacter => Self::invalid("id", Problem::Characters),
        }
    }
}

impl From<fandesk_store::Error> for AppError {
    fn from(error: fandesk_store::Error) -> Self {
        use fandesk_store::Error;
        match error {
            // A file that opened with its key before and does not now is damaged.
            Error::WrongKey | Error::Damaged => Self::FileDamaged,
            Error::Newer { .. } => Self::AccountUnavailable { state: AccountState::Newer },
            Error::DiskFull => Self::DiskFull,
            Error::ReadOnly => Self::ReadOnly,
            Error::Migration { source, .. } => (*source).into(),
            Error::ResultSetExpired { had } => {
                Self::ResultSetExpired { had: u32::try_from(had).unwrap_or(u32::MAX) }
            }
            Error::FollowerUnknown => Self::FollowerUnknown,
            Error::TagUnknown => Self::TagUnknown,
            Error::JobUnknown => Self::JobUnknown,
            Error::JobState => Self::JobState,
            Error::SyncUnknown => Self::NotFound,
            Error::AccountUnknown => Self::AccountUnknown,
            Error::TooManyTags { .. } => Self::invalid("change", Problem::TooLong),
            Error::Io(error) => error.into(),
            Error::Panicked => Self::internal("a change to a database file panicked"),
            Error::Json(_) => Self::internal("a stored value has another shape"),
            Error::Busy => {
                tracing::error!("a database file is held by another program");
                Self::Storage
            }
            Error::Sqlite(error) => {
                eprintln!("DBG {error:?}"); tracing::error!(%error, "the database refused");
                Self::Storage
            }
        }
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        from_io(error.kind())
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Missing => Self::NotFound,
            VaultError::Locked | VaultError::TimedOut => Self::KeychainLocked,
            VaultError::Unavailable => Self::KeychainMissing,
            VaultError::WrongPassphrase => Self::WrongPassphrase,
            VaultError::Damaged => Self::FileDamaged,
            VaultError::Io(kind) => from_io(kind),
        }
    }
}

fn from_io(kind: io::ErrorKind) -> AppError {
    use io::ErrorKind;
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            AppError::DiskFull
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => AppError::ReadOnly,
        ErrorKind::NotFound => AppError::NotFound,
        other => {
            tracing::error!(kind = ?other, "the file system refused");
            AppError::Storage
        }
    }
}
