//! Days and months in China: those of WeChat's counters, whatever the computer's own time zone.

use crate::clock::UnixSeconds;

/// China is eight hours ahead of UTC all year.
const CHINA_OFFSET: i64 = 8 * 3600;
/// A day, in seconds.
pub(crate) const DAY: i64 = 86_400;

/// The day in China, counted from 1970.
pub(crate) fn day_of(now: UnixSeconds) -> i64 {
    (now + CHINA_OFFSET).div_euclid(DAY)
}

/// When a day began in China.
pub(crate) fn beginning_of(day: i64) -> UnixSeconds {
    day * DAY - CHINA_OFFSET
}

/// The month in China, counted from the year 0.
pub(crate) fn month_of(now: UnixSeconds) -> i64 {
    let date = jiff::Timestamp::from_second(now + CHINA_OFFSET)
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC);
    i64::from(date.year()) * 12 + i64::from(date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_those_of_china() {
        let midnight = 1_793_548_800; // 2026-11-02 00:00 in China
        assert_eq!(day_of(midnight) - day_of(midnight - 1), 1);
        assert_eq!(beginning_of(day_of(midnight + 5)), midnight);
        let november = 1_793_462_400; // 2026-11-01 00:00 in China
        assert_eq!(month_of(november) - month_of(november - 1), 1);
    }
}
