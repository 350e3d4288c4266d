//! What was called how often: counters per endpoint and a hook for whoever wants to watch.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use crate::endpoint::Endpoint;
use crate::error::Error;

/// One attempt, told to the observer after it ended. Repeats are told one by one.
#[derive(Clone, Copy, Debug)]
pub struct CallReport<'a> {
    /// What was called.
    pub endpoint: Endpoint,
    /// When the attempt was let through the gate.
    pub started_at: Timestamp,
    /// From the gate to the end of the answer.
    pub took: Duration,
    /// How it failed, if it did.
    pub error: Option<&'a Error>,
}

/// Called after each attempt; it must not block.
pub type Observer = Arc<dyn Fn(&CallReport<'_>) + Send + Sync>;

/// How often one endpoint was called since the account's handle was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallCount {
    /// Attempts that went out, repeats included: what WeChat counts against the day's allowance, or fewer.
    pub sent: u64,
    /// Those that WeChat refused.
    pub refused: u64,
    /// Those that brought no answer that could be read.
    pub failed: u64,
}

#[derive(Default)]
struct Counters {
    sent: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
}

/// Counters for all endpoints, and the observer.
#[derive(Default)]
pub(crate) struct CallBook {
    counters: [Counters; Endpoint::ALL.len()],
    observer: Option<Observer>,
}

impl fmt::Debug for CallBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallBook")
    }
}

impl CallBook {
    pub(crate) fn watched_by(observer: Option<Observer>) -> Self {
        Self { observer, ..Self::default() }
    }

    pub(crate) fn record(&self, report: &CallReport<'_>) {
        let counters = &self.counters[report.endpoint as usize];
        counters.sent.fetch_add(1, Ordering::Relaxed);
        match report.error {
            None => {}
            Some(Error::Refused(_)) => {
                counters.refused.fetch_add(1, Ordering::Relaxed);
            }
            Some(_) => {
                counters.failed.fetch_add(1, Ordering::Relaxed);
            }
        }
        if let Some(observer) = &self.observer {
            observer(report);
        }
    }

    pub(crate) fn count(&self, endpoint: Endpoint) -> CallCount {
        let counters = &self.counters[endpoint as usize];
        CallCount {
            sent: counters.sent.load(Ordering::Relaxed),
            refused: counters.refused.load(Ordering::Relaxed),
            failed: counters.failed.load(Ordering::Relaxed),
        }
    }
}
