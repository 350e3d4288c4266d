//! Where the kills fell, as a histogram.

use std::collections::BTreeMap;

/// Kills by stage. The stages print in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    kills: BTreeMap<Stage, u32>,
}

/// A stretch of the work: its place in the order of things, its name, and whether the bulk of the
/// work (batches, reading) was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stage {
    pub(crate) place: u8,
    pub(crate) name: &'static str,
    pub(crate) at_work: bool,
}

impl Tally {
    pub(crate) fn add(&mut self, stage: Stage) {
        *self.kills.entry(stage).or_default() += 1;
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        for (stage, kills) in &other.kills {
            *self.kills.entry(*stage).or_default() += kills;
        }
    }

    /// All kills.
    pub(crate) fn kills(&self) -> u32 {
        self.kills.values().sum()
    }

    /// Kills while the bulk of the work was under way.
    pub(crate) fn at_work(&self) -> u32 {
        self.kills.iter().filter(|(stage, _)| stage.at_work).map(|(_, kills)| kills).sum()
    }

    /// A line for each stage.
    pub(crate) fn lines(&self) -> Vec<String> {
        let most = self.kills.values().copied().max().unwrap_or(1);
        let width = self.kills.keys().map(|stage| stage.name.len()).max().unwrap_or(0);
        self.kills
            .iter()
            .map(|(Stage { name, .. }, kills)| {
                let bar = "#".repeat((kills * 40).div_ceil(most) as usize);
                format!("  {name:<width$}  {kills:>5}  {bar}")
            })
            .collect()
    }
}
