//! Daily and per-minute call counters of one account, by path.

use std::collections::HashMap;

use crate::clock::{china_day, china_month};

/// Resets of all counters a month (vendor's clear_quota page).
const CLEARS_PER_MONTH: u32 = 10;
/// Resets of a single counter a month (vendor's openapi/quota/clear page).
const PATH_CLEARS_PER_MONTH: u32 = 50;

/// What an account may usually call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowance {
    pub(crate) daily: u64,
    pub(crate) per_minute: Option<u64>,
}

/// The counters of one account.
#[derive(Debug, Default)]
pub(crate) struct Quota {
    counters: HashMap<&'static str, Counter>,
    month: u64,
    clears: u32,
    path_clears: u32,
}

#[derive(Debug, Default)]
struct Counter {
    day: u64,
    used: u64,
    daily_limit: Option<u64>,
    minute: u64,
    used_this_minute: u64,
    minute_limit: Option<u64>,
    /// Whether other programs have used up what was left of this minute.
    minute_is_over: bool,
}

/// What `quota/get` tells about one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaView {
    /// Calls allowed a day.
    pub daily_limit: u64,
    /// Calls made today, refused ones not counted.
    pub used: u64,
    /// Calls allowed a minute, when there is such a limit.
    pub minute_limit: Option<u64>,
}

impl Quota {
    /// Counts one call, or refuses it with 45009 (day) or 45011 (minute).
    pub(crate) fn spend(
        &mut self,
        path: &'static str,
        usual: Allowance,
        now: u64,
    ) -> Result<(), i64> {
        let counter = self.at(path, now);
        if counter.used >= counter.daily_limit.unwrap_or(usual.daily) {
            return Err(45009);
        }
        let per_minute = counter.minute_limit.or(usual.per_minute);
        if counter.minute_is_over
            || per_minute.is_some_and(|limit| counter.used_this_minute >= limit)
        {
            return Err(45011);
        }
        counter.used += 1;
        counter.used_this_minute += 1;
        Ok(())
    }

    pub(crate) fn view(&mut self, path: &'static str, usual: Allowance, now: u64) -> QuotaView {
        let counter = self.at(path, now);
        QuotaView {
            daily_limit: counter.daily_limit.unwrap_or(usual.daily),
            used: counter.used,
            minute_limit: counter.minute_limit.or(usual.per_minute),
        }
    }

    pub(crate) fn set(&mut self, path: &'static str, daily_limit: u64, used: u64, now: u64) {
        let counter = self.at(path, now);
        (counter.daily_limit, counter.used) = (Some(daily_limit), used);
    }

    /// Other programs use up what is left of this day.
    pub(crate) fn use_up_day(&mut self, path: &'static str, usual: Allowance, now: u64) {
        let counter = self.at(path, now);
        counter.used = counter.daily_limit.unwrap_or(usual.daily);
    }

    /// Other programs use up what is left of this minute.
    pub(crate) fn use_up_minute(&mut self, path: &'static str, now: u64) {
        self.at(path, now).minute_is_over = true;
    }

    pub(crate) fn set_minute_limit(&mut self, path: &'static str, limit: Option<u64>, now: u64) {
        self.at(path, now).minute_limit = limit;
    }

    /// Resets everything, at most ten times a month (48006).
    pub(crate) fn clear(&mut self, now: u64) -> Result<(), i64> {
        self.turn_month(now);
        if self.clears >= CLEARS_PER_MONTH {
            return Err(48006);
        }
        self.clears += 1;
        self.counters.values_mut().for_each(|counter| counter.used = 0);
        Ok(())
    }

    /// Resets one path, at most fifty times a month (48006).
    pub(crate) fn clear_path(&mut self, path: &'static str, now: u64) -> Result<(), i64> {
        self.turn_month(now);
        if self.path_clears >= PATH_CLEARS_PER_MONTH {
            return Err(48006);
        }
        self.path_clears += 1;
        self.at(path, now).used = 0;
        Ok(())
    }

    fn turn_month(&mut self, now: u64) {
        if self.month != china_month(now) {
            (self.month, self.clears, self.path_clears) = (china_month(now), 0, 0);
        }
    }

    fn at(&mut self, path: &'static str, now: u64) -> &mut Counter {
        let counter = self.counters.entry(path).or_default();
        if counter.day != china_day(now) {
            (counter.day, counter.used) = (china_day(now), 0);
        }
        if counter.minute != now / 60 {
            (counter.minute, counter.used_this_minute) = (now / 60, 0);
            counter.minute_is_over = false;
        }
        counter
    }
}

/// Daily limits rise at 100,000, 1,000,000 and 10,000,000 followers (vendor's quota page); by how
/// much is not printed, so these steps are invented.
pub(crate) fn raised_for(followers: u32, new_account_limit: u64) -> u64 {
    let factor = match followers {
        0..100_000 => 1,
        100_000..1_000_000 => 2,
        _ => 10,
    };
    new_account_limit.saturating_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Allowance = Allowance { daily: 1000, per_minute: None };
    const PATH: &str = "/cgi-bin/tags/get";

    #[test]
    fn a_used_up_counter_refuses_until_the_next_china_day() {
        let mut quota = Quota::default();
        let noon = 1_793_592_000;
        quota.set(PATH, 2, 1, noon);
        assert_eq!(quota.spend(PATH, USUAL, noon), Ok(()));
        assert_eq!(quota.spend(PATH, USUAL, noon), Err(45009));
        assert_eq!(quota.view(PATH, USUAL, noon).used, 2);
        assert_eq!(quota.spend(PATH, USUAL, noon + 43_200), Ok(()), "midnight in China");
    }

    #[test]
    fn a_minute_limit_refuses_until_the_next_minute() {
        let mut quota = Quota::default();
        quota.set_minute_limit(PATH, Some(1), 120);
        assert_eq!(quota.spend(PATH, USUAL, 120), Ok(()));
        assert_eq!(quota.spend(PATH, USUAL, 179), Err(45011));
        assert_eq!(quota.spend(PATH, USUAL, 180), Ok(()));
    }

    #[test]
    fn ten_clears_a_month_are_allowed() {
        let mut quota = Quota::default();
        let november = 1_793_592_000;
        for _ in 0..10 {
            assert_eq!(quota.clear(november), Ok(()));
        }
        assert_eq!(quota.clear(november), Err(48006));
        assert_eq!(quota.clear(november + 31 * 86_400), Ok(()));
    }
}
