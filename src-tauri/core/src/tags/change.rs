//! What an operator does with tags.

use fandesk_store::{AccountStore, ListedTag, Tag, TagId};
use fandesk_wechat::{ErrCode, Error, OfficialAccount, limits};

use super::names::{name_for_new_tag, name_for_tag, tag_limit};
use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::event::Topic;
use crate::input::{AccountInput, CreateTagInput, RenameTagInput, TagInput};

/// The account's tags, in WeChat's order.
pub async fn tags(desk: &Desk, input: AccountInput) -> Result<Vec<Tag>> {
    desk.account(&input.account).await?.ask(|store| Ok(store.tags())).await
}

/// Makes a tag on WeChat.
///
/// # Errors
/// `invalid`, `tagNameTooLong`, `tagNameTaken` and `tagLimit` before anything is sent, or when
/// WeChat knows of a tag that somebody else made.
pub async fn create_tag(desk: &Desk, input: CreateTagInput) -> Result<Tag> {
    let account = desk.account(&input.account).await?;
    let _turn = account.tag_list_turn().await;
    let known = account.ask(|store| Ok(store.tags())).await?;
    let name = name_for_new_tag(&input.name, &known)?;
    let client = account.client()?;
    let made = match client.create_tag(&name).await {
        Ok(made) => made,
        Err(error) => return Err(refusal_of_name(&account, &client, error, &name).await),
    };
    let id = made.id.0;
    let listed = ListedTag { id, name: made.name, count: count(made.count) };
    let now = account.now();
    let kept = move |store: &AccountStore| {
        store.put_tag(&listed, now)?;
        store.tag(id)
    };
    let tag = account.ask(kept).await?;
    account.changed(&[Topic::Tags, Topic::History]);
    Ok(tag)
}

/// Renames the tag on WeChat.
///
/// # Errors
/// `tagUnknown`, `tagIsSystem` and what is wrong with the name, before anything is sent.
pub async fn rename_tag(desk: &Desk, input: RenameTagInput) -> Result<Tag> {
    let account = desk.account(&input.account).await?;
    let _turn = account.tag_list_turn().await;
    let known = account.ask(|store| Ok(store.tags())).await?;
    let tag = own_tag(&known, input.tag)?;
    let name = name_for_tag(tag.id, &input.name, &known)?;
    if tag.name == name {
        return Ok(tag.clone());
    }
    let (id, client) = (tag.id, account.client()?);
    if let Err(error) = client.rename_tag(fandesk_wechat::TagId(id), &name).await {
        return Err(refusal_of_name(&account, &client, error, &name).await);
    }
    let now = account.now();
    let kept = move |store: &AccountStore| {
        store.rename_tag(id, &name, now)?;
        store.tag(id)
    };
    let tag = account.ask(kept).await?;
    // A person is found by the names of the tags.
    account.changed(&[Topic::Tags, Topic::Followers, Topic::History]);
    Ok(tag)
}

/// Deletes the tag on WeChat; everybody who carries it loses it. Who they are is kept, so that the
/// tag can be brought back.
///
/// # Errors
/// `tagUnknown`, `tagIsSystem` and `tagTooLarge` before anything is sent.
pub async fn delete_tag(desk: &Desk, input: TagInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    let _turn = account.tag_list_turn().await;
    let known = account.ask(|store| Ok(store.tags())).await?;
    let tag = own_tag(&known, input.tag)?;
    let client = account.client()?;
    refuse_large(&client, tag).await?;
    let (id, now) = (tag.id, account.now());
    // Kept before WeChat is asked, so that it can be brought back whatever happens in between.
    let kept = account.ask(move |store| store.begin_tag_deletion(id, now)).await?;
    if let Err(error) = client.delete_tag(fandesk_wechat::TagId(id)).await {
        if !error.may_have_been_applied() {
            account.ask(move |store| store.forget_tag_deletion(kept)).await?;
        }
        return Err(match error.code() {
            Some(ErrCode::TAG_TOO_LARGE) => too_large(tag.wechat_count.max(tag.local_count)),
            Some(ErrCode::SYSTEM_TAG) => AppError::TagIsSystem,
            _ => error.into(),
        });
    }
    account.ask(move |store| store.delete_tag(id)).await?;
    account.changed(&[Topic::Tags, Topic::Followers, Topic::History]);
    Ok(())
}

/// The tag, if it is one that can be changed.
fn own_tag(known: &[Tag], id: TagId) -> Result<&Tag> {
    if fandesk_wechat::TagId(id).is_system() {
        return Err(AppError::TagIsSystem);
    }
    known.iter().find(|tag| tag.id == id).ok_or(AppError::TagUnknown)
}

/// Refuses to delete a tag that WeChat would refuse (45057). WeChat's count as of the last sync
/// may be old, so it is asked for anew where it alone speaks against it.
async fn refuse_large(client: &OfficialAccount, tag: &Tag) -> Result<()> {
    let is_large = |people: u32| u64::from(people) > limits::DELETABLE_TAG_FOLLOWERS;
    if is_large(tag.local_count) {
        return Err(too_large(tag.local_count));
    }
    if !is_large(tag.wechat_count) {
        return Ok(());
    }
    let listed = client.tags().await?.into_iter().find(|listed| listed.id.0 == tag.id);
    let people = listed.map_or(0, |listed| count(listed.count));
    if is_large(people) { Err(too_large(people)) } else { Ok(()) }
}

fn too_large(people: u32) -> AppError {
    AppError::TagTooLarge { people, limit: limits::DELETABLE_TAG_FOLLOWERS as u32 }
}

/// What WeChat's refusal of a name means, as far as our own list of tags did not tell it.
pub(super) async fn refusal_of_name(
    account: &Account,
    client: &OfficialAccount,
    error: Error,
    name: &str,
) -> AppError {
    match error.code() {
        Some(ErrCode::TOO_MANY_TAGS) => tag_limit(),
        Some(ErrCode::TAG_NAME_TOO_LONG) => {
            let bytes = u32::try_from(name.len()).unwrap_or(u32::MAX);
            AppError::TagNameTooLong { bytes, limit: limits::TAG_NAME_BYTES as u32 }
        }
        // Taken by a tag made elsewhere, or not allowed: only the list tells which.
        Some(ErrCode::INVALID_TAG_NAME) => match client.tags().await {
            Ok(tags) => {
                if take_over(account, tags, name).await {
                    AppError::TagNameTaken { name: name.to_owned() }
                } else {
                    AppError::invalid("name", Problem::Characters)
                }
            }
            Err(_) => error.into(),
        },
        Some(ErrCode::INVALID_TAG) => AppError::TagUnknown,
        _ => error.into(),
    }
}

/// Takes over WeChat's list of tags, so that the window shows the one in the way; returns whether
/// there is one of this name.
async fn take_over(account: &Account, tags: Vec<fandesk_wechat::Tag>, name: &str) -> bool {
    let taken = tags.iter().any(|tag| tag.name == name);
    let listed: Vec<ListedTag> = tags
        .into_iter()
        .map(|tag| ListedTag { id: tag.id.0, name: tag.name, count: count(tag.count) })
        .collect();
    let now = account.now();
    match account.ask(move |store| store.replace_tags(&listed, now)).await {
        Ok(()) => account.changed(&[Topic::Tags, Topic::Followers, Topic::History]),
        Err(error) => tracing::warn!(code = error.code(), "the list of tags was not kept"),
    }
    taken
}

pub(super) fn count(people: Option<u64>) -> u32 {
    people.map_or(0, |people| u32::try_from(people).unwrap_or(u32::MAX))
}
