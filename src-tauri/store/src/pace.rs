//! How many rows one transaction of bulk work may take, so that nobody waits long behind it.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::error::Result;

/// A transaction that took longer was too large: an operator's edit waits for one at most.
const LONG: Duration = Duration::from_millis(30);

/// A transaction that took less may grow: each costs something by itself.
const SHORT: Duration = Duration::from_millis(10);

const FEWEST: usize = 50;
const MOST: usize = 10_000;

/// Learns from the transactions of one piece of bulk work how large the next may be. How long
/// rows take depends on the machine and on how far apart in the file they lie.
pub(crate) struct Pace {
    rows: usize,
    turn: Cell<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new() -> Self {
        Self { rows: 500, turn: Cell::new(None) }
    }

    /// Hands all rows to `write` in parts, one after the other. Each part calls
    /// [`Pace::turn_begins`] when its turn at the writer has come.
    pub(crate) fn each_part<T>(
        mut self,
        mut rows: &[T],
        mut write: impl FnMut(&Self, &[T]) -> Result<()>,
    ) -> Result<()> {
        while !rows.is_empty() {
            let (part, rest) = rows.split_at(self.rows.min(rows.len()));
            write(&self, part)?;
            if let Some(begun) = self.turn.take() {
                self.learn(part.len(), begun.elapsed());
            }
            rows = rest;
        }
        Ok(())
    }

    /// What was spent before, waiting for other writers, does not count.
    pub(crate) fn turn_begins(&self) {
        self.turn.set(Some(Instant::now()));
    }

    fn learn(&mut self, rows: usize, took: Duration) {
        if took > LONG {
            self.rows = (rows / 2).max(FEWEST);
        } else if took < SHORT && rows == self.rows {
            self.rows = (rows * 2).min(MOST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_transactions_shrink_and_quick_ones_grow_within_limits() {
        let mut pace = Pace::new();
        pace.learn(500, Duration::from_millis(200));
        assert_eq!(pace.rows, 250);
        pace.learn(250, Duration::from_millis(20));
        assert_eq!(pace.rows, 250, "in between nothing changes");
        pace.learn(100, Duration::from_millis(1));
        assert_eq!(pace.rows, 250, "a last small part says nothing");
        for _ in 0..20 {
            pace.learn(pace.rows, Duration::from_millis(1));
        }
        assert_eq!(pace.rows, MOST);
        for _ in 0..20 {
            pace.learn(pace.rows, Duration::from_secs(1));
        }
        assert_eq!(pace.rows, FEWEST);
    }

    #[test]
    fn every_row_is_handed_out_once_and_in_order() {
        let rows: Vec<u32> = (0..1_234).collect();
        let mut seen = Vec::new();
        Pace::new()
            .each_part(&rows, |pace, part| {
                pace.turn_begins();
                seen.extend_from_slice(part);
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, rows);
    }
}
