//! Who carries a tag: list, add, take away.

use serde::Deserialize;

use crate::account::{Account, MAX_TAGS_PER_FOLLOWER, STARRED};
use crate::change::Change;
use crate::json::push_number;
use crate::listing::page;
use crate::rows::push_openids;
use crate::visit::{Answer, Refusal, Visit, ok, refuse};
use crate::world::{Cell, World};

/// Openids per call (vendor's batchtagging page).
const MAX_BATCH: usize = 50;
/// Rows per page; no page prints a figure, so it is taken from `user/get`.
const PAGE: usize = 10_000;

#[derive(Deserialize)]
struct PageOfTag {
    tagid: Option<u32>,
    #[serde(default)]
    next_openid: String,
}

pub(super) fn get(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let asked: PageOfTag = visit.json()?;
    let mut state = cell.state.lock();
    let id = seen_tag(&mut state, asked.tagid, visit.now)?;
    let after = super::users::cursor(visit, cell, &mut state, &asked.next_openid)?;
    let rows = match state.tags.get(&id) {
        Some(tag) => page(&tag.members, after, PAGE),
        None => Vec::new(),
    };
    let mut out = b"{\"count\":".to_vec();
    push_number(&mut out, rows.len());
    if let Some(last) = rows.last() {
        out.extend_from_slice(b",\"data\":{\"openid\":[");
        push_openids(&mut out, &state, visit.plan.left_of(&rows));
        out.extend_from_slice(b"]},\"next_openid\":\"");
        out.extend_from_slice(&state.openids.id(u64::from(*last), 0));
        out.push(b'"');
    }
    out.push(b'}');
    Ok(out)
}

#[derive(Deserialize)]
struct Batch {
    #[serde(default)]
    openid_list: Vec<String>,
    tagid: Option<u32>,
}

pub(super) fn tag(visit: &Visit<'_>, cell: &Cell) -> Answer {
    change_members(visit, cell, true)
}

pub(super) fn untag(visit: &Visit<'_>, cell: &Cell) -> Answer {
    change_members(visit, cell, false)
}

fn change_members(visit: &Visit<'_>, cell: &Cell, add: bool) -> Answer {
    let batch: Batch = visit.json()?;
    visit.check_list_size(batch.openid_list.len(), MAX_BATCH)?;
    let mut state = cell.state.lock();
    let tag = seen_tag(&mut state, batch.tagid, visit.now)?;
    let people = resolve(visit, cell, &state, &batch.openid_list)?;
    if let Some(code) = visit.conflict {
        return refuse(code);
    }
    let failed = |place: usize, number: u32| {
        (add && !state.following.contains(number))
            || place < visit.plan.fail_first
            || visit.plan.fail_openids.contains(&batch.openid_list[place])
    };
    let (mut who, mut fail_openids) = (Vec::with_capacity(people.len()), Vec::new());
    for (place, number) in people.iter().enumerate() {
        if failed(place, *number) {
            fail_openids.push(batch.openid_list[place].clone());
        } else if state.tags.get(&tag).is_some_and(|tag| tag.members.contains(*number) != add) {
            who.push(*number);
        }
    }
    if add && people.iter().all(|number| !state.following.contains(*number)) {
        return refuse(50005);
    }
    if add && who.iter().any(|number| state.tags_of(*number).count() >= MAX_TAGS_PER_FOLLOWER) {
        return refuse(45059);
    }
    if !who.is_empty() {
        let change = if add { Change::Tag { tag, who } } else { Change::Untag { tag, who } };
        visit.commit(cell, &mut state, change)?;
    }
    if !fail_openids.is_empty() {
        return Err(Refusal { fail_openids, ..Refusal::new(45171) });
    }
    ok()
}

/// A tag that exists and shows: right after its creation it may not (45159).
fn seen_tag(state: &mut Account, id: Option<u32>, now: u64) -> Result<u32, Refusal> {
    let Some(id) = id else {
        return refuse(45159);
    };
    if id < STARRED {
        return refuse(45058);
    }
    let Some(tag) = state.tags.get_mut(&id) else {
        return refuse(45159);
    };
    if tag.unseen_for_calls > 0 {
        tag.unseen_for_calls -= 1;
        return refuse(45159);
    }
    if now < tag.unseen_until {
        return refuse(45159);
    }
    Ok(id)
}

/// The people of a batch. One unknown openid fails the whole call with 40003, one of another
/// account with 49003, and nothing is done.
pub(super) fn resolve(
    visit: &Visit<'_>,
    cell: &Cell,
    state: &Account,
    openids: &[String],
) -> Result<Vec<u32>, Refusal> {
    let person = |openid: &String| {
        visit.check_openid(openid)?;
        let code = || if visit.world.is_foreign(cell, openid) { 49003 } else { 40003 };
        state.person(openid).ok_or_else(|| Refusal::new(code()))
    };
    openids.iter().map(person).collect()
}

/// A tag call under way. While it lasts, other tag calls for the same people meet it, if the
/// account is one that minds.
pub(crate) struct Reservation<'a> {
    cell: &'a Cell,
    people: Vec<u32>,
    /// The code this call draws, because it met another one.
    pub(crate) conflict: Option<i64>,
}

impl<'a> Reservation<'a> {
    /// Reserves the people of a tag call; `None` when nobody minds parallel calls.
    pub(crate) fn take(
        world: &'a World,
        account: Option<usize>,
        path: &str,
        body: &[u8],
    ) -> Option<Self> {
        let cell = &world.cells[account?];
        let code = cell.quirks().refuses_parallel_tagging?;
        if !matches!(
            path,
            "/cgi-bin/tags/members/batchtagging" | "/cgi-bin/tags/members/batchuntagging"
        ) {
            return None;
        }
        let batch: Batch = serde_json::from_slice(body).ok()?;
        let number = |openid: &String| cell.openids.number(openid.as_bytes());
        let people: Vec<u32> = batch.openid_list.iter().filter_map(number).collect();
        let mut gate = cell.gate.lock();
        let met = people.iter().any(|number| gate.tagging.contains_key(number));
        for number in &people {
            *gate.tagging.entry(*number).or_default() += 1;
        }
        drop(gate);
        Some(Self { cell, people, conflict: met.then_some(code) })
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let mut gate = self.cell.gate.lock();
        for number in &self.people {
            if let Some(calls) = gate.tagging.get_mut(number) {
                *calls -= 1;
                if *calls == 0 {
                    gate.tagging.remove(number);
                }
            }
        }
    }
}
