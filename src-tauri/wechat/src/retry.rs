//! What to do after a failed attempt: a pure function, so that every case stands in a table.

use std::time::Duration;

use crate::errcode::{Class, ErrCode};
use crate::error::Error;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Give the error to the caller.
    Stop,
    /// Repeat after this wait.
    Wait(Duration),
    /// Get a new token, then repeat at once.
    RenewToken,
    /// Repeat with halves of the list, to find the entry at fault.
    Split,
}

/// What is known about the attempts so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attempt {
    /// Which attempt failed, from 1; a renewed token does not count.
    pub number: u32,
    /// Whether doing it twice equals doing it once.
    pub safe_to_repeat: bool,
    /// Whether the token was renewed for this call already.
    pub token_renewed: bool,
    /// How many entries the request lists, if it may be split; 0 if not.
    pub entries: usize,
    /// Whether the tag named is known to exist, so that 45159 is WeChat's passing mistake.
    pub tag_exists: bool,
    /// A number from 0 up to 1 that spreads the waits of many callers.
    pub jitter: f64,
}

impl Attempt {
    /// The first attempt of a call that lists nobody.
    pub fn first(safe_to_repeat: bool) -> Self {
        Self {
            number: 1,
            safe_to_repeat,
            token_renewed: false,
            entries: 0,
            tag_exists: false,
            jitter: 0.0,
        }
    }
}

/// How often an attempt is repeated when WeChat or the network is in trouble.
pub const MOST_REPEATS: u32 = 4;

/// How long the minute's allowance takes to return, with some to spare.
pub const MINUTE: Duration = Duration::from_secs(60);

/// What to do after `error`.
///
/// Busy answers and lost connections are repeated after 1, 2, 4 and 8 s (each up to a quarter
/// longer), a used-up minute after 60 s, a rejected token once with a new one. A write that must
/// not happen twice is repeated only if it cannot have happened. Lists are split when one entry
/// spoils the whole (40003, 40032, an answer that cannot be read). Everything else stops.
///
/// ```
/// use fandesk_wechat::retry::{next_step, Attempt, Step};
/// use fandesk_wechat::{Endpoint, Error};
/// use std::time::Duration;
///
/// let lost = Error::Timeout { endpoint: Endpoint::CreateTag };
/// assert_eq!(next_step(&lost, &Attempt::first(false)), Step::Stop);
/// assert_eq!(next_step(&lost, &Attempt::first(true)), Step::Wait(Duration::from_secs(1)));
/// ```
pub fn next_step(error: &Error, attempt: &Attempt) -> Step {
    let harmless = attempt.safe_to_repeat || !error.may_have_been_applied();
    match error {
        Error::InvalidInput(_) => Step::Stop,
        Error::Offline { .. } => back_off(attempt),
        Error::Interrupted { .. } | Error::Timeout { .. } if harmless => back_off(attempt),
        Error::Http { status: 429, .. } => wait_a_minute(attempt),
        Error::Http { status, .. } if harmless && is_passing(*status) => back_off(attempt),
        error if blames_an_entry(error) && attempt.entries > 1 => Step::Split,
        Error::Refused(refusal) => match refusal.class() {
            Class::RenewToken if !attempt.token_renewed => Step::RenewToken,
            Class::BackOff if refusal.code == ErrCode::INVALID_TAG && !attempt.tag_exists => {
                Step::Stop
            }
            Class::BackOff if harmless => back_off(attempt),
            Class::NextMinute => wait_a_minute(attempt),
            _ => Step::Stop,
        },
        _ => Step::Stop,
    }
}

/// Whether WeChat is under strain, so that fewer calls should be in flight.
pub fn shows_strain(error: &Error) -> bool {
    match error {
        Error::Timeout { .. } => true,
        Error::Http { status, .. } => *status == 429 || is_passing(*status),
        Error::Refused(refusal) => matches!(
            refusal.code,
            ErrCode::SYSTEM_BUSY
                | ErrCode::MINUTE_QUOTA
                | ErrCode::PLATFORM_BUSY
                | ErrCode::PLATFORM_BUSY_READING
        ),
        _ => false,
    }
}

/// Whether one entry of a list spoiled the whole: a refused or unreadable person, or one too many.
pub fn blames_an_entry(error: &Error) -> bool {
    match error {
        Error::Refused(refusal) => refusal.class() == Class::Split,
        // A gateway's page has nothing to do with anybody on the list.
        Error::Malformed(malformed) => malformed.begins_like_json(),
        _ => false,
    }
}

/// A gateway's statuses that pass by themselves.
fn is_passing(status: u16) -> bool {
    matches!(status, 500 | 502 | 503 | 504)
}

fn back_off(attempt: &Attempt) -> Step {
    if attempt.number > MOST_REPEATS {
        return Step::Stop;
    }
    let seconds = f64::from(1_u32 << (attempt.number.max(1) - 1));
    let spread = 1.0 + attempt.jitter.clamp(0.0, 1.0) / 4.0;
    Step::Wait(Duration::from_secs_f64(seconds * spread))
}

/// Twice at most: an account that is still over its limit after two minutes has another busy program.
fn wait_a_minute(attempt: &Attempt) -> Step {
    if attempt.number > 2 {
        return Step::Stop;
    }
    let spread = 1.0 + attempt.jitter.clamp(0.0, 1.0) / 12.0;
    Step::Wait(MINUTE.mul_f64(spread))
}
