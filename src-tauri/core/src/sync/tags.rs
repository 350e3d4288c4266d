//! Phase "tags": the account's tags and WeChat's counts.

use fandesk_store::ListedTag;
use fandesk_wechat::Tag;

use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    if take_over_list(run).await? {
        run.account.changed(&[Topic::Tags]);
    }
    Ok(SyncPhase::Ids)
}

/// Takes over WeChat's list of tags; false if this account may not use tags.
pub(super) async fn take_over_list(run: &Run) -> Result<bool, Halt> {
    let _turn = run.account.tag_list_turn().await;
    let tags: Vec<ListedTag> = match run.client()?.tags().await {
        Ok(tags) => tags.into_iter().map(listed).collect(),
        Err(error) if run.is_not_allowed(&error) => return Ok(false),
        Err(error) => return Err(run.trouble(error)),
    };
    let now = run.started_at;
    run.account.ask(move |store| store.replace_tags(&tags, now)).await?;
    Ok(true)
}

fn listed(tag: Tag) -> ListedTag {
    ListedTag {
        id: tag.id.0,
        name: tag.name,
        count: tag.count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
    }
}
