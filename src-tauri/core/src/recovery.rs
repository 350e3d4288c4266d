//! How work that trouble has stopped goes on: pure functions, so that every case stands in a table.
//!
//! Shared by jobs and syncs. The client has waited, repeated and renewed all it may before.

use fandesk_wechat::ErrCode;

use crate::clock::UnixSeconds;
use crate::error::AppError;

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
        AppError::Offline | AppError::Timeout | AppError::Malformed { .. } => Recovery::Reachable,
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

/// China is eight hours ahead of UTC all year.
const CHINA_OFFSET: i64 = 8 * 3600;
const DAY: i64 = 86_400;
/// WeChat's counters do not jump at the very second.
const AFTER_MIDNIGHT: i64 = 5 * 60;

/// When the day's allowance is back: a few minutes after the next midnight in China
/// (the day of WeChat's counters follows China's time).
pub(crate) fn next_day(now: UnixSeconds) -> UnixSeconds {
    let today = (now + CHINA_OFFSET).div_euclid(DAY);
    (today + 1) * DAY - CHINA_OFFSET + AFTER_MIDNIGHT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wechat(errcode: i64) -> AppError {
        AppError::Wechat {
            errcode,
            message: String::new(),
            rid: None,
            hint: None,
            at: 0,
            address: None,
        }
    }

    #[test]
    fn each_stop_goes_on_in_its_own_way() {
        for (because, expected) in [
            (AppError::Offline, Recovery::Reachable),
            (AppError::Timeout, Recovery::Reachable),
            (AppError::Http { status: 502 }, Recovery::Reachable),
            (AppError::Http { status: 429 }, Recovery::Seconds(120)),
            (AppError::Http { status: 403 }, Recovery::Operator),
            (wechat(-1), Recovery::Reachable),
            (wechat(40164), Recovery::Reachable),
            (wechat(45009), Recovery::NextDay),
            (wechat(45011), Recovery::Seconds(120)),
            (wechat(40001), Recovery::Operator),
            (wechat(48001), Recovery::Operator),
            (AppError::DiskFull, Recovery::Operator),
        ] {
            assert_eq!(recovery(&because), expected, "{because:?}");
        }
    }

    #[test]
    fn the_allowance_is_back_shortly_after_midnight_in_china() {
        let midnight = 1_793_548_800; // 2026-11-02 00:00 in China
        assert_eq!(next_day(midnight - 1), midnight + 300);
        assert_eq!(next_day(midnight), midnight + DAY + 300);
    }
}
