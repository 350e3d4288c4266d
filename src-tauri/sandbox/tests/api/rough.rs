//! Rough handling: garbage, huge bodies, slow and many clients. The sandbox goes on for the others.

use std::time::Duration;

use fandesk_sandbox::Sandbox;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{Client, code, sandbox};

const TAGS: &str = "/cgi-bin/tags/get";

async fn connect(world: &Sandbox) -> TcpStream {
    let address = world.base_url().strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// What comes back for these bytes until the connection ends; the sandbox may end it before all
/// are sent.
async fn told(world: &Sandbox, bytes: &[u8]) -> String {
    let mut stream = connect(world).await;
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn what_is_not_http_is_refused_and_harms_nobody() {
    let (world, client) = sandbox(5).await;
    for garbage in [
        &b""[..],
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00\xFF\x00\xFF\x00\xFF\x00\xFF",
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST /cgi-bin/tags/create HTTP/1.1\r\ncontent-length: x\r\n\r\n{}",
        &[b'A'; 1 << 20],
    ] {
        let answer = told(&world, garbage).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(code(&client.get(TAGS, "").await), 0);
}

#[tokio::test]
async fn queries_and_bodies_of_any_kind_draw_an_answer() {
    let (_world, client) = sandbox(5).await;
    for query in ["next_openid=%FF%00%", "&&&=&next_openid", "next_openid=%F0%9F%98%80", "a=%zz"] {
        client.get("/cgi-bin/user/get", query).await;
    }
    let deep = [vec![b'['; 50_000], vec![b']'; 50_000]].concat();
    let deep = String::from_utf8(deep).unwrap();
    let paths = [
        "/cgi-bin/stable_token",
        "/cgi-bin/tags/create",
        "/cgi-bin/tags/update",
        "/cgi-bin/tags/delete",
        "/cgi-bin/tags/getidlist",
        "/cgi-bin/tags/members/batchtagging",
        "/cgi-bin/tags/members/getblacklist",
        "/cgi-bin/tags/members/batchblacklist",
        "/cgi-bin/user/tag/get",
        "/cgi-bin/user/info/batchget",
        "/cgi-bin/user/info/updateremark",
        "/cgi-bin/openapi/quota/get",
        "/cgi-bin/openapi/rid/get",
        "/cgi-bin/clear_quota",
        "/cgi-bin/clear_quota/v2",
    ];
    for path in paths {
        for body in
            ["null", "7", "[]", "{", r#"{"tag":7}"#, r#"{"tagid":-1}"#, "{\"a\":\"\u{0}\"}", &deep]
        {
            let answer = client.post_text(path, body).await;
            assert!(code(&answer) != 0 || path.ends_with("getblacklist"), "{path} {body:.20}");
        }
    }
    let one = json!({"openid_list": ["o", "o"], "tagid": 4_294_967_295_u32});
    assert_eq!(code(&client.post("/cgi-bin/tags/members/batchtagging", one).await), 45159);
}

#[tokio::test]
async fn a_body_beyond_a_megabyte_is_refused() {
    let (_world, client) = sandbox(5).await;
    let huge = json!({"tag": {"name": "x".repeat(3 << 20)}});
    match client.post_raw("/cgi-bin/tags/create", huge).await {
        Ok(answer) => assert_eq!(answer.status(), 413),
        Err(error) => assert!(error.is_request(), "the connection may end first: {error:?}"),
    }
    let large = json!({"tag": {"name": "x".repeat(900_000)}});
    assert_eq!(code(&client.post("/cgi-bin/tags/create", large).await), 45158);
}

#[tokio::test]
async fn wild_figures_from_outside_do_not_stop_the_world() {
    let (_world, client) = sandbox(5).await;
    let most = u64::MAX;
    let orders = [
        json!({"do": "allow", "address": "203.0.113.5", "after_seconds": most}),
        json!({"do": "set_quota", "path": TAGS, "daily_limit": most, "used": most}),
        json!({"do": "set_quota", "path": TAGS, "daily_limit": most, "used": 0}),
        json!({"do": "leave", "count": u32::MAX}),
        json!({"do": "advance_clock", "seconds": most}),
        json!({"do": "advance_clock", "seconds": most}),
    ];
    for order in orders {
        let answer = client.send("POST", "/_sandbox/change", order.to_string()).await;
        assert!(answer.get("error").is_none(), "{order}: {answer}");
    }
    let rules = json!({"rules": [
        {"path": TAGS, "when": {"for_seconds": most}, "what": {"kind": "crowd", "join": 1}},
        {"path": TAGS, "when": {"probability": -7.5}, "what": {"kind": "cut_body", "keep_bytes": most}},
        {"path": TAGS, "what": {"kind": "garble_row", "row": 0, "how": "bad_utf8"}},
        {"path": "/cgi-bin/tags/create", "what": {"kind": "hide_new_tag_for", "seconds": most}},
    ]});
    client.send("POST", "/_sandbox/faults", rules.to_string()).await;
    assert_eq!(code(&client.get(TAGS, "").await), 42001);
    assert_eq!(client.send("GET", "/_sandbox/world", String::new()).await["followers"], 0);
}

#[tokio::test]
async fn slow_clients_keep_nobody_waiting() {
    let (world, client) = sandbox(5).await;
    let mut slow = Vec::new();
    for _ in 0..50 {
        let mut stream = connect(&world).await;
        let head =
            b"POST /cgi-bin/tags/create?access_token=x HTTP/1.1\r\ncontent-length: 500\r\n\r\n{";
        stream.write_all(&head[..head.len() - slow.len()]).await.unwrap();
        slow.push(stream);
    }
    assert_eq!(code(&client.get(TAGS, "").await), 0);
    assert_eq!(world.most_in_flight(), 1, "who has not asked yet is not inside");
    let stopped = tokio::time::timeout(Duration::from_secs(20), world.stop()).await;
    assert!(stopped.is_ok(), "and nobody holds the sandbox open");
}

#[tokio::test]
async fn hundreds_of_connections_at_once_are_all_answered() {
    let (world, client) = sandbox(200).await;
    let account = world.account();
    let tag = account.tag_named("临时-周三").unwrap();
    let has_room = |openid: &String| account.follower(openid).unwrap().tags.len() < 20;
    let people: Vec<String> = account.openids().into_iter().filter(has_room).collect();
    let calls = people.iter().cloned().map(|openid| {
        let mut own = Client::without_token(&world);
        own.token.clone_from(&client.token);
        async move {
            let batch = json!({"openid_list": [openid], "tagid": tag});
            own.post("/cgi-bin/tags/members/batchtagging", batch).await
        }
    });
    let mut tasks = tokio::task::JoinSet::new();
    calls.for_each(|call| drop(tasks.spawn(call)));
    let answers: Vec<Value> = tasks.join_all().await;
    assert!(answers.iter().all(|answer| code(answer) == 0));
    assert!(people.len() > 190);
    assert_eq!(account.members(tag).len(), people.len());
}
