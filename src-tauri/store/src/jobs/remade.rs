//! Tags that were deleted and made again: earlier jobs and histories know them by another number.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::types::{Change, JobId, TagId};

/// Every tag that was given back to its people.
#[derive(Default)]
pub(super) struct Remade {
    /// The next number of each.
    next: HashMap<TagId, TagId>,
    /// The jobs that gave them back.
    jobs: HashSet<JobId>,
}

impl Remade {
    pub(super) fn read(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached(
            "SELECT
                jobs.id,
                tag_records.tag_id,
                jobs.change
            FROM jobs
            JOIN tag_records ON tag_records.id = jobs.restores
            WHERE jobs.state NOT IN ('writing', 'draft')",
        )?;
        let mut rows = statement.query([])?;
        let mut remade = Self::default();
        while let Some(row) = rows.next()? {
            remade.jobs.insert(row.get(0)?);
            let change: Change = serde_json::from_str(&row.get::<_, String>(2)?)?;
            if let Change::Tags { add, .. } = change
                && let [number] = add[..]
            {
                remade.next.insert(row.get(1)?, number);
            }
        }
        Ok(remade)
    }

    /// The number of a tag now.
    pub(super) fn number_of(&self, tag: TagId) -> TagId {
        // As many steps as there are numbers, lest a spoilt file lead in a circle.
        let step = |tag: TagId, _| self.next.get(&tag).copied().unwrap_or(tag);
        (0..self.next.len()).fold(tag, step)
    }

    /// A change with the numbers of now.
    pub(super) fn renumbered(&self, change: &Change) -> Change {
        let all = |tags: &[TagId]| tags.iter().map(|&tag| self.number_of(tag)).collect();
        match change {
            Change::Tags { add, remove } => Change::Tags { add: all(add), remove: all(remove) },
            Change::TagsExactly { tags, others } => {
                Change::TagsExactly { tags: all(tags), others: all(others) }
            }
            Change::SwapTag { from, to } => {
                Change::SwapTag { from: self.number_of(*from), to: self.number_of(*to) }
            }
            Change::Remark { .. }
            | Change::RemarkPattern { .. }
            | Change::RemarkEach
            | Change::Block { .. }
            | Change::Unblock => change.clone(),
        }
    }

    /// Whether a job gave a tag back to those who had it: nothing that anybody wanted otherwise.
    pub(super) fn gave_back(&self, job: JobId) -> bool {
        self.jobs.contains(&job)
    }
}
