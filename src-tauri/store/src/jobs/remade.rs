//! Tags that were deleted and made again: earlier jobs and histories know them by another number.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::types::{Change, JobId, TagId};

/// Every tag that was given back to its people.
#[derive(Default)]
pub(super) struct Remade {
    /// The number of each now.
    numbers: HashMap<TagId, TagId>,
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
            WHERE jobs.state NOT IN ('writing', 'draft')
            ORDER BY jobs.id",
        )?;
        let mut rows = statement.query([])?;
        let mut remade = Self::default();
        let mut next: HashMap<TagId, TagId> = HashMap::new();
        while let Some(row) = rows.next()? {
            remade.jobs.insert(row.get(0)?);
            let change: Change = serde_json::from_str(&row.get::<_, String>(2)?)?;
            if let Change::Tags { add, .. } = change
                && let [number] = add[..]
            {
                next.insert(row.get(1)?, number);
            }
        }
        // As many steps as there are numbers, lest a spoilt file lead in a circle.
        let step = |tag: TagId, _| next.get(&tag).copied().unwrap_or(tag);
        let last = |&tag: &TagId| (tag, (0..next.len()).fold(tag, step));
        remade.numbers = next.keys().map(last).collect();
        Ok(remade)
    }

    /// The number of a tag now.
    pub(super) fn number_of(&self, tag: TagId) -> TagId {
        self.numbers.get(&tag).copied().unwrap_or(tag)
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
