//! What a job is compared with: a serial loop, and the same calls whose answers nobody keeps.

use std::pin::pin;
use std::time::Instant;

use fandesk_wechat::{AppId, ErrCode, OfficialAccount, OpenId, SecretString, TagId, limits};
use futures::{StreamExt, TryStreamExt, stream};

use crate::Outcome;
use crate::control::call_counts;
use crate::sandbox::{APP_ID, APP_SECRET, SandboxProcess};

const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
/// The serial loop is measured on so many calls and scaled.
const SERIAL_CALLS: usize = 100;
/// Calls kept ready; the gate, the same as the product's, decides how many are under way.
const READY: usize = 18;

/// Everybody who follows.
pub(crate) async fn everybody(sandbox: &SandboxProcess) -> Outcome<Vec<OpenId>> {
    let mut ids = Vec::new();
    let client = client(sandbox)?;
    let mut pages = pin!(client.followers(None));
    while let Some(page) = pages.try_next().await? {
        ids.extend(page.openids);
    }
    Ok(ids)
}

/// One call after the other over a kept-alive connection, nothing written down. Seconds for
/// everybody, from the first hundred calls.
pub(crate) async fn serial_loop(
    sandbox: &SandboxProcess,
    tag: u32,
    people: &[OpenId],
) -> Outcome<f64> {
    let client = client(sandbox)?;
    let all_calls = people.len().div_ceil(limits::TAGGED_PER_CALL);
    client.tags().await?;
    let begun = Instant::now();
    for part in people.chunks(limits::TAGGED_PER_CALL).take(SERIAL_CALLS) {
        tag_dropping(&client, tag, part).await?;
    }
    Ok(begun.elapsed().as_secs_f64() * all_calls as f64 / SERIAL_CALLS as f64)
}

/// The calls of the job through a gate like its own; what WeChat answers is dropped.
pub(crate) async fn answers_dropped(
    sandbox: &SandboxProcess,
    tag: u32,
    people: &[OpenId],
) -> Outcome<f64> {
    let client = client(sandbox)?;
    let parts: Vec<Vec<OpenId>> =
        people.chunks(limits::TAGGED_PER_CALL).map(<[OpenId]>::to_vec).collect();
    client.tags().await?;
    let begun = Instant::now();
    stream::iter(parts)
        .map(|part| {
            let client = client.clone();
            async move { tag_dropping(&client, tag, &part).await }
        })
        .buffer_unordered(READY)
        .try_collect::<()>()
        .await?;
    Ok(begun.elapsed().as_secs_f64())
}

/// One call. A few of the sandbox's people carry 20 tags already; theirs are refused as a whole.
async fn tag_dropping(
    client: &OfficialAccount,
    tag: u32,
    people: &[OpenId],
) -> Result<(), fandesk_wechat::Error> {
    match client.tag_batch(TagId(tag), people).await {
        Err(error) if error.code() != Some(ErrCode::TOO_MANY_TAGS_ON_FOLLOWER) => Err(error),
        _ => Ok(()),
    }
}

fn client(sandbox: &SandboxProcess) -> Outcome<OfficialAccount> {
    let secret = SecretString::from(APP_SECRET);
    let base = sandbox.base_url();
    Ok(OfficialAccount::builder(AppId::new(APP_ID)?, secret).base_address(base).build()?)
}

/// Tagging calls so far.
pub(crate) fn tag_calls(sandbox: &SandboxProcess) -> Outcome<u64> {
    Ok(call_counts(sandbox)?[TAGGING].as_u64().unwrap_or(0))
}
