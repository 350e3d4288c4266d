//! Waiting in line for the one writer of a file: an operator's edit first, bulk work after.

use std::ops::{Deref, DerefMut};

use parking_lot::{Condvar, Mutex, MutexGuard};

/// How soon a write must get its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Somebody waits for it: goes before all bulk work.
    Edit,
    /// Part of a sync or of writing a large draft: waits for edits.
    Bulk,
}

/// A value that one thread at a time may use, in order of arrival within an urgency.
pub(crate) struct Line<T> {
    order: Mutex<Order>,
    moved: Condvar,
    value: Mutex<T>,
}

#[derive(Default)]
struct Order {
    busy: bool,
    edits: Tickets,
    bulk: Tickets,
}

#[derive(Default)]
struct Tickets {
    next: u64,
    served: u64,
}

impl Tickets {
    fn take(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }
}

impl<T> Line<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            order: Mutex::new(Order::default()),
            moved: Condvar::new(),
            value: Mutex::new(value),
        }
    }

    /// Waits for its turn; the turn ends when the guard is dropped.
    pub(crate) fn enter(&self, urgency: Urgency) -> Turn<'_, T> {
        let mut order = self.order.lock();
        match urgency {
            Urgency::Edit => {
                let ticket = order.edits.take();
                while order.busy || order.edits.served != ticket {
                    self.moved.wait(&mut order);
                }
                order.edits.served += 1;
            }
            Urgency::Bulk => {
                let ticket = order.bulk.take();
                while order.busy
                    || order.edits.served != order.edits.next
                    || order.bulk.served != ticket
                {
                    self.moved.wait(&mut order);
                }
                order.bulk.served += 1;
            }
        }
        order.busy = true;
        drop(order);
        Turn { line: self, value: Some(self.value.lock()) }
    }
}

/// The right to use the value.
pub(crate) struct Turn<'a, T> {
    line: &'a Line<T>,
    value: Option<MutexGuard<'a, T>>,
}

impl<T> Deref for Turn<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_deref().expect("the value is held until the turn is dropped")
    }
}

impl<T> DerefMut for Turn<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_deref_mut().expect("the value is held until the turn is dropped")
    }
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.value = None;
        self.line.order.lock().busy = false;
        self.line.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    /// Waits until `line` has this many waiting edits and bulk writes.
    fn wait_for_queue(line: &Line<Vec<&'static str>>, edits: u64, bulk: u64) {
        loop {
            let order = line.order.lock();
            let waiting_edits = order.edits.next - order.edits.served;
            let waiting_bulk = order.bulk.next - order.bulk.served;
            if (waiting_edits, waiting_bulk) == (edits, bulk) {
                return;
            }
            drop(order);
            thread::yield_now();
        }
    }

    #[test]
    fn an_edit_goes_before_bulk_work_that_waited_longer() {
        let line = Arc::new(Line::new(Vec::new()));
        let first = line.enter(Urgency::Bulk);
        let enter = |urgency, name| {
            let line = Arc::clone(&line);
            thread::spawn(move || line.enter(urgency).push(name))
        };
        let bulk = enter(Urgency::Bulk, "bulk");
        wait_for_queue(&line, 0, 1);
        let edit = enter(Urgency::Edit, "edit");
        wait_for_queue(&line, 1, 1);
        drop(first);
        bulk.join().unwrap();
        edit.join().unwrap();
        assert_eq!(*line.enter(Urgency::Edit), ["edit", "bulk"]);
    }
}
