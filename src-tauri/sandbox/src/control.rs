//! The control surface under `/_sandbox/`: another process looks at the world and changes it.
//!
//! Plain JSON over the same loopback port, described in the crate's README. Calls that a web page
//! made (they carry an `Origin`) are refused.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::world::World;
use crate::{AccountHandle, FaultRule, Quirks, SandboxError};

/// A change from outside, as another process sends it.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Order {
    Join {
        count: u32,
        #[serde(default)]
        qr_text: Option<String>,
    },
    Leave {
        #[serde(default)]
        count: u32,
        #[serde(default)]
        openids: Vec<String>,
    },
    ComeBack {
        openids: Vec<String>,
    },
    Tag {
        tag: u32,
        openids: Vec<String>,
    },
    Untag {
        tag: u32,
        openids: Vec<String>,
    },
    CreateTag {
        name: String,
    },
    RenameTag {
        tag: u32,
        name: String,
    },
    DeleteTag {
        tag: u32,
    },
    Remark {
        openid: String,
        text: String,
    },
    Block {
        openids: Vec<String>,
    },
    Unblock {
        openids: Vec<String>,
    },
    TakeToken,
    SetCertified {
        certified: bool,
    },
    SetQuirks {
        quirks: Quirks,
    },
    RefuseTokens {
        code: Option<i64>,
    },
    Allow {
        address: IpAddr,
        #[serde(default)]
        after_seconds: u64,
    },
    EnforceAllowList {
        enforce: bool,
    },
    SetQuota {
        path: String,
        daily_limit: u64,
        used: u64,
    },
    SetMinuteLimit {
        path: String,
        calls: Option<u64>,
    },
    SetCaller {
        address: Option<IpAddr>,
    },
    AdvanceClock {
        seconds: u64,
    },
    SetLatency {
        milliseconds: u64,
    },
    ResetCalls,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rules: Vec<FaultRule>,
}

/// Answers a call to the control surface.
pub(crate) fn answer(
    world: &Arc<World>,
    method: &Method,
    path: &str,
    query: &str,
    body: &[u8],
    from_a_page: bool,
) -> (StatusCode, Vec<u8>) {
    let (status, value) = if from_a_page {
        (StatusCode::FORBIDDEN, json!({"error": "not for web pages"}))
    } else {
        match (method, path.trim_start_matches("/_sandbox/")) {
            (&Method::GET, "world") => told(look_at_world(world, query)),
            (&Method::GET, "tag") => told(look_at_tag(world, query)),
            (&Method::GET, "follower") => told(look_at_follower(world, query)),
            (&Method::GET, "blacklist") => {
                told(account(world, query).map(|account| json!({"openids": account.blacklist()})))
            }
            (&Method::GET, "calls") => (StatusCode::OK, look_at_calls(world, query)),
            (&Method::POST, "faults") => set_faults(world, body),
            (&Method::POST, "change") => told(change(world, query, body)),
            _ => (StatusCode::NOT_FOUND, json!({"error": "no such call"})),
        }
    };
    (status, value.to_string().into_bytes())
}

fn told(result: Result<Value, String>) -> (StatusCode, Value) {
    match result {
        Ok(value) => (StatusCode::OK, value),
        Err(error) => (StatusCode::BAD_REQUEST, json!({"error": error})),
    }
}

fn parameter(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The account named in the query, or the first one.
fn account(world: &Arc<World>, query: &str) -> Result<AccountHandle, String> {
    let index = match parameter(query, "appid") {
        Some(appid) => world.index_of(&appid).ok_or(SandboxError::UnknownAccount),
        None => Ok(0),
    };
    let index = index.map_err(|error| error.to_string())?;
    Ok(AccountHandle::new(Arc::clone(world), index))
}

fn look_at_world(world: &Arc<World>, query: &str) -> Result<Value, String> {
    let account = account(world, query)?;
    Ok(json!({
        "appid": account.config().appid,
        "now": world.clock.now(),
        "followers": account.follower_count(),
        "blacklisted": account.blacklist().len(),
        "tags": account.tags(),
    }))
}

fn look_at_tag(world: &Arc<World>, query: &str) -> Result<Value, String> {
    let account = account(world, query)?;
    let id = parameter(query, "id").and_then(|id| id.parse().ok());
    let name = parameter(query, "name").and_then(|name| account.tag_named(&name));
    let tag = account.tags().into_iter().find(|tag| Some(tag.id) == id.or(name));
    let tag = tag.ok_or("name a tag by id= or name=")?;
    Ok(json!({"id": tag.id, "name": tag.name, "openids": account.members(tag.id)}))
}

fn look_at_follower(world: &Arc<World>, query: &str) -> Result<Value, String> {
    let openid = parameter(query, "openid").unwrap_or_default();
    let follower = account(world, query)?.follower(&openid);
    Ok(json!(follower.ok_or(SandboxError::UnknownOpenid.to_string())?))
}

fn look_at_calls(world: &World, query: &str) -> Value {
    let after = parameter(query, "after").and_then(|after| after.parse().ok()).unwrap_or(0);
    let calls = world.calls.lock();
    json!({
        "counts": calls.counts(),
        "most_in_flight": world.most_in_flight.load(Ordering::Relaxed),
        "calls": calls.since(after),
    })
}

fn set_faults(world: &World, body: &[u8]) -> (StatusCode, Value) {
    let parsed = serde_json::from_slice(body).map_err(|error| error.to_string());
    told(parsed.map(|Rules { rules }| {
        let (count, now) = (rules.len(), world.clock.now());
        let mut faults = world.faults.lock();
        faults.clear();
        rules.into_iter().for_each(|rule| faults.add(rule, now));
        json!({"rules": count})
    }))
}

fn change(world: &Arc<World>, query: &str, body: &[u8]) -> Result<Value, String> {
    let account = account(world, query)?;
    let order = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    obey(world, &account, order).map_err(|error| error.to_string())
}

fn obey(world: &World, account: &AccountHandle, order: Order) -> Result<Value, SandboxError> {
    let done = Ok(json!({}));
    match order {
        Order::Join { count, qr_text: None } => return named(account.join(count)?),
        Order::Join { count, qr_text: Some(text) } => {
            return named(account.join_through(count, &text)?);
        }
        Order::Leave { count, openids } => {
            account.leave(&openids)?;
            return named(account.leave_some(count)?);
        }
        Order::ComeBack { openids } => account.come_back(&openids)?,
        Order::Tag { tag, openids } => account.tag(tag, &openids)?,
        Order::Untag { tag, openids } => account.untag(tag, &openids)?,
        Order::CreateTag { name } => return Ok(json!({"id": account.create_tag(&name)?})),
        Order::RenameTag { tag, name } => account.rename_tag(tag, &name)?,
        Order::DeleteTag { tag } => account.delete_tag(tag)?,
        Order::Remark { openid, text } => account.remark(&openid, &text)?,
        Order::Block { openids } => account.block(&openids)?,
        Order::Unblock { openids } => account.unblock(&openids)?,
        Order::TakeToken => account.take_token(),
        Order::SetCertified { certified } => account.set_certified(certified),
        Order::SetQuirks { quirks } => account.set_quirks(quirks),
        Order::RefuseTokens { code } => account.refuse_tokens(code),
        Order::Allow { address, after_seconds } => {
            account.allow_after(address, Duration::from_secs(after_seconds));
        }
        Order::EnforceAllowList { enforce } => account.enforce_allow_list(enforce),
        Order::SetQuota { path, daily_limit, used } => {
            account.set_quota(&path, daily_limit, used)?;
        }
        Order::SetMinuteLimit { path, calls } => account.set_minute_limit(&path, calls)?,
        Order::SetCaller { address } => *world.caller.lock() = address,
        Order::AdvanceClock { seconds } => world.clock.advance(Duration::from_secs(seconds)),
        Order::SetLatency { milliseconds } => {
            world.latency_ms.store(milliseconds, Ordering::Relaxed);
        }
        Order::ResetCalls => {
            world.calls.lock().clear();
            world.most_in_flight.store(0, Ordering::Relaxed);
        }
    }
    done
}

fn named(openids: Vec<String>) -> Result<Value, SandboxError> {
    Ok(json!({"openids": openids}))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The JSON blocks of the README.
    fn printed() -> Vec<&'static str> {
        let blocks = include_str!("../README.md").split("```json\n").skip(1);
        blocks.map(|rest| rest.split("```").next().unwrap()).collect()
    }

    #[test]
    fn what_the_readme_prints_is_understood() {
        let [rules, orders] = printed()[..] else { panic!("two blocks") };
        let Rules { rules } = serde_json::from_str(rules).unwrap();
        assert_eq!(rules.len(), 3);
        let orders = serde_json::Deserializer::from_str(orders).into_iter::<Order>();
        assert_eq!(orders.map(Result::unwrap).count(), 23, "every order is printed");
    }
}
