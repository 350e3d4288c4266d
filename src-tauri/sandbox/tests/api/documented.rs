//! Every endpoint's answer has the shape of the documented one, kept as a JSON file each.

use std::path::Path;

use fandesk_sandbox::{AccountConfig, FaultRule, LegacyFields, Quirks, Trouble};
use serde_json::{Value, json};

use crate::client::{Client, credentials, of_account, sandbox};

fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The same keys and kinds all the way down; lists are compared by their items' shapes, in order
/// where the file tells several apart.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("string"),
        Value::Array(items) => {
            let mut shapes: Vec<Value> = items.iter().map(shape).collect();
            shapes.dedup();
            Value::Array(shapes)
        }
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), shape(value))).collect()
        }
    }
}

fn assert_like(answer: &Value, name: &str) {
    assert_eq!(shape(answer), shape(&fixture(name)), "{name} against {answer}");
}

/// A world with one follower who has two tags and a remark, and one person who left.
async fn two_people() -> (fandesk_sandbox::Sandbox, Client, String, String) {
    let (world, client) = sandbox(30).await;
    let account = world.account();
    let has_unionid = |openid: &String| account.follower(openid).unwrap().unionid.is_some();
    let mut openids: Vec<String> = account.openids().into_iter().filter(has_unionid).collect();
    let (stays, left) = (openids.remove(0), openids.remove(0));
    account.tag(101, &[&stays]).unwrap();
    account.tag(2, &[&stays]).unwrap();
    account.leave(&[&left]).unwrap();
    (world, client, stays, left)
}

#[tokio::test]
async fn tokens_look_as_documented() {
    let (world, client) = sandbox(1).await;
    let account = world.account();
    let (appid, secret) = (&account.config().appid, &account.config().secret);
    let query =
        format!("/cgi-bin/token?grant_type=client_credential&appid={appid}&secret={secret}");
    let plain = client.send("GET", &query, String::new()).await;
    assert_like(&plain, "token/token.json");
    let asked = credentials(appid, secret).to_string();
    let stable = client.send("POST", "/cgi-bin/stable_token", asked).await;
    assert_like(&stable, "token/stable_token.json");
    for grant in [plain, stable] {
        let token = grant["access_token"].as_str().unwrap();
        assert!(token.starts_with("92_") && (130..=160).contains(&token.len()), "{token}");
    }
}

#[tokio::test]
async fn tags_look_as_documented() {
    let (_world, client, stays, left) = two_people().await;
    assert_like(&client.get("/cgi-bin/tags/get", "").await, "tags/get.json");
    let post = async |path: &str, body: Value| client.post(path, body).await;
    let created = post("/cgi-bin/tags/create", json!({"tag": {"name": "深圳"}})).await;
    assert_like(&created, "tags/create.json");
    let id = &created["tag"]["id"];
    let renamed = post("/cgi-bin/tags/update", json!({"tag": {"id": id, "name": "广州"}})).await;
    assert_like(&renamed, "tags/update.json");
    let batch = json!({"openid_list": [stays], "tagid": id});
    let members = "/cgi-bin/tags/members";
    let tagged = post(&format!("{members}/batchtagging"), batch.clone()).await;
    assert_like(&tagged, "tags/batchtagging.json");
    let partly = json!({"openid_list": [stays, left], "tagid": id});
    let partly = post(&format!("{members}/batchtagging"), partly).await;
    assert_like(&partly, "tags/batchtagging_partial.json");
    let list = post("/cgi-bin/tags/getidlist", json!({"openid": stays})).await;
    assert_like(&list, "tags/getidlist.json");
    let none = post("/cgi-bin/tags/getidlist", json!({"openid": left})).await;
    assert_eq!(none, fixture("tags/getidlist_none.json"));
    let first = post("/cgi-bin/user/tag/get", json!({"tagid": id})).await;
    assert_like(&first, "tags/user_tag_get.json");
    let cursor = &first["next_openid"];
    let end = post("/cgi-bin/user/tag/get", json!({"tagid": id, "next_openid": cursor})).await;
    assert_eq!(end, fixture("tags/user_tag_get_end.json"), "neither data nor next_openid");
    let untagged = post(&format!("{members}/batchuntagging"), batch).await;
    assert_like(&untagged, "tags/batchuntagging.json");
    let deleted = post("/cgi-bin/tags/delete", json!({"tag": {"id": id}})).await;
    assert_like(&deleted, "tags/delete.json");
}

#[tokio::test]
async fn followers_look_as_documented() {
    let (_world, client, stays, left) = two_people().await;
    let first = client.get("/cgi-bin/user/get", "").await;
    assert_like(&first, "users/get.json");
    let cursor = first["next_openid"].as_str().unwrap();
    let end = client.get("/cgi-bin/user/get", &format!("next_openid={cursor}")).await;
    assert_like(&end, "users/get_after_last.json");
    let info = client.get("/cgi-bin/user/info", &format!("openid={stays}&lang=zh_CN")).await;
    assert_like(&info, "users/info.json");
    let gone = client.get("/cgi-bin/user/info", &format!("openid={left}")).await;
    assert_like(&gone, "users/info_left.json");
    assert_eq!(gone["subscribe"], 0);
    let batch = json!({"user_list": [{"openid": stays, "lang": "zh_CN"}, {"openid": left}]});
    let both = client.post("/cgi-bin/user/info/batchget", batch).await;
    assert_like(&both, "users/batchget.json");
    let remark = json!({"openid": stays, "remark": "陈店长"});
    let noted = client.post("/cgi-bin/user/info/updateremark", remark).await;
    assert_like(&noted, "users/updateremark.json");
    let (_world, client) = sandbox(0).await;
    let nobody = client.get("/cgi-bin/user/get", "").await;
    assert_eq!(nobody, fixture("users/get_nobody.json"));
}

#[tokio::test]
async fn rows_of_other_accounts_and_times_look_as_documented() {
    let with = |legacy_fields| {
        let quirks = Quirks { legacy_fields, ..Quirks::default() };
        AccountConfig::default().followers(40).quirks(quirks)
    };
    for (account, file) in [
        (with(LegacyFields::Absent), "users/info_lean.json"),
        (with(LegacyFields::Filled), "users/info_before_2021_12.json"),
        (with(LegacyFields::Empty).unbound(), "users/info_unbound.json"),
    ] {
        let (world, client) = of_account(account).await;
        let bound = world.account().config().bound_to_platform;
        let people = world.account().people().into_iter();
        let row =
            people.filter(|p| p.following && p.unionid.is_some() == bound && p.tags.len() > 1);
        let openid = row.map(|person| person.openid).next().unwrap();
        let info = client.get("/cgi-bin/user/info", &format!("openid={openid}")).await;
        assert_like(&info, file);
    }
}

#[tokio::test]
async fn slashes_of_picture_addresses_are_escaped() {
    let quirks = Quirks { legacy_fields: LegacyFields::Filled, ..Quirks::default() };
    let (world, client) = of_account(AccountConfig::default().quirks(quirks)).await;
    let user = json!({"user_list": [{"openid": world.account().openids()[0]}]});
    let answer = client.post_raw("/cgi-bin/user/info/batchget", user).await.unwrap();
    let text = answer.text().await.unwrap();
    assert!(text.contains(r#""headimgurl":"http:\/\/thirdwx.qlogo.cn\/mmopen\/"#), "{text}");
}

#[tokio::test]
async fn the_blacklist_looks_as_documented() {
    let (world, client, stays, _) = two_people().await;
    world.account().unblock(&world.account().blacklist()).unwrap();
    let members = "/cgi-bin/tags/members";
    let empty = client.post(&format!("{members}/getblacklist"), json!({})).await;
    assert_eq!(empty, fixture("blacklist/get_nobody.json"));
    let batch = json!({"openid_list": [stays]});
    let blocked = client.post(&format!("{members}/batchblacklist"), batch.clone()).await;
    assert_like(&blocked, "blacklist/batchblacklist.json");
    let list = client.post(&format!("{members}/getblacklist"), json!({"begin_openid": ""})).await;
    assert_like(&list, "blacklist/get.json");
    let unblocked = client.post(&format!("{members}/batchunblacklist"), batch).await;
    assert_like(&unblocked, "blacklist/batchunblacklist.json");
}

#[tokio::test]
async fn operator_helpers_look_as_documented() {
    let (world, client) = sandbox(1).await;
    let path = json!({"cgi_path": "/cgi-bin/user/get"});
    let quota = client.post("/cgi-bin/openapi/quota/get", path.clone()).await;
    assert_like(&quota, "operator/quota_get.json");
    world.account().set_minute_limit("/cgi-bin/user/get", Some(60)).unwrap();
    let quota = client.post("/cgi-bin/openapi/quota/get", path.clone()).await;
    assert_like(&quota, "operator/quota_get_with_rate.json");
    let cleared = client.post("/cgi-bin/openapi/quota/clear", path).await;
    assert_like(&cleared, "operator/quota_clear.json");
    let appid = json!({"appid": world.account().config().appid});
    let cleared = client.post("/cgi-bin/clear_quota", appid).await;
    assert_like(&cleared, "operator/clear_quota.json");
    let refused = client.post("/cgi-bin/user/info/batchget", json!({})).await;
    let rid = refused["errmsg"].as_str().unwrap().split("rid: ").nth(1).unwrap();
    let looked_up = client.post("/cgi-bin/openapi/rid/get", json!({"rid": rid})).await;
    assert_like(&looked_up, "operator/rid_get.json");
    let addresses = client.get("/cgi-bin/get_api_domain_ip", "").await;
    assert_like(&addresses, "operator/get_api_domain_ip.json");
}

#[tokio::test]
async fn every_error_begins_with_its_documented_text_and_ends_as_recorded() {
    let (world, client) = sandbox(1).await;
    let Value::Object(texts) = fixture("errors.json") else { panic!("an object") };
    for (code, text) in texts {
        let code: i64 = code.parse().unwrap();
        let what = Trouble::Refuse { code, errmsg: None };
        world.set_faults([FaultRule::new("/cgi-bin/tags/get", what)]);
        let answer = client.get("/cgi-bin/tags/get", "").await;
        assert_eq!(answer["errcode"], code);
        let errmsg = answer["errmsg"].as_str().unwrap();
        let suffix = errmsg.strip_prefix(text.as_str().unwrap());
        let suffix = suffix.unwrap_or_else(|| panic!("{code}: {errmsg}"));
        assert!(is_known_suffix(suffix), "{code}: {errmsg}");
    }
}

/// Nothing, ` rid: A-B-C`, or ` hint: [X] rid: A-B-C`; 40001 has an advice before it.
fn is_known_suffix(suffix: &str) -> bool {
    let suffix = suffix
        .strip_prefix(
            ", could get access_token by getStableAccessToken, more details at \
             https://mmbizurl.cn/s/JtxxFh33r",
        )
        .unwrap_or(suffix);
    let rid = match suffix.strip_prefix(" hint: [").and_then(|rest| rest.split_once(']')) {
        Some((hint, rest)) if hint.len() > 10 => rest,
        Some(_) => return false,
        None => suffix,
    };
    let Some(rid) = rid.strip_prefix(" rid: ") else {
        return suffix.is_empty();
    };
    let groups: Vec<&str> = rid.split('-').collect();
    let hex = |group: &&str| group.len() == 8 && u32::from_str_radix(group, 16).is_ok();
    groups.len() == 3 && groups.iter().all(hex)
}
