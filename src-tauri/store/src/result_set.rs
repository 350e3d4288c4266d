//! Result sets: the ordered ids that one filter and sort select, kept so that windows are fast.
//!
//! A result set does not shift under its reader: who matched when it was opened stays in it.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use roaring::RoaringBitmap;

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::order::{Order, Orders};
use crate::types::{
    Filter, FollowerId, FollowerRow, OpenedResultSet, ResultSetId, Selection, Sort, UnixSeconds,
};

/// How many result sets one account keeps; the one unused for longest goes first.
pub const KEPT_RESULT_SETS: usize = 16;

/// How many rows come with a newly opened result set.
pub const FIRST_ROWS: u32 = 100;

/// How many sizes of dropped result sets are remembered.
const REMEMBERED_SIZES: usize = 256;

/// People in an order. Their first page comes at once; the whole list is collected when it is first
/// needed, out of what was known when the question was asked.
pub(crate) struct ResultSet {
    people: u32,
    first: Vec<FollowerId>,
    /// Until the list is there.
    order: Mutex<Option<Order>>,
    ids: OnceLock<Arc<Vec<FollowerId>>>,
}

impl ResultSet {
    fn planned(order: Order) -> Self {
        Self {
            people: order.len(),
            first: order.first(FIRST_ROWS as usize),
            order: Mutex::new(Some(order)),
            ids: OnceLock::new(),
        }
    }

    /// One whose list is there already.
    pub(crate) fn collected(ids: Vec<FollowerId>) -> Self {
        Self {
            people: ids.len() as u32,
            first: Vec::new(),
            order: Mutex::default(),
            ids: OnceLock::from(Arc::new(ids)),
        }
    }

    /// The list; whoever asks while it is being collected waits for it.
    fn ids(&self, orders: &Orders) -> &Arc<Vec<FollowerId>> {
        self.ids.get_or_init(|| {
            let mut order = self.order.lock();
            let ids = order.as_ref().map_or_else(Vec::new, |order| orders.collect(order));
            *order = None;
            Arc::new(ids)
        })
    }

    /// The people of a window, without the whole list where the first page has them.
    fn window(&self, start: u32, count: u32, orders: &Orders) -> Vec<FollowerId> {
        let end = start.saturating_add(count).min(self.people) as usize;
        let start = (start as usize).min(end);
        match self.first.get(start..end) {
            Some(ids) => ids.to_vec(),
            None => self.ids(orders)[start..end].to_vec(),
        }
    }
}

/// The kept ones, least recently used first.
#[derive(Default)]
pub(crate) struct ResultSets {
    last_id: ResultSetId,
    kept: VecDeque<(ResultSetId, Arc<ResultSet>)>,
    dropped: VecDeque<(ResultSetId, u64)>,
}

impl ResultSets {
    pub(crate) fn keep(&mut self, set: ResultSet) -> ResultSetId {
        self.last_id += 1;
        self.kept.push_back((self.last_id, Arc::new(set)));
        if self.kept.len() > KEPT_RESULT_SETS {
            self.drop_at(0);
        }
        self.last_id
    }

    fn get(&mut self, id: ResultSetId) -> Result<Arc<ResultSet>> {
        match self.kept.iter().position(|(kept, _)| *kept == id) {
            Some(place) => {
                let entry = self.kept.remove(place).expect("the place was just found");
                let set = Arc::clone(&entry.1);
                self.kept.push_back(entry);
                Ok(set)
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
        if let Some((id, set)) = self.kept.remove(place) {
            self.dropped.push_back((id, set.people.into()));
            if self.dropped.len() > REMEMBERED_SIZES {
                self.dropped.pop_front();
            }
        }
    }
}

impl AccountStore {
    /// Finds who matches and the first of them, in order, and keeps the question. The whole list is
    /// collected by [`AccountStore::result_set`], or when a window needs it. Rows of equal rank stand
    /// by local number.
    ///
    /// # Errors
    /// As [`AccountStore::matching`].
    pub fn open_result_set(
        &self,
        filter: &Filter,
        sorts: &[Sort],
        now: UnixSeconds,
    ) -> Result<OpenedResultSet> {
        let set = ResultSet::planned(self.ordered(filter, sorts, now)?);
        let (people, first_rows) = (set.people, self.rows(&set.first));
        let id = self.result_sets().lock().keep(set);
        Ok(OpenedResultSet { id, people, first_rows })
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
        Ok(self.orders().collect(&self.ordered(filter, sorts, now)?))
    }

    fn ordered(&self, filter: &Filter, sorts: &[Sort], now: UnixSeconds) -> Result<Order> {
        let people = self.matching(filter, now)?;
        Ok(self.orders().plan(&self.index(), people, sorts))
    }

    /// Rows `start` to `start + count` of a result set; fewer at its end.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`].
    pub fn window(&self, id: ResultSetId, start: u32, count: u32) -> Result<Vec<FollowerRow>> {
        let set = self.kept_set(id)?;
        Ok(self.rows(&set.window(start, count, self.orders())))
    }

    /// All ids of a result set, in its order. The first call collects them.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`].
    pub fn result_set(&self, id: ResultSetId) -> Result<Arc<Vec<FollowerId>>> {
        Ok(Arc::clone(self.kept_set(id)?.ids(self.orders())))
    }

    /// Where the people of a selection stand in a result set: places from the first up to, not
    /// including, the second, in order and apart from each other. Who is not in it is left out.
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`], of the selection's result set or of this one.
    pub fn places(&self, selection: &Selection, id: ResultSetId) -> Result<Vec<(u32, u32)>> {
        let selected: RoaringBitmap = self.selected(selection)?.into_iter().collect();
        let ids = self.result_set(id)?;
        let mut places: Vec<(u32, u32)> = Vec::new();
        for (place, _) in (0..).zip(ids.iter()).filter(|(_, id)| selected.contains(**id)) {
            match places.last_mut() {
                Some((_, until)) if *until == place => *until += 1,
                _ => places.push((place, place + 1)),
            }
        }
        Ok(places)
    }

    fn kept_set(&self, id: ResultSetId) -> Result<Arc<ResultSet>> {
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
