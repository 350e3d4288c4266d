//! Each call once, and what it does to the world.

use fandesk_sandbox::{AccountConfig, LegacyFields, Quirks, SandboxConfig};
use fandesk_wechat::{Endpoint, ErrCode, Error, InvalidInput, Lang, TagId};
use futures::TryStreamExt;

use crate::story::{code, id, sorted, story, story_with};

#[tokio::test]
async fn all_followers_come_in_pages_of_ten_thousand() {
    let story = story(25_000).await;
    let pages: Vec<_> = story.account.followers(None).try_collect().await.unwrap();
    let sizes: Vec<usize> = pages.iter().map(|page| page.openids.len()).collect();
    assert_eq!(sizes, [10_000, 10_000, 5_000]);
    assert!(pages.iter().all(|page| page.total == Some(25_000)));
    let mut expected = story.world.openids();
    expected.sort();
    assert_eq!(sorted(pages.iter().flat_map(|page| &page.openids)), expected);
    assert_eq!(story.sandbox.call_count("/cgi-bin/user/get"), 4, "the empty page shows the end");
}

#[tokio::test]
async fn followers_can_be_read_on_from_a_saved_place() {
    let story = story(25_000).await;
    let first = story.account.followers_page(None).await.unwrap();
    let rest: Vec<_> = story.account.followers(first.next).try_collect().await.unwrap();
    assert_eq!(rest.iter().map(|page| page.openids.len()).sum::<usize>(), 15_000);
}

#[tokio::test]
async fn an_account_without_followers_has_one_empty_page() {
    let story = story(0).await;
    let pages: Vec<_> = story.account.followers(None).try_collect().await.unwrap();
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].openids.len(), pages[0].total), (0, Some(0)));
    assert_eq!(pages[0].next, None);
}

#[tokio::test]
async fn a_cursor_of_another_account_is_refused() {
    let story = story(10).await;
    let stranger = id("oXXXXXXXXXXXXXXXXXXXXXXXXXXX");
    assert_eq!(code(story.account.followers_page(Some(&stranger)).await), 40003);
}

#[tokio::test]
async fn details_are_those_of_the_world() {
    let quirks = Quirks { legacy_fields: LegacyFields::Filled, ..Quirks::default() };
    let config = AccountConfig::default().followers(150).quirks(quirks);
    let story = story_with(SandboxConfig::default().account(config), |builder| builder).await;
    let people = story.people(100);
    let details = story.account.details_batch(&people).await.unwrap();
    assert!(details.missing.is_empty());
    assert_eq!(
        details.found.iter().map(|row| &row.openid).collect::<Vec<_>>(),
        people.iter().collect::<Vec<_>>()
    );
    for row in details.found {
        let truth = story.world.follower(row.openid.as_str()).unwrap();
        assert_eq!(row.subscribed, Some(true));
        assert_eq!(row.subscribed_at.unwrap().as_second(), i64::from(truth.subscribe_time));
        assert_eq!(row.union_id.map(|id| id.to_string()), truth.unionid);
        assert_eq!(row.remark, Some(truth.remark));
        assert_eq!(row.subscribe_scene, Some(truth.subscribe_scene));
        assert_eq!(row.qr_scene, Some(i64::from(truth.qr_scene)));
        assert_eq!(row.qr_scene_text, Some(truth.qr_scene_str));
        let mut tags: Vec<u32> = row.tag_ids.unwrap().iter().map(|tag| tag.0).collect();
        let mut expected = truth.tags;
        tags.sort();
        expected.sort();
        assert_eq!(tags, expected);
        assert!(row.nickname.is_some_and(|name| !name.is_empty()), "old fields are kept");
    }
}

#[tokio::test]
async fn one_followers_details_equal_those_of_the_batch() {
    let story = story(10).await;
    let people = story.people(1);
    let batch = story.account.details_batch(&people).await.unwrap();
    assert_eq!(batch.found, [story.account.follower(&people[0]).await.unwrap()]);
}

#[tokio::test]
async fn somebody_who_left_is_told_apart_from_somebody_unknown() {
    let story = story(10).await;
    let people = story.people(1);
    story.world.leave(&[people[0].as_str()]).unwrap();
    let row = story.account.follower(&people[0]).await.unwrap();
    assert_eq!((row.subscribed, row.subscribed_at, row.remark), (Some(false), None, None));
    assert_eq!(code(story.account.follower(&id("oUnknown")).await), 40003);
}

#[tokio::test]
async fn a_remark_is_set_and_cleared() {
    let story = story(10).await;
    let person = &story.people(1)[0];
    let remark = "王姐 \"团购\" \\ /";
    story.account.set_remark(person, remark).await.unwrap();
    assert_eq!(story.world.follower(person.as_str()).unwrap().remark, remark);
    story.account.set_remark(person, "").await.unwrap();
    assert_eq!(story.world.follower(person.as_str()).unwrap().remark, "");
}

#[tokio::test]
async fn tags_are_listed_made_renamed_and_deleted() {
    let story = story(60).await;
    let made = story.account.create_tag(" 活动一 ").await.unwrap();
    assert_eq!((made.name.as_str(), made.count), ("活动一", None));
    story.account.rename_tag(made.id, "活动二").await.unwrap();
    let listed = story.account.tags().await.unwrap();
    let truth = story.world.tags();
    assert_eq!(listed.len(), truth.len());
    for (tag, truth) in listed.iter().zip(&truth) {
        assert_eq!(
            (tag.id.0, &tag.name, tag.count),
            (truth.id, &truth.name, Some(u64::from(truth.count)))
        );
    }
    assert_eq!(story.world.tag_named("活动二"), Some(made.id.0));
    story.account.delete_tag(made.id).await.unwrap();
    assert_eq!(story.world.tag_named("活动二"), None);
}

#[tokio::test]
async fn a_tag_goes_onto_people_and_off_again() {
    let story = story(120).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    let people = story.people(50);
    assert!(story.account.tag_batch(tag, &people).await.unwrap().failed.is_empty());
    assert_eq!(story.world.members(tag.0), sorted(&people));
    assert!(story.account.tags_of(&people[0]).await.unwrap().contains(&tag));
    assert!(story.account.untag_batch(tag, &people[..20]).await.unwrap().failed.is_empty());
    assert_eq!(story.world.members(tag.0), sorted(&people[20..]));
    let pages: Vec<_> = story.account.tag_members(tag, None).try_collect().await.unwrap();
    assert_eq!(sorted(pages.iter().flat_map(|page| &page.openids)), sorted(&people[20..]));
    assert!(pages.iter().all(|page| page.total.is_none()), "WeChat does not say how many");
}

#[tokio::test]
async fn people_are_blocked_listed_and_unblocked() {
    let story = story(1600).await;
    let before = story.world.blacklist().len();
    let people = story.people(20);
    story.world.unblock(&people).unwrap();
    story.account.block_batch(&people).await.unwrap();
    story.world.block(&story.people(1200)[20..]).unwrap();
    let pages: Vec<_> = story.account.blacklist(None).try_collect().await.unwrap();
    assert_eq!(sorted(pages.iter().flat_map(|page| &page.openids)), story.world.blacklist());
    assert!(pages[0].total >= Some(1200) && pages.len() == 2, "a thousand a page; {before} before");
    story.account.unblock_batch(&people).await.unwrap();
    assert!(!story.world.blacklist().contains(&people[0].to_string()));
}

#[tokio::test]
async fn the_days_allowance_is_told() {
    let story = story(10).await;
    story.world.set_quota("/cgi-bin/user/get", 500, 12).unwrap();
    let daily = story.account.quota(Endpoint::Followers).await.unwrap().daily.unwrap();
    assert_eq!((daily.limit, daily.used, daily.remaining), (500, 12, 488));
}

#[tokio::test]
async fn credentials_are_proved_by_one_token_call() {
    let story = story(10).await;
    story.account.check_credentials().await.unwrap();
    story.account.tags().await.unwrap();
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 1, "the token is kept");
    story.account.force_new_token().await.unwrap();
    story.account.tags().await.unwrap();
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 2);
}

#[tokio::test]
async fn the_language_asked_for_is_sent() {
    use crate::scripted::{Scripted, ok};
    let server = Scripted::answering(vec![ok(r#"{"openid":"o1"}"#)]).await;
    let account = fandesk_wechat::OfficialAccount::builder(
        fandesk_wechat::AppId::new("wx0123456789abcdef").unwrap(),
        "s".into(),
    )
    .base_address(&server.base)
    .lang(Lang::ZhTw)
    .build()
    .unwrap();
    account.follower(&id("o1")).await.unwrap();
    assert!(server.requests()[0].contains("lang=zh_TW"));
}

#[tokio::test]
async fn what_breaks_a_limit_is_refused_before_anything_is_sent() {
    let story = story(200).await;
    let account = &story.account;
    let people = story.people(101);
    let input = |outcome: Result<(), Error>| match outcome {
        Err(Error::InvalidInput(input)) => input,
        other => panic!("sent: {other:?}"),
    };
    let too_many = |given, limit| InvalidInput::TooMany { given, limit };
    assert_eq!(input(account.details_batch(&people).await.map(drop)), too_many(101, 100));
    assert_eq!(
        input(account.tag_batch(TagId(100), &people[..51]).await.map(drop)),
        too_many(51, 50)
    );
    assert_eq!(
        input(account.untag_batch(TagId(100), &people[..51]).await.map(drop)),
        too_many(51, 50)
    );
    assert_eq!(input(account.block_batch(&people[..21]).await), too_many(21, 20));
    assert_eq!(input(account.unblock_batch(&[]).await), InvalidInput::EmptyList);
    let long = "一二三四五六七八九十一";
    assert_eq!(
        input(account.create_tag(long).await.map(drop)),
        InvalidInput::TagNameTooLong { bytes: 33, limit: 30 }
    );
    assert_eq!(input(account.create_tag("  ").await.map(drop)), InvalidInput::EmptyTagName);
    assert_eq!(input(account.rename_tag(TagId(2), "x").await), InvalidInput::SystemTag(TagId(2)));
    assert_eq!(input(account.delete_tag(TagId(0)).await), InvalidInput::SystemTag(TagId(0)));
    assert_eq!(
        input(account.set_remark(&people[0], long).await),
        InvalidInput::RemarkTooLong { bytes: 33, limit: 30 }
    );
    assert_eq!(input(account.set_remark(&people[0], "a\nb").await), InvalidInput::ControlCharacter);
    assert!(story.sandbox.calls().is_empty(), "not even a token was asked for");
}

#[tokio::test]
async fn thirty_bytes_fit_exactly() {
    let story = story(10).await;
    let name = "一二三四五六七八九十";
    assert_eq!(story.account.create_tag(name).await.unwrap().name, name);
    story.account.set_remark(&story.people(1)[0], name).await.unwrap();
}

#[tokio::test]
async fn calls_are_counted_and_told_to_the_observer() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    let told = Arc::new(AtomicUsize::new(0));
    let teller = told.clone();
    let story = story_with(SandboxConfig::with_followers(5), |builder| {
        builder.observer(Arc::new(move |_| {
            teller.fetch_add(1, Ordering::Relaxed);
        }))
    })
    .await;
    story.account.tags().await.unwrap();
    story.account.tags().await.unwrap();
    let _ = story.account.follower(&id("oUnknown")).await;
    assert_eq!(told.load(Ordering::Relaxed), 4, "token, tags twice, follower");
    assert_eq!(story.account.call_count(Endpoint::Tags).sent, 2);
    assert_eq!(story.account.call_count(Endpoint::UserInfo).refused, 1);
    let called: Vec<_> =
        story.account.call_counts().into_iter().map(|(endpoint, _)| endpoint).collect();
    assert_eq!(called, [Endpoint::StableToken, Endpoint::UserInfo, Endpoint::Tags]);
}

#[tokio::test]
async fn a_refused_call_is_looked_up_by_its_number_without_its_token() {
    let story = story(5).await;
    let refusal = story.account.follower(&id("oUnknown")).await.unwrap_err();
    let rid = refusal.refusal().unwrap().rid.clone().expect("the simulator gives one");
    let call = story.account.past_call(&format!(" {rid} ")).await.unwrap();
    assert!(call.url.contains("access_token=***") && call.url.contains("oUnknown"));
    assert!(call.answer.contains("40003") && call.caller.is_some() && call.invoked_at.is_some());

    let unknown = story.account.past_call("00000000").await.unwrap_err();
    assert_eq!(unknown.code(), Some(ErrCode(76002)));
}

#[tokio::test]
async fn a_reset_sets_every_counter_back_and_the_eleventh_of_a_month_is_refused() {
    let story = story(5).await;
    story.account.tags().await.unwrap();
    let used = async || story.account.quota(Endpoint::Tags).await.unwrap().daily.unwrap().used;
    assert_eq!(used().await, 1);
    story.account.clear_quota().await.unwrap();
    assert_eq!(used().await, 0);
    for _ in 0..9 {
        story.account.clear_quota().await.unwrap();
    }
    let eleventh = story.account.clear_quota().await.unwrap_err();
    assert_eq!(eleventh.code(), Some(ErrCode::NO_RESETS_LEFT));
    assert_eq!(story.account.call_count(Endpoint::ClearQuota).sent, 11, "none was repeated");
}
