//! Scripted trouble, as a client meets it.

use std::time::Duration;

use fandesk_sandbox::{FaultRule, Garble, SandboxConfig, Trouble};
use serde_json::{Value, json};

use crate::client::{Client, code, sandbox, with};

const TAGS: &str = "/cgi-bin/tags/get";
const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
const BATCH: &str = "/cgi-bin/user/info/batchget";

fn one(sandbox: &fandesk_sandbox::Sandbox) -> Value {
    json!({"openid_list": [sandbox.account().openids()[0]], "tagid": untouched(sandbox)})
}

/// A tag nobody carries.
fn untouched(sandbox: &fandesk_sandbox::Sandbox) -> u32 {
    sandbox.account().tag_named("临时-周三").unwrap()
}

#[tokio::test]
async fn a_refusal_does_nothing_and_ends_when_it_should() {
    let (world, client) = with(
        SandboxConfig::with_followers(10).fault(FaultRule::refuse(TAGGING, -1).every(2).times(2)),
    )
    .await;
    let mut codes = Vec::new();
    let mut members = Vec::new();
    for _ in 0..5 {
        codes.push(code(&client.post(TAGGING, one(&world)).await));
        members.push(world.account().members(untouched(&world)).len());
    }
    assert_eq!((codes, members), (vec![-1, 0, -1, 0, 0], vec![0, 1, 1, 1, 1]));
    let struck = world.calls().iter().filter(|call| call.trouble).count();
    assert_eq!(struck, 2);
}

#[tokio::test]
async fn a_storm_takes_the_token_again_and_again() {
    let rule = FaultRule::new(BATCH, Trouble::TakeToken).every(2);
    let (world, client) = with(SandboxConfig::with_followers(10).fault(rule)).await;
    let users = json!({"user_list": [{"openid": world.account().openids()[0]}]});
    assert_eq!(code(&client.post(BATCH, users.clone()).await), 40001);
    let client = Client::of(&world).await;
    assert_eq!(code(&client.post(BATCH, users.clone()).await), 0);
    assert_eq!(code(&client.post(BATCH, users).await), 40001);
}

#[tokio::test]
async fn a_gateway_page_is_html_with_its_status() {
    let rule = FaultRule::new(TAGGING, Trouble::GatewayPage { status: 502 });
    let (world, client) = with(SandboxConfig::with_followers(10).fault(rule)).await;
    let answer = client.post_raw(TAGGING, one(&world)).await.unwrap();
    assert_eq!(answer.status(), 502);
    let text = answer.text().await.unwrap();
    assert!(text.starts_with("<html>") && text.contains("502 Bad Gateway"), "{text}");
    assert!(world.account().members(untouched(&world)).is_empty());
    assert_eq!(world.calls().last().unwrap().code, None, "it was not carried out");
}

#[tokio::test]
async fn a_lost_answer_was_applied_and_a_broken_connection_was_not() {
    for (what, applied) in [(Trouble::LoseAnswer, 1), (Trouble::Disconnect, 0)] {
        let rule = FaultRule::new(TAGGING, what);
        let (world, client) = with(SandboxConfig::with_followers(10).fault(rule)).await;
        assert!(client.post_raw(TAGGING, one(&world)).await.is_err());
        assert_eq!(world.account().members(untouched(&world)).len(), applied);
    }
}

#[tokio::test]
async fn a_cut_body_begins_as_it_should_and_breaks_off() {
    let rule = FaultRule::new(TAGS, Trouble::CutBody { keep_bytes: Some(9) });
    let (_world, client) = with(SandboxConfig::default().fault(rule)).await;
    let path = format!("{TAGS}?access_token={}", client.token);
    let mut answer = client.raw("GET", &path, String::new()).await.unwrap();
    assert!(answer.content_length().unwrap() > 9, "the whole length is announced");
    assert_eq!(answer.chunk().await.unwrap().unwrap().as_ref(), br#"{"tags":["#);
    assert!(answer.chunk().await.is_err());
}

#[tokio::test]
async fn an_answer_that_never_comes_may_have_been_applied() {
    for applied in [false, true] {
        let rule = FaultRule::new(TAGGING, Trouble::NoAnswer { applied });
        let (world, client) = with(SandboxConfig::with_followers(10).fault(rule)).await;
        let call = client.post_raw(TAGGING, one(&world));
        let waited = tokio::time::timeout(Duration::from_millis(300), call).await;
        assert!(waited.is_err(), "the client gives up");
        assert_eq!(world.account().members(untouched(&world)).len(), usize::from(applied));
    }
}

#[tokio::test]
async fn named_people_fail_while_the_others_go_through() {
    let (world, client) = sandbox(10).await;
    let openids = world.account().openids();
    let fail =
        |openids: &[String], count| Trouble::FailOpenids { openids: openids.to_vec(), count };
    let tag = untouched(&world);
    let batch = json!({"openid_list": openids[..5], "tagid": tag});
    world.set_faults([FaultRule::new(TAGGING, fail(&openids[2..3], 0))]);
    let answer = client.post(TAGGING, batch.clone()).await;
    assert_eq!((code(&answer), &answer["fail_openid_list"]), (45171, &json!(openids[2..3])));
    assert_eq!(world.account().members(tag).len(), 4);
    world.set_faults([FaultRule::new(TAGGING, fail(&[], 2))]);
    let answer = client.post(TAGGING, batch).await;
    assert_eq!(answer["fail_openid_list"], json!(openids[..2]));
}

#[tokio::test]
async fn a_rule_can_be_about_one_person() {
    let (world, client) = sandbox(10).await;
    let openids = world.account().openids();
    world.add_fault(FaultRule::refuse(BATCH, 40003).containing(&openids[3]));
    let users = |openids: &[String]| {
        let users: Vec<Value> = openids.iter().map(|openid| json!({"openid": openid})).collect();
        json!({"user_list": users})
    };
    assert_eq!(code(&client.post(BATCH, users(&openids)).await), 40003);
    assert_eq!(code(&client.post(BATCH, users(&openids[..3])).await), 0);
}

#[tokio::test]
async fn crowds_come_and_go_while_the_list_is_read() {
    let rule = FaultRule::new("/cgi-bin/user/get", Trouble::Crowd { join: 5, leave: 2 });
    let (_world, client) = with(SandboxConfig::with_followers(100).fault(rule)).await;
    let total = async || client.get("/cgi-bin/user/get", "").await["total"].clone();
    assert_eq!((total().await, total().await), (json!(103), json!(106)));
}

#[tokio::test]
async fn spoilt_bodies_arrive_as_ordered() {
    let (world, client) = sandbox(10).await;
    let openid = world.account().openids().remove(0);
    world.account().remark(&openid, "王姐").unwrap();
    let users = json!({"user_list": [{"openid": openid}]});
    let fetch = async |how: Garble| {
        world.set_faults([FaultRule::new(BATCH, Trouble::Garble { how })]);
        let answer = client.post_raw(BATCH, users.clone()).await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (kind, answer.bytes().await.unwrap())
    };
    let (_, body) = fetch(Garble::ControlBytes).await;
    assert!(String::from_utf8_lossy(&body).contains("\"remark\":\"\u{14}王姐\""));
    assert!(serde_json::from_slice::<Value>(&body).is_err(), "not strict JSON");
    let (_, body) = fetch(Garble::BadUtf8).await;
    assert!(std::str::from_utf8(&body).is_err());
    let (_, body) = fetch(Garble::ByteOrderMark).await;
    assert!(body.starts_with(b"\xEF\xBB\xBF{"));
    let (kind, body) = fetch(Garble::PlainText).await;
    assert_eq!(kind, "text/plain");
    assert!(serde_json::from_slice::<Value>(&body).is_ok());
    let (_, body) = fetch(Garble::NumbersAsStrings).await;
    let row = serde_json::from_slice::<Value>(&body).unwrap()["user_info_list"][0].clone();
    assert_eq!((&row["subscribe"], &row["remark"]), (&json!("1"), &json!("王姐")));
    let (_, body) = fetch(Garble::SwallowedQuote).await;
    assert!(String::from_utf8_lossy(&body).contains(r#""remark":"王姐\","groupid""#));
    let (_, body) = fetch(Garble::NotJson).await;
    assert_eq!(body.as_ref(), b"upstream busy");
}

#[tokio::test]
async fn refusing_every_path_leaves_the_control_surface_alone() {
    let (_world, client) =
        with(SandboxConfig::default().fault(FaultRule::refuse("*", -1).after(1))).await;
    assert_eq!(code(&client.get(TAGS, "").await), -1);
    let seen = client.send("GET", "/_sandbox/world", String::new()).await;
    assert_eq!(seen["followers"], 1000);
}
