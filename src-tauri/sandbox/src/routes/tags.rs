//! Tags themselves: list, create, rename, delete, and the tags of one person.

use serde::Deserialize;

use crate::account::{Account, MAX_TAGS, STARRED};
use crate::change::Change;
use crate::json::{push_number, push_text};
use crate::rows::push_list;
use crate::visit::{Answer, Refusal, Visit, ok, refuse};
use crate::world::Cell;

/// Names of at most 30 bytes: bytes, not characters, decide (staff answer of 2022-11-09).
const MAX_NAME_BYTES: usize = 30;
/// A tag with more followers cannot be deleted (vendor's tag page, older print).
const MAX_FOLLOWERS_TO_DELETE: u32 = 100_000;

pub(super) fn get(_: &Visit<'_>, cell: &Cell) -> Answer {
    let state = cell.state.lock();
    let mut out = b"{\"tags\":[".to_vec();
    push_list(&mut out, &state.tags, |out, (id, tag)| {
        out.extend_from_slice(b"{\"id\":");
        push_number(out, *id);
        out.extend_from_slice(b",\"name\":");
        push_text(out, &tag.name);
        out.extend_from_slice(b",\"count\":");
        push_number(out, tag.members.len());
        out.push(b'}');
    });
    out.extend_from_slice(b"]}");
    Ok(out)
}

#[derive(Deserialize)]
struct New {
    tag: NewTag,
}

#[derive(Deserialize)]
struct NewTag {
    name: String,
}

pub(super) fn create(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let New { tag: NewTag { name } } = visit.json_with_text()?;
    let mut state = cell.state.lock();
    check_name(&state, &name, None)?;
    if state.tags.keys().filter(|id| **id > STARRED).count() >= MAX_TAGS {
        return refuse(45056);
    }
    let id = state.next_tag();
    visit.commit(cell, &mut state, Change::CreateTag { tag: id, name: name.clone() })?;
    if let Some(tag) = state.tags.get_mut(&id) {
        tag.unseen_for_calls = visit.plan.hide_new_tag;
        tag.unseen_until = visit.now.saturating_add(visit.plan.hide_new_tag_seconds);
    }
    let mut out = b"{\"tag\":{\"id\":".to_vec();
    push_number(&mut out, id);
    out.extend_from_slice(b",\"name\":");
    push_text(&mut out, &name);
    out.extend_from_slice(b"}}");
    Ok(out)
}

#[derive(Deserialize)]
struct Renaming {
    tag: RenamedTag,
}

#[derive(Deserialize)]
struct RenamedTag {
    id: u32,
    name: String,
}

pub(super) fn update(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let Renaming { tag: RenamedTag { id, name } } = visit.json_with_text()?;
    let mut state = cell.state.lock();
    check_own(&state, id)?;
    check_name(&state, &name, Some(id))?;
    visit.commit(cell, &mut state, Change::RenameTag { tag: id, name })?;
    ok()
}

#[derive(Deserialize)]
struct Deletion {
    tag: DeletedTag,
}

#[derive(Deserialize)]
struct DeletedTag {
    id: u32,
}

pub(super) fn delete(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let Deletion { tag: DeletedTag { id } } = visit.json()?;
    let mut state = cell.state.lock();
    let members = check_own(&state, id)?;
    if members > MAX_FOLLOWERS_TO_DELETE {
        return refuse(45057);
    }
    visit.commit(cell, &mut state, Change::DeleteTag { tag: id })?;
    ok()
}

#[derive(Deserialize)]
struct OnePerson {
    #[serde(default)]
    openid: String,
}

pub(super) fn get_id_list(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let OnePerson { openid } = visit.json()?;
    visit.check_openid(&openid)?;
    let state = cell.state.lock();
    let Some(number) = state.person(&openid) else {
        return refuse(if visit.world.is_foreign(cell, &openid) { 49003 } else { 40003 });
    };
    let mut out = b"{\"tagid_list\":[".to_vec();
    push_list(&mut out, state.tags_of(number), push_number);
    out.extend_from_slice(b"]}");
    Ok(out)
}

/// The size of a tag that belongs to the account, not to the system.
fn check_own(state: &Account, id: u32) -> Result<u32, Refusal> {
    if id <= STARRED {
        return refuse(45058);
    }
    state.tags.get(&id).map(|tag| tag.members.len()).ok_or(Refusal::new(45159))
}

fn check_name(state: &Account, name: &str, renamed: Option<u32>) -> Result<(), Refusal> {
    if name.len() > MAX_NAME_BYTES {
        return refuse(45158);
    }
    let taken = state.tags.iter().any(|(id, tag)| tag.name == name && Some(*id) != renamed);
    if taken || name.trim().is_empty() || name.chars().any(char::is_control) {
        return refuse(45157);
    }
    Ok(())
}
