//! Every conversion from another crate's error, as an exhaustive match, so that a new kind of
//! failure is noticed by the compiler.

use std::io;

use super::{AppError, Given, OfflineTrouble, Problem, ProxyTrouble, ServiceTrouble};
use crate::accounts::AccountState;
use crate::clock::{Clock, SystemClock};
use crate::desk::OpenError;
use crate::vault::VaultError;

impl From<fandesk_wechat::Error> for AppError {
    fn from(error: fandesk_wechat::Error) -> Self {
        use fandesk_wechat::{Error, OfflineCause};
        match error {
            Error::Offline { cause: OfflineCause::Tls, .. } => Self::Untrusted,
            Error::Offline { cause: OfflineCause::Name, .. } => {
                Self::Offline { cause: OfflineTrouble::Name }
            }
            Error::Offline { cause: OfflineCause::Connection, .. } => {
                Self::Offline { cause: OfflineTrouble::Connection }
            }
            Error::Interrupted { .. } => Self::Offline { cause: OfflineTrouble::Broken },
            Error::Proxy { cause, .. } => Self::Proxy { cause: cause.into() },
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
            Error::OwnService { gives, trouble } => own_service(gives, trouble),
            Error::TokenLapsed => Self::AccountUnavailable { state: AccountState::TokenNeeded },
        }
    }
}

fn own_service(gives: fandesk_wechat::Given, trouble: fandesk_wechat::ServiceTrouble) -> AppError {
    use fandesk_wechat::ServiceTrouble as Told;
    let gives = match gives {
        fandesk_wechat::Given::Token => Given::Token,
        fandesk_wechat::Given::Ticket => Given::Ticket,
    };
    let (trouble, status) = match trouble {
        Told::Proxy(cause) => return AppError::Proxy { cause: cause.into() },
        Told::Status(status) => (ServiceTrouble::Status, Some(status)),
        Told::Unreachable => (ServiceTrouble::Unreachable, None),
        Told::Untrusted => (ServiceTrouble::Untrusted, None),
        Told::Silent => (ServiceTrouble::Silent, None),
        Told::NotJson => (ServiceTrouble::NotJson, None),
        Told::NothingThere => (ServiceTrouble::NothingThere, None),
        Told::NotAValue => (ServiceTrouble::NotAValue, None),
        Told::Rejected => (ServiceTrouble::Rejected, None),
    };
    AppError::OwnService { gives, trouble, status }
}

impl From<fandesk_wechat::ProxyCause> for ProxyTrouble {
    fn from(cause: fandesk_wechat::ProxyCause) -> Self {
        use fandesk_wechat::ProxyCause;
        match cause {
            ProxyCause::Unreachable => Self::Unreachable,
            ProxyCause::Silent => Self::Silent,
            ProxyCause::Login => Self::Login,
            ProxyCause::Refused => Self::Refused,
            ProxyCause::NoProxy => Self::NoProxy,
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
            InvalidInput::BadProxy => Self::invalid("proxyHost", Problem::NotAHost),
            InvalidInput::BadServiceAddress => Self::invalid("serviceUrl", Problem::NotAnAddress),
            InvalidInput::InsecureServiceAddress => {
                Self::invalid("serviceUrl", Problem::InsecureAddress)
            }
            InvalidInput::BadHeader => Self::invalid("serviceHeaders", Problem::NotAHeader),
            InvalidInput::BadJsonPath => Self::invalid("servicePath", Problem::NotAPath),
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
            Error::SyncUnknown
            | Error::ListUnknown
            | Error::SegmentUnknown
            | Error::ViewUnknown => Self::NotFound,
            Error::TooManyKept { limit } => {
                Self::KeptLimit { limit: u32::try_from(limit).unwrap_or(u32::MAX) }
            }
            Error::FilterTooDeep { .. } => Self::invalid("filter", Problem::TooDeep),
            Error::FilterTooLarge => Self::invalid("filter", Problem::TooLong),
            Error::AccountUnknown => Self::AccountUnknown,
            Error::TooManyTags { .. } => Self::invalid("change", Problem::TooManyTags),
            Error::Io(error) => error.into(),
            Error::Panicked => Self::internal("a change to a database file panicked"),
            Error::Json(_) => Self::internal("a stored value has another shape"),
            Error::Busy => {
                tracing::error!("a database file is held by another program");
                Self::Storage
            }
            Error::Sqlite(error) => {
                tracing::error!(%error, "the database refused");
                Self::Storage
            }
        }
    }
}

/// Why a desk does not open, for a host that can show it.
impl From<OpenError> for AppError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse => Self::FolderInUse,
            OpenError::Folder(error) => error.into(),
            OpenError::Other(error) => error,
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
        // The last three: something else lies where a folder or a file has to be.
        ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::AlreadyExists
        | ErrorKind::NotADirectory
        | ErrorKind::IsADirectory => AppError::ReadOnly,
        ErrorKind::NotFound => AppError::NotFound,
        other => {
            tracing::error!(kind = ?other, "the file system refused");
            AppError::Storage
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_with_the_disk_is_told_apart_as_far_as_a_person_can_act() {
        use io::ErrorKind;
        for (kind, expected) in [
            (ErrorKind::StorageFull, AppError::DiskFull),
            (ErrorKind::PermissionDenied, AppError::ReadOnly),
            (ErrorKind::NotADirectory, AppError::ReadOnly),
            (ErrorKind::NotFound, AppError::NotFound),
            (ErrorKind::BrokenPipe, AppError::Storage),
        ] {
            assert_eq!(AppError::from(io::Error::from(kind)), expected);
            assert_eq!(AppError::from(VaultError::Io(kind)), expected);
        }
        assert_eq!(AppError::from(fandesk_store::Error::DiskFull), AppError::DiskFull);
        let migration = fandesk_store::Error::Migration {
            version: 2,
            source: Box::new(fandesk_store::Error::ReadOnly),
        };
        assert_eq!(AppError::from(migration), AppError::ReadOnly, "what lies beneath counts");
        let expired = fandesk_store::Error::ResultSetExpired { had: 12_345 };
        assert_eq!(AppError::from(expired), AppError::ResultSetExpired { had: 12_345 });
    }

    #[test]
    fn a_rule_broken_before_anything_was_sent_names_what_was_typed() {
        use fandesk_wechat::InvalidInput;
        let insecure = AppError::from(InvalidInput::InsecureBaseAddress);
        assert_eq!(insecure, AppError::invalid("apiBase", Problem::InsecureAddress));
        let long = AppError::from(InvalidInput::RemarkTooLong { bytes: 33, limit: 30 });
        assert_eq!(long, AppError::RemarkTooLong { bytes: 33, limit: 30 });
        assert_eq!(AppError::from(InvalidInput::EmptyList), AppError::SelectionEmpty);
    }
}
