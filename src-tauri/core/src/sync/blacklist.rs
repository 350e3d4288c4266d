//! Phase "blacklist": whom the account has blocked.

use std::pin::pin;

use fandesk_store::StagedList;
use futures::TryStreamExt;

use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let list = StagedList::Blacklist;
    let stamp = run.account.store().read_stamp();
    run.account.ask(move |store| store.clear_staged(list)).await?;
    let mut people = 0;
    let mut pages = pin!(run.client()?.blacklist(None));
    loop {
        let page = match pages.try_next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(error) if run.is_not_allowed(&error) => return Ok(SyncPhase::Finish),
            Err(error) => return Err(run.trouble(error)),
        };
        people += u32::try_from(page.openids.len()).unwrap_or(u32::MAX);
        let total = page.total.and_then(|total| u32::try_from(total).ok());
        let openids: Vec<String> =
            page.openids.iter().map(|openid| openid.as_str().to_owned()).collect();
        run.account.ask(move |store| store.stage_page(list, &openids, "")).await?;
        run.show(people, total);
    }
    let now = run.account.now();
    run.account.ask(move |store| store.replace_blacklist(now, stamp)).await?;
    run.account.changed(&[Topic::Blacklist, Topic::Followers]);
    Ok(SyncPhase::Finish)
}
