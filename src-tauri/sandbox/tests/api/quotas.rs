//! Allowances: counters by path, resets, and the diagnostic numbers of refused calls.

use std::time::Duration;

use fandesk_sandbox::{AccountConfig, SandboxConfig};
use serde_json::{Value, json};

use crate::client::{Client, code, sandbox, with};

const TAGS: &str = "/cgi-bin/tags/get";

async fn quota(client: &Client, path: &str) -> Value {
    client.post("/cgi-bin/openapi/quota/get", json!({"cgi_path": path})).await
}

fn rid(answer: &Value) -> String {
    answer["errmsg"].as_str().unwrap().split("rid: ").nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn calls_are_counted_by_path_and_refused_when_the_day_is_used_up() {
    let (world, client) = sandbox(1).await;
    assert_eq!(
        quota(&client, TAGS).await["quota"],
        json!({"daily_limit": 1000, "used": 0, "remain": 1000})
    );
    client.get(TAGS, "").await;
    assert_eq!(quota(&client, TAGS).await["quota"]["used"], 1);
    assert_eq!(quota(&client, "/cgi-bin/user/get").await["quota"]["daily_limit"], 500);
    world.account().set_quota(TAGS, 10, 10).unwrap();
    let refused = client.get(TAGS, "").await;
    assert_eq!(code(&refused), 45009);
    assert_eq!(quota(&client, TAGS).await["quota"]["remain"], 0);
    world.clock().advance(Duration::from_secs(43_200));
    let tomorrow = Client::of(&world).await;
    assert_eq!(code(&tomorrow.get(TAGS, "").await), 0, "a new day in China");
}

#[tokio::test]
async fn a_minute_limit_is_told_and_kept() {
    let (world, client) = sandbox(1).await;
    world.account().set_minute_limit(TAGS, Some(2)).unwrap();
    let codes = [(); 3].map(|()| client.get(TAGS, ""));
    let mut seen = Vec::new();
    for answer in codes {
        seen.push(code(&answer.await));
    }
    assert_eq!(seen, [0, 0, 45011]);
    let told = quota(&client, TAGS).await;
    assert_eq!(told["rate_limit"], json!({"call_count": 2, "refresh_second": 60}));
    let tokens = quota(&client, "/cgi-bin/stable_token").await;
    assert_eq!(tokens["rate_limit"]["call_count"], 10_000);
    world.clock().advance(Duration::from_secs(60));
    assert_eq!(code(&client.get(TAGS, "").await), 0);
}

#[tokio::test]
async fn a_path_that_is_none_has_no_quota() {
    let (_world, client) = sandbox(1).await;
    for (path, expected) in [
        ("cgi-bin/user/get", 76021),
        ("/cgi-bin/nothing", 76021),
        ("", 76021),
        ("/sns/userinfo", 76022),
    ] {
        assert_eq!(code(&quota(&client, path).await), expected, "{path}");
    }
}

#[tokio::test]
async fn all_counters_can_be_reset_ten_times_a_month_with_or_without_a_token() {
    let (world, client) = sandbox(1).await;
    let account = world.account();
    let (appid, secret) = (account.config().appid.clone(), account.config().secret.clone());
    let clear = async |appid: &str| {
        code(&client.post("/cgi-bin/clear_quota", json!({"appid": appid})).await)
    };
    account.set_quota(TAGS, 10, 10).unwrap();
    assert_eq!(clear("wx9999999999999999").await, 40013);
    assert_eq!(clear(&appid).await, 0);
    assert_eq!(code(&client.get(TAGS, "").await), 0);
    for _ in 0..8 {
        assert_eq!(clear(&appid).await, 0);
    }
    let bare = |secret: &str| json!({"appid": appid, "appsecret": secret}).to_string();
    let clear_bare = async |secret: &str| {
        code(&client.send("POST", "/cgi-bin/clear_quota/v2", bare(secret)).await)
    };
    assert_eq!(clear_bare("").await, 41004);
    assert_eq!(clear_bare("wrong").await, 40125);
    assert_eq!(clear_bare(&secret).await, 0, "the tenth");
    assert_eq!(clear_bare(&secret).await, 48006);
    assert_eq!(clear(&appid).await, 48006);
}

#[tokio::test]
async fn a_rid_tells_about_the_refused_call_for_a_week_and_to_its_account_only() {
    let config = SandboxConfig::with_followers(1)
        .account(AccountConfig::new("wx00000000000000aa", "s").followers(1));
    let (world, client) = with(config).await;
    let refused = client.post("/cgi-bin/user/info/batchget", json!({"user_list": []})).await;
    let rid = rid(&refused);
    let look_up = async |client: &Client, rid: &str| {
        client.post("/cgi-bin/openapi/rid/get", json!({"rid": rid})).await
    };
    let request = look_up(&client, &rid).await["request"].clone();
    assert_eq!(request["invoke_time"], crate::client::NOON);
    assert_eq!(u64::from_str_radix(&rid[..8], 16).unwrap(), crate::client::NOON);
    assert_eq!(request["request_body"], r#"{"user_list":[]}"#);
    assert_eq!(request["response_body"], refused.to_string());
    assert_eq!(request["client_ip"], "127.0.0.1");
    let mut other = Client::without_token(&world);
    let asked = crate::client::credentials("wx00000000000000aa", "s").to_string();
    let grant = other.send("POST", "/cgi-bin/stable_token", asked).await;
    other.token = grant["access_token"].as_str().unwrap().to_owned();
    assert_eq!(code(&look_up(&other, &rid).await), 76003);
    assert_eq!(code(&look_up(&client, "").await), 76002);
    assert_eq!(code(&look_up(&client, &format!("{}-00000000-00000000", &rid[..8])).await), 76001);
    world.clock().advance(Duration::from_secs(7 * 86_400 + 1));
    let later = Client::of(&world).await;
    assert_eq!(code(&look_up(&later, &rid).await), 76004);
}

#[tokio::test]
async fn large_accounts_may_call_more() {
    let (world, _client) = sandbox(100_000).await;
    assert_eq!(world.account().quota("/cgi-bin/user/get").unwrap().daily_limit, 1000);
    assert!(world.account().quota("/nowhere").is_err());
}

#[tokio::test]
async fn the_log_tells_paths_batches_and_codes_without_secrets() {
    let (world, client) = sandbox(30).await;
    world.reset_calls();
    let openids = world.account().openids();
    let batch = json!({"openid_list": openids[..7], "tagid": 100});
    client.post("/cgi-bin/tags/members/batchtagging", batch).await;
    client.post("/cgi-bin/tags/members/batchtagging", json!({"tagid": 1})).await;
    let calls = world.calls();
    let told: Vec<_> = calls.iter().map(|call| (call.batch, call.code, call.trouble)).collect();
    assert_eq!(told, [(7, Some(0), false), (0, Some(40032), false)]);
    assert_eq!(world.call_count("/cgi-bin/tags/members/batchtagging"), 2);
    assert_eq!(world.most_in_flight(), 1);
    let text = serde_json::to_string(&calls).unwrap();
    assert!(!text.contains(&client.token) && !text.contains(&openids[0]), "{text}");
}
