//! What a sync may still call today: WeChat's allowance without what is kept for other systems.

use std::collections::HashMap;

use fandesk_wechat::{DailyQuota, Endpoint, OfficialAccount};
use parking_lot::Mutex;

use crate::quota;

/// The calls that come in numbers.
const COUNTED: [Endpoint; 4] =
    [Endpoint::Followers, Endpoint::BatchUserInfo, Endpoint::TagMembers, Endpoint::Blacklist];

/// The allowances of the day, as far as WeChat tells them.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    of: Mutex<HashMap<Endpoint, Allowance>>,
}

#[derive(Debug, Clone, Copy)]
struct Allowance {
    /// Calls that could be made when WeChat was asked.
    granted: u64,
    /// Calls made by this program before that.
    sent: u64,
    /// Calls that can be made on a whole day.
    a_day: u64,
}

impl Allowances {
    /// Asks WeChat anew; of each day's calls `reserve_percent` are left to other systems.
    pub(super) async fn ask(&self, client: &OfficialAccount, reserve_percent: u32) {
        let sent = COUNTED.map(|endpoint| client.call_count(endpoint).sent);
        let answers = quota::today(client, &COUNTED).await;
        let figures = COUNTED.into_iter().zip(sent).zip(answers);
        *self.of.lock() = figures
            .filter_map(|((endpoint, sent), daily)| {
                Some((endpoint, Allowance::new(daily?, sent, reserve_percent)))
            })
            .collect();
    }

    /// Calls that can still be made today; none while WeChat gives no figure.
    pub(super) fn left(&self, client: &OfficialAccount, endpoint: Endpoint) -> Option<u32> {
        let allowance = *self.of.lock().get(&endpoint)?;
        let sent = client.call_count(endpoint).sent.saturating_sub(allowance.sent);
        Some(clamp(allowance.granted.saturating_sub(sent)))
    }

    /// Calls that can be made on a whole day; none while WeChat gives no figure.
    pub(super) fn a_day(&self, endpoint: Endpoint) -> Option<u32> {
        Some(clamp(self.of.lock().get(&endpoint)?.a_day))
    }
}

impl Allowance {
    fn new(daily: DailyQuota, sent: u64, reserve_percent: u32) -> Self {
        let reserve = daily.limit.saturating_mul(reserve_percent.into()).div_ceil(100);
        Self {
            granted: daily.remaining.saturating_sub(reserve),
            sent,
            a_day: daily.limit.saturating_sub(reserve),
        }
    }
}

fn clamp(calls: u64) -> u32 {
    u32::try_from(calls).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_is_a_part_of_the_whole_day_and_rounded_up() {
        let daily = DailyQuota { limit: 500, used: 440, remaining: 60 };
        let left = |percent| Allowance::new(daily, 0, percent);
        assert_eq!((left(10).granted, left(10).a_day), (10, 450));
        assert_eq!((left(0).granted, left(0).a_day), (60, 500));
        assert_eq!(left(50).granted, 0);
        let few = DailyQuota { limit: 15, used: 0, remaining: 15 };
        assert_eq!(Allowance::new(few, 0, 10).granted, 13);
    }
}
