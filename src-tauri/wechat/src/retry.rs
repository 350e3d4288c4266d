//! What to do after a failed attempt: a pure function, so that every case stands in a table.

use std::time::Duration;

use crate::errcode::{Class, ErrCode};
use crate::error::{Error, ProxyCause, ServiceTrouble};

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

/// How often an attempt is repeated when WeChat is busy or the connection broke.
pub const MOST_REPEATS: u32 = 4;

/// How often an attempt is repeated when there is no connection or no answer in time:
/// each costs the caller a long wait, and a machine without a network stays so.
pub const MOST_SILENT_REPEATS: u32 = 2;

/// How long the minute's allowance takes to return, with some to spare.
pub const MINUTE: Duration = Duration::from_secs(60);

/// What to do after `error`.
///
/// Busy answers and broken connections are repeated after 1, 2, 4 and 8 s (each up to a quarter
/// longer), silence after 1 and 2 s, a used-up minute twice after 60 s, a rejected token once with
/// a new one. A write that must not happen twice is repeated only if it cannot have happened.
/// Lists are split when one entry spoils the whole (40003, 40032, an answer that cannot be read).
/// Everything else stops.
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
        Error::InvalidInput(_) | Error::TokenLapsed => Step::Stop,
        Error::OwnService { trouble, .. } => match trouble {
            ServiceTrouble::Unreachable | ServiceTrouble::Proxy(ProxyCause::Unreachable) => {
                back_off(attempt, MOST_SILENT_REPEATS)
            }
            ServiceTrouble::Status(status) if is_passing(*status) => {
                back_off(attempt, MOST_SILENT_REPEATS)
            }
            _ => Step::Stop,
        },
        Error::Offline { .. } => back_off(attempt, MOST_SILENT_REPEATS),
        // A proxy that wants another password locks the user out if it is asked too often.
        Error::Proxy { cause: ProxyCause::Login | ProxyCause::NoProxy, .. } => Step::Stop,
        Error::Proxy { .. } => back_off(attempt, MOST_SILENT_REPEATS),
        Error::Timeout { .. } if harmless => back_off(attempt, MOST_SILENT_REPEATS),
        Error::Interrupted { .. } if harmless => back_off(attempt, MOST_REPEATS),
        Error::Http { status: 429, .. } => wait_a_minute(attempt),
        Error::Http { status, .. } if harmless && is_passing(*status) => {
            back_off(attempt, MOST_REPEATS)
        }
        error if blames_an_entry(error) && attempt.entries > 1 => Step::Split,
        Error::Refused(refusal) => match refusal.class() {
            Class::RenewToken if !attempt.token_renewed => Step::RenewToken,
            Class::BackOff if refusal.code == ErrCode::INVALID_TAG && !attempt.tag_exists => {
                Step::Stop
            }
            Class::BackOff if harmless => back_off(attempt, MOST_REPEATS),
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

fn back_off(attempt: &Attempt, most_repeats: u32) -> Step {
    if attempt.number > most_repeats {
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

#[cfg(test)]
mod tests {
    use Step::{RenewToken, Split, Stop};
    use jiff::Timestamp;

    use super::*;
    use crate::decode::answer;
    use crate::endpoint::Endpoint;
    use crate::error::OfflineCause;

    const ENDPOINT: Endpoint = Endpoint::BatchTagging;

    fn refused(code: i64) -> Error {
        refused_by(ENDPOINT, code)
    }

    fn refused_by(endpoint: Endpoint, code: i64) -> Error {
        let body = format!(r#"{{"errcode":{code},"errmsg":"no"}}"#);
        answer::<serde_json::Value>(endpoint, &body.into(), Timestamp::UNIX_EPOCH).unwrap_err()
    }

    fn unreadable(body: &'static str) -> Error {
        answer::<serde_json::Value>(ENDPOINT, &body.into(), Timestamp::UNIX_EPOCH).unwrap_err()
    }

    fn wait(seconds: u64) -> Step {
        Step::Wait(Duration::from_secs(seconds))
    }

    fn http(status: u16) -> Error {
        Error::Http { endpoint: ENDPOINT, status }
    }

    fn offline() -> Error {
        Error::Offline { endpoint: ENDPOINT, cause: OfflineCause::Connection }
    }

    fn proxy(cause: ProxyCause) -> Error {
        Error::Proxy { endpoint: ENDPOINT, cause }
    }

    fn service(trouble: ServiceTrouble) -> Error {
        Error::OwnService { gives: crate::error::Given::Token, trouble }
    }

    const INTERRUPTED: Error = Error::Interrupted { endpoint: ENDPOINT };
    const TIMEOUT: Error = Error::Timeout { endpoint: ENDPOINT };

    #[test]
    fn each_error_has_its_next_step() {
        let read = Attempt::first(true);
        let create = Attempt::first(false);
        let list = Attempt { entries: 50, ..read };
        let one = Attempt { entries: 1, ..read };
        let renewed = Attempt { token_renewed: true, ..read };
        let real_tag = Attempt { tag_exists: true, ..read };
        for (case, error, attempt, step) in [
            ("busy", refused(-1), read, wait(1)),
            ("busy, perhaps done", refused(-1), create, Stop),
            ("platform busy", refused(268_487_001), read, wait(1)),
            ("platform busy reading", refused(268_487_002), read, wait(1)),
            ("parallel tagging", refused(45169), read, wait(1)),
            ("unknown tag", refused(45159), read, Stop),
            ("tag that exists denied", refused(45159), real_tag, wait(1)),
            ("token rejected", refused(40001), read, RenewToken),
            ("token malformed", refused(40014), read, RenewToken),
            ("token expired", refused(42001), read, RenewToken),
            ("token rejected on a create", refused(40001), create, RenewToken),
            ("token rejected twice", refused(40001), renewed, Stop),
            ("wrong secret", refused_by(Endpoint::StableToken, 40001), read, Stop),
            ("wrong secret, classic", refused_by(Endpoint::Token, 40001), read, Stop),
            ("minute used up", refused(45011), read, wait(60)),
            ("minute used up on a create", refused(45011), create, wait(60)),
            ("day used up", refused(45009), read, Stop),
            ("address not allowed", refused(40164), read, Stop),
            ("not for this account", refused(48001), read, Stop),
            ("bad request", refused(47001), read, Stop),
            ("unheard-of code", refused(99_999), read, Stop),
            ("bad openid in a list", refused(40003), list, Split),
            ("bad openid alone", refused(40003), one, Stop),
            ("bad openid, no list", refused(40003), read, Stop),
            ("list too long", refused(40032), list, Split),
            ("some failed", refused(45171), list, Split),
            ("no connection", offline(), read, wait(1)),
            ("no connection for a create", offline(), create, wait(1)),
            ("no proxy there", proxy(ProxyCause::Unreachable), create, wait(1)),
            ("proxy silent", proxy(ProxyCause::Silent), create, wait(1)),
            ("proxy says no", proxy(ProxyCause::Refused), create, wait(1)),
            ("proxy wants a password", proxy(ProxyCause::Login), read, Stop),
            ("not a proxy", proxy(ProxyCause::NoProxy), read, Stop),
            ("connection broke", INTERRUPTED, read, wait(1)),
            ("connection broke during a create", INTERRUPTED, create, Stop),
            ("time-out", TIMEOUT, read, wait(1)),
            ("time-out of a create", TIMEOUT, create, Stop),
            ("bad gateway", http(502), read, wait(1)),
            ("bad gateway for a create", http(502), create, Stop),
            ("gateway overrun", http(429), read, wait(60)),
            ("gateway says no", http(403), read, Stop),
            ("redirect", http(302), read, Stop),
            ("unreadable list", unreadable("{\"user_info_list\":[{"), list, Split),
            ("unreadable single", unreadable("{\"user_info_list\":[{"), one, Stop),
            ("a web page", unreadable("<html>"), list, Stop),
            ("nothing", unreadable(""), list, Stop),
            ("service unreachable", service(ServiceTrouble::Unreachable), create, wait(1)),
            ("service falls over", service(ServiceTrouble::Status(500)), create, wait(1)),
            ("service says no", service(ServiceTrouble::Status(403)), read, Stop),
            ("service hangs", service(ServiceTrouble::Silent), read, Stop),
            ("service talks nonsense", service(ServiceTrouble::NotJson), read, Stop),
            ("service gives dead tokens", service(ServiceTrouble::Rejected), read, Stop),
            ("pasted token ended", Error::TokenLapsed, read, Stop),
            ("own mistake", Error::InvalidInput(crate::InvalidInput::EmptyList), read, Stop),
        ] {
            assert_eq!(next_step(&error, &attempt), step, "{case}");
        }
    }

    #[test]
    fn waits_double_and_end() {
        let steps = |error: Error| -> Vec<Step> {
            (1..=6)
                .map(|number| next_step(&error, &Attempt { number, ..Attempt::first(true) }))
                .collect()
        };
        assert_eq!(steps(refused(-1)), [wait(1), wait(2), wait(4), wait(8), Stop, Stop]);
        assert_eq!(steps(INTERRUPTED), [wait(1), wait(2), wait(4), wait(8), Stop, Stop]);
        assert_eq!(steps(TIMEOUT), [wait(1), wait(2), Stop, Stop, Stop, Stop]);
        assert_eq!(steps(offline()), [wait(1), wait(2), Stop, Stop, Stop, Stop]);
        assert_eq!(steps(refused(45011)), [wait(60), wait(60), Stop, Stop, Stop, Stop]);
    }

    #[test]
    fn chance_makes_a_wait_longer_by_a_quarter_at_most() {
        let with = |jitter| {
            next_step(&refused(-1), &Attempt { jitter, number: 3, ..Attempt::first(true) })
        };
        assert_eq!(with(1.0), Step::Wait(Duration::from_secs(5)));
        assert_eq!(with(7.0), Step::Wait(Duration::from_secs(5)), "a wild number is held in");
        assert_eq!(with(-7.0), wait(4));
    }

    #[test]
    fn any_number_of_attempts_has_a_step() {
        for number in [0, 1, 31, 32, 33, u32::MAX] {
            next_step(&refused(-1), &Attempt { number, ..Attempt::first(true) });
            next_step(&refused(45011), &Attempt { number, ..Attempt::first(true) });
        }
    }

    #[test]
    fn strain_is_told_from_refusals() {
        for strained in [refused(-1), refused(45011), TIMEOUT, http(502), http(429)] {
            assert!(shows_strain(&strained), "{strained}");
        }
        for calm in
            [refused(40003), refused(45009), refused(45169), offline(), INTERRUPTED, http(404)]
        {
            assert!(!shows_strain(&calm), "{calm}");
        }
    }
}
