//! How work that trouble has stopped goes on: pure functions, so that every case stands in a table.
//!
//! Shared by jobs and syncs. The client has waited, repeated and renewed all it may before.

use fandesk_wechat::ErrCode;

use crate::china::{DAY, beginning_of, day_of};
use crate::clock::UnixSeconds;
use crate::error::{AppError, ProxyTrouble, ServiceTrouble};

/// How work that was stopped goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recovery {
    /// When the operator says so: somebody has to act first.
    Operator,
    /// As soon as WeChat can be reached (again), or lets this address in (40164).
    Reachable,
    /// After this many seconds.
    Seconds(i64),
    /// When the day's allowance is back.
    NextDay,
}

/// WeChat still refuses to be hurried after two waits of a minute: another program is busy.
const BREATHER: i64 = 120;

/// How work stopped by this error goes on. Works on the kept form of the error, so that it holds
/// after a restart too.
pub(crate) fn recovery(because: &AppError) -> Recovery {
    match because {
        AppError::Offline { .. } | AppError::Timeout | AppError::Malformed { .. } => {
            Recovery::Reachable
        }
        // A clock is set right, a login page of a hotel is clicked away: nobody has to tell us.
        AppError::Untrusted => Recovery::Reachable,
        AppError::Proxy { cause } => match cause {
            ProxyTrouble::Unreachable | ProxyTrouble::Silent | ProxyTrouble::Refused => {
                Recovery::Reachable
            }
            // Asked again and again, a proxy would lock its user out.
            ProxyTrouble::Login | ProxyTrouble::NoProxy => Recovery::Operator,
        },
        AppError::OwnService { trouble, status, .. } => match (trouble, status) {
            (ServiceTrouble::Unreachable | ServiceTrouble::Untrusted, _)
            | (ServiceTrouble::Silent, _)
            | (ServiceTrouble::Status, Some(500..)) => Recovery::Reachable,
            // Its owner has to look: asked on and on it would say the same.
            _ => Recovery::Operator,
        },
        AppError::QuotaReserved { .. } => Recovery::NextDay,
        AppError::Http { status: 429 } => Recovery::Seconds(BREATHER),
        AppError::Http { status } if *status >= 500 => Recovery::Reachable,
        AppError::Wechat { errcode, .. } => match ErrCode(*errcode) {
            ErrCode::ADDRESS_NOT_ALLOWED
            | ErrCode::SYSTEM_BUSY
            | ErrCode::PLATFORM_BUSY
            | ErrCode::PLATFORM_BUSY_READING => Recovery::Reachable,
            ErrCode::DAILY_QUOTA => Recovery::NextDay,
            ErrCode::MINUTE_QUOTA | ErrCode::PARALLEL_TAGGING | ErrCode::INVALID_TAG => {
                Recovery::Seconds(BREATHER)
            }
            _ => Recovery::Operator,
        },
        _ => Recovery::Operator,
    }
}

/// How long work waits for WeChat to be reachable: ten seconds at first, then twice as long each
/// time, never above five minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait(i64);

impl Wait {
    const LONGEST: i64 = 300;

    /// The wait after this one, if it was in vain.
    pub(crate) fn longer(self) -> Self {
        Self((self.0 * 2).min(Self::LONGEST))
    }
}

impl Default for Wait {
    fn default() -> Self {
        Self(10)
    }
}

/// When work stopped by this error goes on by itself; `None` when somebody has to act first.
pub(crate) fn goes_on_at(because: &AppError, now: UnixSeconds, wait: Wait) -> Option<UnixSeconds> {
    match recovery(because) {
        Recovery::Operator => None,
        Recovery::Reachable => Some(now + wait.0),
        Recovery::Seconds(seconds) => Some(now + seconds),
        Recovery::NextDay => Some(next_day(now)),
    }
}

/// Whether a time to go on has come. Nothing ever waits for more than a day: a time further away
/// was noted before the computer's clock was set back.
pub(crate) fn has_come(until: UnixSeconds, now: UnixSeconds) -> bool {
    !(1..=DAY + AFTER_MIDNIGHT).contains(&until.saturating_sub(now))
}

/// WeChat's counters do not jump at the very second.
const AFTER_MIDNIGHT: i64 = 5 * 60;

/// When the day's allowance is back: a few minutes after the next midnight in China
/// (the day of WeChat's counters follows China's time).
pub(crate) fn next_day(now: UnixSeconds) -> UnixSeconds {
    beginning_of(day_of(now) + 1) + AFTER_MIDNIGHT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(trouble: ServiceTrouble, status: Option<u16>) -> AppError {
        AppError::OwnService { gives: crate::error::Given::Token, trouble, status }
    }

    #[test]
    fn each_stop_goes_on_in_its_own_way() {
        for (because, expected) in [
            (AppError::UNREACHED, Recovery::Reachable),
            (AppError::Untrusted, Recovery::Reachable),
            (AppError::Proxy { cause: ProxyTrouble::Unreachable }, Recovery::Reachable),
            (AppError::Proxy { cause: ProxyTrouble::Silent }, Recovery::Reachable),
            (AppError::Proxy { cause: ProxyTrouble::Refused }, Recovery::Reachable),
            (AppError::Proxy { cause: ProxyTrouble::Login }, Recovery::Operator),
            (AppError::Proxy { cause: ProxyTrouble::NoProxy }, Recovery::Operator),
            (service(ServiceTrouble::Unreachable, None), Recovery::Reachable),
            (service(ServiceTrouble::Silent, None), Recovery::Reachable),
            (service(ServiceTrouble::Status, Some(502)), Recovery::Reachable),
            (service(ServiceTrouble::Status, Some(403)), Recovery::Operator),
            (service(ServiceTrouble::NothingThere, None), Recovery::Operator),
            (service(ServiceTrouble::Rejected, None), Recovery::Operator),
            (AppError::Timeout, Recovery::Reachable),
            (AppError::Http { status: 502 }, Recovery::Reachable),
            (AppError::QuotaReserved { left: 3, needed: 4 }, Recovery::NextDay),
            (AppError::Http { status: 429 }, Recovery::Seconds(120)),
            (AppError::Http { status: 403 }, Recovery::Operator),
            (AppError::answered(-1), Recovery::Reachable),
            (AppError::answered(40164), Recovery::Reachable),
            (AppError::answered(45009), Recovery::NextDay),
            (AppError::answered(45011), Recovery::Seconds(120)),
            (AppError::answered(40001), Recovery::Operator),
            (AppError::answered(48001), Recovery::Operator),
            (AppError::DiskFull, Recovery::Operator),
        ] {
            assert_eq!(recovery(&because), expected, "{because:?}");
        }
    }

    #[test]
    fn a_wait_for_wechat_doubles_up_to_five_minutes() {
        let mut wait = Wait::default();
        let waits: Vec<i64> = std::iter::from_fn(|| {
            let until = goes_on_at(&AppError::UNREACHED, 1_000, wait);
            wait = wait.longer();
            until.map(|until| until - 1_000)
        })
        .take(7)
        .collect();
        assert_eq!(waits, [10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(
            goes_on_at(&AppError::answered(45011), 1_000, wait),
            Some(1_120),
            "not a matter of reach"
        );
        assert_eq!(goes_on_at(&AppError::DiskFull, 1_000, wait), None);
    }

    #[test]
    fn a_clock_that_was_set_back_keeps_nothing_waiting_for_years() {
        let now = 1_793_548_800;
        assert!(!has_come(now + 1, now) && has_come(now, now) && has_come(now - 9, now));
        assert!(!has_come(next_day(now), now), "the longest wait there is");
        assert!(has_come(now + 365 * DAY, now));
        assert!(has_come(i64::MAX, -1) && has_come(i64::MIN, 1), "and no figure overflows");
    }

    #[test]
    fn the_allowance_is_back_shortly_after_midnight_in_china() {
        let midnight = 1_793_548_800; // 2026-11-02 00:00 in China
        assert_eq!(next_day(midnight - 1), midnight + 300);
        assert_eq!(next_day(midnight), midnight + DAY + 300);
    }
}
