//! Followers: the list, one person, a hundred people, a remark.

use std::borrow::Cow;

use parking_lot::MutexGuard;
use serde::Deserialize;

use crate::Quirks;
use crate::account::Account;
use crate::bitmap::Bitmap;
use crate::change::Change;
use crate::json::push_number;
use crate::listing::page;
use crate::rows::{push_openids, push_row};
use crate::visit::{Answer, Refusal, Visit, ok, refuse};
use crate::world::Cell;

/// Openids per page of the follower list (vendor's user/get page).
const PAGE: usize = 10_000;
/// Openids per batchget (vendor's batchget page).
const MAX_BATCH: usize = 100;
/// Bytes of a remark (vendor's updateremark page; testers found bytes to decide).
const MAX_REMARK_BYTES: usize = 30;

pub(super) fn get(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let mut state = cell.state.lock();
    let cursor_text = visit.parameter("next_openid").unwrap_or_default();
    let after = cursor(visit, cell, &mut state, &cursor_text)?;
    let rows = page(&state.following, after, PAGE);
    Ok(list(visit, &state, &state.following, &rows))
}

/// A page with its total. The cursor is the last row, on the last page too; the page after it has
/// no `data`.
pub(super) fn list(visit: &Visit<'_>, state: &Account, set: &Bitmap, rows: &[u32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() * 31 + 128);
    out.extend_from_slice(b"{\"total\":");
    push_number(&mut out, set.len());
    out.extend_from_slice(b",\"count\":");
    push_number(&mut out, rows.len());
    if !rows.is_empty() {
        out.extend_from_slice(b",\"data\":{\"openid\":[");
        push_openids(&mut out, state, visit.plan.left_of(rows));
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(b",\"next_openid\":\"");
    if let Some(last) = rows.last() {
        out.extend_from_slice(&state.openids.id(u64::from(*last), 0));
    }
    out.extend_from_slice(b"\"}");
    out
}

/// The person behind a cursor; empty = from the beginning. Trouble may let the person leave now.
pub(super) fn cursor(
    visit: &Visit<'_>,
    cell: &Cell,
    state: &mut MutexGuard<'_, Account>,
    openid: &str,
) -> Result<Option<u32>, Refusal> {
    if openid.is_empty() {
        return Ok(None);
    }
    visit.check_openid(openid)?;
    let person = state.person(openid);
    if let Some(number) = person
        && visit.plan.cursor_leaves
    {
        visit.commit(cell, state, Change::Leave { who: vec![number] })?;
    }
    match person {
        Some(number) if state.following.contains(number) => Ok(Some(number)),
        Some(number) if !cell.quirks().strict_cursors => Ok(Some(number)),
        _ => refuse(40003),
    }
}

pub(super) fn info(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let openid = visit.parameter("openid").unwrap_or_default();
    let state = cell.state.lock();
    visit.check_openid(&openid)?;
    let number = readable(&state, cell.quirks(), &openid)?;
    let mut out = Vec::with_capacity(512);
    push_row(&mut out, &state, number, cell.quirks().legacy_fields);
    Ok(out)
}

#[derive(Deserialize)]
struct Batch<'a> {
    #[serde(borrow, default)]
    user_list: Vec<Asked<'a>>,
}

#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    openid: Cow<'a, str>,
}

pub(super) fn batch_get(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let Batch { user_list } = visit.json()?;
    visit.check_list_size(user_list.len(), MAX_BATCH)?;
    let (state, quirks) = (cell.state.lock(), cell.quirks());
    let mut out = Vec::with_capacity(user_list.len() * 420 + 32);
    out.extend_from_slice(b"{\"user_info_list\":[");
    for (place, asked) in user_list.iter().enumerate() {
        // One openid that is not known fails the whole call.
        visit.check_openid(&asked.openid)?;
        let number = readable(&state, quirks, &asked.openid)?;
        if place > 0 {
            out.push(b',');
        }
        push_row(&mut out, &state, number, quirks.legacy_fields);
    }
    out.extend_from_slice(b"]}");
    Ok(out)
}

/// The person behind an openid whose row may be read. Foreign ones are unknown here (40003).
fn readable(state: &Account, quirks: Quirks, openid: &str) -> Result<u32, Refusal> {
    match state.person(openid) {
        Some(number) if state.following.contains(number) => Ok(number),
        Some(number) if !quirks.strict_about_left => Ok(number),
        _ => refuse(40003),
    }
}

#[derive(Deserialize)]
struct NewRemark {
    #[serde(default)]
    openid: String,
    #[serde(default)]
    remark: String,
}

pub(super) fn update_remark(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let NewRemark { openid, remark } = visit.json_with_text()?;
    let mut state = cell.state.lock();
    visit.check_openid(&openid)?;
    let Some(who) = state.person(&openid) else {
        return refuse(40003);
    };
    let limit = MAX_REMARK_BYTES - usize::from(cell.quirks().strict_remarks);
    if remark.len() > limit || remark.chars().any(char::is_control) {
        return refuse(40092);
    }
    if !state.following.contains(who) {
        return refuse(43004);
    }
    visit.commit(cell, &mut state, Change::Remark { who, text: remark })?;
    ok()
}
