//! Phase "tags": the account's tags and WeChat's counts.

use fandesk_store::ListedTag;
use fandesk_wechat::Tag;

use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    if let Some(tags) = list(run).await? {
        run.account.ask(move |store| store.replace_tags(&tags)).await?;
        run.account.changed(&[Topic::Tags]);
    }
    Ok(SyncPhase::Ids)
}

/// WeChat's tags; none if this account may not use tags.
pub(super) async fn list(run: &Run) -> Result<Option<Vec<ListedTag>>, Halt> {
    match run.client()?.tags().await {
        Ok(tags) => Ok(Some(tags.into_iter().map(listed).collect())),
        Err(error) if run.is_not_allowed(&error) => Ok(None),
        Err(error) => Err(run.trouble(error)),
    }
}

fn listed(tag: Tag) -> ListedTag {
    ListedTag {
        id: tag.id.0,
        name: tag.name,
        count: tag.count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
    }
}
