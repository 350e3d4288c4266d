//! A filter made ready: what is off is gone, periods are times, and what only the file knows is answered.

use std::ops::Range;

use roaring::RoaringBitmap;
use rusqlite::Connection;

use super::file;
use super::period::times;
use crate::error::Result;
use crate::index::Seconds;
use crate::types::{Filter, UnixSeconds};

/// What the index can answer by itself.
pub(crate) enum Plan<'a> {
    /// Everybody if there are no parts.
    AllOf(Vec<Plan<'a>>),
    /// Nobody if there are no parts.
    AnyOf(Vec<Plan<'a>>),
    /// Everybody if there are no parts.
    NoneOf(Vec<Plan<'a>>),
    /// Followed at such a time.
    Followed(Range<Seconds>),
    /// These, as the file says; it may know people of whom the index is told in the next moment.
    People(RoaringBitmap),
    /// A condition as it stands, of a kind that has no variant of its own here.
    Condition(&'a Filter),
}

/// Whether only the file can answer a part of it.
pub(crate) fn asks_file(filter: &Filter) -> bool {
    match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters.iter().any(asks_file)
        }
        _ => file::answers(filter),
    }
}

/// Makes a filter ready that was measured before; `file` is there if [`asks_file`].
pub(super) fn plan<'a>(
    filter: &'a Filter,
    file: Option<&Connection>,
    now: UnixSeconds,
) -> Result<Plan<'a>> {
    let plan = part(filter, file, now)?;
    Ok(plan.unwrap_or(Plan::AllOf(Vec::new())))
}

/// Nothing if the part is off.
fn part<'a>(
    filter: &'a Filter,
    file: Option<&Connection>,
    now: UnixSeconds,
) -> Result<Option<Plan<'a>>> {
    let parts = |filters: &'a [Filter], group: fn(Vec<Plan<'a>>) -> Plan<'a>| {
        let on = filters.iter().map(|filter| part(filter, file, now));
        let on: Vec<Plan<'a>> = on.filter_map(Result::transpose).collect::<Result<_>>()?;
        let is_off = on.is_empty() && !filters.is_empty();
        Ok((!is_off).then(|| group(on)))
    };
    Ok(Some(match filter {
        Filter::AllOf { filters } => return parts(filters, Plan::AllOf),
        Filter::AnyOf { filters } => return parts(filters, Plan::AnyOf),
        Filter::NoneOf { filters } => return parts(filters, Plan::NoneOf),
        Filter::Off { .. } => return Ok(None),
        Filter::Followed { when, period } => Plan::Followed(times(*when, *period, now)),
        condition => match file {
            Some(file) if file::answers(condition) => {
                Plan::People(file::answer(condition, file, now)?)
            }
            _ => Plan::Condition(condition),
        },
    }))
}
