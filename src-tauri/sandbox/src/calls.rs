//! What was asked of the sandbox: a log and counters, without secrets and tokens.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// How many calls the log keeps; the counters go on.
const KEPT: usize = 100_000;

/// One call as it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallRecord {
    /// Counts from 1 in the order of answering.
    pub sequence: u64,
    /// The path, without query.
    pub path: String,
    /// The account, when the call had valid credentials.
    pub appid: Option<String>,
    /// Unix seconds.
    pub at: u64,
    /// How many openids the request carried in a list; 0 for calls without one.
    pub batch: usize,
    /// The `errcode` of the answer, 0 for success; `None` when the call was not carried out.
    pub code: Option<i64>,
    /// Bytes of the body that was made, before any trouble struck it.
    pub bytes: usize,
    /// Whether a rule of trouble struck.
    pub trouble: bool,
}

/// The log.
#[derive(Debug, Default)]
pub(crate) struct CallLog {
    records: VecDeque<CallRecord>,
    counts: BTreeMap<String, u64>,
    sequence: u64,
}

impl CallLog {
    pub(crate) fn add(&mut self, mut record: CallRecord) {
        self.sequence += 1;
        record.sequence = self.sequence;
        match self.counts.get_mut(&record.path) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(record.path.clone(), 1)),
        }
        if self.records.len() >= KEPT {
            self.records.pop_front();
        }
        self.records.push_back(record);
    }

    pub(crate) fn records(&self) -> Vec<CallRecord> {
        self.records.iter().cloned().collect()
    }

    pub(crate) fn since(&self, sequence: u64) -> Vec<CallRecord> {
        self.records.iter().filter(|record| record.sequence > sequence).cloned().collect()
    }

    pub(crate) fn count(&self, path: &str) -> u64 {
        self.counts.get(path).copied().unwrap_or(0)
    }

    pub(crate) fn counts(&self) -> BTreeMap<String, u64> {
        self.counts.clone()
    }

    pub(crate) fn clear(&mut self) {
        self.records.clear();
        self.counts.clear();
    }
}
