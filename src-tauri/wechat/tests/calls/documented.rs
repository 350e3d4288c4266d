//! Every documented answer, kept as a JSON file by the sandbox, is read as what it says.

use std::path::Path;

use fandesk_wechat::{Class, Endpoint, ErrCode, Error, TagId, decode};
use jiff::Timestamp;
use serde_json::Value;

use crate::scripted::{Scripted, ok};
use crate::story::id;

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sandbox/tests/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&file(name)).unwrap()
}

/// A server that gives these files, one a call.
async fn giving(files: &[&str]) -> Scripted {
    Scripted::answering(files.iter().map(|name| ok(file(name))).collect()).await
}

#[tokio::test]
async fn pages_are_read_to_their_documented_ends() {
    let pages = ["users/get.json", "users/get_after_last.json", "users/get_nobody.json"];
    let server = giving(&pages).await;
    let account = server.account();
    let first = account.followers_page(None).await.unwrap();
    let printed = json("users/get.json");
    assert_eq!(first.total, printed["total"].as_u64());
    assert_eq!(first.openids.len(), printed["data"]["openid"].as_array().unwrap().len());
    assert_eq!(first.next.as_ref(), first.openids.last());
    for _ in 0..2 {
        let end = account.followers_page(first.next.as_ref()).await.unwrap();
        assert!(end.openids.is_empty() && end.next.is_none());
    }
    let server = giving(&["tags/user_tag_get.json", "tags/user_tag_get_end.json"]).await;
    let account = server.account();
    let first = account.tag_members_page(TagId(100), None).await.unwrap();
    assert!(!first.openids.is_empty() && first.total.is_none());
    let end = account.tag_members_page(TagId(100), first.next.as_ref()).await.unwrap();
    assert!(end.openids.is_empty() && end.next.is_none());
    let server = giving(&["blacklist/get.json", "blacklist/get_nobody.json"]).await;
    let account = server.account();
    assert!(!account.blacklist_page(None).await.unwrap().openids.is_empty());
    assert_eq!(account.blacklist_page(None).await.unwrap().total, Some(0));
}

#[tokio::test]
async fn rows_of_every_time_are_read() {
    for (name, nickname, has_union_id) in [
        ("users/info.json", Some(true), true),
        ("users/info_lean.json", None, true),
        ("users/info_unbound.json", Some(true), false),
        ("users/info_before_2021_12.json", Some(false), true),
    ] {
        let printed = json(name);
        let row = giving(&[name]).await.account().follower(&id("o1")).await.unwrap();
        assert_eq!(row.openid.as_str(), printed["openid"]);
        assert_eq!(row.subscribed, Some(true), "{name}");
        assert_eq!(row.subscribed_at.map(Timestamp::as_second), printed["subscribe_time"].as_i64());
        assert_eq!(row.remark.as_deref(), printed["remark"].as_str());
        assert_eq!(row.nickname.map(|nickname| nickname.is_empty()), nickname, "{name}");
        assert_eq!(row.union_id.is_some(), has_union_id, "{name}");
        let tags = row.tag_ids.unwrap();
        assert_eq!(serde_json::to_value(tags).unwrap(), printed["tagid_list"], "{name}");
    }
    let left = giving(&["users/info_left.json"]).await.account().follower(&id("o1")).await.unwrap();
    assert_eq!((left.subscribed, left.tag_ids), (Some(false), Some(Vec::new())));
    assert_eq!((left.remark, left.subscribed_at), (None, None), "unknown, not empty");
}

#[tokio::test]
async fn tags_and_writes_are_read() {
    let files = [
        "tags/get.json",
        "tags/getidlist.json",
        "tags/getidlist_none.json",
        "tags/create.json",
        "tags/delete.json",
        "tags/batchtagging.json",
        "tags/batchtagging_partial.json",
        "tags/batchuntagging.json",
        "users/updateremark.json",
        "blacklist/batchblacklist.json",
        "blacklist/batchunblacklist.json",
        "operator/quota_get_with_rate.json",
    ];
    let server = giving(&files).await;
    let account = server.account();
    let (person, tag) = ([id("o1")], TagId(100));
    assert_eq!(
        account.tags().await.unwrap().len(),
        json(files[0])["tags"].as_array().unwrap().len()
    );
    assert!(!account.tags_of(&person[0]).await.unwrap().is_empty());
    assert!(account.tags_of(&person[0]).await.unwrap().is_empty());
    let made = account.create_tag("x").await.unwrap();
    assert_eq!(made.name, json("tags/create.json")["tag"]["name"].as_str().unwrap());
    account.delete_tag(tag).await.unwrap();
    assert!(account.tag_batch(tag, &person).await.unwrap().failed.is_empty());
    let partly = account.tag_batch(tag, &person).await.unwrap();
    let named = serde_json::to_value(partly.failed).unwrap();
    assert_eq!(named, json("tags/batchtagging_partial.json")["fail_openid_list"]);
    account.untag_batch(tag, &person).await.unwrap();
    account.set_remark(&person[0], "x").await.unwrap();
    account.block_batch(&person).await.unwrap();
    account.unblock_batch(&person).await.unwrap();
    let quota = account.quota(Endpoint::Followers).await.unwrap();
    assert!(quota.daily.is_some() && quota.rate.is_some());
}

#[test]
fn every_documented_refusal_is_known_by_its_code() {
    let Value::Object(texts) = json("errors.json") else { panic!("an object") };
    for (code, text) in texts {
        let code: i64 = code.parse().unwrap();
        let errmsg = format!(
            "{} hint: [uGiBx0mre-Mz7bhA] rid: 661f6f22-4e5022ac-04a408f4",
            text.as_str().unwrap()
        );
        let body = serde_json::json!({ "errcode": code, "errmsg": errmsg }).to_string();
        let read = decode::answer::<Value>(Endpoint::Tags, &body.into(), Timestamp::UNIX_EPOCH);
        let Err(Error::Refused(refusal)) = read else { panic!("{code}: {read:?}") };
        assert_eq!(&*refusal.message, text.as_str().unwrap());
        assert_eq!(refusal.rid.as_deref(), Some("661f6f22-4e5022ac-04a408f4"));
        assert!(ErrCode::KNOWN.contains(&refusal.code), "{code} has no name");
        assert_eq!(
            refusal.code.class() == Class::RenewToken,
            [40001, 40014, 42001].contains(&code)
        );
    }
}
