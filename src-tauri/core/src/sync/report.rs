//! Phase "finish": what the sync found, as the file has it, and what reading everything would cost.

use fandesk_store::{AccountStore, SyncId};
use fandesk_wechat::limits;

use super::progress::Progress;
use super::run::Run;
use super::state::{SyncReport, SyncScope};
use crate::clock::UnixSeconds;
use crate::error::Result;

/// One call each for the token and the list of tags; the latter is read once more before the tags'
/// people.
const CALLS_OF_EVERY_SYNC: u32 = 3;
/// People on a page of a tag's list: no page of the vendor's prints a figure, so that of followers.
const TAG_PEOPLE_PER_PAGE: usize = limits::FOLLOWERS_PER_PAGE;

/// Ends the sync with its report.
pub(super) async fn finish(run: &Run) -> Result<SyncReport> {
    let found = Found {
        sync: run.id,
        started_at: run.started_at,
        finished_at: run.account.now().max(run.started_at),
        calls: run.calls(),
        progress: run.progress(),
    };
    run.account
        .ask(move |store| {
            let report = found.report(store)?;
            // First, so that whom the end of a sync is announced to finds them compared.
            store.settle_lists()?;
            // A look at chosen people says nothing of all the others.
            if report.scope != SyncScope::People {
                store.compare_segments(report.finished_at)?;
            }
            store.finish_sync(report.sync, &report, report.finished_at)?;
            Ok(report)
        })
        .await
}

/// What is not in the file.
struct Found {
    sync: SyncId,
    started_at: UnixSeconds,
    finished_at: UnixSeconds,
    calls: u32,
    progress: Progress,
}

impl Found {
    fn report(self, store: &AccountStore) -> fandesk_store::Result<SyncReport> {
        let Self { sync, started_at, finished_at, calls, progress } = self;
        let following = store.following();
        let moved = progress.moved;
        let changes = store.sync_changes(sync)?;
        let tags = store.tags();
        let unread = tags.iter().filter(|tag| progress.tags_unread.contains(&tag.id));
        let not_read = store.details_due_count(started_at);
        let (list_before, list_at) = match progress.scope {
            SyncScope::People => (None, None),
            SyncScope::Usual | SyncScope::Everybody => store.span_of_sync(sync)?,
        };
        Ok(SyncReport {
            sync,
            started_at,
            finished_at,
            following,
            total: progress.total,
            joined: moved.map_or(0, |moved| moved.joined),
            left: moved.map_or(0, |moved| moved.left),
            came_back: moved.map_or(0, |moved| moved.came_back),
            first: progress.first,
            details_read: following.saturating_sub(not_read),
            tags: u32::try_from(tags.len()).unwrap_or(u32::MAX),
            blacklisted: store.facets().blacklisted,
            calls,
            unreadable: progress.unreadable,
            unreadable_count: progress.unreadable_count,
            unread_tags: unread.map(|tag| tag.name.clone()).collect(),
            not_allowed: progress.not_allowed,
            scope: progress.scope,
            list_before,
            list_at,
            tag_changes: changes.tags,
            remarked: changes.remarked,
            blocked: changes.blocked,
            unblocked: changes.unblocked,
            refreshed: progress.refresh.map_or(0, |begun| begun.from.saturating_sub(not_read)),
            oldest_read: store.oldest_reading(),
            put_off: progress.put_off,
            calls_in_full: calls_in_full(store),
        })
    }
}

/// Calls that reading everything takes: each list ends with an empty page.
fn calls_in_full(store: &AccountStore) -> u32 {
    let following = store.following();
    let people = following.div_ceil(limits::DETAILS_PER_CALL as u32);
    let tags = store.tags();
    let lists = tags.iter().map(|tag| list_calls(tag.wechat_count, TAG_PEOPLE_PER_PAGE));
    CALLS_OF_EVERY_SYNC
        + list_calls(following, limits::FOLLOWERS_PER_PAGE)
        + people
        + lists.sum::<u32>()
        + list_calls(store.facets().blacklisted, limits::BLACKLIST_PER_PAGE)
}

/// Calls that a list of so many people takes.
pub(super) fn list_calls(people: u32, per_page: usize) -> u32 {
    people.div_ceil(u32::try_from(per_page).unwrap_or(u32::MAX)) + 1
}
