//! When syncs begin by themselves: on start, every few hours, or because the day's calls were used up.
//!
//! One task for each open account. It only begins syncs: an unfinished one goes on in its own way.

use fandesk_wechat::limits;
use tokio::time::sleep;

use super::report::list_calls;
use super::run::LOOK_AT_CLOCK;
use super::settings::SyncSettings;
use super::state::{SyncReport, SyncScope};
use super::{Wanted, last_report, start};
use crate::account::Account;
use crate::clock::UnixSeconds;
use crate::error::AppError;
use crate::recovery::next_day;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Pages of followers that WeChat gives out a day (page "getFans").
const LIST_CALLS_A_DAY: u32 = 500;

/// Begins the account's syncs when their time comes, for as long as the account is open.
pub(crate) fn keep_time(account: &Account) {
    let own = account.clone();
    account.tasks().spawn(move |stop| async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = begin_in_time(&own) => {}
        }
    });
}

async fn begin_in_time(account: &Account) {
    let opened_at = account.now();
    let mut tried_at = None;
    loop {
        let due = match Facts::of(account, opened_at, tried_at).await {
            Ok(facts) => facts.and_then(|facts| facts.next_sync(account.now())),
            Err(error) => {
                tracing::warn!(account = %account.id(), code = error.code(), "nobody knows when to sync next");
                None
            }
        };
        let is_due = due.is_some_and(|due| due <= account.now());
        if is_due && account.sync_slot().live().is_none() && account.client().is_ok() {
            tried_at = Some(account.now());
            if let Err(error) = start(account, Wanted::Lists(SyncScope::Usual)).await {
                tracing::warn!(account = %account.id(), code = error.code(), "a sync did not begin by itself");
            }
        }
        tokio::select! {
            () = account.sync_slot().schedule_changed() => {}
            // A computer that slept wakes up with its timers late.
            () = sleep(LOOK_AT_CLOCK), if due.is_some() => {}
        }
    }
}

/// What decides when the next sync begins.
struct Facts {
    settings: SyncSettings,
    opened_at: UnixSeconds,
    /// When one was begun by itself in this run of the program.
    tried_at: Option<UnixSeconds>,
    began_at: UnixSeconds,
    ended_at: UnixSeconds,
    /// Something was put off to the next day.
    put_off: bool,
    following: u32,
}

impl Facts {
    /// Nothing before the first sync, which the operator begins.
    async fn of(
        account: &Account,
        opened_at: UnixSeconds,
        tried_at: Option<UnixSeconds>,
    ) -> Result<Option<Self>, AppError> {
        let Some(last) = last_report(account).await? else { return Ok(None) };
        let settings = account.ask(SyncSettings::of).await?;
        let SyncReport { started_at, finished_at, following, put_off, .. } = last;
        Ok(Some(Self {
            settings,
            opened_at,
            tried_at,
            began_at: started_at,
            ended_at: finished_at,
            put_off: !put_off.is_empty(),
            following,
        }))
    }

    /// When the next sync begins; none if only the operator begins one.
    fn next_sync(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        let hours = |hours: u32| i64::from(hours) * HOUR;
        // A clock that was set back makes the last sync lie in the future: it is as good as old.
        // Syncs that follow one another closely are given times a few seconds ahead.
        let believed = |at: UnixSeconds| if at > now + DAY { 0 } else { at };
        let (began_at, ended_at) = (believed(self.began_at), believed(self.ended_at));
        let tried_since = |at: UnixSeconds| self.tried_at.is_some_and(|tried| tried >= at);

        let put_off = self.put_off.then(|| next_day(ended_at)).filter(|&at| !tried_since(at));
        let on_start = Some(self.settings.on_start_hours)
            .filter(|&old| old > 0 && self.tried_at.is_none())
            .filter(|&old| ended_at + hours(old) <= self.opened_at)
            .map(|_| self.opened_at);
        let every = Some(self.settings.every_hours)
            .filter(|&every| every > 0)
            .map(|every| every.max(fewest_hours(self.following, self.settings.reserve_percent)))
            .map(|every| began_at.max(self.tried_at.unwrap_or(0)) + hours(every));
        [put_off, on_start, every].into_iter().flatten().min()
    }
}

/// So many hours lie between two syncs at least: the list of so many followers alone must not use
/// up its day's calls, the reserve left aside.
pub(super) fn fewest_hours(following: u32, reserve_percent: u32) -> u32 {
    let kept = LIST_CALLS_A_DAY * reserve_percent.min(100) / 100;
    let calls = list_calls(following, limits::FOLLOWERS_PER_PAGE);
    (24 * calls).div_ceil((LIST_CALLS_A_DAY - kept).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = 1_793_592_000;

    fn facts() -> Facts {
        Facts {
            settings: SyncSettings { on_start_hours: 0, every_hours: 0, ..Default::default() },
            opened_at: NOW,
            tried_at: None,
            began_at: NOW - 30 * HOUR,
            ended_at: NOW - 29 * HOUR,
            put_off: false,
            following: 20_000,
        }
    }

    fn with(settings: SyncSettings) -> Facts {
        Facts { settings, ..facts() }
    }

    #[test]
    fn without_a_wish_only_the_operator_begins_a_sync() {
        assert_eq!(facts().next_sync(NOW), None);
    }

    #[test]
    fn an_old_list_is_renewed_once_on_start() {
        let on_start = |hours| with(SyncSettings { on_start_hours: hours, ..facts().settings });
        assert_eq!(on_start(24).next_sync(NOW), Some(NOW));
        assert_eq!(on_start(30).next_sync(NOW), None, "it is not that old");
        let cancelled = Facts { tried_at: Some(NOW), ..on_start(24) };
        assert_eq!(cancelled.next_sync(NOW + 9), None, "a cancelled one is not begun again");
    }

    #[test]
    fn every_few_hours_counts_from_the_last_beginning_whatever_became_of_it() {
        let every = |hours| with(SyncSettings { every_hours: hours, ..facts().settings });
        assert_eq!(every(6).next_sync(NOW), Some(NOW - 24 * HOUR));
        let cancelled = Facts { tried_at: Some(NOW), ..every(6) };
        assert_eq!(cancelled.next_sync(NOW + 9), Some(NOW + 6 * HOUR));
    }

    #[test]
    fn a_large_account_is_not_synced_more_often_than_its_list_allows() {
        assert_eq!(fewest_hours(1_000_000, 10), 6, "101 of 450 calls a time");
        assert_eq!(fewest_hours(20_000, 10), 1);
        let hourly = SyncSettings { every_hours: 1, ..facts().settings };
        let million = Facts { following: 1_000_000, began_at: NOW, ..with(hourly) };
        assert_eq!(million.next_sync(NOW), Some(NOW + 6 * HOUR));
    }

    #[test]
    fn what_was_put_off_is_done_on_the_next_day_by_itself() {
        let rest = Facts { put_off: true, ended_at: NOW - HOUR, ..facts() };
        let tomorrow = next_day(NOW);
        assert_eq!(rest.next_sync(NOW), Some(tomorrow));
        let tried = Facts { tried_at: Some(tomorrow + 3), ..rest };
        assert_eq!(tried.next_sync(tomorrow + 9), None);
    }

    #[test]
    fn syncs_in_one_second_do_not_look_as_if_the_clock_were_set_back() {
        let settings = SyncSettings { on_start_hours: 24, ..facts().settings };
        let quick = Facts { began_at: NOW + 1, ended_at: NOW + 1, ..with(settings) };
        assert_eq!(quick.next_sync(NOW), None);
    }

    #[test]
    fn a_clock_set_back_does_not_put_syncs_off_for_years() {
        let year = 365 * 24 * HOUR;
        let settings = SyncSettings { every_hours: 6, ..facts().settings };
        let ahead = Facts { began_at: NOW + year, ended_at: NOW + year, ..with(settings) };
        assert!(ahead.next_sync(NOW).is_some_and(|at| at <= NOW));
        let tried = Facts { tried_at: Some(NOW), ..ahead };
        assert_eq!(tried.next_sync(NOW + 9), Some(NOW + 6 * HOUR), "and not again and again");
    }
}
