//! The blacklist: who is on it, whom a pasted list of OpenIDs would put there, and why.
//!
//! Blocking and unblocking are changes of people like any other: see [`crate::jobs`].

mod paste;

use fandesk_store::{BlockedPerson, OpenedBlacklist};

use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::event::Topic;
use crate::followers::{MOST_ROWS, selected};
use crate::input::{BlockReasonInput, FollowerRowsInput, OpenBlacklistInput};

pub use paste::{CheckedOpenids, MOST_OPENIDS, PasteProblem, PastedOpenid, check_openids};

/// Characters of a reason.
pub const LONGEST_REASON: usize = 200;

/// Who is on the blacklist, as a list that stays as it is until closed.
pub async fn open_blacklist(desk: &Desk, input: OpenBlacklistInput) -> Result<OpenedBlacklist> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.open_blacklist(&input.search, input.sort)).await
}

/// A window of the blacklist's rows, at most [`MOST_ROWS`].
///
/// # Errors
/// `resultSetExpired` with the number of people it had.
pub async fn blacklist_rows(desk: &Desk, input: FollowerRowsInput) -> Result<Vec<BlockedPerson>> {
    let account = desk.account(&input.account).await?;
    let count = input.count.min(MOST_ROWS);
    account.ask(move |store| store.blacklist_window(input.result_set, input.start, count)).await
}

/// Keeps another reason with the selected people who are on the blacklist; returns how many they
/// are. WeChat is told nothing.
///
/// # Errors
/// `invalid` for a reason of more than [`LONGEST_REASON`] characters; `selectionEmpty`;
/// `resultSetExpired`.
pub async fn set_block_reason(desk: &Desk, input: BlockReasonInput) -> Result<u32> {
    let reason = sound_reason(&input.reason)?;
    let account = desk.account(&input.account).await?;
    let people = selected(&account, input.selection).await?;
    let changed = account.ask(move |store| store.set_block_reason(&people, &reason)).await?;
    account.changed(&[Topic::Blacklist, Topic::Followers]);
    Ok(changed)
}

/// A reason for blocking, trimmed.
///
/// # Errors
/// `invalid` beyond [`LONGEST_REASON`] characters.
pub(crate) fn sound_reason(reason: &str) -> Result<String> {
    let reason = reason.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        return Err(AppError::invalid("reason", Problem::TooLong));
    }
    Ok(reason)
}
