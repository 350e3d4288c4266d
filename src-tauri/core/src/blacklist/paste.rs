//! A pasted list of OpenIDs: whom it names that can be blocked, and what of it names nobody.

use std::collections::HashSet;

use fandesk_store::{FollowerId, KnownPerson};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::input::PastedInput;
use crate::openids::{entries, is_openid, shown};

/// Most OpenIDs taken at once.
pub const MOST_OPENIDS: usize = 10_000;

/// Most bytes of a pasted text: room for the ids and as much again around each.
const MOST_BYTES: usize = 2 << 20;

/// Most entries that are named one by one; more are only counted.
const MOST_NAMED: usize = 500;

/// What a pasted list of OpenIDs holds. Each different entry counts once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedOpenids {
    /// Everybody it names whom this computer knows, in its order.
    pub people: Vec<FollowerId>,
    /// Of these: follow and are not blocked.
    pub ready: u32,
    /// Of these: blocked already.
    pub blocked: u32,
    /// Of these: neither follow nor are blocked; WeChat blocks only followers.
    pub left: u32,
    /// OpenIDs that nobody known here has.
    pub unknown: u32,
    /// Entries that are no OpenIDs.
    pub damaged: u32,
    /// Entries that stood there before.
    pub repeated: u32,
    /// The unknown and the damaged, in the order of the list; at most 500.
    pub named: Vec<PastedOpenid>,
}

/// An entry that names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastedOpenid {
    /// Its line in the pasted text, from 1.
    pub line: u32,
    /// The entry, cut if it is long.
    pub text: String,
    /// Why it names nobody.
    pub problem: PasteProblem,
}

/// Why an entry names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PasteProblem {
    /// Looks like an OpenID; nobody known here has it.
    Unknown,
    /// No OpenID: cut off, or something else.
    Damaged,
}

/// Looks up a pasted list of OpenIDs on this computer. Nothing is sent.
///
/// # Errors
/// `invalid` with `tooLong` for more than [`MOST_OPENIDS`] different entries, `empty` for none.
pub async fn check_openids(desk: &Desk, input: PastedInput) -> Result<CheckedOpenids> {
    if input.text.len() > MOST_BYTES {
        return Err(too_long());
    }
    let account = desk.account(&input.account).await?;
    let entries = entries(&input.text);
    let different = entries.iter().map(|(_, entry)| *entry).collect::<HashSet<_>>().len();
    match different {
        0 => return Err(AppError::invalid("text", Problem::Empty)),
        _ if different > MOST_OPENIDS => return Err(too_long()),
        _ => {}
    }
    let openids: Vec<String> = entries.iter().map(|(_, entry)| (*entry).to_owned()).collect();
    let standing = account.ask(move |store| Ok(store.look_up(&openids))).await?;
    Ok(sorted_out(&entries, &standing))
}

fn too_long() -> AppError {
    AppError::invalid("text", Problem::TooLong)
}

fn sorted_out(entries: &[(u32, &str)], standing: &[Option<KnownPerson>]) -> CheckedOpenids {
    let mut checked = CheckedOpenids::default();
    let mut seen = HashSet::new();
    for (&(line, entry), known) in entries.iter().zip(standing) {
        if !seen.insert(entry) {
            checked.repeated += 1;
            continue;
        }
        let problem = match known {
            Some(person) => {
                checked.people.push(person.id);
                *checked.group_of(person) += 1;
                continue;
            }
            None if is_openid(entry) => PasteProblem::Unknown,
            None => PasteProblem::Damaged,
        };
        match problem {
            PasteProblem::Unknown => checked.unknown += 1,
            PasteProblem::Damaged => checked.damaged += 1,
        }
        if checked.named.len() < MOST_NAMED {
            let text = shown(entry);
            checked.named.push(PastedOpenid { line, text, problem });
        }
    }
    checked
}

impl CheckedOpenids {
    fn group_of(&mut self, person: &KnownPerson) -> &mut u32 {
        match person {
            KnownPerson { blacklisted: true, .. } => &mut self.blocked,
            KnownPerson { following: true, .. } => &mut self.ready,
            KnownPerson { .. } => &mut self.left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
    const OTHER: &str = "oQx-4kFe0A1b2C3d4E5f6G7h8I9J";

    #[test]
    fn each_entry_is_counted_once_in_one_group() {
        let known = |id, following, blacklisted| Some(KnownPerson { id, following, blacklisted });
        let text = format!("备注 {ONE}\n{OTHER} a b c\n{ONE} oQx-4kFe0A1b");
        let entries = entries(&text);
        let standing = [
            None,
            known(4, true, false),
            None,
            known(7, true, true),
            known(8, false, false),
            known(9, false, true),
            known(4, true, false),
            None,
        ];
        let named =
            |line, text: &str, problem| PastedOpenid { line, text: text.to_owned(), problem };
        assert_eq!(
            sorted_out(&entries, &standing),
            CheckedOpenids {
                people: vec![4, 7, 8, 9],
                ready: 1,
                blocked: 2,
                left: 1,
                unknown: 1,
                damaged: 2,
                repeated: 1,
                named: vec![
                    named(1, "备注", PasteProblem::Damaged),
                    named(2, OTHER, PasteProblem::Unknown),
                    named(3, "oQx-4kFe0A1b", PasteProblem::Damaged),
                ],
            }
        );
    }
}
