//! When a syncing program dies, and which phase that was.

use std::time::Duration;

use fandesk_core::SyncReport;
use fandesk_core::store::UnfinishedSync;
use fandesk_sandbox::Sandbox;
use rand::Rng;
use rand::rngs::StdRng;
use serde_json::Value;

use super::{BLACKLIST, DETAILS, LIST, MEMBERS, TAGS};
use crate::Outcome;
use crate::evidence::Evidence;
use crate::lives::Moment;
use crate::tally::Stage;

/// The phases by their names in the file, in order.
const PHASES: [&str; 9] =
    ["check", "tags", "ids", "difference", "details", "tagLists", "blacklist", "refresh", "finish"];

/// The end of a life: counted in calls to one path.
pub(super) struct Target {
    path: &'static str,
    pub(super) moment: Moment,
}

impl Target {
    /// A moment in a phase that is still to come; before any of them if `early`.
    pub(super) fn draw(
        dice: &mut StdRng,
        kills: u32,
        early: bool,
        evidence: &Evidence,
    ) -> Outcome<Self> {
        if kills == 0 {
            return Ok(Self { path: LIST, moment: Moment::Never });
        }
        if early {
            let wait = Duration::from_millis(dice.random_range(0..150));
            return Ok(Self { path: LIST, moment: Moment::AfterStart(wait) });
        }
        let unfinished = unfinished(evidence)?;
        let place = unfinished.as_ref().map_or(0, |sync| place_of(&sync.phase));
        let since = unfinished.as_ref().map_or(i64::MAX, |sync| sync.started_at);
        let due = evidence.store.details_due_count(since).max(1);
        let to_come: Vec<(&'static str, u32, u32)> = [
            (TAGS, place_of("tags"), 1, 1),
            (LIST, place_of("ids"), 3, 3),
            (DETAILS, place_of("details"), due.div_ceil(100), 4),
            (MEMBERS, place_of("tagLists"), 8, 2),
            (BLACKLIST, place_of("blacklist"), 1, 1),
        ]
        .into_iter()
        .filter(|(_, phase, _, _)| *phase >= place)
        .map(|(path, _, calls, weight)| (path, calls, weight))
        .collect();
        let weights: u32 = to_come.iter().map(|(_, _, weight)| weight).sum();
        let mut lot = dice.random_range(0..weights.max(1));
        for (path, calls, weight) in to_come {
            if lot < weight {
                let calls = u64::from(dice.random_range(1..=calls));
                let longest = if path == LIST { 120_000 } else { 8_000 };
                let and = Duration::from_micros(dice.random_range(0..longest));
                return Ok(Self { path, moment: Moment::AfterCalls { calls, and } });
            }
            lot -= weight;
        }
        Ok(Self { path: LIST, moment: Moment::Never })
    }

    /// Calls to the path that the moment is counted in.
    pub(super) fn calls_so_far(&self, sandbox: &Sandbox) -> u64 {
        sandbox.call_count(self.path)
    }
}

fn unfinished(evidence: &Evidence) -> Outcome<Option<UnfinishedSync<Value>>> {
    Ok(evidence.store.unfinished_sync()?)
}

fn place_of(phase: &str) -> u32 {
    PHASES.iter().position(|known| *known == phase).map_or(0, |place| place as u32)
}

/// Where the sync stood when the program died, as its file tells.
pub(super) fn stage(evidence: &Evidence, syncs: usize) -> Outcome<Stage> {
    if let Some(sync) = unfinished(evidence)? {
        let place = PHASES.iter().position(|known| *known == sync.phase);
        let place = place.ok_or_else(|| format!("the phase {} is unknown here", sync.phase))?;
        return Ok(Stage { place: place as u8 + 1, name: PHASES[place], at_work: true });
    }
    let finished = evidence.store.sync_reports::<SyncReport>(500)?.len() >= syncs;
    let (place, name) = if finished { (9, "after the end") } else { (0, "before the start") };
    Ok(Stage { place, name, at_work: false })
}
