//! Tags: names, limits, members, and the ways in which a batch can fail.

use std::time::Duration;

use fandesk_sandbox::{AccountConfig, FaultRule, Quirks, Sandbox, SandboxConfig, Trouble};
use serde_json::{Value, json};

use crate::client::{Client, code, of_account, page_openids, sandbox, with};

const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
const UNTAGGING: &str = "/cgi-bin/tags/members/batchuntagging";

async fn create(client: &Client, name: &str) -> Value {
    client.post("/cgi-bin/tags/create", json!({"tag": {"name": name}})).await
}

async fn rename(client: &Client, id: u32, name: &str) -> i64 {
    let tag = json!({"tag": {"id": id, "name": name}});
    code(&client.post("/cgi-bin/tags/update", tag).await)
}

async fn delete(client: &Client, id: u32) -> i64 {
    code(&client.post("/cgi-bin/tags/delete", json!({"tag": {"id": id}})).await)
}

async fn tag(client: &Client, id: u32, openids: &[String]) -> Value {
    client.post(TAGGING, json!({"openid_list": openids, "tagid": id})).await
}

fn member_count(world: &Sandbox, tag: u32) -> usize {
    world.account().members(tag).len()
}

#[tokio::test]
async fn names_are_limited_by_bytes_and_must_be_new_and_visible() {
    let (_world, client) = sandbox(1).await;
    for (name, expected) in [
        ("一二三四五六七八九十", 0),
        ("一二三四五六七八九十一", 45158),
        ("abcdefghijklmnopqrstuvwxyz1234", 0),
        ("abcdefghijklmnopqrstuvwxyz12345", 45158),
        ("", 45157),
        ("  ", 45157),
        ("会员", 45157),
        ("星标组", 45157),
        ("a\nb", 45157),
    ] {
        let answer = create(&client, name).await;
        assert_eq!(code(&answer), expected, "{name:?}: {answer}");
    }
    let escaped = r#"{"tag":{"name":"\u5e7f\u4e1c"}}"#;
    assert_eq!(code(&client.post_text("/cgi-bin/tags/create", escaped).await), 47002);
    assert_eq!(code(&create(&client, r"C:\users").await), 0, "a backslash of the name itself");
    assert_eq!(code(&client.post_text("/cgi-bin/tags/create", "name=x").await), 47001);
}

#[tokio::test]
async fn an_account_has_room_for_a_hundred_tags_and_never_gives_an_id_twice() {
    let (world, client) = sandbox(1).await;
    let own = world.account().tags().iter().filter(|tag| tag.id >= 100).count();
    let mut last = 0;
    for number in own..100 {
        last = create(&client, &format!("t{number}")).await["tag"]["id"].as_u64().unwrap() as u32;
    }
    assert_eq!(code(&create(&client, "one more").await), 45056);
    assert_eq!(delete(&client, last).await, 0);
    assert_eq!(create(&client, "one more").await["tag"]["id"], last + 1);
}

#[tokio::test]
async fn system_tags_stay_as_they_are_and_unknown_ones_are_refused() {
    let (_world, client) = sandbox(1).await;
    for id in 0..=2 {
        assert_eq!(rename(&client, id, "新名字").await, 45058);
        assert_eq!(delete(&client, id).await, 45058);
    }
    assert_eq!(rename(&client, 9999, "新名字").await, 45159);
    assert_eq!(delete(&client, 9999).await, 45159);
    assert_eq!(rename(&client, 100, "北京").await, 45157, "taken by another tag");
    assert_eq!(rename(&client, 100, "会员").await, 0, "its own name");
}

#[tokio::test]
async fn a_tag_with_more_than_a_hundred_thousand_people_must_be_emptied_first() {
    let (world, client) = sandbox(100_002).await;
    let account = world.account();
    let id = account.create_tag("全体").unwrap();
    let openids = account.openids();
    account.tag(id, &openids[..100_001]).unwrap();
    assert_eq!(delete(&client, id).await, 45057);
    account.untag(id, &openids[..1]).unwrap();
    assert_eq!(delete(&client, id).await, 0);
    assert!(account.members(id).is_empty());
}

#[tokio::test]
async fn tagging_changes_exactly_the_people_named() {
    let (world, client) = sandbox(200).await;
    let id = world.account().tag_named("临时-周三").unwrap();
    let mut fifty = world.account().openids()[..50].to_vec();
    assert_eq!(code(&tag(&client, id, &fifty).await), 0);
    assert_eq!(code(&tag(&client, id, &fifty).await), 0, "twice is harmless");
    fifty.sort_unstable();
    assert_eq!(world.account().members(id), fifty);
    let count = |tags: Value| {
        let tags = tags["tags"].as_array().unwrap().clone();
        tags.into_iter().find(|tag| tag["id"] == id).unwrap()["count"].clone()
    };
    assert_eq!(count(client.get("/cgi-bin/tags/get", "").await), 50);
    let batch = json!({"openid_list": fifty[..20], "tagid": id});
    assert_eq!(code(&client.post(UNTAGGING, batch).await), 0);
    assert_eq!(world.account().members(id), fifty[20..]);
}

#[tokio::test]
async fn a_batch_holds_one_to_fifty_openids() {
    let (world, client) = sandbox(60).await;
    let id = world.account().tag_named("临时-周三").unwrap();
    let openids = world.account().openids();
    assert_eq!(code(&tag(&client, id, &openids[..51]).await), 40032);
    assert_eq!(code(&tag(&client, id, &[]).await), 40032);
    assert_eq!(code(&tag(&client, 9999, &openids[..51]).await), 40032, "size before tag");
    assert_eq!(code(&tag(&client, 9999, &openids[..50]).await), 45159);
    assert_eq!(code(&tag(&client, 1, &openids[..50]).await), 45058);
    assert_eq!(member_count(&world, id), 0);
}

#[tokio::test]
async fn one_unknown_openid_spoils_the_whole_batch() {
    let config = SandboxConfig::with_followers(20)
        .account(AccountConfig::new("wx00000000000000aa", "s").followers(20));
    let (world, client) = with(config).await;
    let id = world.account().tag_named("临时-周三").unwrap();
    let good = world.account().openids()[0].clone();
    let foreign = world.account_of("wx00000000000000aa").unwrap().openids()[0].clone();
    let cut = good[..27].to_owned();
    for (bad, expected) in [(foreign, 49003), (cut, 40003), (String::new(), 40003)] {
        assert_eq!(code(&tag(&client, id, &[good.clone(), bad]).await), expected);
    }
    assert_eq!(member_count(&world, id), 0, "nothing was done");
}

#[tokio::test]
async fn people_who_left_are_named_while_the_others_are_tagged() {
    let (world, client) = sandbox(20).await;
    let account = world.account();
    let id = account.tag_named("临时-周三").unwrap();
    let openids = account.openids();
    account.leave(&openids[1..3]).unwrap();
    let answer = tag(&client, id, &openids[..4]).await;
    assert_eq!(code(&answer), 45171);
    assert_eq!(answer["fail_openid_list"], json!(openids[1..3]));
    assert_eq!(member_count(&world, id), 2);
    assert_eq!(code(&tag(&client, id, &openids[1..3]).await), 50005, "nobody follows");
}

#[tokio::test]
async fn nobody_can_carry_more_than_twenty_tags() {
    let (world, client) = sandbox(20).await;
    let account = world.account();
    let openids = account.openids();
    let own: Vec<u32> = account.tags().iter().map(|tag| tag.id).filter(|id| *id >= 100).collect();
    for id in &own[..20] {
        account.tag(*id, &openids[..1]).unwrap();
    }
    let carried = account.follower(&openids[0]).unwrap().tags;
    account.untag(2, &openids[..1]).unwrap();
    assert!(carried.len() >= 20);
    assert_eq!(code(&tag(&client, own[20], &openids[..2]).await), 45059);
    assert!(!account.members(own[20]).contains(&openids[1]), "the whole batch is refused");
    assert_eq!(code(&tag(&client, own[0], &openids[..2]).await), 0, "a tag already carried");
}

#[tokio::test]
async fn a_new_tag_may_not_be_found_at_first() {
    let rule = FaultRule::new("/cgi-bin/tags/create", Trouble::HideNewTag { calls: 2 });
    let (world, client) = with(SandboxConfig::default().fault(rule)).await;
    let id = create(&client, "新标签").await["tag"]["id"].as_u64().unwrap() as u32;
    let openids = world.account().openids();
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(code(&tag(&client, id, &openids[..1]).await));
    }
    assert_eq!(codes, [45159, 45159, 0]);
}

#[tokio::test]
async fn tag_calls_for_one_person_at_the_same_time_are_refused_where_the_account_minds() {
    let quirks = Quirks { refuses_parallel_tagging: Some(45169), ..Quirks::default() };
    let (world, client) = of_account(AccountConfig::default().quirks(quirks)).await;
    let openids = world.account().openids();
    let (same, other) = (&openids[..1], &openids[1..2]);
    world.set_latency(Duration::from_millis(100));
    let (one, two) = tokio::join!(tag(&client, 100, same), tag(&client, 101, same));
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes, [0, 45169], "the one that came second is refused");
    let (one, two) = tokio::join!(tag(&client, 100, same), tag(&client, 101, other));
    assert_eq!((code(&one), code(&two)), (0, 0));
    assert_eq!(code(&tag(&client, 101, same).await), 0, "one after the other is fine");
}

#[tokio::test]
async fn the_members_of_a_tag_are_read_page_by_page() {
    let (world, client) = sandbox(25_000).await;
    let account = world.account();
    let id = account.create_tag("全体").unwrap();
    account.tag(id, &account.openids()).unwrap();
    let (mut read, mut sizes, mut cursor) = (Vec::new(), Vec::new(), json!(""));
    loop {
        let asked = json!({"tagid": id, "next_openid": cursor});
        let page = client.post("/cgi-bin/user/tag/get", asked).await;
        sizes.push(page["count"].as_u64().unwrap());
        let rows = page_openids(&page);
        if rows.is_empty() {
            break;
        }
        cursor = json!(rows.last());
        assert_eq!(page["next_openid"], cursor, "the cursor is the last row");
        read.extend(rows);
    }
    assert_eq!(sizes, [10_000, 10_000, 5_000, 0]);
    read.sort_unstable();
    assert_eq!(read, account.members(id));
    let unknown = json!({"tagid": 9999});
    assert_eq!(code(&client.post("/cgi-bin/user/tag/get", unknown).await), 45159);
    let bad_cursor = json!({"tagid": id, "next_openid": "x"});
    assert_eq!(code(&client.post("/cgi-bin/user/tag/get", bad_cursor).await), 40003);
}

#[tokio::test]
async fn the_tags_of_one_person_are_told_to_their_account_only() {
    let config = SandboxConfig::with_followers(20)
        .account(AccountConfig::new("wx00000000000000aa", "s").followers(20));
    let (world, client) = with(config).await;
    let foreign = world.account_of("wx00000000000000aa").unwrap().openids()[0].clone();
    let ask = async |openid: &str| {
        code(&client.post("/cgi-bin/tags/getidlist", json!({"openid": openid})).await)
    };
    assert_eq!(ask(&foreign).await, 49003);
    assert_eq!(ask("oXXXXX").await, 40003);
    assert_eq!(ask(&world.account().openids()[0]).await, 0);
}
