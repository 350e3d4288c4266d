//! Numbers of kept filters, each for as long as nothing that it depends on has changed.

use std::collections::HashMap;

use jiff::civil::Date;
use parking_lot::Mutex;

use crate::account::AccountStore;
use crate::error::Result;
use crate::filter::{asks_file, day_of};
use crate::types::{Filter, UnixSeconds};

/// What the number of a filter depends on beside the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    /// How often the index changed.
    index: u64,
    /// How often the file changed, if it has to be asked.
    file: Option<u64>,
    /// Periods such as "this week" are those of a day in China.
    day: Date,
}

/// By filter, as it lies in the file. None for a filter that cannot be counted.
#[derive(Debug, Default)]
pub(crate) struct Counts(Mutex<HashMap<String, (State, Option<u32>)>>);

impl Counts {
    fn of(
        &self,
        filter: &str,
        state: State,
        count: impl FnOnce() -> Result<Option<u32>>,
    ) -> Result<Option<u32>> {
        let known = self.0.lock().get(filter).filter(|(when, _)| *when == state).copied();
        if let Some((_, people)) = known {
            return Ok(people);
        }
        let people = count()?;
        self.0.lock().insert(filter.to_owned(), (state, people));
        Ok(people)
    }

    /// Forgets all others.
    pub(crate) fn keep_only<'a>(&self, filters: impl Iterator<Item = &'a str>) {
        let filters: std::collections::HashSet<&str> = filters.collect();
        self.0.lock().retain(|filter, _| filters.contains(filter.as_str()));
    }
}

impl AccountStore {
    /// As [`AccountStore::count_if_known`], without asking again what nothing has changed since.
    /// `written` is the filter as it lies in the file.
    pub(crate) fn count_of(
        &self,
        written: &str,
        filter: &Filter,
        now: UnixSeconds,
    ) -> Result<Option<u32>> {
        // Taken before it is counted: what changes meanwhile makes the number an old one.
        let state = State {
            index: self.index_changes(),
            file: asks_file(filter).then(|| self.file_changes()),
            day: day_of(now),
        };
        self.counts().of(written, state, || self.count_if_known(filter, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_counted_once_until_something_changes() {
        let counts = Counts::default();
        let state = State { index: 1, file: None, day: Date::constant(2026, 5, 31) };
        let mut asked = 0;
        let mut ask = |filter: &str, state, people| {
            let count = || {
                asked += 1;
                Ok(Some(people))
            };
            counts.of(filter, state, count).unwrap().unwrap()
        };
        assert_eq!((ask("a", state, 5), ask("a", state, 6)), (5, 5), "nothing has changed");
        assert_eq!(ask("b", state, 7), 7, "another filter");
        for (later, people) in [
            (State { index: 2, ..state }, 8),
            (State { file: Some(1), ..state }, 9),
            (State { day: Date::constant(2026, 6, 1), ..state }, 10),
        ] {
            assert_eq!(ask("a", later, people), people, "{later:?}");
        }
        counts.keep_only(["b"].into_iter());
        assert_eq!(counts.0.lock().len(), 1);
        assert_eq!(asked, 5);
    }
}
