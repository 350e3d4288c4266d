//! Phase "tag lists": the people of those tags whose count at WeChat differs from ours.
//!
//! By now ours is what it was, without those who left and with the new people as they were read.
//! A list that breaks off is read on from its cursor; while it keeps breaking off, the other lists,
//! the blacklist and the old details go first. One that does so again and again at the same place is
//! given up for this sync, and the report names it.

use fandesk_store::StagedList;
use fandesk_wechat::{Endpoint, ErrCode, limits};

use super::lists::read_list;
use super::progress::Progress;
use super::report::list_calls;
use super::run::{Halt, Run};
use super::state::SyncPhase;
use super::tags;
use crate::error::AppError;
use crate::event::Topic;

/// So many lists that break off one after the other are no matter of the lists.
const MOST_IN_A_ROW: u32 = 2;
/// A list that breaks off so often at the same place is given up; a wait lies between the tries.
const MOST_TRIES: u32 = 6;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let progress = run.progress();
    let is_last_visit = progress.refresh.is_some();
    let next = if is_last_visit { SyncPhase::Finish } else { SyncPhase::Blacklist };
    if !tags::take_over_list(run).await? {
        return Ok(next);
    }
    let differing = differing(run);
    let total = u32::try_from(differing.len()).unwrap_or(u32::MAX);
    let (mut put_aside, mut in_a_row, mut too_dear) = (false, 0, 0);
    let mut whole = None;
    for ((tag, people), done) in differing.into_iter().zip(0..) {
        run.show(done, Some(total));
        let needed = list_calls(people, limits::FOLLOWERS_PER_PAGE);
        if run.calls_left(Endpoint::TagMembers)?.is_some_and(|left| left < needed) {
            too_dear += 1;
            continue;
        }
        // WeChat is asked for the next list while the last one is taken over.
        let next_list = read_list(run, StagedList::Tag(tag), |_, _| {});
        let (taken, read) = tokio::join!(take_over(run, whole.take()), next_list);
        taken?;
        match read {
            Ok(stamp) => {
                in_a_row = 0;
                whole = Some(Whole { tag, stamp });
            }
            Err(halt) if breaks_off(&halt) => {
                let times = note_broken_off(run, tag).await?;
                tracing::warn!(tag, times, "the list of a tag broke off");
                if in_a_row >= MOST_IN_A_ROW || (is_last_visit && times < MOST_TRIES) {
                    return Err(halt);
                }
                in_a_row += 1;
                if times < MOST_TRIES {
                    put_aside = true;
                } else {
                    run.note(|progress| progress.tags_unread.push(tag));
                    run.save().await?;
                }
            }
            Err(halt) => return Err(halt),
        }
    }
    take_over(run, whole).await?;
    run.note(|progress| {
        progress.tags_put_aside = put_aside;
        progress.put_off(SyncPhase::TagLists, too_dear);
    });
    Ok(next)
}

/// Notes that a tag's list broke off; how often it did so at the same place.
async fn note_broken_off(run: &Run, tag: u32) -> Result<u32, Halt> {
    let staged = run.account.ask(move |store| store.staged(StagedList::Tag(tag))).await?;
    let times = run.note(|progress| progress.break_off(tag, staged.people));
    run.save().await?;
    Ok(times)
}

/// Tags whose count is not what ours predicts, with that count, and that this sync has not yet read
/// or given up.
fn differing(run: &Run) -> Vec<(u32, u32)> {
    let Progress { tags_read, tags_unread, .. } = run.progress();
    let tags = run.account.store().tags();
    let is_over = |tag| tags_read.contains(&tag) || tags_unread.contains(&tag);
    let differing =
        tags.iter().filter(|tag| tag.wechat_count != tag.local_count && !is_over(tag.id));
    differing.map(|tag| (tag.id, tag.wechat_count)).collect()
}

/// Whether WeChat did not manage this list; it may manage another one.
fn breaks_off(halt: &Halt) -> bool {
    match halt {
        Halt::Trouble(AppError::Timeout | AppError::Malformed { .. }) => true,
        Halt::Trouble(AppError::Http { status }) => *status >= 500,
        Halt::Trouble(AppError::Wechat { errcode, .. }) => *errcode == ErrCode::SYSTEM_BUSY.0,
        _ => false,
    }
}

/// A tag whose list is staged to its end.
struct Whole {
    tag: u32,
    /// To take it over with; none if the account may not read it.
    stamp: Option<u32>,
}

async fn take_over(run: &Run, whole: Option<Whole>) -> Result<(), Halt> {
    let Some(Whole { tag, stamp }) = whole else { return Ok(()) };
    if let Some(stamp) = stamp {
        let now = run.account.now();
        run.account.ask(move |store| store.replace_tag_people(tag, now, stamp)).await?;
        run.end_list(StagedList::Tag(tag));
    }
    run.note(|progress| progress.tags_read.push(tag));
    run.save().await?;
    run.account.changed(&[Topic::Followers, Topic::Tags]);
    Ok(())
}
