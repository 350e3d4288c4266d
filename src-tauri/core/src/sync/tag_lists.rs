//! Phase "tag lists": the people of those tags whose count at WeChat differs from ours.

use std::pin::pin;

use fandesk_store::StagedList;
use fandesk_wechat::TagId;
use futures::TryStreamExt;

use super::run::{Halt, Run};
use super::state::SyncPhase;
use super::tags;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    if !tags::take_over_list(run).await? {
        return Ok(SyncPhase::Blacklist);
    }
    let done = run.progress().tags_read;
    let differing: Vec<u32> = run
        .account
        .store()
        .tags()
        .iter()
        .filter(|tag| tag.wechat_count != tag.local_count && !done.contains(&tag.id))
        .map(|tag| tag.id)
        .collect();
    let total = u32::try_from(differing.len()).unwrap_or(u32::MAX);
    for (tag, done) in differing.into_iter().zip(0..) {
        run.show(done, Some(total));
        read_one(run, tag).await?;
        run.note(|progress| progress.tags_read.push(tag));
        run.save().await?;
        run.account.changed(&[Topic::Followers, Topic::Tags]);
    }
    Ok(SyncPhase::Blacklist)
}

async fn read_one(run: &Run, tag: u32) -> Result<(), Halt> {
    let list = StagedList::Tag(tag);
    let stamp = run.account.store().read_stamp();
    run.account.ask(move |store| store.clear_staged(list)).await?;
    let mut pages = pin!(run.client()?.tag_members(TagId(tag), None));
    loop {
        let page = match pages.try_next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(error) if run.is_not_allowed(&error) => return Ok(()),
            Err(error) => return Err(run.trouble(error)),
        };
        let openids: Vec<String> =
            page.openids.iter().map(|openid| openid.as_str().to_owned()).collect();
        run.account.ask(move |store| store.stage_page(list, &openids, "")).await?;
    }
    let now = run.account.now();
    run.account.ask(move |store| store.replace_tag_people(tag, now, stamp)).await?;
    Ok(())
}
