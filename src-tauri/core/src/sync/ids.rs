//! Phase "ids": the whole list of OpenIDs into staging, a page and its cursor at a time.

use std::pin::pin;

use fandesk_store::{Staged, StagedList};
use fandesk_wechat::{Endpoint, OpenId, limits};
use futures::TryStreamExt;

use super::lists::is_lost_cursor;
use super::report::list_calls;
use super::run::{Halt, Run};
use super::state::SyncPhase;

/// The list is begun at most this often: again when its cursor is not known any more (40003, the
/// person at the cursor left), or when it misses too many of WeChat's total.
const MOST_READINGS: u32 = 3;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    loop {
        if run.progress().readings == 0 {
            let known = run.account.store().following();
            run.needs(Endpoint::Followers, list_calls(known, limits::FOLLOWERS_PER_PAGE))?;
            begin(run).await?;
        }
        read_on(run).await?;
        let listed = run.account.ask(|store| store.difference()).await?.listed;
        let total = run.progress().total;
        if !misses_many(listed, total) || run.progress().readings >= 2 {
            return Ok(SyncPhase::Difference);
        }
        tracing::warn!(listed, total, "the list misses many people and is read once more");
        begin(run).await?;
    }
}

/// Rule: a gap to WeChat's total above 50 people and above 0.1 % is read once more.
fn misses_many(listed: u32, total: u32) -> bool {
    listed.abs_diff(total) > (total / 1_000).max(50)
}

async fn begin(run: &Run) -> Result<(), Halt> {
    run.account.ask(|store| store.clear_staged(StagedList::Followers)).await?;
    run.note(|progress| progress.readings += 1);
    Ok(run.save().await?)
}

/// Reads from the last saved cursor to the end of the list.
async fn read_on(run: &Run) -> Result<(), Halt> {
    loop {
        let staged = run.account.ask(|store| store.staged(StagedList::Followers)).await?;
        let Some(from) = position(&staged) else { return Ok(()) };
        run.begin_counting_at(staged.people);
        let Err(halt) = read_pages(run, from, staged.people).await else { return Ok(()) };
        let staged = run.account.ask(|store| store.staged(StagedList::Followers)).await?;
        if !is_lost_cursor(&halt, &staged) {
            return Err(halt);
        }
        if run.progress().readings >= MOST_READINGS {
            // Whoever resumes begins anew: that cursor will never be known again.
            run.note(|progress| progress.readings = 0);
            run.save().await?;
            return Err(halt);
        }
        begin(run).await?;
    }
}

/// Where to go on; none when the list is complete.
fn position(staged: &Staged) -> Option<Option<OpenId>> {
    match staged.cursor.as_deref() {
        None => Some(None),
        Some("") => None,
        // A cursor that is no OpenID cannot have been saved; begin at the start then.
        Some(cursor) => Some(OpenId::new(cursor).ok()),
    }
}

async fn read_pages(run: &Run, from: Option<OpenId>, staged: u32) -> Result<(), Halt> {
    let mut people = staged;
    let mut pages = pin!(run.client()?.followers(from));
    let mut next = pages.try_next().await;
    while let Some(page) = next.map_err(|error| run.trouble(error))? {
        if let Some(total) = page.total.and_then(|total| u32::try_from(total).ok()) {
            run.note(|progress| progress.total = total);
        }
        people += u32::try_from(page.openids.len()).unwrap_or(u32::MAX);
        let cursor = page.next.as_ref().map(|next| next.as_str().to_owned()).unwrap_or_default();
        let openids: Vec<String> =
            page.openids.iter().map(|openid| openid.as_str().to_owned()).collect();
        let keep = async {
            let list = StagedList::Followers;
            run.account.ask(move |store| store.stage_page(list, &openids, &cursor)).await?;
            run.save().await?;
            run.show(people, Some(run.progress().total.max(people)));
            Ok::<_, Halt>(())
        };
        // WeChat is asked for the next page while this one is written.
        let (kept, following) = tokio::join!(keep, pages.try_next());
        kept?;
        next = following;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::misses_many;

    #[test]
    fn a_gap_counts_above_fifty_people_and_a_thousandth() {
        assert!(!misses_many(950, 1_000));
        assert!(misses_many(949, 1_000));
        assert!(!misses_many(999_000, 1_000_000));
        assert!(misses_many(998_999, 1_000_000));
        assert!(misses_many(1_001_001, 1_000_000), "too many is as strange as too few");
    }
}
