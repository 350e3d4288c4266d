//! Making a deleted tag anew, before a job gives it back to its people.

use fandesk_store::{AccountStore, JobId, ListedTag};

use super::change::{count, refusal_of_name};
use crate::account::Account;
use crate::error::Result;
use crate::event::Topic;

/// Makes the tag that this draft waits for, if it waits for one. A tag that has its name on WeChat
/// by now is taken for it: one somebody else made, or ours whose answer was never kept.
///
/// # Errors
/// `tagLimit`, and what else WeChat has against it; then the draft waits as before.
pub(crate) async fn remake_tag(account: &Account, job: JobId) -> Result<()> {
    if account.ask(move |store| store.tag_to_remake(job)).await?.is_none() {
        return Ok(());
    }
    let _turn = account.tag_list_turn().await;
    // A second click on the same button may have waited for its turn behind the first.
    let Some(name) = account.ask(move |store| store.tag_to_remake(job)).await? else {
        return Ok(());
    };
    let client = account.client()?;
    let there = client.tags().await?.into_iter().find(|tag| tag.name == name);
    let made = match there {
        Some(tag) => tag,
        None => match client.create_tag(&name).await {
            Ok(made) => made,
            Err(error) => return Err(refusal_of_name(account, &client, error, &name).await),
        },
    };
    let listed = ListedTag { id: made.id.0, name: made.name, count: count(made.count) };
    let now = account.now();
    let kept = move |store: &AccountStore| store.keep_remade_tag(job, &listed, now);
    account.ask(kept).await?;
    account.changed(&[Topic::Tags, Topic::History]);
    Ok(())
}
