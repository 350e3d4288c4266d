//! Periods as operators name them, found out in China time when a question is asked.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, ToSpan};

use crate::index::Seconds;
use crate::types::{Period, Relation, UnixSeconds};

/// China is eight hours ahead of universal time all year.
const CHINA: Offset = Offset::constant(8);

/// No column knows an earlier time: 0 stands for "not known".
const FIRST: Seconds = 1;

/// The known times (see the columns of the index) that stand so to a period.
pub(crate) fn times(when: Relation, period: Period, now: UnixSeconds) -> Range<Seconds> {
    let (from, until) = bounds(period, now);
    let from = from.map_or(FIRST, within);
    let until = until.map_or(Seconds::MAX, within);
    match when {
        Relation::During => from..until,
        Relation::Before => FIRST..from,
        Relation::After => until.max(from)..Seconds::MAX,
    }
}

/// A time that a column can hold; times outside it are as good as its ends.
fn within(at: UnixSeconds) -> Seconds {
    at.clamp(FIRST.into(), Seconds::MAX.into()) as Seconds
}

/// First second, and first second after.
fn bounds(period: Period, now: UnixSeconds) -> (Option<UnixSeconds>, Option<UnixSeconds>) {
    let today = day_of(now);
    let month = today.first_of_month();
    let week = today.saturating_sub(Span::new().days(today.weekday().to_monday_zero_offset()));
    let quarter = month.saturating_sub(Span::new().months((month.month() - 1) % 3));
    let (first, next) = match period {
        Period::Between { from, until } => return (from, until),
        Period::Today => (today, today.saturating_add(1.day())),
        Period::Yesterday => (today.saturating_sub(1.day()), today),
        Period::LastDays { days } => {
            // Nobody asks for more than ten thousand years.
            let before = i32::try_from(days.saturating_sub(1)).unwrap_or(i32::MAX).min(4_000_000);
            (today.saturating_sub(before.days()), today.saturating_add(1.day()))
        }
        Period::ThisWeek => (week, week.saturating_add(7.days())),
        Period::LastWeek => (week.saturating_sub(7.days()), week),
        Period::ThisMonth => (month, month.saturating_add(1.month())),
        Period::LastMonth => (month.saturating_sub(1.month()), month),
        Period::ThisQuarter => (quarter, quarter.saturating_add(3.months())),
        Period::LastQuarter => (quarter.saturating_sub(3.months()), quarter),
        Period::ThisYear => {
            let first = today.first_of_year();
            (first, first.saturating_add(1.year()))
        }
    };
    (Some(midnight(first)), Some(midnight(next)))
}

/// The day in China at this time; the first or the last day of the calendar for a time beyond it.
pub(crate) fn day_of(at: UnixSeconds) -> Date {
    let at =
        Timestamp::from_second(at).unwrap_or(if at < 0 { Timestamp::MIN } else { Timestamp::MAX });
    at.to_zoned(TimeZone::fixed(CHINA)).date()
}

fn midnight(day: Date) -> UnixSeconds {
    let at = CHINA.to_timestamp(day.at(0, 0, 0, 0));
    at.map_or(UnixSeconds::MAX, Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UnixSeconds {
        text.parse::<Timestamp>().unwrap().as_second()
    }

    fn days(period: Period, now: &str) -> String {
        let (from, until) = bounds(period, at(now));
        format!("{} {}", day_of(from.unwrap()), day_of(until.unwrap()))
    }

    #[test]
    fn periods_are_those_of_the_calendar_in_china() {
        // A Sunday in China, still Saturday in universal time.
        let now = "2026-05-31T00:30:00+08:00";
        for (period, expected) in [
            (Period::Today, "2026-05-31 2026-06-01"),
            (Period::Yesterday, "2026-05-30 2026-05-31"),
            (Period::LastDays { days: 1 }, "2026-05-31 2026-06-01"),
            (Period::LastDays { days: 7 }, "2026-05-25 2026-06-01"),
            (Period::LastDays { days: 0 }, "2026-05-31 2026-06-01"),
            (Period::ThisWeek, "2026-05-25 2026-06-01"),
            (Period::LastWeek, "2026-05-18 2026-05-25"),
            (Period::ThisMonth, "2026-05-01 2026-06-01"),
            (Period::LastMonth, "2026-04-01 2026-05-01"),
            (Period::ThisQuarter, "2026-04-01 2026-07-01"),
            (Period::LastQuarter, "2026-01-01 2026-04-01"),
            (Period::ThisYear, "2026-01-01 2027-01-01"),
        ] {
            assert_eq!(days(period, now), expected, "{period:?}");
        }
        assert_eq!(days(Period::LastMonth, "2027-01-01T00:00:00+08:00"), "2026-12-01 2027-01-01");
        assert_eq!(days(Period::LastQuarter, "2027-02-10T09:00:00+08:00"), "2026-10-01 2027-01-01");
        assert_eq!(days(Period::ThisWeek, "2024-02-29T12:00:00+08:00"), "2024-02-26 2024-03-04");
    }

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        let today = |now| bounds(Period::Today, at(now));
        assert_eq!(today("2026-05-31T15:59:59Z"), today("2026-05-30T16:00:00Z"));
        assert_ne!(today("2026-05-31T15:59:59Z"), today("2026-05-31T16:00:00Z"));
    }

    #[test]
    fn impossible_times_are_clamped_and_never_overflow() {
        let most = UnixSeconds::MAX;
        let all = Period::Between { from: Some(-most), until: Some(most) };
        assert_eq!(times(Relation::During, all, most), 1..u32::MAX);
        assert!(times(Relation::Before, all, -most).is_empty());
        assert!(times(Relation::After, all, 0).is_empty());
        let backwards = Period::Between { from: Some(9), until: Some(5) };
        assert!(times(Relation::During, backwards, 0).is_empty());
        let ages = Period::LastDays { days: u32::MAX };
        assert_eq!(times(Relation::During, ages, at("2026-05-31T00:00:00Z")).start, 1);
        for now in [most, -most] {
            for period in [Period::LastWeek, Period::ThisQuarter, Period::ThisYear, ages] {
                let _ = times(Relation::During, period, now);
            }
        }
    }
}
