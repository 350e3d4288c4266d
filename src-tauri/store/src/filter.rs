//! Answering a filter: it is made ready once, then it is set algebra over the index.

mod evaluate;
mod file;
mod limits;
mod period;
mod plan;
mod problems;

use roaring::RoaringBitmap;

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::types::{Filter, UnixSeconds};
pub(crate) use evaluate::{column_bitmap, with_text};
pub use limits::{DEEPEST_FILTER, LONGEST_TEXT, MOST_CONDITIONS, MOST_VALUES};
pub(crate) use period::day_of;
pub(crate) use plan::asks_file;

impl AccountStore {
    /// Local numbers of all followers that match; periods such as "this week" are those of `now`.
    ///
    /// # Errors
    /// [`Error::FilterTooDeep`](crate::Error::FilterTooDeep) and
    /// [`Error::FilterTooLarge`](crate::Error::FilterTooLarge); `JobUnknown`, `SyncUnknown`,
    /// `ListUnknown` and `SegmentUnknown` if the filter names such a one.
    pub fn matching(&self, filter: &Filter, now: UnixSeconds) -> Result<RoaringBitmap> {
        limits::check(filter)?;
        // What only the file knows is asked before the index is held.
        let plan = if plan::asks_file(filter) {
            self.read(|connection| plan::plan(filter, Some(connection), now))?
        } else {
            plan::plan(filter, None, now)?
        };
        Ok(evaluate::evaluate(&plan, &self.index()).into_owned())
    }

    /// How many followers match.
    ///
    /// # Errors
    /// As [`AccountStore::matching`].
    pub fn count(&self, filter: &Filter, now: UnixSeconds) -> Result<u32> {
        Ok(self.matching(filter, now)?.len() as u32)
    }

    /// The same; none for a filter that names a list, a segment, a sync or a job that is not kept.
    ///
    /// # Errors
    /// As [`AccountStore::matching`], but for those.
    pub fn count_if_known(&self, filter: &Filter, now: UnixSeconds) -> Result<Option<u32>> {
        match self.count(filter, now) {
            Ok(people) => Ok(Some(people)),
            Err(
                Error::ListUnknown | Error::SegmentUnknown | Error::SyncUnknown | Error::JobUnknown,
            ) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
