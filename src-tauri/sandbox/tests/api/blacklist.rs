//! The blacklist: pages of a thousand, batches of twenty.

use serde_json::{Value, json};

use crate::client::{Client, code, page_openids, sandbox};

async fn call(client: &Client, verb: &str, openids: &[String]) -> i64 {
    let path = format!("/cgi-bin/tags/members/{verb}");
    code(&client.post(&path, json!({"openid_list": openids})).await)
}

async fn page(client: &Client, cursor: &Value) -> Value {
    client.post("/cgi-bin/tags/members/getblacklist", json!({"begin_openid": cursor})).await
}

#[tokio::test]
async fn the_list_is_read_with_begin_openid_in_pages_of_a_thousand() {
    let (world, client) = sandbox(2500).await;
    let account = world.account();
    account.block(&account.openids()).unwrap();
    let (mut read, mut sizes, mut cursor) = (Vec::new(), Vec::new(), json!(""));
    loop {
        let answer = page(&client, &cursor).await;
        sizes.push(answer["count"].as_u64().unwrap());
        let rows = page_openids(&answer);
        if rows.is_empty() {
            assert_eq!(answer, json!({"total": 2500, "count": 0, "next_openid": ""}));
            break;
        }
        cursor = answer["next_openid"].clone();
        read.extend(rows);
    }
    assert_eq!(sizes, [1000, 1000, 500, 0]);
    read.sort_unstable();
    assert_eq!(read, account.blacklist());
    let wrong_name = json!({"next_openid": cursor});
    let again = client.post("/cgi-bin/tags/members/getblacklist", wrong_name).await;
    assert_eq!(again["count"], 1000, "the cursor under another name is not seen");
}

#[tokio::test]
async fn blocking_takes_one_to_twenty_people_who_follow() {
    let (world, client) = sandbox(40).await;
    let account = world.account();
    account.unblock(&account.blacklist()).unwrap();
    let openids = account.openids();
    assert_eq!(call(&client, "batchblacklist", &openids[..21]).await, 40032);
    assert_eq!(call(&client, "batchblacklist", &[]).await, 40032);
    assert_eq!(call(&client, "batchblacklist", &["oX".to_owned()]).await, 40003);
    assert_eq!(call(&client, "batchunblacklist", &openids[..21]).await, 40032);
    account.leave(&openids[39..]).unwrap();
    assert_eq!(call(&client, "batchblacklist", &openids[39..]).await, 40003);
    assert!(account.blacklist().is_empty());
    assert_eq!(call(&client, "batchblacklist", &openids[..20]).await, 0);
    assert_eq!(call(&client, "batchunblacklist", &openids[5..20]).await, 0);
    let mut expected = openids[..5].to_vec();
    expected.sort_unstable();
    assert_eq!(account.blacklist(), expected);
}

#[tokio::test]
async fn blocked_people_stay_followers_and_keep_their_tags() {
    let (world, client) = sandbox(20).await;
    let account = world.account();
    let openids = account.openids();
    account.tag(100, &openids[..1]).unwrap();
    assert_eq!(call(&client, "batchblacklist", &openids[..1]).await, 0);
    let person = account.follower(&openids[0]).unwrap();
    assert!(person.blocked && person.following && person.tags.contains(&100));
    assert_eq!(client.get("/cgi-bin/user/get", "").await["total"], 20);
}
