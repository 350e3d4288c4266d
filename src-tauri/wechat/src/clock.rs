//! Time, waiting and chance, passed in so that tests need none of them.

use std::fmt;
use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use jiff::Timestamp;
use parking_lot::Mutex;

/// What the client knows about time: now, waiting, and the random share of a wait.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Ends after `wait`.
    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()>;

    /// A number from 0 up to 1 that spreads the waits of many callers.
    fn jitter(&self) -> f64;
}

/// The machine's clock; sleeps need a running tokio runtime with its timer on.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(wait).boxed()
    }

    fn jitter(&self) -> f64 {
        rand::random()
    }
}

/// A clock for tests: sleeping moves its time on and ends at once, and it remembers each wait.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// use fandesk_wechat::{Clock, SkippingClock};
/// use std::time::Duration;
///
/// let clock = SkippingClock::default();
/// let before = clock.now();
/// clock.sleep(Duration::from_secs(60)).await;
/// assert_eq!(clock.now().as_second() - before.as_second(), 60);
/// assert_eq!(clock.waits(), [Duration::from_secs(60)]);
/// # });
/// ```
#[derive(Debug)]
pub struct SkippingClock {
    state: Mutex<(Timestamp, Vec<Duration>)>,
}

impl SkippingClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self { state: Mutex::new((now, Vec::new())) }
    }

    /// Moves the time on without a sleep.
    pub fn advance(&self, by: Duration) {
        let mut state = self.state.lock();
        state.0 = later(state.0, by);
    }

    /// Every wait so far, oldest first.
    pub fn waits(&self) -> Vec<Duration> {
        self.state.lock().1.clone()
    }
}

impl Default for SkippingClock {
    /// Stands at the first second of 2026 (UTC).
    fn default() -> Self {
        Self::at(Timestamp::constant(1_767_225_600, 0))
    }
}

impl Clock for SkippingClock {
    fn now(&self) -> Timestamp {
        self.state.lock().0
    }

    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state.lock();
        state.0 = later(state.0, wait);
        state.1.push(wait);
        futures::future::ready(()).boxed()
    }

    fn jitter(&self) -> f64 {
        0.5
    }
}

/// `moment` plus `by`, held at the end of time instead of failing.
pub(crate) fn later(moment: Timestamp, by: Duration) -> Timestamp {
    jiff::SignedDuration::try_from(by)
        .ok()
        .and_then(|by| moment.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}
