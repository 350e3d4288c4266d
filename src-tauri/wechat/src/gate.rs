//! One gate per account: how many calls may be in flight, adapted to how WeChat bears them.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock::later;

/// Where the gate begins, how far it opens, and how patient it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateSettings {
    /// Calls in flight at the beginning. Default 4.
    pub start: usize,
    /// Most calls in flight ever. Default 16.
    pub cap: usize,
    /// How long all must be quiet before one more call is let in. Default 100 ms.
    pub quiet: Duration,
    /// The same within a minute after strain. Default 5 s.
    pub quiet_after_strain: Duration,
}

impl Default for GateSettings {
    fn default() -> Self {
        Self {
            start: 4,
            cap: 16,
            quiet: Duration::from_millis(100),
            quiet_after_strain: Duration::from_secs(5),
        }
    }
}

/// How long a strain makes the gate careful.
const CAREFUL: Duration = Duration::from_secs(60);

/// Lets a limited number of calls through at a time, first come, first served.
///
/// The limit grows by one after a quiet while in which the gate was really used, and is halved
/// (never below 1) when an answer shows strain: 45011, -1, a time-out, an overloaded gateway.
/// Calls that set out before a halving do not halve again. Clones share one gate.
#[derive(Clone, Debug)]
pub struct Gate {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: GateSettings,
    places: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    limit: usize,
    in_flight: usize,
    /// Places to take away as soon as their calls end.
    owed: usize,
    /// Grows with each halving; a call remembers the one it set out in.
    era: u64,
    /// Quiet answers since the limit last changed.
    calm: usize,
    /// Whether all places were taken at some moment since then.
    was_full: bool,
    changed_at: Option<Timestamp>,
    strained_at: Option<Timestamp>,
}

/// How a call ended, as far as the gate cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// An answer in good order, a refusal for a reason of its own included.
    Calm,
    /// WeChat is under strain.
    Strained,
    /// Says nothing about WeChat (no network, given up).
    Unknown,
}

/// The right to have one call in flight; given back when dropped.
#[derive(Debug)]
pub struct Pass {
    inner: Arc<Inner>,
    place: Option<OwnedSemaphorePermit>,
    era: u64,
}

impl Gate {
    /// A gate with these settings; `start` and `cap` count as at least 1, and `cap` as at least `start`.
    pub fn new(settings: GateSettings) -> Self {
        let start = settings.start.max(1);
        let settings = GateSettings { start, cap: settings.cap.max(start), ..settings };
        Self {
            inner: Arc::new(Inner {
                settings,
                places: Arc::new(Semaphore::new(start)),
                state: Mutex::new(State {
                    limit: start,
                    in_flight: 0,
                    owed: 0,
                    era: 0,
                    calm: 0,
                    was_full: false,
                    changed_at: None,
                    strained_at: None,
                }),
            }),
        }
    }

    /// Waits in line for a place. Giving up waiting costs nothing.
    pub async fn enter(&self) -> Pass {
        let place =
            self.inner.places.clone().acquire_owned().await.expect("the semaphore is never closed");
        let mut state = self.inner.state.lock();
        state.in_flight += 1;
        state.was_full |= state.in_flight >= state.limit;
        Pass { inner: self.inner.clone(), place: Some(place), era: state.era }
    }

    /// How many calls may be in flight now.
    pub fn limit(&self) -> usize {
        self.inner.state.lock().limit
    }

    /// How many calls are in flight now.
    pub fn in_flight(&self) -> usize {
        self.inner.state.lock().in_flight
    }
}

impl Pass {
    /// Gives the place back and says how the call ended.
    pub fn finish(self, bearing: Bearing, now: Timestamp) {
        let inner = &self.inner;
        let mut state = inner.state.lock();
        match bearing {
            Bearing::Calm => inner.after_calm(&mut state, now),
            Bearing::Strained if self.era == state.era => inner.after_strain(&mut state, now),
            Bearing::Strained => state.strained_at = Some(now),
            Bearing::Unknown => {}
        }
        // The place itself is given back by the drop that follows the lock's end.
        drop(state);
    }
}

impl Inner {
    fn after_calm(&self, state: &mut State, now: Timestamp) {
        state.calm += 1;
        // A clock that was set back must not hold the gate until it has caught up.
        for moment in [&mut state.changed_at, &mut state.strained_at].into_iter().flatten() {
            *moment = now.min(*moment);
        }
        let since = *state.changed_at.get_or_insert(now);
        let careful =
            state.strained_at.is_some_and(|strained_at| now < later(strained_at, CAREFUL));
        let quiet = if careful { self.settings.quiet_after_strain } else { self.settings.quiet };
        let used = state.was_full && state.calm >= state.limit;
        if used && state.limit < self.settings.cap && now >= later(since, quiet) {
            state.limit += 1;
            state.calm = 0;
            state.was_full = false;
            state.changed_at = Some(now);
            if state.owed > 0 {
                state.owed -= 1;
            } else {
                self.places.add_permits(1);
            }
        }
    }

    fn after_strain(&self, state: &mut State, now: Timestamp) {
        let halved = (state.limit / 2).max(1);
        let surplus = state.limit - halved;
        state.owed += surplus - self.places.forget_permits(surplus);
        state.limit = halved;
        state.era += 1;
        state.calm = 0;
        state.was_full = false;
        state.changed_at = Some(now);
        state.strained_at = Some(now);
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut state = self.inner.state.lock();
        state.in_flight -= 1;
        if let Some(place) = self.place.take()
            && state.owed > 0
        {
            state.owed -= 1;
            place.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    fn gate(start: usize, cap: usize) -> Gate {
        Gate::new(GateSettings { start, cap, ..GateSettings::default() })
    }

    /// As many passes as there are places now.
    fn fill(gate: &Gate) -> Vec<Pass> {
        std::iter::from_fn(|| gate.enter().now_or_never()).collect()
    }

    /// One round: the gate filled, then every call ending so.
    fn round(gate: &Gate, bearing: Bearing, now: Timestamp) {
        for pass in fill(gate) {
            pass.finish(bearing, now);
        }
    }

    #[test]
    fn it_begins_with_four_and_keeps_the_fifth_waiting() {
        let gate = Gate::new(GateSettings::default());
        let passes = fill(&gate);
        assert_eq!((passes.len(), gate.in_flight()), (4, 4));
        assert!(gate.enter().now_or_never().is_none());
        drop(passes);
        assert_eq!(gate.in_flight(), 0, "a dropped call gives its place back");
    }

    #[test]
    fn it_opens_by_one_after_each_quiet_while_and_never_above_the_cap() {
        let gate = gate(2, 4);
        let limits: Vec<usize> = (0..8)
            .map(|tenth| {
                round(&gate, Bearing::Calm, at(tenth * 100));
                gate.limit()
            })
            .collect();
        assert_eq!(limits, [2, 3, 4, 4, 4, 4, 4, 4]);
        assert_eq!(fill(&gate).len(), 4);
    }

    #[test]
    fn a_gate_that_is_not_used_to_the_full_stays_as_it_is() {
        let gate = gate(4, 16);
        for tenth in 0..100 {
            let pass = gate.enter().now_or_never().unwrap();
            pass.finish(Bearing::Calm, at(tenth * 100));
        }
        assert_eq!(gate.limit(), 4);
    }

    #[test]
    fn strain_halves_it_once_for_all_calls_that_were_under_way() {
        let gate = gate(16, 16);
        round(&gate, Bearing::Strained, at(0));
        assert_eq!(gate.limit(), 8);
        assert_eq!(fill(&gate).len(), 8);
        round(&gate, Bearing::Strained, at(1));
        assert_eq!(gate.limit(), 4);
        for moment in 2..9 {
            round(&gate, Bearing::Strained, at(moment));
        }
        assert_eq!(gate.limit(), 1, "one call always gets through");
        assert_eq!(fill(&gate).len(), 1);
    }

    #[test]
    fn it_opens_slowly_within_a_minute_after_strain() {
        let gate = gate(4, 16);
        round(&gate, Bearing::Strained, at(0));
        assert_eq!(gate.limit(), 2);
        round(&gate, Bearing::Calm, at(4_900));
        assert_eq!(gate.limit(), 2, "five seconds are not over");
        round(&gate, Bearing::Calm, at(5_000));
        assert_eq!(gate.limit(), 3);
        round(&gate, Bearing::Calm, at(60_000));
        assert_eq!(gate.limit(), 4);
        round(&gate, Bearing::Calm, at(60_100));
        assert_eq!(gate.limit(), 5, "after a minute the pace is the old one");
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_hold_it() {
        let gate = gate(4, 16);
        let (day, hour) = (86_400_000, 3_600_000);
        round(&gate, Bearing::Strained, at(day));
        round(&gate, Bearing::Calm, at(hour));
        round(&gate, Bearing::Calm, at(hour + 5_000));
        assert_eq!(gate.limit(), 3, "the care after strain counts from the new time");
        round(&gate, Bearing::Calm, at(hour + 60_000));
        round(&gate, Bearing::Calm, at(hour + 60_100));
        assert_eq!(gate.limit(), 5);
    }

    #[test]
    fn what_says_nothing_about_wechat_changes_nothing() {
        let gate = gate(4, 16);
        for moment in 0..10 {
            round(&gate, Bearing::Unknown, at(moment * 1_000));
        }
        assert_eq!(gate.limit(), 4);
    }

    #[test]
    fn those_who_wait_are_served_in_turn_and_may_leave_the_line() {
        let gate = gate(1, 1);
        let inside = gate.enter().now_or_never().unwrap();
        let mut first = Box::pin(gate.enter());
        let mut second = Box::pin(gate.enter());
        let mut third = Box::pin(gate.enter());
        for waiting in [&mut first, &mut second, &mut third] {
            assert!(waiting.as_mut().now_or_never().is_none());
        }
        drop(first);
        drop(inside);
        assert!(third.as_mut().now_or_never().is_none(), "it is the second's turn");
        let inside = second.as_mut().now_or_never().unwrap();
        drop(inside);
        assert!(third.as_mut().now_or_never().is_some());
    }

    #[test]
    fn settings_that_let_nobody_in_are_put_right() {
        let gate = gate(0, 0);
        assert_eq!(fill(&gate).len(), 1);
    }
}
