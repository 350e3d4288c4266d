//! Pasted lists of OpenIDs: kept on this computer, asked for by filters, and looked at part by part.

use std::collections::HashSet;

use fandesk_store::{FollowerId, NewList, PastedEntry, PastedList};

use crate::accounts::validate;
use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::event::Topic;
use crate::followers::MOST_ROWS;
use crate::input::{AccountInput, ListEntriesInput, ListInput, NameListInput, PastedInput};
use crate::openids::{entries, is_openid, shown};

/// Most entries taken at once.
pub const MOST_ENTRIES: usize = 200_000;

/// Most bytes of a pasted text: room for the ids and as much again around each.
const MOST_BYTES: usize = 12 << 20;

/// Looks up a pasted list on this computer and keeps it. Nothing is sent.
///
/// # Errors
/// `invalid` with `tooLong` for more than [`MOST_ENTRIES`] entries, `empty` for none.
pub async fn paste_list(desk: &Desk, input: PastedInput) -> Result<PastedList> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    if input.text.len() > MOST_BYTES {
        return Err(AppError::invalid("text", Problem::TooLong));
    }
    let text = input.text;
    let kept = account
        .ask(move |store| {
            let entries = entries(&text);
            if entries.is_empty() || entries.len() > MOST_ENTRIES {
                return Ok(Err(entries.len()));
            }
            let openids: Vec<String> =
                entries.iter().map(|(_, entry)| (*entry).to_owned()).collect();
            let list = sorted_out(&entries, &store.find(&openids));
            store.keep_list(&list, now).map(Ok)
        })
        .await?;
    let problem = |entries| if entries == 0 { Problem::Empty } else { Problem::TooLong };
    let list = kept.map_err(|entries| AppError::invalid("text", problem(entries)))?;
    account.changed(&[Topic::Lists]);
    Ok(list)
}

/// The pasted lists, newest first.
pub async fn pasted_lists(desk: &Desk, input: AccountInput) -> Result<Vec<PastedList>> {
    let account = desk.account(&input.account).await?;
    account.ask(|store| store.lists()).await
}

/// A window of a list's entries that are no people, at most [`MOST_ROWS`].
pub async fn list_entries(desk: &Desk, input: ListEntriesInput) -> Result<Vec<PastedEntry>> {
    let account = desk.account(&input.account).await?;
    let ListEntriesInput { list, group, start, .. } = input;
    let count = input.count.min(MOST_ROWS);
    account.ask(move |store| store.list_entries(list, group, start, count)).await
}

/// Saves a pasted list under a name.
///
/// # Errors
/// `invalid` for a name that is empty or longer than 60 characters; `notFound`; `keptLimit`.
pub async fn name_list(desk: &Desk, input: NameListInput) -> Result<PastedList> {
    let name = validate::name(&input.name)?;
    let account = desk.account(&input.account).await?;
    let list = account.ask(move |store| store.name_list(input.list, &name)).await?;
    account.changed(&[Topic::Lists]);
    Ok(list)
}

/// Forgets a pasted list. A segment that asks for it says so from then on.
pub async fn delete_list(desk: &Desk, input: ListInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.delete_list(input.list)).await?;
    account.changed(&[Topic::Lists, Topic::Segments]);
    Ok(())
}

fn sorted_out(entries: &[(u32, &str)], known: &[Option<FollowerId>]) -> NewList {
    let mut list = NewList::default();
    let mut seen = HashSet::with_capacity(entries.len());
    for (&(line, entry), known) in entries.iter().zip(known) {
        let kept = || PastedEntry { line, text: shown(entry) };
        if !seen.insert(entry) {
            list.repeated.push(kept());
            continue;
        }
        match known {
            Some(id) => {
                list.people.insert(*id);
            }
            None if is_openid(entry) => list.unknown.push(kept()),
            None => list.damaged.push(kept()),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_stands_in_one_group_with_its_line() {
        let other = "oQx-4kFe0A1b2C3d4E5f6G7h8I9J";
        let text = format!("编号 oA\n{other} oB\noA {other} oC");
        let entries = entries(&text);
        let known = [None, Some(4), None, Some(9), Some(4), None, Some(4)];
        let list = sorted_out(&entries, &known);
        let entry = |line, text: &str| PastedEntry { line, text: text.to_owned() };
        assert_eq!(list.people.iter().collect::<Vec<_>>(), [4, 9], "two entries name one person");
        assert_eq!(list.unknown, [entry(2, other)]);
        assert_eq!(list.repeated, [entry(3, "oA"), entry(3, other)]);
        assert_eq!(list.damaged, [entry(1, "编号")]);
    }
}
