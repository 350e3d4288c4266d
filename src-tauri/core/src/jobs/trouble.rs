//! What an error means for a job: pure functions, so that every case stands in a table.
//!
//! The client has waited, repeated and renewed all it may before an error arrives here.

use fandesk_store::ItemReason;
use fandesk_wechat::{Class, ErrCode, Error, Refusal};

/// What an error of a call says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It is about one person; the others are not concerned.
    Person(ItemReason),
    /// The answer was lost: whether it was done must be read back.
    Lost,
    /// WeChat denies the tag (45159): true for a deleted one, passing for one just made.
    TagDenied,
    /// It may be about a person or about everybody: halving tells.
    Unclear,
    /// Nothing more can be done for anybody now.
    Stop,
}

/// What this error means for a job.
pub(crate) fn meaning(error: &Error) -> Meaning {
    match error {
        Error::Interrupted { .. } | Error::Timeout { .. } | Error::Malformed(_) => Meaning::Lost,
        Error::Http { status, .. } if *status >= 500 => Meaning::Lost,
        Error::Offline { .. }
        | Error::Proxy { .. }
        | Error::Http { .. }
        | Error::OwnService { .. }
        | Error::TokenLapsed
        | Error::InvalidInput(_) => Meaning::Stop,
        Error::Refused(refusal) => meaning_of_refusal(refusal),
    }
}

fn meaning_of_refusal(refusal: &Refusal) -> Meaning {
    let code = refusal.code;
    if refusal.endpoint.fetches_token() {
        return Meaning::Stop;
    }
    match code {
        ErrCode::INVALID_OPENID | ErrCode::FOREIGN_OPENID | ErrCode::NO_SUCH_USER => {
            Meaning::Person(ItemReason::UnknownToWechat)
        }
        ErrCode::UNSUBSCRIBED | ErrCode::REQUIRE_SUBSCRIBE => {
            Meaning::Person(ItemReason::NotFollowing)
        }
        ErrCode::TOO_MANY_TAGS_ON_FOLLOWER => Meaning::Person(ItemReason::OverTagLimit),
        ErrCode::INVALID_TAG => Meaning::TagDenied,
        // "Account or person restricted" (page "batchTagging"): the code does not say which.
        ErrCode::USER_LIMITED => Meaning::Unclear,
        ErrCode::SYSTEM_BUSY | ErrCode::PLATFORM_BUSY | ErrCode::PLATFORM_BUSY_READING => {
            Meaning::Lost
        }
        _ if code.class() == Class::Split => Meaning::Person(refused(code)),
        _ if !ErrCode::KNOWN.contains(&code) => Meaning::Unclear,
        _ => Meaning::Stop,
    }
}

/// The reason that names WeChat's code.
pub(crate) fn refused(code: ErrCode) -> ItemReason {
    ItemReason::Refused { code: i32::try_from(code.0).unwrap_or(i32::MAX) }
}

/// The reason for a person whose call ended with this error and cannot be helped.
pub(crate) fn last_reason(error: &Error) -> ItemReason {
    match error.code() {
        Some(code) => refused(code),
        None => ItemReason::Unconfirmed,
    }
}
