//! How fast calls go: for the expected seconds in previews and progress.

use std::time::Duration;

use tokio::time::Instant;

/// Seconds a call takes before anything was measured: four in flight at 200 ms each.
const USUAL: f64 = 0.05;
/// Calls and time that make a measurement.
const WINDOW_CALLS: u32 = 8;
const WINDOW: Duration = Duration::from_millis(500);
/// Weight of the newest measurement.
const NEWEST: f64 = 0.3;
/// A longer break between two calls is no measure of their pace.
const BREAK: Duration = Duration::from_secs(30);

/// The pace of one account's writing calls, several of them in flight.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    seconds_per_call: f64,
    window: Option<(Instant, u32)>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { seconds_per_call: USUAL, window: None }
    }
}

impl Pace {
    /// Work begins (again): time before does not count.
    pub(crate) fn begin(&mut self, now: Instant) {
        self.window = Some((now, 0));
    }

    /// So many calls ended just now.
    pub(crate) fn ended(&mut self, calls: u32, now: Instant) {
        let Some((since, counted)) = self.window else { return self.begin(now) };
        let (elapsed, counted) = (now.duration_since(since), counted + calls);
        if elapsed > BREAK {
            return self.begin(now);
        }
        self.window = Some((since, counted));
        if counted >= WINDOW_CALLS && elapsed >= WINDOW {
            let measured = elapsed.as_secs_f64() / f64::from(counted);
            self.seconds_per_call += NEWEST * (measured - self.seconds_per_call);
            self.begin(now);
        }
    }

    /// Expected seconds for this many calls, rounded up.
    pub(crate) fn seconds_for(&self, calls: u32) -> u32 {
        // Saturates for absurd figures.
        (f64::from(calls) * self.seconds_per_call).ceil() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_follows_what_is_measured() {
        let mut pace = Pace::default();
        assert_eq!(pace.seconds_for(21), 2);
        let mut now = Instant::now();
        pace.begin(now);
        for _ in 0..40 {
            now += Duration::from_secs(1);
            pace.ended(1, now);
        }
        let seconds = pace.seconds_for(100);
        assert!((80..=100).contains(&seconds), "about a second each, said {seconds}");
        now += Duration::from_secs(3600);
        pace.ended(1, now);
        assert_eq!(pace.seconds_for(100), seconds, "a night's sleep is no slowness");
    }
}
