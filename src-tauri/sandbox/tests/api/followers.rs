//! Followers: pages, single people, hundreds, remarks.

use std::collections::HashSet;

use fandesk_sandbox::{AccountConfig, Quirks, SandboxConfig};
use serde_json::{Value, json};

use crate::client::{Client, code, of_account, page_openids, sandbox, with};

const BATCH: &str = "/cgi-bin/user/info/batchget";

async fn page(client: &Client, cursor: &str) -> Value {
    client.get("/cgi-bin/user/get", &format!("next_openid={cursor}")).await
}

async fn batch(client: &Client, openids: &[String]) -> Value {
    let users: Vec<Value> = openids.iter().map(|openid| json!({"openid": openid})).collect();
    client.post(BATCH, json!({"user_list": users})).await
}

async fn remark(client: &Client, openid: &str, text: &str) -> i64 {
    let body = json!({"openid": openid, "remark": text});
    code(&client.post("/cgi-bin/user/info/updateremark", body).await)
}

#[tokio::test]
async fn the_list_comes_in_pages_of_ten_thousand_and_not_in_the_order_of_following() {
    let (world, client) = sandbox(20_500).await;
    let (mut read, mut sizes, mut cursor) = (Vec::new(), Vec::new(), String::new());
    loop {
        let answer = page(&client, &cursor).await;
        assert_eq!(answer["total"], 20_500);
        sizes.push(answer["count"].as_u64().unwrap());
        cursor = answer["next_openid"].as_str().unwrap().to_owned();
        if answer.get("data").is_none() {
            break;
        }
        read.extend(page_openids(&answer));
        assert_eq!(Some(&cursor), read.last(), "the cursor is there on the last page too");
    }
    assert_eq!((sizes.as_slice(), cursor.as_str()), ([10_000, 10_000, 500, 0].as_slice(), ""));
    let expected: HashSet<String> = world.account().openids().into_iter().collect();
    assert_eq!(read.iter().cloned().collect::<HashSet<_>>(), expected);
    assert_eq!(read.len(), expected.len(), "nobody twice");
    let times = |openid: &String| world.account().follower(openid).unwrap().subscribe_time;
    let times: Vec<u32> = read[..50].iter().map(times).collect();
    assert!(!times.is_sorted() && !times.iter().rev().is_sorted());
}

#[tokio::test]
async fn people_who_come_and_go_between_pages_move_nobody_else() {
    let (world, client) = sandbox(15_000).await;
    let before: HashSet<String> = world.account().openids().into_iter().collect();
    let first = page(&client, "").await;
    let left: HashSet<String> = world.account().leave_some(400).unwrap().into_iter().collect();
    world.account().join(300).unwrap();
    let second = page(&client, first["next_openid"].as_str().unwrap()).await;
    assert_eq!(second["total"], 14_900, "the total moves");
    let read: HashSet<String> =
        [page_openids(&first), page_openids(&second)].concat().into_iter().collect();
    let missing = before.difference(&read).filter(|openid| !left.contains(*openid)).count();
    assert_eq!(missing, 0);
}

#[tokio::test]
async fn a_cursor_that_is_no_openid_of_the_account_is_refused() {
    let (world, client) = sandbox(10).await;
    for cursor in ["x", "oXXXXX0000000000000000000000", "%E5%8D%81"] {
        assert_eq!(code(&page(&client, cursor).await), 40003, "{cursor}");
    }
    let gone = world.account().leave_some(1).unwrap().remove(0);
    assert_eq!(code(&page(&client, &gone).await), 0, "somebody who left still marks a place");
    let quirks = Quirks { strict_cursors: true, ..Quirks::default() };
    let (world, client) = of_account(AccountConfig::default().quirks(quirks)).await;
    let gone = world.account().leave_some(1).unwrap().remove(0);
    assert_eq!(code(&page(&client, &gone).await), 40003);
}

#[tokio::test]
async fn rows_tell_what_the_world_knows() {
    let (world, client) = sandbox(3000).await;
    let account = world.account();
    let mut openids: Vec<String> = account.people().into_iter().map(|p| p.openid).collect();
    openids.truncate(3000);
    let mut scenes = HashSet::new();
    for hundred in openids.chunks(100) {
        let answer = batch(&client, hundred).await;
        let rows = answer["user_info_list"].as_array().unwrap();
        assert_eq!(rows.len(), hundred.len());
        for (row, openid) in rows.iter().zip(hundred) {
            let person = account.follower(openid).unwrap();
            assert_eq!(row["openid"], json!(openid));
            assert_eq!(row["subscribe"], i32::from(person.following));
            if person.following {
                assert_eq!(row["remark"], json!(person.remark));
                assert_eq!(row["tagid_list"], json!(person.tags));
                assert_eq!(row["groupid"], person.tags.first().copied().unwrap_or(0));
                assert_eq!(row["subscribe_time"], person.subscribe_time);
                assert_eq!(row["subscribe_scene"], json!(person.subscribe_scene));
                assert_eq!(row["qr_scene"], person.qr_scene);
                assert_eq!(row["qr_scene_str"], json!(person.qr_scene_str));
                assert_eq!(row.get("unionid"), person.unionid.map(Value::from).as_ref());
                scenes.insert(person.subscribe_scene);
            }
        }
    }
    assert_eq!(scenes.len(), 13, "every scene occurs");
}

#[tokio::test]
async fn a_batch_holds_one_to_a_hundred_openids_and_one_bad_one_spoils_it() {
    let config = SandboxConfig::with_followers(150)
        .account(AccountConfig::new("wx00000000000000aa", "s").followers(20));
    let (world, client) = with(config).await;
    let mut openids = world.account().openids();
    assert_eq!(code(&batch(&client, &openids[..101]).await), 40032);
    assert_eq!(code(&batch(&client, &[]).await), 40032);
    assert_eq!(code(&client.post(BATCH, json!({})).await), 40032);
    assert_eq!(code(&batch(&client, &openids[..100]).await), 0);
    let foreign = world.account_of("wx00000000000000aa").unwrap().openids().remove(0);
    for bad in [foreign, format!("{}]", openids[3]), String::new()] {
        openids[50] = bad;
        assert_eq!(code(&batch(&client, &openids[..100]).await), 40003);
    }
    let wrong_kind = json!({"user_list": [{"openid": 5}]});
    assert_eq!(code(&client.post(BATCH, wrong_kind).await), 47001);
    assert_eq!(code(&client.post_text(BATCH, "user_list=x").await), 47001);
    assert_eq!(code(&client.post_text(BATCH, "").await), 44002);
}

#[tokio::test]
async fn somebody_who_left_is_told_apart_from_somebody_unknown() {
    let quirks = Quirks { strict_about_left: true, ..Quirks::default() };
    for (quirks, expected) in [(Quirks::default(), 0), (quirks, 40003)] {
        let (world, client) = of_account(AccountConfig::default().quirks(quirks)).await;
        let gone = world.account().leave_some(1).unwrap().remove(0);
        let info = client.get("/cgi-bin/user/info", &format!("openid={gone}")).await;
        assert_eq!(code(&info), expected);
        assert_eq!(code(&client.get("/cgi-bin/user/info", "openid=oX").await), 40003);
    }
}

#[tokio::test]
async fn somebody_who_comes_back_has_a_new_date_no_tags_and_the_old_remark() {
    let (world, client) = sandbox(10).await;
    let account = world.account();
    let openid = account.openids().remove(0);
    account.tag(100, &[&openid]).unwrap();
    account.remark(&openid, "老朋友").unwrap();
    account.leave(&[&openid]).unwrap();
    account.come_back(&[&openid]).unwrap();
    let info = client.get("/cgi-bin/user/info", &format!("openid={openid}")).await;
    assert_eq!(info["subscribe_time"], crate::client::NOON);
    assert_eq!((&info["tagid_list"], &info["remark"]), (&json!([]), &json!("老朋友")));
}

#[tokio::test]
async fn remarks_are_limited_by_bytes_and_to_people_who_follow() {
    let (world, client) = sandbox(10).await;
    let account = world.account();
    let openid = account.openids().remove(0);
    for (text, expected) in [
        ("王姐 \"团购\" 🌸", 0),
        ("一二三四五六七八九十", 0),
        ("一二三四五六七八九十a", 40092),
        ("a\tb", 40092),
        ("", 0),
    ] {
        assert_eq!(remark(&client, &openid, text).await, expected, "{text}");
        if expected == 0 {
            assert_eq!(account.follower(&openid).unwrap().remark, text);
        }
    }
    assert_eq!(remark(&client, "oX", "a").await, 40003);
    account.leave(&[&openid]).unwrap();
    assert_eq!(remark(&client, &openid, "a").await, 43004);
    let quirks = Quirks { strict_remarks: true, ..Quirks::default() };
    let (world, client) = of_account(AccountConfig::default().quirks(quirks)).await;
    let openid = world.account().openids().remove(0);
    assert_eq!(remark(&client, &openid, "一二三四五六七八九十").await, 40092);
}

#[tokio::test]
async fn escaped_text_in_a_remark_is_refused() {
    let (world, client) = sandbox(10).await;
    let openid = world.account().openids().remove(0);
    let body = format!(r#"{{"openid":"{openid}","remark":"\u738b"}}"#);
    let answer = client.post_text("/cgi-bin/user/info/updateremark", body).await;
    assert_eq!(code(&answer), 47002);
}
