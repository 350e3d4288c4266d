//! Reading an account's followers, tags and blacklist from WeChat.
//!
//! A sync goes through phases, one file each, and saves how far it is after every step. Whatever
//! stops it (the program's end, trouble at WeChat), it goes on with the step it was at. It ends by
//! finishing or by being cancelled, never by an error: an error makes it wait or ask.

mod blacklist;
mod details;
mod difference;
mod ids;
mod progress;
mod run;
mod slot;
mod state;
mod tag_lists;
mod tags;

use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{AccountInput, LimitInput, ResumeSyncInput};

use progress::Progress;
pub(crate) use slot::SyncSlot;
pub use state::{SyncPhase, SyncReport, SyncState, SyncStatus, UnreadablePerson};

/// Most reports given at once.
const MOST_REPORTS: u32 = 500;

/// Starts reading everything anew. An account whose file was set aside begins with a fresh one.
///
/// # Errors
/// `syncRunning` while a sync is unfinished; `accountUnavailable`.
pub async fn start_sync(desk: &Desk, input: AccountInput) -> Result<SyncState> {
    let account = desk.account_or_anew(&input.account).await?;
    account.client()?;
    let _turn = account.sync_slot().turn().await;
    if account.sync_slot().live().is_some() {
        return Err(AppError::SyncRunning);
    }
    let last = last_report(&account).await?;
    if let Some(last) = &last {
        account.come_and_go(last.finished_at).await;
    }
    let progress = Progress::new(last.is_none());
    // Whoever was read since the sync began needs no reading: so it begins after the last one
    // ended, even in the same second, and even if the clock was set back.
    let after_last = last.map_or(0, |last| last.finished_at.saturating_add(1));
    let (started_at, begun) = (account.now().max(after_last), progress.clone());
    let phase = SyncPhase::Check;
    let id = account.ask(move |store| store.start_sync(phase.name(), &begun, started_at)).await?;
    Ok(run::launch(&account, id, phase, progress, started_at))
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

/// The report of the last finished sync.
pub(crate) async fn last_report(account: &Account) -> Result<Option<SyncReport>> {
    Ok(account.ask(|store| store.sync_reports(1)).await?.pop())
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
