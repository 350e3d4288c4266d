//! Phases "details" and "refresh": what WeChat says about people, in parallel hundreds.
//!
//! "details" reads the new, the returned and the never read; on demand everybody or chosen people.
//! "refresh" reads those again who were read longest ago, within the operator's budget.

use fandesk_store::{AccountStore, Due};
use fandesk_wechat::{Endpoint, limits};

use super::hundreds::{Queue, read_hundreds};
use super::progress::Refresh;
use super::run::{Halt, Run};
use super::settings::SyncSettings;
use super::state::{SyncPhase, SyncScope};
use crate::clock::UnixSeconds;

/// Nobody was read before the first second but those who were never read.
pub(super) const NEVER: UnixSeconds = 1;
const DAY: u128 = 86_400;

/// Reads the details that are missing, or were asked for.
pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let store = run.account.store().clone();
    match run.progress().scope {
        SyncScope::Usual => {
            let total = store.details_due_count(NEVER);
            read_hundreds(run, Queue::since(store.clone(), NEVER), 0, total).await?;
            put_off(run, SyncPhase::Details, store.details_due_count(NEVER)).await?;
        }
        SyncScope::Everybody => {
            let total = store.following();
            let done = total.saturating_sub(store.details_due_count(run.started_at));
            run.needs(Endpoint::BatchUserInfo, hundreds(total - done))?;
            read_hundreds(run, Queue::since(store, run.started_at), done, total).await?;
        }
        SyncScope::People => {
            read_asked_for(run).await?;
            return Ok(SyncPhase::Finish);
        }
    }
    Ok(SyncPhase::TagLists)
}

async fn read_asked_for(run: &Run) -> Result<(), Halt> {
    let (sync, since) = (run.id, run.started_at);
    let (due, total) = run
        .account
        .ask(move |store| {
            let people = store.asked_for(sync)?;
            Ok((store.due_among(&people, since), people.len() as u32))
        })
        .await?;
    let done = total.saturating_sub(count(&due));
    run.needs(Endpoint::BatchUserInfo, hundreds(count(&due)))?;
    read_hundreds(run, Queue::of(due), done, total).await
}

/// Notes how many people are left for the next day. Without a figure of the day's calls, or with
/// some of them left, those who are left could not be read.
async fn put_off(run: &Run, phase: SyncPhase, people: u32) -> Result<(), Halt> {
    let used_up = run.calls_left(Endpoint::BatchUserInfo)? == Some(0);
    run.note(|progress| progress.put_off(phase, if used_up { people } else { 0 }));
    Ok(run.save().await?)
}

/// Calls that the details of so many people take.
pub(super) fn hundreds(people: u32) -> u32 {
    people.div_ceil(limits::DETAILS_PER_CALL as u32)
}

/// Reads again what was read longest ago, so that everybody's turn comes within the operator's days.
pub(super) async fn refresh(run: &Run) -> Result<SyncPhase, Halt> {
    let Refresh { from, to } = match run.progress().refresh {
        Some(begun) => begun,
        None => begin_refresh(run).await?,
    };
    let since = run.started_at;
    let due = run
        .account
        .ask(move |store| {
            let left = store.details_due_count(since).saturating_sub(to);
            Ok(store.oldest_read(since, left as usize))
        })
        .await?;
    let total = from - to;
    let done = total.saturating_sub(count(&due));
    read_hundreds(run, Queue::of(due), done, total).await?;
    let left = run.account.store().details_due_count(since).saturating_sub(to);
    put_off(run, SyncPhase::Refresh, left).await?;
    let lists_wait = run.progress().tags_put_aside;
    Ok(if lists_wait { SyncPhase::TagLists } else { SyncPhase::Finish })
}

async fn begin_refresh(run: &Run) -> Result<Refresh, Halt> {
    let since = run.started_at;
    let (due, turn) = run
        .account
        .ask(move |store| {
            Ok((store.details_due_count(since), due_again(store, store.following(), since)?))
        })
        .await?;
    let refresh = Refresh { from: due, to: due.saturating_sub(turn) };
    run.note(|progress| progress.refresh = Some(refresh));
    run.save().await?;
    Ok(refresh)
}

/// How many of the followers a sync that begins at this time reads again because it is their turn.
pub(super) fn due_again(
    store: &AccountStore,
    following: u32,
    began_at: UnixSeconds,
) -> fandesk_store::Result<u32> {
    let settings = SyncSettings::of(store)?;
    let elapsed = last_began(store)?.map_or(0, |last| began_at.saturating_sub(last));
    Ok(whose_turn(following, settings.refresh_days, elapsed))
}

fn last_began(store: &AccountStore) -> fandesk_store::Result<Option<UnixSeconds>> {
    let last = store.last_whole_sync::<super::SyncReport>()?;
    Ok(last.map(|report| report.started_at))
}

/// How many people are to be read again so that everybody is within `days`, if the last sync began
/// `elapsed` seconds ago; none for 0 days. Whole hundreds: a call reads as many.
fn whose_turn(following: u32, days: u32, elapsed: i64) -> u32 {
    if days == 0 || elapsed <= 0 {
        return 0;
    }
    let within = u128::from(days) * DAY;
    let people = (u128::from(following) * u128::from(elapsed.unsigned_abs())).div_ceil(within);
    let whole = people.div_ceil(100) * 100;
    u32::try_from(whole).unwrap_or(u32::MAX).min(following)
}

fn count(due: &[Due]) -> u32 {
    u32::try_from(due.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::whose_turn;

    const DAY: i64 = 86_400;

    #[test]
    fn everybodys_turn_comes_within_the_days_however_often_one_syncs() {
        assert_eq!(whose_turn(1_400_000, 14, DAY), 100_000);
        assert_eq!(whose_turn(1_400_000, 14, DAY / 4), 25_000, "four syncs a day share the budget");
        assert_eq!(whose_turn(1_400_000, 14, 30 * DAY), 1_400_000, "after a long pause everybody");
        assert_eq!(whose_turn(1_400_000, 14, 60), 100, "a call reads a hundred");
        assert_eq!(whose_turn(30, 14, DAY), 30);
        assert_eq!(whose_turn(1_400_000, 0, DAY), 0, "the operator wants none");
        assert_eq!(whose_turn(1_400_000, 14, 0), 0);
        assert_eq!(whose_turn(u32::MAX, 1, i64::MAX), u32::MAX, "and no figure overflows");
    }
}
