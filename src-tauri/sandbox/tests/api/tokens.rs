//! Getting a token, using it, losing it.

use std::time::Duration;

use fandesk_sandbox::{AccountConfig, FaultRule, SandboxConfig, Trouble};
use serde_json::{Value, json};

use crate::client::{Client, code, credentials, of_account, sandbox, with};

const STABLE: &str = "/cgi-bin/stable_token";
const APPID: &str = fandesk_sandbox::DEFAULT_APPID;
const SECRET: &str = fandesk_sandbox::DEFAULT_SECRET;

async fn stable(client: &Client, asked: Value) -> Value {
    client.send("POST", STABLE, asked.to_string()).await
}

async fn plain(client: &Client) -> String {
    let query =
        format!("/cgi-bin/token?grant_type=client_credential&appid={APPID}&secret={SECRET}");
    client.send("GET", &query, String::new()).await["access_token"].as_str().unwrap().to_owned()
}

async fn use_token(client: &Client, token: &str) -> i64 {
    let query = format!("/cgi-bin/tags/get?access_token={token}");
    code(&client.send("GET", &query, String::new()).await)
}

#[tokio::test]
async fn the_appid_is_judged_before_everything_else() {
    let (_world, client) = sandbox(1).await;
    for (asked, expected) in [
        (json!({}), 41002),
        (json!({"appid": "wx9999999999999999"}), 40013),
        (json!({"appid": APPID}), 40002),
        (json!({"appid": APPID, "grant_type": "client_credential"}), 41004),
        (credentials(APPID, "ffffffffffffffffffffffffffffffff"), 40125),
        (json!({"appid": 7}), 47001),
        (credentials(APPID, SECRET), 0),
    ] {
        assert_eq!(code(&stable(&client, asked.clone()).await), expected, "{asked}");
    }
    let answer = client.send("POST", STABLE, String::new()).await;
    assert_eq!(code(&answer), 44002);
    assert_eq!(code(&client.send("GET", STABLE, String::new()).await), 43002);
    let post = client.send("POST", "/cgi-bin/token", String::new()).await;
    assert_eq!(code(&post), 43001);
}

#[tokio::test]
async fn a_stable_token_is_reused_with_its_remaining_life_and_handed_over() {
    let (world, client) = sandbox(1).await;
    let asked = credentials(APPID, SECRET);
    world.clock().advance(Duration::from_secs(6855));
    let reused = stable(&client, asked.clone()).await;
    assert_eq!(reused, json!({"access_token": client.token, "expires_in": 345}));
    world.clock().advance(Duration::from_secs(100));
    let next = stable(&client, asked).await;
    assert_eq!(next["expires_in"], 7200);
    let next = next["access_token"].as_str().unwrap();
    assert_eq!(use_token(&client, &client.token).await, 0, "both work during the hand-over");
    assert_eq!(use_token(&client, next).await, 0);
    world.clock().advance(Duration::from_secs(245));
    assert_eq!(use_token(&client, &client.token).await, 42001);
}

#[tokio::test]
async fn a_forced_refresh_ends_the_old_token_and_is_limited() {
    let (world, client) = sandbox(1).await;
    let mut asked = credentials(APPID, SECRET);
    asked["force_refresh"] = json!(true);
    for _ in 0..20 {
        world.clock().advance(Duration::from_secs(30));
        assert_eq!(code(&stable(&client, asked.clone()).await), 0);
    }
    assert_eq!(use_token(&client, &client.token).await, 40001);
    world.clock().advance(Duration::from_secs(30));
    assert_eq!(code(&stable(&client, asked).await), 45009, "the 21st of the day");
}

#[tokio::test]
async fn a_plain_token_lives_beside_the_stable_one_and_overlaps_its_successor() {
    let (world, client) = sandbox(1).await;
    let first = plain(&client).await;
    let second = plain(&client).await;
    assert_eq!(use_token(&client, &first).await, 0, "five more minutes");
    world.clock().advance(Duration::from_secs(300));
    assert_eq!(use_token(&client, &first).await, 40001);
    assert_eq!(use_token(&client, &second).await, 0);
    assert_eq!(use_token(&client, &client.token).await, 0, "the stable token does not mind");
}

#[tokio::test]
async fn a_missing_token_and_a_made_up_one_come_before_other_mistakes() {
    let (_world, client) = sandbox(1).await;
    let path = "/cgi-bin/user/info/batchget";
    assert_eq!(code(&client.send("POST", path, String::new()).await), 41001);
    let in_the_body = json!({"access_token": client.token}).to_string();
    assert_eq!(code(&client.send("POST", path, in_the_body).await), 41001);
    let made_up = format!("{path}?access_token=92_made_up");
    assert_eq!(code(&client.send("POST", &made_up, String::new()).await), 40001);
    let wrong_method = client.send("GET", path, String::new()).await;
    assert_eq!(code(&wrong_method), 43002);
    assert_eq!(code(&client.get("/cgi-bin/nothing/here", "").await), 40066);
}

#[tokio::test]
async fn when_another_system_takes_the_token_every_old_one_is_dead() {
    let (world, client) = sandbox(1).await;
    let plain = plain(&client).await;
    world.account().take_token();
    for token in [&client.token, &plain] {
        assert_eq!(use_token(&client, token).await, 40001);
    }
    assert_eq!(use_token(&client, &Client::of(&world).await.token).await, 0);
}

#[tokio::test]
async fn an_address_that_is_not_listed_is_named_until_the_change_works() {
    let account = AccountConfig::default().allow_list([]);
    let world = SandboxConfig::default()
        .account(account)
        .clock(fandesk_sandbox::Clock::fixed_at(5))
        .start()
        .await
        .unwrap();
    let client = Client::without_token(&world);
    world.set_caller_address(Some("203.0.113.77".parse().unwrap()));
    let asked = credentials(APPID, SECRET);
    let refused = stable(&client, asked.clone()).await;
    assert_eq!(code(&refused), 40164);
    let errmsg = refused["errmsg"].as_str().unwrap();
    let text = "invalid ip 203.0.113.77 ipv6 ::ffff:203.0.113.77, not in whitelist rid: ";
    assert!(errmsg.starts_with(text), "{errmsg}");
    world.account().allow_after("203.0.113.77".parse().unwrap(), Duration::from_secs(600));
    assert_eq!(code(&stable(&client, asked.clone()).await), 40164, "not yet");
    world.clock().advance(Duration::from_secs(600));
    assert_eq!(code(&stable(&client, asked).await), 0);
}

#[tokio::test]
async fn a_made_up_address_is_refused_until_it_is_listed_and_nobody_else_is() {
    let address = "198.51.100.4".parse().unwrap();
    let rule = FaultRule::new(STABLE, Trouble::RefuseAddress { address }).after(1);
    let (world, client) = with(SandboxConfig::default().fault(rule)).await;
    let asked = credentials(APPID, SECRET);
    let refused = stable(&client, asked.clone()).await;
    assert!(refused["errmsg"].as_str().unwrap().starts_with("invalid ip 198.51.100.4 "));
    world.account().allow(address);
    assert_eq!(code(&stable(&client, asked.clone()).await), 0);
    world.clear_faults();
    assert_eq!(code(&stable(&client, asked).await), 0);
}

#[tokio::test]
async fn a_frozen_secret_refuses_tokens_but_spares_the_one_in_use() {
    let (world, client) = sandbox(1).await;
    world.account().refuse_tokens(Some(40243));
    assert_eq!(code(&stable(&client, credentials(APPID, SECRET)).await), 40243);
    assert_eq!(use_token(&client, &client.token).await, 0);
    world.account().refuse_tokens(None);
    assert_eq!(code(&stable(&client, credentials(APPID, SECRET)).await), 0);
}

#[tokio::test]
async fn an_uncertified_account_gets_a_token_but_no_user_or_tag_call() {
    let (world, client) = of_account(AccountConfig::default().uncertified()).await;
    assert_eq!(code(&client.get("/cgi-bin/user/get", "").await), 48001);
    assert_eq!(code(&client.post_text("/cgi-bin/tags/create", "").await), 48001);
    let path = json!({"cgi_path": "/cgi-bin/user/get"});
    assert_eq!(code(&client.post("/cgi-bin/openapi/quota/get", path).await), 0);
    world.account().set_certified(true);
    assert_eq!(code(&client.get("/cgi-bin/user/get", "").await), 0);
}
