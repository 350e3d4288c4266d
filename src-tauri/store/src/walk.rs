//! Long walks through the people: pages left behind are let go.
//!
//! A connection keeps the pages it has read, which serves whoever looks at the same people again.
//! A job of a million people, or a sync that reads their details, looks at each of them once, and
//! would fill every cache on its way.

use rusqlite::Connection;

use crate::error::Result;

/// Pages are let go after so many people. Few enough to matter little to
/// memory, many enough to matter little to whoever reads beside the walk.
const MILE: u32 = 100_000;

/// Lets go of what the connection keeps when a step of the walk, from so far to so far, passes a
/// place where that is due. Pages that are being written stay.
pub(crate) fn let_go_behind(connection: &Connection, from: u32, to: u32) -> Result<()> {
    if from / MILE != to / MILE {
        connection.execute_batch("PRAGMA shrink_memory")?;
    }
    Ok(())
}
