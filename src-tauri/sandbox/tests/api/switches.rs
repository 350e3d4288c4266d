//! Trouble about chosen people, tags, pages and allowances, as a client meets it.

use std::time::Duration;

use fandesk_sandbox::{AccountConfig, FaultRule, Garble, Sandbox, SandboxConfig, Trouble};
use serde_json::{Value, json};

use crate::client::{Client, code, page_openids, sandbox, with};

const BATCH: &str = "/cgi-bin/user/info/batchget";
const LIST: &str = "/cgi-bin/user/get";
const MEMBERS: &str = "/cgi-bin/user/tag/get";
const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
const TAGS: &str = "/cgi-bin/tags/get";

fn users(openids: &[String]) -> Value {
    let users: Vec<Value> = openids.iter().map(|openid| json!({"openid": openid})).collect();
    json!({"user_list": users})
}

async fn set_rules(client: &Client, rules: Value) {
    let text = json!({ "rules": rules }).to_string();
    let answer = client.send("POST", "/_sandbox/faults", text).await;
    assert!(answer.get("error").is_none(), "{answer}");
}

fn untouched(world: &Sandbox) -> u32 {
    world.account().tag_named("临时-周三").unwrap()
}

#[tokio::test]
async fn chosen_people_draw_a_code_wherever_they_are_named_and_nothing_is_done() {
    let (world, client) = sandbox(30).await;
    let openids = world.account().openids();
    let tag = untouched(&world);
    let bad = &openids[3];
    let named = [
        (BATCH, users(&openids[..5])),
        (TAGGING, json!({"openid_list": openids[..5], "tagid": tag})),
        ("/cgi-bin/tags/members/batchuntagging", json!({"openid_list": [bad], "tagid": tag})),
        ("/cgi-bin/tags/members/batchblacklist", json!({"openid_list": [bad]})),
        ("/cgi-bin/tags/getidlist", json!({"openid": bad})),
        ("/cgi-bin/user/info/updateremark", json!({"openid": bad, "remark": "x"})),
        (MEMBERS, json!({"tagid": tag, "next_openid": bad})),
    ];
    for expected in [40003, 49003, 50005, 45059] {
        let what = json!({"kind": "refuse_openids", "openids": [bad], "code": expected});
        set_rules(&client, json!([{"path": "*", "what": what}])).await;
        for (path, body) in &named {
            assert_eq!(code(&client.post(path, body.clone()).await), expected, "{path}");
        }
        let info = client.get("/cgi-bin/user/info", &format!("openid={bad}")).await;
        assert_eq!(code(&info), expected);
        assert!(world.account().members(tag).is_empty(), "nothing was done");
    }
    let others = json!({"openid_list": openids[4..9], "tagid": tag});
    assert_eq!(code(&client.post(TAGGING, others).await), 0, "nobody else is meant");
    let unknown_tag = json!({"openid_list": [bad], "tagid": 9999});
    assert_eq!(code(&client.post(TAGGING, unknown_tag).await), 45159, "the tag comes first");
}

#[tokio::test]
async fn a_list_may_be_found_too_long_at_exactly_a_hundred() {
    let (world, client) = sandbox(120).await;
    let openids = world.account().openids();
    set_rules(&client, json!([{"path": BATCH, "what": {"kind": "limit_list", "most": 99}}])).await;
    assert_eq!(code(&client.post(BATCH, users(&openids[..100])).await), 40032);
    assert_eq!(code(&client.post(BATCH, users(&openids[..99])).await), 0);
}

#[tokio::test]
async fn an_allowance_used_up_in_the_middle_returns_at_midnight_in_china() {
    let (world, client) = sandbox(10).await;
    let rule =
        json!({"path": TAGS, "when": {"after": 2, "times": 1}, "what": {"kind": "use_up_day"}});
    set_rules(&client, json!([rule])).await;
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(code(&client.get(TAGS, "").await));
    }
    assert_eq!(codes, [0, 0, 45009, 45009]);
    let told = client.post("/cgi-bin/openapi/quota/get", json!({"cgi_path": TAGS})).await;
    assert_eq!(told["quota"], json!({"daily_limit": 1000, "used": 1000, "remain": 0}));
    assert_eq!(code(&client.get("/cgi-bin/user/get", "").await), 0, "only this path");
    world.clock().advance(Duration::from_secs(12 * 3600 - 1));
    let client = Client::of(&world).await;
    assert_eq!(code(&client.get(TAGS, "").await), 45009, "a second before midnight");
    world.clock().advance(Duration::from_secs(1));
    assert_eq!(code(&client.get(TAGS, "").await), 0);
}

#[tokio::test]
async fn a_minute_used_up_in_the_middle_returns_with_the_next_minute() {
    let (world, client) = sandbox(10).await;
    let rule =
        json!({"path": TAGS, "when": {"after": 1, "times": 1}, "what": {"kind": "use_up_minute"}});
    set_rules(&client, json!([rule])).await;
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(code(&client.get(TAGS, "").await));
    }
    assert_eq!(codes, [0, 45011, 45011]);
    world.clock().advance(Duration::from_secs(60));
    assert_eq!(code(&client.get(TAGS, "").await), 0);
}

#[tokio::test]
async fn one_huge_tag_can_be_silent_while_the_others_answer() {
    let config = SandboxConfig::with_followers(12_000);
    let (world, client) = with(config).await;
    let account = world.account();
    let huge = account.create_tag("全体").unwrap();
    account.tag(huge, &account.openids()).unwrap();
    let silent = FaultRule::new(MEMBERS, Trouble::NoAnswer { applied: false });
    world.set_faults([silent.for_tag(huge).after(1)]);
    let first = client.post(MEMBERS, json!({"tagid": huge})).await;
    assert_eq!(first["count"], 10_000);
    let rest = json!({"tagid": huge, "next_openid": first["next_openid"]});
    let waiting = client.post_raw(MEMBERS, rest.clone());
    assert!(tokio::time::timeout(Duration::from_millis(200), waiting).await.is_err());
    assert_eq!(code(&client.post(MEMBERS, json!({"tagid": 100})).await), 0);
    world.clear_faults();
    assert_eq!(client.post(MEMBERS, rest).await["count"], 2000, "the cursor is still good");
}

#[tokio::test]
async fn a_rule_about_a_tag_knows_it_in_every_body() {
    let (_world, client) = sandbox(5).await;
    let rule = json!({"path": "*", "when": {"tag": 101}, "what": {"kind": "refuse", "code": -1}});
    set_rules(&client, json!([rule])).await;
    for (body, expected) in [
        (json!({"tag": {"id": 101, "name": "改名"}}), -1),
        (json!({"tag": {"id": 1010, "name": "改名"}}), 45159),
        (json!({"tag": {"name": "101"}}), 47001),
    ] {
        assert_eq!(code(&client.post("/cgi-bin/tags/update", body).await), expected);
    }
}

#[tokio::test]
async fn the_person_at_the_cursor_can_leave_between_two_pages() {
    for (strict, expected) in [(false, 0), (true, 40003)] {
        let (world, client) = with(SandboxConfig::with_followers(10_500)).await;
        let order = json!({"do": "set_quirks", "quirks": {"strict_cursors": strict}});
        client.send("POST", "/_sandbox/change", order.to_string()).await;
        set_rules(&client, json!([{"path": LIST, "what": {"kind": "cursor_leaves"}}])).await;
        let first = client.get(LIST, "").await;
        let cursor = first["next_openid"].as_str().unwrap().to_owned();
        let second = client.get(LIST, &format!("next_openid={cursor}")).await;
        assert_eq!(code(&second), expected);
        assert!(!world.account().follower(&cursor).unwrap().following);
        if !strict {
            assert_eq!((&second["total"], &second["count"]), (&json!(10_499), &json!(500)));
        }
    }
}

#[tokio::test]
async fn the_total_rises_and_falls_while_the_list_is_read() {
    let (_world, client) = sandbox(100).await;
    let crowd = |join, leave| json!({"kind": "crowd", "join": join, "leave": leave});
    set_rules(
        &client,
        json!([
            {"path": LIST, "when": {"times": 1}, "what": crowd(30, 0)},
            {"path": LIST, "when": {"after": 1}, "what": crowd(0, 50)}
        ]),
    )
    .await;
    let mut totals = Vec::new();
    for _ in 0..3 {
        totals.push(client.get(LIST, "").await["total"].as_u64().unwrap());
    }
    assert_eq!(totals, [130, 80, 30]);
}

#[tokio::test]
async fn rows_can_be_missing_from_a_page_that_counts_them() {
    let (world, client) = sandbox(100).await;
    set_rules(&client, json!([{"path": LIST, "what": {"kind": "lose_rows", "count": 7}}])).await;
    let page = client.get(LIST, "").await;
    assert_eq!((&page["total"], &page["count"]), (&json!(100), &json!(100)));
    assert_eq!(page_openids(&page).len(), 93);
    world.clear_faults();
    let whole = page_openids(&client.get(LIST, "").await);
    assert_eq!(page_openids(&page), whole[7..]);
    assert_eq!(page["next_openid"], json!(whole[99]));
}

#[tokio::test]
async fn one_row_of_one_call_can_be_spoilt() {
    let (world, client) = sandbox(300).await;
    let openids = world.account().openids();
    let rule = json!({
        "path": BATCH,
        "when": {"after": 2, "times": 1},
        "what": {"kind": "garble_row", "row": 57, "how": "control_bytes"},
    });
    set_rules(&client, json!([rule])).await;
    for (call, hundred) in openids.chunks(100).enumerate() {
        let answer = client.post_raw(BATCH, users(hundred)).await.unwrap();
        let body = answer.text().await.unwrap();
        let spoilt: Vec<usize> = (1..)
            .zip(body.split(r#"{"subscribe":"#).skip(1))
            .filter(|(_, row)| row.contains('\u{14}'))
            .map(|(place, _)| place)
            .collect();
        assert_eq!(spoilt, if call == 2 { vec![57] } else { Vec::new() });
    }
    let swallowed = Trouble::GarbleRow { row: 3, how: Garble::SwallowedQuote };
    world.set_faults([FaultRule::new(BATCH, swallowed)]);
    let body = client.post_raw(BATCH, users(&openids[..9])).await.unwrap().bytes().await.unwrap();
    assert!(serde_json::from_slice::<Value>(&body).is_err());
}

#[tokio::test]
async fn a_new_tag_may_not_be_found_for_a_second() {
    let (world, client) = sandbox(10).await;
    let what = json!({"kind": "hide_new_tag_for", "seconds": 1});
    set_rules(&client, json!([{"path": "/cgi-bin/tags/create", "what": what}])).await;
    let made = client.post("/cgi-bin/tags/create", json!({"tag": {"name": "新标签"}})).await;
    let batch = json!({"openid_list": [world.account().openids()[0]], "tagid": made["tag"]["id"]});
    for _ in 0..3 {
        assert_eq!(code(&client.post(TAGGING, batch.clone()).await), 45159);
    }
    let listed = client.get(TAGS, "").await.to_string();
    assert!(listed.contains("新标签"), "the list of tags has it already");
    world.clock().advance(Duration::from_secs(1));
    assert_eq!(code(&client.post(TAGGING, batch).await), 0);
}

#[tokio::test]
async fn another_process_can_switch_what_sources_disagree_on() {
    let (world, client) =
        with(SandboxConfig::default().account(AccountConfig::default().followers(20))).await;
    let openid = world.account().openids().remove(0);
    let quirks = json!({
        "legacy_fields": "filled",
        "strict_remarks": true,
        "refuses_parallel_tagging": 45169,
    });
    let order = json!({"do": "set_quirks", "quirks": quirks}).to_string();
    assert_eq!(client.send("POST", "/_sandbox/change", order).await, json!({}));
    let row = client.get("/cgi-bin/user/info", &format!("openid={openid}")).await;
    assert_ne!(row["nickname"], "");
    let remark = json!({"openid": openid, "remark": "一二三四五六七八九十"});
    assert_eq!(code(&client.post("/cgi-bin/user/info/updateremark", remark).await), 40092);
    world.set_latency(Duration::from_millis(100));
    let tag = |id: u32| client.post(TAGGING, json!({"openid_list": [openid], "tagid": id}));
    let (one, two) = tokio::join!(tag(100), tag(101));
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes, [0, 45169], "the one that came second is refused");
}
