//! Where the desk keeps the one account that is being connected.

use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::state::Connecting;

/// The account that is being connected, if any.
#[derive(Debug, Default)]
pub(crate) struct ConnectSlot {
    live: Mutex<Option<Arc<Live>>>,
}

impl ConnectSlot {
    pub(super) fn live(&self) -> Option<Arc<Live>> {
        self.live.lock().clone()
    }

    /// Puts another one in its place; the one before is given up.
    pub(super) fn put(&self, live: Arc<Live>) {
        if let Some(before) = self.live.lock().replace(live) {
            before.given_up.cancel();
        }
    }

    /// Gives up whatever is being connected.
    pub(crate) fn clear(&self) {
        if let Some(before) = self.live.lock().take() {
            before.given_up.cancel();
        }
    }
}

/// Seen by the operator on one side and by its runner on the other.
#[derive(Debug)]
pub(super) struct Live {
    state: Mutex<Connecting>,
    nudged: Notify,
    given_up: CancellationToken,
}

impl Live {
    pub(super) fn new(state: Connecting) -> Self {
        Self { state: Mutex::new(state), nudged: Notify::new(), given_up: CancellationToken::new() }
    }

    /// How it stands.
    pub(super) fn state(&self) -> Connecting {
        self.state.lock().clone()
    }

    /// Changes how it stands and returns that.
    pub(super) fn change(&self, change: impl FnOnce(&mut Connecting)) -> Connecting {
        let mut state = self.state.lock();
        change(&mut state);
        state.clone()
    }

    /// The operator wants it to go on now; said a moment too early, it is remembered.
    pub(super) fn nudge(&self) {
        self.nudged.notify_one();
    }

    pub(super) async fn nudged(&self) {
        self.nudged.notified().await;
    }

    pub(super) async fn given_up(&self) {
        self.given_up.cancelled().await;
    }
}
