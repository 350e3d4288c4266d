//! Finding out what really happened when answers were lost: by reading the people back.

use std::collections::HashMap;

use fandesk_wechat::{Error, OfficialAccount, OpenId};
use futures::StreamExt;

use super::write::Write;

/// What reading somebody back showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It was done.
    Done,
    /// It was not done.
    NotDone,
    /// The person does not follow any more.
    NotFollowing,
    /// WeChat told nothing about it.
    Unknown,
}

/// Reads these people back. One answer for each, in their order.
///
/// # Errors
/// What kept WeChat from answering; then nothing is known about anybody.
pub(crate) async fn read_back(
    client: &OfficialAccount,
    write: &Write,
    people: &[OpenId],
) -> Result<Vec<Seen>, Error> {
    match write {
        Write::Tag(_) | Write::Untag(_) | Write::Remark(_) => {
            from_details(client, write, people).await
        }
        Write::Block => from_blacklist(client, people, true).await,
        Write::Unblock => from_blacklist(client, people, false).await,
    }
}

async fn from_details(
    client: &OfficialAccount,
    write: &Write,
    people: &[OpenId],
) -> Result<Vec<Seen>, Error> {
    let outcome = client.follower_details(people).await;
    if let Some(unfinished) = outcome.unfinished {
        return Err(unfinished.error);
    }
    let seen: HashMap<&OpenId, Seen> = outcome
        .found
        .iter()
        .map(|follower| {
            let seen = match write.is_done(follower) {
                _ if follower.subscribed == Some(false) && !matches!(write, Write::Untag(_)) => {
                    Seen::NotFollowing
                }
                Some(true) => Seen::Done,
                Some(false) => Seen::NotDone,
                None => Seen::Unknown,
            };
            (&follower.openid, seen)
        })
        .collect();
    Ok(people.iter().map(|openid| seen.get(openid).copied().unwrap_or(Seen::Unknown)).collect())
}

/// Reads the blacklist as far as it is needed.
async fn from_blacklist(
    client: &OfficialAccount,
    people: &[OpenId],
    wanted: bool,
) -> Result<Vec<Seen>, Error> {
    let mut blocked = vec![false; people.len()];
    let places: HashMap<&OpenId, usize> =
        people.iter().enumerate().map(|(place, openid)| (openid, place)).collect();
    let mut pages = std::pin::pin!(client.blacklist(None));
    while let Some(page) = pages.next().await {
        for openid in &page?.openids {
            if let Some(&place) = places.get(openid) {
                blocked[place] = true;
            }
        }
        if blocked.iter().all(|&blocked| blocked) {
            break;
        }
    }
    let seen = |blocked| if blocked == wanted { Seen::Done } else { Seen::NotDone };
    Ok(blocked.into_iter().map(seen).collect())
}
