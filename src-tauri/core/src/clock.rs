//! Time as a parameter: the real clock, and one that a test moves by hand.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

pub use fandesk_store::UnixSeconds;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;

/// Where the core reads the time. Time limits and pauses use tokio's own timer.
pub trait Clock: Debug + Send + Sync {
    /// Now, in Unix milliseconds.
    fn now_millis(&self) -> i64;

    /// Now, in Unix seconds.
    fn now(&self) -> UnixSeconds {
        self.now_millis().div_euclid(1000)
    }

    /// The clock by which clients wait between repeated calls and let tokens grow old.
    fn for_calls(&self) -> Arc<dyn fandesk_wechat::Clock> {
        Arc::new(fandesk_wechat::SystemClock)
    }
}

/// The computer's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_millis(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A clock that stands still until it is moved; clones share the same time. Clients that wait by
/// it do not wait at all.
#[derive(Debug, Default, Clone)]
pub struct ManualClock {
    millis: Arc<AtomicI64>,
}

impl ManualClock {
    /// A clock that stands at `now` (Unix seconds).
    pub fn at(now: UnixSeconds) -> Self {
        Self { millis: Arc::new(AtomicI64::new(now * 1000)) }
    }

    /// Moves the clock on by whole seconds.
    pub fn advance(&self, seconds: i64) {
        self.millis.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now_millis(&self) -> i64 {
        self.millis.load(Ordering::SeqCst)
    }

    fn for_calls(&self) -> Arc<dyn fandesk_wechat::Clock> {
        Arc::new(WithoutWaiting(self.clone()))
    }
}

/// The time of a manual clock, for calls; every wait is over at once.
#[derive(Debug)]
struct WithoutWaiting(ManualClock);

impl fandesk_wechat::Clock for WithoutWaiting {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.now_millis()).unwrap_or(Timestamp::MAX)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        futures::future::ready(()).boxed()
    }

    fn jitter(&self) -> f64 {
        0.0
    }
}
