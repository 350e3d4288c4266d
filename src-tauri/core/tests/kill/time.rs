//! A clock that hurries: a minute's wait of the client is over in a second, as in a story.

use std::sync::Arc;
use std::time::Duration;

use fandesk_core::{Clock, SystemClock};
use fandesk_wechat::Clock as ClockForCalls;
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// So many times faster than the computer's clock.
const HASTE: i64 = 50;

/// Shows `begins_at` at the real moment `since`; both in Unix milliseconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HurriedClock {
    begins_at: i64,
    since: i64,
}

impl HurriedClock {
    /// Begins now, at this time of the story (Unix seconds).
    pub(crate) fn beginning_at(seconds: i64) -> Self {
        Self { begins_at: seconds * 1_000, since: SystemClock.now_millis() }
    }

    /// The same clock, set back.
    pub(crate) fn set_back(&self, seconds: i64) -> Self {
        Self { begins_at: self.begins_at - seconds * 1_000, ..self.clone() }
    }
}

impl Clock for HurriedClock {
    fn now_millis(&self) -> i64 {
        self.begins_at + (SystemClock.now_millis() - self.since) * HASTE
    }

    fn for_calls(&self) -> Arc<dyn ClockForCalls> {
        Arc::new(self.clone())
    }
}

impl ClockForCalls for HurriedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_millis()).unwrap_or(Timestamp::MAX)
    }

    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(wait / HASTE as u32))
    }

    fn jitter(&self) -> f64 {
        rand::random()
    }
}
