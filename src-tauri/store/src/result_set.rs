//! Result sets: the ordered ids that one filter and sort select, kept so that windows are fast.
//!
//! A result set does not shift under its reader: who matched when it was opened stays in it.

use std::collections::VecDeque;
use std::sync::Arc;

use roaring::RoaringBitmap;

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::types::{
    Filter, FollowerId, FollowerRow, OpenedResultSet, ResultSetId, Selection, Sort, UnixSeconds,
};

/// How many result sets one account keeps; the one unused for longest goes first.
pub const KEPT_RESULT_SETS: usize = 16;

/// How many rows come with a newly opened result set.
pub const FIRST_ROWS: u32 = 100;

/// How many sizes of dropped result sets are remembered.
const REMEMBERED_SIZES: usize = 256;

/// The kept ones, least recently used first.
#[derive(Default)]
pub(crate) struct ResultSets {
    last_id: ResultSetId,
    kept: VecDeque<(ResultSetId, Arc<Vec<FollowerId>>)>,
    dropped: VecDeque<(ResultSetId, u64)>,
}

impl ResultSets {
    pub(crate) fn keep(&mut self, ids: Arc<Vec<FollowerId>>) -> ResultSetId {
        self.last_id += 1;
        self.kept.push_back((self.last_id, ids));
        if self.kept.len() > KEPT_RESULT_SETS {
            self.drop_at(0);
        }
        self.last_id
    }

    fn get(&mut self, id: ResultSetId) -> Result<Arc<Vec<FollowerId>>> {
        match self.kept.iter().position(|(kept, _)| *kept == id) {
            Some(place) => {
                let entry = self.kept.remove(place).expect("the place was just found");
                let ids = Arc::clone(&entry.1);
                self.kept.push_back(entry);
                Ok(ids)
            }
            None => {
                let had = self.dropped.iter().find(|(dropped, _)| *dropped == id);
                Err(Error::ResultSetExpired { had: had.map_or(0, |(_, people)| *people) })
            }
        }
    }

    fn close(&mut self, id: ResultSetId) {
        if let Some(place) = self.kept.iter().position(|(kept, _)| *kept == id) {
            self.drop_at(place);
        }
    }

    fn drop_at(&mut self, place: usize) {
        if let Some((id, ids)) = self.kept.remove(place) {
            self.dropped.push_back((id, ids.len() as u64));
            if self.dropped.len() > REMEMBERED_SIZES {
                self.dropped.pop_front();
            }
        }
    }
}

impl AccountStore {
    /// Collects who matches, in order, and keeps the list. Rows of equal rank stand by local number.
    ///
    /// # Errors
    /// As [`AccountStore::matching`].
    pub fn open_result_set(
        &self,
        filter: &Filter,
        sorts: &[Sort],
        now: UnixSeconds,
    ) -> Result<OpenedResultSet> {
        let ids = Arc::new(self.ordered_matches(filter, sorts, now)?);
        let id = self.result_sets().lock().keep(Arc::clone(&ids));
        let first = &ids[..ids.len().min(FIRST_ROWS as usize)];
        Ok(OpenedResultSet { id, people: ids.len() as u32, first_rows: self.rows(first)? })
    }

    /// Who matches, in order; not kept.
    ///
    /// # Errors
    /// As [`AccountStore::matching`].
    pub fn ordered_matches(
        &self,
        filter: &Filter,
        sorts: &[Sort],
        now: UnixSeconds,
    ) -> Result<Vec<FollowerId>> {
        let people = self.matching(filter, now)?;
        Ok(self.orders().order(&self.index(), &people, sorts))
    }

    /// Rows `start` to `start + count` of a result set; fewer at its end.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`].
    pub fn window(&self, id: ResultSetId, start: u32, count: u32) -> Result<Vec<FollowerRow>> {
        let ids = self.result_set(id)?;
        let start = (start as usize).min(ids.len());
        let end = start.saturating_add(count as usize).min(ids.len());
        self.rows(&ids[start..end])
    }

    /// All ids of a result set, in its order.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`].
    pub fn result_set(&self, id: ResultSetId) -> Result<Arc<Vec<FollowerId>>> {
        self.result_sets().lock().get(id)
    }

    /// Forgets a result set. Closing one twice is harmless.
    pub fn close_result_set(&self, id: ResultSetId) {
        self.result_sets().lock().close(id);
    }

    /// The people of a selection in its order, each once; ids that do not exist are left out.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`].
    pub fn selected(&self, selection: &Selection) -> Result<Vec<FollowerId>> {
        let mut seen = RoaringBitmap::new();
        match selection {
            Selection::These { followers } => {
                let index = self.index();
                Ok(followers
                    .iter()
                    .copied()
                    .filter(|id| index.knows(*id) && seen.insert(*id))
                    .collect())
            }
            Selection::ResultSet { result_set, ranges, except } => {
                let ids = self.result_set(*result_set)?;
                let except: RoaringBitmap = except.iter().copied().collect();
                let Some(ranges) = ranges else {
                    return Ok(ids.iter().copied().filter(|id| !except.contains(*id)).collect());
                };
                let mut people = Vec::new();
                for (from, until) in ranges {
                    let until = (*until as usize).min(ids.len());
                    let from = (*from as usize).min(until);
                    people.extend(
                        ids[from..until]
                            .iter()
                            .copied()
                            .filter(|id| !except.contains(*id) && seen.insert(*id)),
                    );
                }
                Ok(people)
            }
        }
    }
}
