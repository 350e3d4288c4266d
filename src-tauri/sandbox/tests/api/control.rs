//! The control surface: another process looks at the world and changes it.

use fandesk_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Client, NOON, code, sandbox};

async fn look(client: &Client, what: &str) -> Value {
    client.send("GET", &format!("/_sandbox/{what}"), String::new()).await
}

async fn change(client: &Client, order: Value) -> Value {
    client.send("POST", "/_sandbox/change", order.to_string()).await
}

#[tokio::test]
async fn the_world_can_be_looked_at() {
    let (world, client) = sandbox(200).await;
    let account = world.account();
    let seen = look(&client, "world").await;
    assert_eq!((&seen["followers"], &seen["now"]), (&json!(200), &json!(NOON)));
    assert_eq!(seen["tags"].as_array().unwrap().len(), account.tags().len());
    let tag = look(&client, "tag?id=100").await;
    assert_eq!(tag["openids"], json!(account.members(100)));
    let named = look(&client, "tag?name=%E4%BC%9A%E5%91%98").await;
    assert_eq!(named, tag);
    let openid = account.openids().remove(0);
    let person = look(&client, &format!("follower?openid={openid}")).await;
    assert_eq!(person, serde_json::to_value(account.follower(&openid)).unwrap());
    assert_eq!(look(&client, "blacklist").await["openids"], json!(account.blacklist()));
    client.get("/cgi-bin/tags/get", "").await;
    let calls = look(&client, "calls?after=1").await;
    assert_eq!(calls["calls"][0]["path"], "/cgi-bin/tags/get");
    assert_eq!(calls["counts"]["/cgi-bin/stable_token"], 1);
}

#[tokio::test]
async fn every_order_is_obeyed() {
    let (world, client) = sandbox(50).await;
    let account = world.account();
    let joined = change(&client, json!({"do": "join", "count": 2, "qr_text": "摊位"})).await;
    let new = joined["openids"][0].as_str().unwrap().to_owned();
    assert_eq!(account.follower(&new).unwrap().qr_scene_str, "摊位");
    let id = change(&client, json!({"do": "create_tag", "name": "外来"})).await["id"].clone();
    let tag = id.as_u64().unwrap() as u32;
    for order in [
        json!({"do": "tag", "tag": id, "openids": [new]}),
        json!({"do": "rename_tag", "tag": id, "name": "改名"}),
        json!({"do": "remark", "openid": new, "text": "新来的"}),
        json!({"do": "block", "openids": [new]}),
    ] {
        assert_eq!(change(&client, order).await, json!({}));
    }
    let person = account.follower(&new).unwrap();
    assert!(person.tags == [tag] && person.blocked && person.remark == "新来的");
    change(&client, json!({"do": "untag", "tag": id, "openids": [new]})).await;
    change(&client, json!({"do": "unblock", "openids": [new]})).await;
    change(&client, json!({"do": "delete_tag", "tag": id})).await;
    let left = change(&client, json!({"do": "leave", "count": 3, "openids": [new]})).await;
    assert_eq!(left["openids"].as_array().unwrap().len(), 3);
    assert_eq!((account.follower_count(), account.tag_named("改名")), (48, None));
    change(&client, json!({"do": "come_back", "openids": [new]})).await;
    assert_eq!(account.follower_count(), 49);
}

#[tokio::test]
async fn the_servers_mood_can_be_changed() {
    let (world, client) = sandbox(5).await;
    let tags = async || code(&client.get("/cgi-bin/tags/get", "").await);
    let path = "/cgi-bin/tags/get";
    change(&client, json!({"do": "set_quota", "path": path, "daily_limit": 5, "used": 5})).await;
    assert_eq!(tags().await, 45009);
    change(&client, json!({"do": "set_quota", "path": path, "daily_limit": 5, "used": 0})).await;
    change(&client, json!({"do": "set_minute_limit", "path": path, "calls": 0})).await;
    assert_eq!(tags().await, 45011);
    change(&client, json!({"do": "set_minute_limit", "path": path, "calls": null})).await;
    change(&client, json!({"do": "set_certified", "certified": false})).await;
    assert_eq!(tags().await, 48001);
    change(&client, json!({"do": "set_certified", "certified": true})).await;
    let rules = json!({"rules": [{"path": path, "what": {"kind": "refuse", "code": -1}}]});
    let set = client.send("POST", "/_sandbox/faults", rules.to_string()).await;
    assert_eq!((set, tags().await), (json!({"rules": 1}), -1));
    client.send("POST", "/_sandbox/faults", json!({"rules": []}).to_string()).await;
    change(&client, json!({"do": "advance_clock", "seconds": 7200})).await;
    assert_eq!(tags().await, 42001);
    change(&client, json!({"do": "reset_calls"})).await;
    assert!(world.calls().is_empty());
    for order in [
        json!({"do": "enforce_allow_list", "enforce": true}),
        json!({"do": "set_caller", "address": "203.0.113.5"}),
        json!({"do": "allow", "address": "203.0.113.5"}),
        json!({"do": "set_latency", "milliseconds": 1}),
    ] {
        assert_eq!(change(&client, order).await, json!({}));
    }
    let client = Client::of(&world).await;
    change(&client, json!({"do": "refuse_tokens", "code": 50007})).await;
    assert_eq!(token_code(&world, &client).await, 50007);
    change(&client, json!({"do": "take_token"})).await;
    assert_eq!(code(&client.get(path, "").await), 40001);
}

async fn token_code(world: &Sandbox, client: &Client) -> i64 {
    let account = world.account();
    let asked = crate::client::credentials(&account.config().appid, &account.config().secret);
    code(&client.send("POST", "/cgi-bin/stable_token", asked.to_string()).await)
}

#[tokio::test]
async fn mistakes_are_told_and_web_pages_are_kept_out() {
    let (world, client) = sandbox(5).await;
    for (method, path, body, status) in [
        ("POST", "/_sandbox/change", r#"{"do":"dance"}"#, 400),
        ("POST", "/_sandbox/change?appid=wx0", r#"{"do":"take_token"}"#, 400),
        ("POST", "/_sandbox/change", r#"{"do":"block","openids":["oX"]}"#, 400),
        ("POST", "/_sandbox/faults", r#"{"rules":[{}]}"#, 400),
        ("GET", "/_sandbox/tag?id=9999", "", 400),
        ("GET", "/_sandbox/nothing", "", 404),
    ] {
        let answer = client.raw(method, path, body.to_owned()).await.unwrap();
        assert_eq!(answer.status(), status, "{path} {body}");
    }
    let page = reqwest::Client::new()
        .get(format!("{}/_sandbox/world", world.base_url()))
        .header("Origin", "https://example.com");
    assert_eq!(page.send().await.unwrap().status(), 403);
}
