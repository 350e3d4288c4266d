//! Whom we changed since a moment, for readings that outlive the program.
//!
//! The index knows the changes of ours since the file was opened. A list whose reading began before
//! that is judged by the jobs that can have changed anybody since: those that were not over then, and
//! every later one.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::database::Urgency;
use crate::error::Result;
use crate::types::{FollowerId, JobId};

/// A moment, told by the jobs of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkMark {
    /// Jobs that were not over.
    open: BTreeSet<JobId>,
    /// The newest job.
    newest: JobId,
}

impl AccountStore {
    /// This moment.
    ///
    /// # Errors
    /// As every read.
    pub fn work_mark(&self) -> Result<WorkMark> {
        self.read(|connection| {
            let newest =
                connection
                    .query_row("SELECT coalesce(max(id), 0) FROM jobs", [], |row| row.get(0))?;
            let open = connection
                .prepare_cached("SELECT id FROM jobs WHERE state NOT IN ('finished', 'cancelled')")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(WorkMark { open, newest })
        })
    }

    /// A stamp as [`AccountStore::read_stamp`] would have given it at that moment, in an earlier run
    /// of the program: everybody whom a job may have changed since counts as changed.
    ///
    /// # Errors
    /// As every write, though nothing is written.
    pub fn read_stamp_of(&self, mark: &WorkMark) -> Result<u32> {
        self.change(
            Urgency::Edit,
            |transaction, index| {
                let changed = changed_since(transaction, mark)?;
                Ok((index.stamp(), changed))
            },
            |index, changed| index.mark_written(changed),
        )
    }
}

fn changed_since(connection: &Connection, mark: &WorkMark) -> Result<RoaringBitmap> {
    let ids = connection
        .prepare_cached(
            "SELECT follower_id
            FROM job_items
            WHERE
                (job_id > :newest OR job_id IN rarray(:open))
                AND (done <> 0 OR done_more <> 0)",
        )?
        .query_map(
            named_params! { ":newest": mark.newest, ":open": id_array(mark.open.iter().copied()) },
            |row| row.get::<_, FollowerId>(0),
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}
