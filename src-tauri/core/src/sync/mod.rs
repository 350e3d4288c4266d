//! Reading an account's followers, tags and blacklist from WeChat.
//!
//! A sync goes through phases, one file each, and saves how far it is after every step. Whatever
//! stops it (the program's end, trouble at WeChat), it goes on with the step it was at. It ends by
//! finishing or by being cancelled, never by an error: an error makes it wait or ask.

mod allowance;
mod blacklist;
mod details;
mod difference;
mod hundreds;
mod ids;
mod lists;
mod plan;
mod progress;
mod report;
mod run;
mod schedule;
mod settings;
mod slot;
mod state;
mod tag_lists;
mod tags;

use fandesk_store::RoaringBitmap;

use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{AccountInput, LimitInput, ReadAnewInput, ResumeSyncInput};

pub use plan::{PlannedPart, SyncPlan, sync_plan};
use progress::Progress;
pub(crate) use schedule::keep_time;
pub use settings::{SyncSettings, SyncSettingsInput, save_sync_settings, sync_settings};
pub(crate) use slot::SyncSlot;
pub use state::{
    PutOff, SyncPhase, SyncReport, SyncScope, SyncState, SyncStatus, UnreadablePerson,
};

/// Most reports given at once.
const MOST_REPORTS: u32 = 500;

/// Starts a sync that reads what it needs: the lists, new people, and those whose turn it is. An
/// account whose file was set aside begins with a fresh one.
///
/// # Errors
/// `syncRunning` while a sync is unfinished; `accountUnavailable`.
pub async fn start_sync(desk: &Desk, input: AccountInput) -> Result<SyncState> {
    let account = desk.account_or_anew(&input.account).await?;
    start(&account, Wanted::Lists(SyncScope::Usual)).await
}

/// Starts a sync that reads details anew: everybody's, after the lists, or those of some people and
/// no list.
///
/// # Errors
/// `syncRunning` while a sync is unfinished; `accountUnavailable`; `selectionEmpty` and
/// `resultSetExpired` for some people.
pub async fn read_anew(desk: &Desk, input: ReadAnewInput) -> Result<SyncState> {
    let account = desk.account_or_anew(&input.account).await?;
    let Some(selection) = input.selection else {
        return start(&account, Wanted::Lists(SyncScope::Everybody)).await;
    };
    let people = account.ask(move |store| store.selected(&selection)).await?;
    if people.is_empty() {
        return Err(AppError::SelectionEmpty);
    }
    start(&account, Wanted::People(people.into_iter().collect())).await
}

/// What a sync is started for.
enum Wanted {
    Lists(SyncScope),
    People(RoaringBitmap),
}

async fn start(account: &Account, wanted: Wanted) -> Result<SyncState> {
    account.client()?;
    let _turn = account.sync_slot().turn().await;
    if account.sync_slot().live().is_some() {
        return Err(AppError::SyncRunning);
    }
    let first = last_report(account).await?.is_none();
    let last = account.ask(|store| store.sync_reports::<SyncReport>(1)).await?.pop();
    if let Some(last) = &last {
        account.come_and_go(last.finished_at).await;
    }
    let scope = match &wanted {
        Wanted::Lists(scope) => *scope,
        Wanted::People(_) => SyncScope::People,
    };
    let progress = Progress::new(first, scope);
    // Whoever was read since the sync began needs no reading: so it begins after the last one
    // ended, even in the same second, and even if the clock was set back.
    let after_last = last.map_or(0, |last| last.finished_at.saturating_add(1));
    let (started_at, begun) = (account.now().max(after_last), progress.clone());
    let phase = SyncPhase::Check;
    let id = account
        .ask(move |store| match wanted {
            Wanted::Lists(_) => store.start_sync(phase.name(), &begun, started_at),
            Wanted::People(people) => {
                store.start_partial_sync(phase.name(), &begun, &people, started_at)
            }
        })
        .await?;
    Ok(run::launch(account, id, phase, progress, started_at))
}

/// Ends the sync; the list it was collecting is dropped, what it has saved stays.
///
/// # Errors
/// As opening the account.
pub async fn cancel_sync(desk: &Desk, input: AccountInput) -> Result<()> {
    if let Some(live) = desk.account(&input.account).await?.sync_slot().live() {
        live.cancel();
    }
    Ok(())
}

/// Goes on with a sync that is paused or waits, or answers its question about many leavers.
/// A sync that asks is not moved by a resume that does not accept them.
///
/// # Errors
/// As opening the account.
pub async fn resume_sync(desk: &Desk, input: ResumeSyncInput) -> Result<()> {
    if let Some(live) = desk.account(&input.account).await?.sync_slot().live() {
        live.resume(input.accept_leavers);
    }
    Ok(())
}

/// How the unfinished sync stands, if there is one.
///
/// # Errors
/// As opening the account.
pub async fn sync_state(desk: &Desk, input: AccountInput) -> Result<Option<SyncState>> {
    Ok(running(&desk.account(&input.account).await?))
}

/// Reports of finished syncs, newest first, at most 500.
///
/// # Errors
/// As opening the account and reading its file.
pub async fn sync_reports(desk: &Desk, input: LimitInput) -> Result<Vec<SyncReport>> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.sync_reports(input.limit.min(MOST_REPORTS))).await
}

/// How the account's unfinished sync stands.
pub(crate) fn running(account: &Account) -> Option<SyncState> {
    account.sync_slot().live().map(|live| live.state())
}

/// The report of the last finished sync that read the lists.
pub(crate) async fn last_report(account: &Account) -> Result<Option<SyncReport>> {
    account.ask(|store| store.last_whole_sync()).await
}

/// Lets a sync that was unfinished when the program ended go on.
pub(crate) async fn resume(account: &Account) {
    let _turn = account.sync_slot().turn().await;
    if account.sync_slot().live().is_some() {
        return;
    }
    match account.ask(|store| store.unfinished_sync::<Progress>()).await {
        Ok(Some(sync)) => {
            let phase = SyncPhase::named(&sync.phase);
            run::launch(account, sync.id, phase, sync.progress, sync.started_at);
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(account = %account.id(), code = error.code(), "an unfinished sync cannot be read");
        }
    }
}
