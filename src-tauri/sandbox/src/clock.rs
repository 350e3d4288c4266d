//! The sandbox's time: the computer's, or one that a test sets and moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// China time is eight hours ahead of UTC all year; WeChat's day and month follow it.
const CHINA_OFFSET_SECONDS: u64 = 8 * 3600;
/// No clock goes beyond this second of the year 9999, however far it is advanced.
const LAST_SECOND: u64 = 253_402_207_200;

/// Tells the time to a sandbox. Clones share one time.
#[derive(Clone, Debug)]
pub struct Clock {
    fixed_unix_seconds: Option<u64>,
    advanced_seconds: Arc<AtomicU64>,
}

impl Clock {
    /// The computer's time.
    #[must_use]
    pub fn system() -> Self {
        Self { fixed_unix_seconds: None, advanced_seconds: Arc::default() }
    }

    /// A time that stands still until it is advanced.
    #[must_use]
    pub fn fixed_at(unix_seconds: u64) -> Self {
        Self { fixed_unix_seconds: Some(unix_seconds), advanced_seconds: Arc::default() }
    }

    /// Now, in Unix seconds.
    #[must_use]
    pub fn now(&self) -> u64 {
        let base = self.fixed_unix_seconds.unwrap_or_else(|| {
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
        });
        base.saturating_add(self.advanced_seconds.load(Ordering::Relaxed)).min(LAST_SECOND)
    }

    /// Moves the time forward by whole seconds.
    pub fn advance(&self, by: Duration) {
        let further = |seconds: u64| Some(seconds.saturating_add(by.as_secs()));
        let _ = self.advanced_seconds.fetch_update(Ordering::Relaxed, Ordering::Relaxed, further);
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

/// The number of the China-time day, counted from 1970.
pub(crate) fn china_day(unix_seconds: u64) -> u64 {
    (unix_seconds + CHINA_OFFSET_SECONDS) / 86_400
}

/// The first second of a China-time day.
pub(crate) fn china_midnight(day: u64) -> u64 {
    (day * 86_400).saturating_sub(CHINA_OFFSET_SECONDS)
}

/// Year and month in China time, as one number that differs from month to month.
pub(crate) fn china_month(unix_seconds: u64) -> u64 {
    let seconds = (unix_seconds + CHINA_OFFSET_SECONDS).min(LAST_SECOND);
    let moment = jiff::Timestamp::from_second(seconds as i64).expect("bounded to the year 9999");
    let date = jiff::tz::Offset::UTC.to_datetime(moment);
    date.year() as u64 * 12 + date.month() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_china() {
        let midnight = 1_793_548_800; // 2026-11-02 00:00 in China
        assert_eq!(china_day(midnight), china_day(midnight - 1) + 1);
        assert_eq!(china_midnight(china_day(midnight + 5)), midnight);
        assert_eq!(china_month(midnight), 2026 * 12 + 11);
    }

    #[test]
    fn clones_of_a_fixed_clock_move_together() {
        let clock = Clock::fixed_at(100);
        clock.clone().advance(Duration::from_secs(7));
        assert_eq!(clock.now(), 107);
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), LAST_SECOND);
    }
}
