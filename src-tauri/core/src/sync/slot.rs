//! The account's one sync while it is unfinished: how it stands, and what the operator wants of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::state::SyncState;

/// Where an account keeps its unfinished sync.
#[derive(Debug, Default)]
pub(crate) struct SyncSlot {
    starting: tokio::sync::Mutex<()>,
    live: Mutex<Option<Arc<Live>>>,
    schedule: Notify,
}

impl SyncSlot {
    /// Held while a sync is started, so that two starts make one sync.
    pub(super) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.starting.lock().await
    }

    /// The unfinished sync.
    pub(super) fn live(&self) -> Option<Arc<Live>> {
        self.live.lock().clone()
    }

    pub(super) fn put(&self, live: Arc<Live>) {
        *self.live.lock() = Some(live);
    }

    pub(super) fn clear(&self) {
        *self.live.lock() = None;
        self.change_schedule();
    }

    /// Whatever decides when the next sync begins is looked at anew.
    pub(super) fn change_schedule(&self) {
        self.schedule.notify_one();
    }

    /// Ends when something that decides when the next sync begins has changed.
    pub(super) async fn schedule_changed(&self) {
        self.schedule.notified().await;
    }
}

/// An unfinished sync, seen by the operator on one side and by its runner on the other.
#[derive(Debug)]
pub(super) struct Live {
    state: Mutex<SyncState>,
    cancelled: CancellationToken,
    accepts_leavers: AtomicBool,
    resumed: Notify,
}

impl Live {
    pub(super) fn new(state: SyncState) -> Self {
        Self {
            state: Mutex::new(state),
            cancelled: CancellationToken::new(),
            accepts_leavers: AtomicBool::new(false),
            resumed: Notify::new(),
        }
    }

    /// How it stands.
    pub(super) fn state(&self) -> SyncState {
        self.state.lock().clone()
    }

    /// Changes how it stands and returns that.
    pub(super) fn change(&self, change: impl FnOnce(&mut SyncState)) -> SyncState {
        let mut state = self.state.lock();
        change(&mut state);
        state.clone()
    }

    pub(super) fn cancel(&self) {
        self.cancelled.cancel();
    }

    pub(super) async fn cancelled(&self) {
        self.cancelled.cancelled().await;
    }

    pub(super) fn resume(&self, accept_leavers: bool) {
        self.accepts_leavers.fetch_or(accept_leavers, Ordering::SeqCst);
        self.resumed.notify_one();
    }

    /// Ends when the operator wants it to go on.
    pub(super) async fn resumed(&self) {
        self.resumed.notified().await;
    }

    /// Whether the operator has accepted that many people are marked as left.
    pub(super) fn accepts_leavers(&self) -> bool {
        self.accepts_leavers.load(Ordering::SeqCst)
    }
}
