//! For how long history is kept; what is older is forgotten when an account is opened, once a day
//! after that, and when the operator chooses another time.

use std::time::Duration;

use fandesk_store::OldHistory;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::account::Account;
use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::error::Result;
use crate::event::Topic;
use crate::input::OldHistoryInput;
use crate::overview::Settings;

/// A program that stays open looks this often for what has become old.
const LOOK_AGAIN: Duration = Duration::from_secs(86_400);

/// For how long jobs, syncs and people's events are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeepHistory {
    /// For ever.
    #[default]
    Forever,
    /// 731 days.
    TwoYears,
    /// 366 days.
    OneYear,
    /// 184 days.
    SixMonths,
    /// 92 days.
    ThreeMonths,
}

impl KeepHistory {
    /// What ended before this time is not kept; none if everything is.
    pub fn kept_since(self, now: UnixSeconds) -> Option<UnixSeconds> {
        let days = match self {
            Self::Forever => return None,
            Self::TwoYears => 731,
            Self::OneYear => 366,
            Self::SixMonths => 184,
            Self::ThreeMonths => 92,
        };
        Some(now - days * 86_400)
    }
}

/// How much of all accounts' history would be forgotten if it were kept for so long. An account
/// that does not open now is left out.
///
/// # Errors
/// As reading the accounts' files.
pub async fn old_history(desk: &Desk, input: OldHistoryInput) -> Result<OldHistory> {
    let mut sum = OldHistory::default();
    let Some(time) = input.keep.kept_since(desk.clock().now()) else { return Ok(sum) };
    for account in desk.open_accounts().await {
        let old = account.ask(move |store| store.history_before(time)).await?;
        sum.jobs += old.jobs;
        sum.syncs += old.syncs;
        sum.tags += old.tags;
        sum.events += old.events;
    }
    Ok(sum)
}

/// Forgets an account's old history now, every day and whenever settings change, until it is closed.
pub(crate) fn forget_old(account: &Account, mut settings: watch::Receiver<Settings>) {
    let owner = account.clone();
    account.tasks().spawn(move |stop| async move {
        while !stop.is_cancelled() {
            let kept = settings.borrow_and_update().keep_history;
            if let Some(time) = kept.kept_since(owner.now()) {
                forget_before(&owner, time, stop.clone()).await;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                changed = settings.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    });
}

async fn forget_before(account: &Account, time: UnixSeconds, stop: CancellationToken) {
    let forgotten = account
        .ask(move |store| {
            let old = store.history_before(time)?;
            if old != OldHistory::default() {
                store.forget_before(time, || !stop.is_cancelled())?;
            }
            Ok(old)
        })
        .await;
    match forgotten {
        Ok(old) if old == OldHistory::default() => {}
        Ok(old) => {
            let OldHistory { jobs, syncs, tags, events } = old;
            tracing::info!(account = %account.id(), jobs, syncs, tags, events, "old history forgotten");
            account.changed(&[Topic::Jobs, Topic::History, Topic::Followers]);
        }
        // Nothing depends on it today; the next look tries again.
        Err(error) => {
            tracing::warn!(account = %account.id(), code = error.code(), "old history is still kept");
        }
    }
}
