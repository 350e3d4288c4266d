//! What went wrong, as codes and facts; the words are the window's.
//!
//! A variant exists only if the window acts on it.

mod convert;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountState;
use crate::clock::UnixSeconds;

/// Result of whatever an operator can ask for.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// What went wrong, as codes and facts; the words are the UI's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AppError {
    /// WeChat cannot be reached.
    Offline {
        /// How far it went.
        #[serde(default)]
        cause: OfflineTrouble,
    },
    /// The host was reached, but nothing proves that it is WeChat: the computer's clock may be
    /// wrong, or something on the way opens what is encrypted.
    Untrusted,
    /// The account's proxy let nothing through.
    Proxy {
        /// What it did.
        cause: ProxyTrouble,
    },
    /// The customer's own service did not hand out what it should; WeChat was not asked.
    OwnService {
        /// What it should have handed out.
        gives: Given,
        /// What it did instead.
        trouble: ServiceTrouble,
        /// The HTTP status, if that was it.
        status: Option<u16>,
    },
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
    /// What WeChat still allows today, without the reserve for other systems, is not enough.
    QuotaReserved {
        /// Calls left beside the reserve.
        left: u32,
        /// Calls needed.
        needed: u32,
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
    /// This is not the recovery code.
    WrongCode,
    /// The file without which a recovery code is of no use cannot be read.
    RecoveryDamaged,
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
    /// No more segments, lists or views of this kind are kept.
    KeptLimit {
        /// The most that are kept.
        limit: u32,
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
    /// Another Fandesk has the data folder open.
    FolderInUse,
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

/// How far a connection went that was not made, or did not last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OfflineTrouble {
    /// Nobody knows the address of the host's name: no network, or a name that is wrong.
    Name,
    /// Nobody answers at the host's address. Kept errors of before this was told say so too.
    #[default]
    Connection,
    /// It was made and broke before the answer was complete.
    Broken,
}

/// What a proxy did to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProxyTrouble {
    /// Nobody answers at its address, or this computer has no network.
    Unreachable,
    /// It, or WeChat behind it, did not answer in time.
    Silent,
    /// It wants a user name and a password, or others.
    Login,
    /// It would or could not connect to WeChat.
    Refused,
    /// What answers at its address is no proxy of the chosen kind.
    NoProxy,
}

/// What a service of the customer's own hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Given {
    /// The access token.
    Token,
    /// The ticket of a third-party platform.
    Ticket,
}

/// What a service of the customer's own did instead of handing something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ServiceTrouble {
    /// Nobody answers at its address.
    Unreachable,
    /// Nothing proves that it is the one that was meant.
    Untrusted,
    /// It did not answer in time.
    Silent,
    /// It answered with a status other than 200.
    Status,
    /// Its answer is not JSON.
    NotJson,
    /// Nothing stands at the given place of its answer.
    NothingThere,
    /// At the given place stands something else.
    NotAValue,
    /// WeChat rejects what it hands out, asked again too.
    Rejected,
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
    /// Not the name or address of a computer.
    NotAHost,
    /// Not a port: a number from 1 to 65535.
    NotAPort,
    /// An address without encryption that is not on this computer.
    InsecureAddress,
    /// A name or a value that no HTTP header can have.
    NotAHeader,
    /// Not a path through a JSON answer.
    NotAPath,
    /// Not a number of seconds from 30 to 7200.
    NotATime,
    /// Not an access token.
    NotAToken,
    /// Groups lie deeper in each other than can be asked.
    TooDeep,
    /// More than a system's keychain takes in one entry.
    TooMuchToKeep,
    /// Names more tags than one change can.
    TooManyTags,
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
            Self::Offline { .. } => "offline",
            Self::Untrusted => "untrusted",
            Self::Proxy { .. } => "proxy",
            Self::OwnService { .. } => "ownService",
            Self::Timeout => "timeout",
            Self::Http { .. } => "http",
            Self::Wechat { .. } => "wechat",
            Self::QuotaReserved { .. } => "quotaReserved",
            Self::Malformed { .. } => "malformed",
            Self::KeychainLocked => "keychainLocked",
            Self::KeychainMissing => "keychainMissing",
            Self::PassphraseNeeded => "passphraseNeeded",
            Self::WrongPassphrase => "wrongPassphrase",
            Self::WrongCode => "wrongCode",
            Self::RecoveryDamaged => "recoveryDamaged",
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
            Self::KeptLimit { .. } => "keptLimit",
            Self::JobUnknown => "jobUnknown",
            Self::JobState => "jobState",
            Self::SyncRunning => "syncRunning",
            Self::DiskFull => "diskFull",
            Self::ReadOnly => "readOnly",
            Self::FolderInUse => "folderInUse",
            Self::FileDamaged => "fileDamaged",
            Self::Storage => "storage",
            Self::NotFound => "notFound",
            Self::Internal { .. } => "internal",
        }
    }
}

#[cfg(test)]
impl AppError {
    /// Nobody answers at WeChat's address.
    pub(crate) const UNREACHED: Self = Self::Offline { cause: OfflineTrouble::Connection };

    /// WeChat's refusal by this code, of which nothing else is known.
    pub(crate) fn answered(errcode: i64) -> Self {
        Self::Wechat {
            errcode,
            message: String::new(),
            rid: None,
            hint: None,
            at: 0,
            address: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_by_its_code_and_its_facts_in_the_windows_spelling() {
        let error = AppError::Wechat {
            errcode: 40164,
            message: "invalid ip".to_owned(),
            rid: None,
            hint: None,
            at: 7,
            address: Some("198.51.100.7".to_owned()),
        };
        let expected = serde_json::json!({
            "code": "wechat", "errcode": 40164, "message": "invalid ip", "rid": null,
            "hint": null, "at": 7, "address": "198.51.100.7",
        });
        assert_eq!(serde_json::to_value(&error).unwrap(), expected);
        let state = AccountState::KeyMissing { set_aside: Some("there".to_owned()) };
        let expected = serde_json::json!({
            "code": "accountUnavailable", "state": { "state": "keyMissing", "setAside": "there" },
        });
        let unavailable = AppError::AccountUnavailable { state };
        assert_eq!(serde_json::to_value(unavailable).unwrap(), expected);
    }

    #[test]
    fn an_error_kept_before_its_cause_was_told_can_still_be_read() {
        let kept = serde_json::from_str(r#"{"code":"offline"}"#);
        assert_eq!(kept.ok(), Some(AppError::Offline { cause: OfflineTrouble::Connection }));
    }

    #[test]
    fn the_code_in_the_log_is_the_code_on_the_wire() {
        let limit = 1;
        let name = String::new;
        for error in [
            AppError::Offline { cause: OfflineTrouble::Name },
            AppError::Untrusted,
            AppError::Proxy { cause: ProxyTrouble::Login },
            AppError::OwnService {
                gives: Given::Token,
                trouble: ServiceTrouble::Silent,
                status: None,
            },
            AppError::Timeout,
            AppError::Http { status: 502 },
            AppError::QuotaReserved { left: 3, needed: 4 },
            AppError::Malformed { at: 0 },
            AppError::KeychainLocked,
            AppError::KeychainMissing,
            AppError::PassphraseNeeded,
            AppError::WrongPassphrase,
            AppError::WrongCode,
            AppError::RecoveryDamaged,
            AppError::AccountUnknown,
            AppError::AccountExists { name: name() },
            AppError::AccountUnavailable { state: AccountState::Locked },
            AppError::invalid("name", Problem::Empty),
            AppError::TagNameTooLong { bytes: 31, limit },
            AppError::TagNameTaken { name: name() },
            AppError::TagLimit { limit },
            AppError::TagIsSystem,
            AppError::TagTooLarge { people: 2, limit },
            AppError::TagUnknown,
            AppError::RemarkTooLong { bytes: 31, limit },
            AppError::PersonTagLimit { limit },
            AppError::FollowerUnknown,
            AppError::SelectionEmpty,
            AppError::ResultSetExpired { had: 3 },
            AppError::KeptLimit { limit },
            AppError::JobUnknown,
            AppError::JobState,
            AppError::SyncRunning,
            AppError::DiskFull,
            AppError::ReadOnly,
            AppError::FolderInUse,
            AppError::FileDamaged,
            AppError::Storage,
            AppError::NotFound,
            AppError::Internal { incident: name() },
        ] {
            let on_the_wire = serde_json::to_value(&error).unwrap();
            assert_eq!(on_the_wire["code"], error.code());
        }
    }
}
