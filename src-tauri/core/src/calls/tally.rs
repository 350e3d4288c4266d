//! Our own calls, counted by day in the account's file; and how often the counters were reset.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use fandesk_wechat::{Endpoint, OfficialAccount};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::china::{day_of, month_of};
use crate::clock::UnixSeconds;
use crate::error::Result;

/// Its name in the account's file.
const NAME: &str = "calls";
/// A crash loses the calls of this long, from our count only.
const WRITTEN_DOWN_EVERY: Duration = Duration::from_secs(60);
const DAYS_KEPT: i64 = 31;

/// What the file keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Book {
    /// Calls by day (in China, counted from 1970) and path.
    pub(super) days: BTreeMap<i64, BTreeMap<String, u64>>,
    pub(super) resets: Resets,
}

/// The resets of one month.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Resets {
    /// Which month, counted from the year 0.
    month: i64,
    /// Resets from this computer.
    pub(super) made: u32,
    /// WeChat has said that no more are left.
    pub(super) spent: bool,
}

impl Book {
    fn add(&mut self, day: i64, calls: &[(Endpoint, u64)]) {
        let today = self.days.entry(day).or_default();
        for (endpoint, count) in calls {
            *today.entry(endpoint.path().to_owned()).or_default() += count;
        }
        self.days.retain(|&kept, _| kept > day - DAYS_KEPT);
    }

    /// The resets of the month of `now`.
    pub(super) fn resets_now(&mut self, now: UnixSeconds) -> &mut Resets {
        let month = month_of(now);
        if self.resets.month != month {
            self.resets = Resets { month, ..Resets::default() };
        }
        &mut self.resets
    }
}

/// What of an account's calls is written down already.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counted: Mutex<Counted>,
    /// Held while the book is changed.
    writing: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Counted {
    /// Of the present client.
    seen: HashMap<Endpoint, u64>,
    /// Of clients that were replaced.
    left_over: Vec<(Endpoint, u64)>,
}

impl Tally {
    /// The account's calls go through another client from now on.
    pub(crate) fn replaced(&self, client: &OfficialAccount) {
        let mut counted = self.counted.lock();
        let fresh = fresh(&counted.seen, client);
        counted.left_over.extend(fresh);
        counted.seen.clear();
    }

    fn take(&self, client: Option<&OfficialAccount>) -> Vec<(Endpoint, u64)> {
        let mut counted = self.counted.lock();
        let mut calls = std::mem::take(&mut counted.left_over);
        if let Some(client) = client {
            calls.extend(fresh(&counted.seen, client));
            counted.seen = all(client).collect();
        }
        calls
    }
}

fn all(client: &OfficialAccount) -> impl Iterator<Item = (Endpoint, u64)> {
    client.call_counts().into_iter().map(|(endpoint, count)| (endpoint, count.sent))
}

fn fresh(seen: &HashMap<Endpoint, u64>, client: &OfficialAccount) -> Vec<(Endpoint, u64)> {
    let known = |endpoint: Endpoint| seen.get(&endpoint).copied().unwrap_or(0);
    all(client)
        .map(|(endpoint, sent)| (endpoint, sent.saturating_sub(known(endpoint))))
        .filter(|&(_, sent)| sent > 0)
        .collect()
}

/// Writes the account's calls down now and then, for as long as it is open.
pub(crate) fn keep_book(account: &Account) {
    let own = account.clone();
    account.tasks().spawn(move |stop| async move {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(WRITTEN_DOWN_EVERY) => {}
            }
            write_down(&own).await;
        }
    });
}

/// Writes down the calls since the last time. A failure costs figures, nothing else.
pub(crate) async fn write_down(account: &Account) {
    if let Err(error) = in_book(account, |_| ()).await {
        tracing::warn!(code = error.code(), "the calls of an account were not counted");
    }
}

/// Changes the book, and brings it up to date on the way.
pub(super) async fn in_book<T: Send + 'static>(
    account: &Account,
    change: impl FnOnce(&mut Book) -> T + Send + 'static,
) -> Result<T> {
    let tally = account.tally();
    let _alone = tally.writing.lock().await;
    let calls = tally.take(account.client().ok().as_ref());
    let day = day_of(account.now());
    account
        .ask(move |store| {
            let mut book: Book = store.setting(NAME)?.unwrap_or_default();
            let resets = book.resets;
            book.add(day, &calls);
            let outcome = change(&mut book);
            if !calls.is_empty() || book.resets != resets {
                store.keep_setting(NAME, &book)?;
            }
            Ok(outcome)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::china::DAY;

    #[test]
    fn old_days_are_forgotten_and_the_months_resets_begin_anew() {
        let mut book = Book::default();
        book.add(1, &[(Endpoint::Tags, 2)]);
        book.add(1, &[(Endpoint::Tags, 3)]);
        assert_eq!(book.days[&1]["/cgi-bin/tags/get"], 5);
        book.add(1 + DAYS_KEPT, &[]);
        assert_eq!(book.days.keys().copied().collect::<Vec<_>>(), [1 + DAYS_KEPT]);

        let now = 1_793_592_000;
        *book.resets_now(now) = Resets { made: 4, ..*book.resets_now(now) };
        assert_eq!(book.resets_now(now + DAY).made, 4);
        assert_eq!(book.resets_now(now + 31 * DAY).made, 0);
    }
}
