//! The blacklist: list, add, take away. Blocked people stay followers and keep their tags.

use serde::Deserialize;

use super::members::resolve;
use super::users;
use crate::change::Change;
use crate::listing::page;
use crate::visit::{Answer, Visit, ok, refuse};
use crate::world::Cell;

/// Openids per page (vendor's getblacklist page; an older print says 10,000).
const PAGE: usize = 1000;
/// Openids per call (vendor's batchblacklist page).
const MAX_BATCH: usize = 20;

#[derive(Deserialize)]
struct PageOfList {
    #[serde(default)]
    begin_openid: String,
}

pub(super) fn get(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let asked: PageOfList = visit.json()?;
    let mut state = cell.state.lock();
    let after = users::cursor(visit, cell, &mut state, &asked.begin_openid)?;
    let rows = page(&state.blocked, after, PAGE);
    Ok(users::list(visit, &state, &state.blocked, &rows))
}

#[derive(Deserialize)]
struct Batch {
    #[serde(default)]
    openid_list: Vec<String>,
}

pub(super) fn block(visit: &Visit<'_>, cell: &Cell) -> Answer {
    change_list(visit, cell, true)
}

pub(super) fn unblock(visit: &Visit<'_>, cell: &Cell) -> Answer {
    change_list(visit, cell, false)
}

fn change_list(visit: &Visit<'_>, cell: &Cell, block: bool) -> Answer {
    let batch: Batch = visit.json()?;
    visit.check_list_size(batch.openid_list.len(), MAX_BATCH)?;
    let mut state = cell.state.lock();
    let people = resolve(visit, cell, &state, &batch.openid_list)?;
    // Whether somebody who left can be blocked is not printed; 40003 was reported.
    if block && people.iter().any(|number| !state.following.contains(*number)) {
        return refuse(40003);
    }
    let new = |number: &u32| state.blocked.contains(*number) != block;
    let who: Vec<u32> = people.into_iter().filter(new).collect();
    if !who.is_empty() {
        let change = if block { Change::Block { who } } else { Change::Unblock { who } };
        visit.commit(cell, &mut state, change)?;
    }
    ok()
}
