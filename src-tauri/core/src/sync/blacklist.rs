//! Phase "blacklist": whom the account has blocked.

use fandesk_store::StagedList;

use super::lists::read_list;
use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let list = StagedList::Blacklist;
    let tell = |people, total| run.show(people, total);
    let Some(stamp) = read_list(run, list, tell).await? else { return Ok(SyncPhase::Refresh) };
    let now = run.account.now();
    run.account.ask(move |store| store.replace_blacklist(now, stamp)).await?;
    run.end_list(list);
    run.account.changed(&[Topic::Blacklist, Topic::Followers]);
    Ok(SyncPhase::Refresh)
}
