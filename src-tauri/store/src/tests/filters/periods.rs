//! Periods of China's calendar by counting days, weeks and months, instead of looking for their ends.

use crate::tests::world::NOW;
use crate::{Period, Relation, UnixSeconds};

pub(super) const DAY: i64 = 86_400;

/// Whether a time stands so in respect of a period.
pub(super) fn stands(at: UnixSeconds, when: Relation, period: Period) -> bool {
    let day = |at: UnixSeconds| (at + 8 * 3_600).div_euclid(DAY);
    // 1970-01-05 was a Monday.
    let week = |at| (day(at) + 3).div_euclid(7);
    let (first, last) = match period {
        Period::Between { from, until } => {
            let (from, until) = (from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX));
            return match when {
                Relation::During => at >= from && at < until,
                Relation::Before => at < from,
                Relation::After => at >= until.max(from),
            };
        }
        Period::Today => (day(at) - day(NOW), 0),
        Period::Yesterday => (day(at) - day(NOW) + 1, 0),
        Period::LastDays { days } => (day(at) - day(NOW), 1 - i64::from(days.max(1))),
        Period::ThisWeek => (week(at) - week(NOW), 0),
        Period::LastWeek => (week(at) - week(NOW) + 1, 0),
        Period::ThisMonth => (month(day(at)) - month(day(NOW)), 0),
        Period::LastMonth => (month(day(at)) - month(day(NOW)) + 1, 0),
        Period::ThisQuarter => (month(day(at)) / 3 - month(day(NOW)) / 3, 0),
        Period::LastQuarter => (month(day(at)) / 3 - month(day(NOW)) / 3 + 1, 0),
        Period::ThisYear => (month(day(at)) / 12 - month(day(NOW)) / 12, 0),
    };
    match when {
        Relation::During => (last..=0).contains(&first),
        Relation::Before => first < last,
        Relation::After => first > 0,
    }
}

/// Months since the year 1970, for a day since then.
fn month(mut day: i64) -> i64 {
    let mut months = 0;
    loop {
        let year = 1970 + months / 12;
        let leap = i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let length = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][months as usize % 12];
        if day < length {
            return months;
        }
        day -= length;
        months += 1;
    }
}
