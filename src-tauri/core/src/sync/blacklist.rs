//! Phase "blacklist": whom the account has blocked.

use fandesk_store::StagedList;
use fandesk_wechat::{Endpoint, limits};

use super::lists::read_list;
use super::report::list_calls;
use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let list = StagedList::Blacklist;
    let known = run.account.store().facets().blacklisted;
    let needed = list_calls(known, limits::BLACKLIST_PER_PAGE);
    let is_too_dear = run.calls_left(Endpoint::Blacklist)?.is_some_and(|left| left < needed);
    run.note(|progress| progress.put_off(SyncPhase::Blacklist, is_too_dear.into()));
    if is_too_dear {
        return Ok(SyncPhase::Refresh);
    }
    let tell = |people, total| run.show(people, total);
    let Some(stamp) = read_list(run, list, tell).await? else { return Ok(SyncPhase::Refresh) };
    let now = run.account.now();
    run.account.ask(move |store| store.replace_blacklist(now, stamp)).await?;
    run.end_list(list);
    run.account.changed(&[Topic::Blacklist, Topic::Followers]);
    Ok(SyncPhase::Refresh)
}
