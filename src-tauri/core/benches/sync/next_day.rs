//! What happens at WeChat between two syncs, and the calls that nobody can do without afterwards.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Instant;

use fandesk_wechat::{OfficialAccount, OpenId, TagId};
use futures::TryStreamExt;
use serde_json::{Value, json};

use crate::Outcome;
use crate::control::{call_counts, change, create_tag};
use crate::peers::client;
use crate::sandbox::SandboxProcess;

/// Tags in all; what is born with the sandbox is among them.
const TAGS: usize = 100;
/// Of these so many are changed by colleagues.
const MOVED_TAGS: usize = 20;
const PEOPLE_PER_TAG: usize = 300;
const JOINED: u32 = 2_000;
const LEFT: u32 = 500;

/// What a day has moved.
pub(crate) struct Moved {
    joined: Vec<OpenId>,
    tags: Vec<u32>,
}

/// A hundred tags, each with people.
pub(crate) async fn hand_out_tags(sandbox: &SandboxProcess) -> Outcome<Vec<u32>> {
    let client = client(sandbox.base_url())?;
    let born: Vec<u32> =
        client.tags().await?.iter().map(|tag| tag.id.0).filter(|&id| id >= 100).collect();
    let people = first_people(&client).await?;
    let mut tags = born;
    for (number, some) in (tags.len()..TAGS).zip(people.chunks_exact(PEOPLE_PER_TAG).cycle()) {
        let tag = create_tag(sandbox, number)?;
        give(sandbox, tag, some);
        tags.push(tag);
    }
    Ok(tags)
}

/// People join and leave, and every fifth tag is given to more people.
pub(crate) async fn a_day_passes(sandbox: &SandboxProcess, tags: &[u32]) -> Outcome<Moved> {
    change(sandbox, &json!({ "do": "leave", "count": LEFT }))?;
    let joined = change(sandbox, &json!({ "do": "join", "count": JOINED }))?;
    let joined: Vec<String> = serde_json::from_value(joined["openids"].clone())?;
    let joined = joined.iter().map(|openid| OpenId::new(openid)).collect::<Result<_, _>>()?;
    let people = first_people(&client(sandbox.base_url())?).await?;
    let tags: Vec<u32> = tags.iter().step_by(TAGS / MOVED_TAGS).copied().collect();
    for (&tag, some) in tags.iter().zip(people.rchunks_exact(PEOPLE_PER_TAG)) {
        give(sandbox, tag, some);
    }
    Ok(Moved { joined, tags })
}

/// The token, the tags, the list, the new people, the tags once more, the people of the moved ones
/// and the blacklist, one call after the other with the answers dropped: how many calls, and how
/// many seconds they take.
pub(crate) async fn needed_calls(sandbox: &SandboxProcess, moved: &Moved) -> Outcome<(f64, f64)> {
    let client = client(sandbox.base_url())?;
    let before = all_calls(sandbox)?;
    let begun = Instant::now();
    client.tags().await?;
    drain(client.followers(None)).await?;
    for hundred in moved.joined.chunks(100) {
        client.details_batch(hundred).await?;
    }
    client.tags().await?;
    for &tag in &moved.tags {
        drain(client.tag_members(TagId(tag), None)).await?;
    }
    drain(client.blacklist(None)).await?;
    let seconds = begun.elapsed().as_secs_f64();
    Ok((all_calls(sandbox)? - before, seconds))
}

async fn drain<P>(
    pages: impl futures::Stream<Item = Result<P, fandesk_wechat::Error>>,
) -> Outcome<()> {
    let mut pages = pin!(pages);
    while pages.try_next().await?.is_some() {}
    Ok(())
}

async fn first_people(client: &OfficialAccount) -> Outcome<Vec<OpenId>> {
    let mut pages = pin!(client.followers(None));
    Ok(pages.try_next().await?.ok_or("nobody follows")?.openids)
}

/// Gives a tag to those of these people who have room for it.
fn give(sandbox: &SandboxProcess, tag: u32, people: &[OpenId]) {
    for some in people.chunks(50) {
        // A few of the sandbox's people carry 20 tags already; theirs are refused as a whole.
        let openids: Vec<&str> = some.iter().map(OpenId::as_str).collect();
        let _ = change(sandbox, &json!({ "do": "tag", "tag": tag, "openids": openids }));
    }
}

fn all_calls(sandbox: &SandboxProcess) -> Outcome<f64> {
    let counts: BTreeMap<String, Value> = serde_json::from_value(call_counts(sandbox)?)?;
    Ok(counts.values().filter_map(Value::as_f64).sum())
}
