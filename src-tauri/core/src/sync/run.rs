//! The runner of one sync: phase after phase, waiting and asking where it must.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fandesk_store::{StagedList, SyncId, UnreadableAnswer};
use fandesk_wechat::{Class, Endpoint, Error, OfficialAccount};
use parking_lot::Mutex;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::allowance::Allowances;
use super::progress::Progress;
use super::settings::SyncSettings;
use super::slot::Live;
use super::state::{SyncPhase, SyncReport, SyncScope, SyncState, SyncStatus};
use super::{blacklist, details, difference, ids, report, tag_lists, tags};
use crate::account::Account;
use crate::clock::UnixSeconds;
use crate::error::{AppError, Result};
use crate::event::{DeskEvent, Topic};
use crate::panics::caught;
use crate::recovery::{Wait, goes_on_at, has_come};

/// A computer that slept wakes up with its timers late: the clock is looked at this often.
pub(super) const LOOK_AT_CLOCK: Duration = Duration::from_secs(5);

/// The calls a sync makes. (A job of the account may be making others meanwhile.)
const CALLS: [Endpoint; 8] = [
    Endpoint::Quota,
    Endpoint::StableToken,
    Endpoint::Token,
    Endpoint::Tags,
    Endpoint::Followers,
    Endpoint::BatchUserInfo,
    Endpoint::TagMembers,
    Endpoint::Blacklist,
];

/// Why the phases stopped before the end.
#[derive(Debug)]
pub(super) enum Halt {
    /// More people would be marked as left than may be without asking.
    Ask { leavers: u32, following: u32 },
    /// Something that must pass, or be mended, first.
    Trouble(AppError),
}

impl From<AppError> for Halt {
    fn from(error: AppError) -> Self {
        Self::Trouble(error)
    }
}

/// One sync at work.
pub(super) struct Run {
    pub(super) account: Account,
    pub(super) id: SyncId,
    pub(super) started_at: UnixSeconds,
    phase: Mutex<SyncPhase>,
    progress: Mutex<Progress>,
    saving: tokio::sync::Mutex<()>,
    live: Arc<Live>,
    allowances: Allowances,
    /// The operator has said that the reserve may be used for this sync.
    uses_reserve: AtomicBool,
    /// Lists that are being read, with the number of our newest change when they were begun.
    lists: Mutex<HashMap<StagedList, u32>>,
    /// When the present phase was begun here, and how much of it was done by then.
    pace: Mutex<(Instant, u32)>,
    calls_before: u32,
}

/// Starts the runner of a sync that the file knows as unfinished.
pub(super) fn launch(
    account: &Account,
    id: SyncId,
    phase: SyncPhase,
    progress: Progress,
    started_at: UnixSeconds,
) -> SyncState {
    let state = SyncState {
        sync: id,
        account: account.id().clone(),
        phase,
        done: 0,
        total: None,
        calls: progress.calls,
        at_once: at_once(account),
        started_at,
        seconds_left: None,
        status: SyncStatus::Running,
    };
    let live = Arc::new(Live::new(state.clone()));
    account.sync_slot().put(Arc::clone(&live));
    let run = Run {
        account: account.clone(),
        id,
        started_at,
        phase: Mutex::new(phase),
        calls_before: calls_made(account),
        progress: Mutex::new(progress),
        saving: tokio::sync::Mutex::default(),
        live,
        allowances: Allowances::default(),
        uses_reserve: AtomicBool::new(false),
        lists: Mutex::default(),
        pace: Mutex::new((Instant::now(), 0)),
    };
    account.changed(&[Topic::Sync]);
    account.events().send(DeskEvent::SyncMoved { sync: state.clone() });
    account.tasks().spawn(|stop| run.until_the_end(stop));
    state
}

impl Run {
    async fn until_the_end(self, stop: CancellationToken) {
        let status = tokio::select! {
            status = self.until_finished() => status,
            () = self.live.cancelled() => self.given_up().await,
            // The file knows it as unfinished: it goes on when the account is opened again.
            () = stop.cancelled() => return,
        };
        self.account.sync_slot().clear();
        self.account.changed(&[
            Topic::Followers,
            Topic::Tags,
            Topic::Blacklist,
            Topic::Segments,
            Topic::Lists,
        ]);
        self.announce(|state| state.status = status);
        self.account.changed(&[Topic::Sync, Topic::Accounts, Topic::History]);
    }

    async fn until_finished(&self) -> SyncStatus {
        let mut wait = Wait::default();
        loop {
            let calls = self.calls();
            let halt = match caught(self.phases()).await {
                Ok(Ok(report)) => return SyncStatus::Finished { report },
                Ok(Err(halt)) => halt,
                // A sync nobody runs any more would look as if it ran for ever.
                Err(fault) => Halt::Trouble(fault),
            };
            if self.calls() > calls + 1 {
                wait = Wait::default();
            }
            match halt {
                Halt::Ask { leavers, following } => self.ask(leavers, following).await,
                Halt::Trouble(because) => self.sit_out(because, wait).await,
            }
            wait = wait.longer();
            self.announce(|state| state.status = SyncStatus::Running);
        }
    }

    /// From the phase it is at to the report.
    async fn phases(&self) -> Result<SyncReport, Halt> {
        let mut knows_quota = false;
        loop {
            let phase = *self.phase.lock();
            self.show(0, None);
            if phase != SyncPhase::Check && !knows_quota {
                self.ask_quota().await?;
                knows_quota = true;
            }
            tracing::info!(account = %self.account.id(), sync = self.id, phase = phase.name(), "sync phase");
            let next = match phase {
                SyncPhase::Check => {
                    let client = self.client()?;
                    client.check_credentials().await.map_err(|error| self.trouble(error))?;
                    match self.progress().scope {
                        SyncScope::People => SyncPhase::Details,
                        SyncScope::Usual | SyncScope::Everybody => SyncPhase::Tags,
                    }
                }
                SyncPhase::Tags => tags::read(self).await?,
                SyncPhase::Ids => ids::read(self).await?,
                SyncPhase::Difference => difference::apply(self).await?,
                SyncPhase::Details => details::read(self).await?,
                SyncPhase::TagLists => tag_lists::read(self).await?,
                SyncPhase::Blacklist => blacklist::read(self).await?,
                SyncPhase::Refresh => details::refresh(self).await?,
                SyncPhase::Finish => return Ok(report::finish(self).await?),
            };
            self.enter(next).await?;
        }
    }

    /// Asks what WeChat still allows today, before the calls that come in numbers.
    async fn ask_quota(&self) -> Result<(), Halt> {
        let settings = self.account.ask(SyncSettings::of).await?;
        let uses_reserve = self.uses_reserve.load(Ordering::SeqCst);
        let reserve = if uses_reserve { 0 } else { settings.reserve_percent };
        self.allowances.ask(&self.client()?, reserve).await;
        Ok(())
    }

    /// Calls of this kind that may still be made today; none while nobody knows.
    pub(super) fn calls_left(&self, endpoint: Endpoint) -> Result<Option<u32>> {
        Ok(self.allowances.left(&self.client()?, endpoint))
    }

    /// Halts until the next day if so many calls are too many for this one, and not for a whole one.
    pub(super) fn needs(&self, endpoint: Endpoint, needed: u32) -> Result<(), Halt> {
        match (self.calls_left(endpoint)?, self.allowances.a_day(endpoint)) {
            (Some(left), Some(a_day)) if left < needed && needed <= a_day => {
                Err(AppError::QuotaReserved { left, needed }.into())
            }
            _ => Ok(()),
        }
    }

    /// Saves that the next phase is reached.
    async fn enter(&self, phase: SyncPhase) -> Result<()> {
        *self.phase.lock() = phase;
        *self.pace.lock() = (Instant::now(), 0);
        self.save().await
    }

    /// Saves how far it is.
    pub(super) async fn save(&self) -> Result<()> {
        // Two at once would be written in any order.
        let _turn = self.saving.lock().await;
        let (id, phase) = (self.id, *self.phase.lock());
        let progress = Progress { calls: self.calls(), ..self.progress() };
        self.account.ask(move |store| store.save_sync(id, phase.name(), &progress)).await
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.lock().clone()
    }

    pub(super) fn note<T>(&self, change: impl FnOnce(&mut Progress) -> T) -> T {
        change(&mut self.progress.lock())
    }

    /// The stamp with which a list was begun in this run of the program, if it is not over.
    pub(super) fn list_begun(&self, list: StagedList) -> Option<u32> {
        self.lists.lock().get(&list).copied()
    }

    pub(super) fn begin_list(&self, list: StagedList, stamp: u32) {
        self.lists.lock().insert(list, stamp);
    }

    /// The list is over, or must be begun anew.
    pub(super) fn end_list(&self, list: StagedList) {
        self.lists.lock().remove(&list);
        self.note(|progress| progress.list_marks.retain(|(begun, _)| *begun != list.name()));
    }

    pub(super) fn client(&self) -> Result<OfficialAccount> {
        self.account.client()
    }

    pub(super) fn accepts_leavers(&self) -> bool {
        self.live.accepts_leavers()
    }

    /// An error of the client as a reason to halt; an answer that could not be read is kept.
    pub(super) fn trouble(&self, error: Error) -> Halt {
        self.keep_unreadable(&error);
        Halt::Trouble(error.into())
    }

    /// Keeps the body of an answer that could not be read, for support.
    pub(super) fn keep_unreadable(&self, error: &Error) {
        let Error::Malformed(malformed) = error else { return };
        let answer = UnreadableAnswer {
            at: self.account.now(),
            endpoint: malformed.endpoint.path().to_owned(),
            body: malformed.body().to_vec(),
        };
        let store = self.account.store().clone();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = store.keep_unreadable(&answer) {
                tracing::warn!(%error, "an unreadable answer was not kept");
            }
        });
    }

    /// Whether the account may not call this: the rest of the sync goes on without it.
    pub(super) fn is_not_allowed(&self, error: &Error) -> bool {
        let refusal = error.refusal().filter(|_| may_not_call(error));
        if let Some(refusal) = refusal {
            self.note(|progress| progress.note_not_allowed(refusal.endpoint));
        }
        refusal.is_some()
    }

    /// Shows how much of the phase is done.
    pub(super) fn show(&self, done: u32, total: Option<u32>) {
        let phase = *self.phase.lock();
        let calls = self.calls();
        let at_once = at_once(&self.account);
        let seconds_left = self.seconds_left(done, total);
        self.announce(|state| {
            state.phase = phase;
            state.done = done;
            state.total = total;
            state.calls = calls;
            state.at_once = at_once;
            state.seconds_left = seconds_left;
        });
    }

    /// Work of the phase that was done before the runner came to it does not count for the pace.
    pub(super) fn begin_counting_at(&self, done: u32) {
        *self.pace.lock() = (Instant::now(), done);
    }

    fn seconds_left(&self, done: u32, total: Option<u32>) -> Option<u32> {
        let (since, before) = *self.pace.lock();
        let fresh = done.checked_sub(before).filter(|&fresh| fresh > 0)?;
        let rest = total?.saturating_sub(done);
        let elapsed = since.elapsed().as_secs_f64();
        (elapsed >= 1.0).then(|| (elapsed * f64::from(rest) / f64::from(fresh)).ceil() as u32)
    }

    /// Calls made in this sync so far.
    pub(super) fn calls(&self) -> u32 {
        self.progress.lock().calls + calls_made(&self.account).saturating_sub(self.calls_before)
    }

    fn announce(&self, change: impl FnOnce(&mut SyncState)) {
        let sync = self.live.change(change);
        self.account.events().send(DeskEvent::SyncMoved { sync });
    }

    async fn ask(&self, leavers: u32, following: u32) {
        self.announce(|state| state.status = SyncStatus::Asking { leavers, following });
        while !self.live.accepts_leavers() {
            self.live.resumed().await;
        }
    }

    /// Waits until the trouble may be over, or until the operator says so.
    async fn sit_out(&self, because: AppError, wait: Wait) {
        tracing::warn!(account = %self.account.id(), sync = self.id, code = because.code(), "sync halted");
        let Some(until) = goes_on_at(&because, self.account.now(), wait) else {
            self.announce(|state| state.status = SyncStatus::Paused { because: Some(because) });
            return self.live.resumed().await;
        };
        let is_reserved = matches!(because, AppError::QuotaReserved { .. });
        self.announce(|state| state.status = SyncStatus::Waiting { until, because });
        tokio::select! {
            () = self.live.resumed() => {
                self.uses_reserve.fetch_or(is_reserved, Ordering::SeqCst);
            }
            () = self.clock_shows(until) => {}
        }
    }

    async fn clock_shows(&self, until: UnixSeconds) {
        loop {
            let now = self.account.now();
            if has_come(until, now) {
                return;
            }
            let left = Duration::from_secs(until.abs_diff(now));
            sleep(left.min(LOOK_AT_CLOCK)).await;
        }
    }

    async fn given_up(&self) -> SyncStatus {
        let (id, now) = (self.id, self.account.now());
        if let Err(error) = self.account.ask(move |store| store.cancel_sync(id, now)).await {
            tracing::error!(code = error.code(), "a cancelled sync could not be noted");
        }
        SyncStatus::Cancelled
    }
}

/// Whether WeChat does not let the account call this at all (48001).
pub(super) fn may_not_call(error: &Error) -> bool {
    error
        .refusal()
        .is_some_and(|refusal| refusal.code.0 == 48001 && refusal.class() == Class::NeedsPerson)
}

/// Calls that the account's gate lets through at once now.
fn at_once(account: &Account) -> u32 {
    let limit = account.client().map_or(0, |client| client.gate().limit());
    u32::try_from(limit).unwrap_or(u32::MAX)
}

/// Calls of the kinds a sync makes, since the account was opened.
fn calls_made(account: &Account) -> u32 {
    let Ok(client) = account.client() else { return 0 };
    let sent: u64 = CALLS.iter().map(|&endpoint| client.call_count(endpoint).sent).sum();
    u32::try_from(sent).unwrap_or(u32::MAX)
}
