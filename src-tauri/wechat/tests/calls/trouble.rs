//! Trouble of each class: what is repeated, what stops, and what the world looks like afterwards.

use std::time::Duration;

use fandesk_sandbox::{FaultRule, SandboxConfig, Trouble};
use fandesk_wechat::{Class, Endpoint, Error, TagId};

use crate::story::{code, impatient, story, story_with};

#[tokio::test]
async fn a_busy_wechat_is_asked_again_after_growing_waits() {
    let story = story(10).await;
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/tags/get", -1).times(4));
    story.account.tags().await.unwrap();
    assert_eq!(story.waits(), [1, 2, 4, 9], "with the clock's share of chance");
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/tags/get", -1));
    assert_eq!(code(story.account.tags().await), -1);
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/get"), 10, "five attempts each");
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once_and_the_call_goes_through() {
    let story = story(10).await;
    story.account.tags().await.unwrap();
    story.world.take_token();
    story.account.tags().await.unwrap();
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 2);
    assert_eq!(story.waits(), [0; 0]);
}

#[tokio::test]
async fn many_calls_with_a_rejected_token_fetch_one_new_one() {
    let story = story(10).await;
    story.account.tags().await.unwrap();
    story.world.take_token();
    let calls = (0..12).map(|_| story.account.tags());
    for outcome in futures::future::join_all(calls).await {
        outcome.unwrap();
    }
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 2, "one before, one for all");
}

#[tokio::test]
async fn a_storm_of_rejections_ends_in_a_clear_stop() {
    let story = story(10).await;
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/get", Trouble::TakeToken));
    let error = story.account.tags().await.unwrap_err();
    assert_eq!(error.refusal().unwrap().class(), Class::RenewToken);
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/get"), 2, "the call and one repetition");
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 2);
    story.sandbox.clear_faults();
    story.account.tags().await.unwrap();
}

#[tokio::test]
async fn an_expired_token_is_renewed_before_wechat_notices() {
    let story = story(10).await;
    story.account.tags().await.unwrap();
    story.clock.advance(Duration::from_secs(7000));
    story.sandbox.clock().advance(Duration::from_secs(7000));
    story.account.tags().await.unwrap();
    assert_eq!(story.sandbox.call_count("/cgi-bin/stable_token"), 2);
    assert_eq!(story.account.call_count(Endpoint::Tags).refused, 0);
}

#[tokio::test]
async fn a_token_that_expired_unnoticed_is_replaced() {
    let story = story(10).await;
    story.account.tags().await.unwrap();
    story.sandbox.clock().advance(Duration::from_secs(8000));
    story.account.tags().await.unwrap();
    assert_eq!(story.account.call_count(Endpoint::Tags).refused, 1);
}

#[tokio::test]
async fn an_address_that_is_not_allowed_is_named_and_nothing_is_repeated() {
    let story = story(10).await;
    let address = "203.0.113.9".parse().unwrap();
    story.sandbox.add_fault(FaultRule::new("*", Trouble::RefuseAddress { address }));
    let error = story.account.tags().await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!((refusal.code.0, refusal.address), (40164, Some(address)));
    assert_eq!(refusal.class(), Class::NeedsPerson);
    assert!(refusal.rid.is_some(), "{refusal:?}");
    assert_eq!(story.sandbox.calls().len(), 1);
}

#[tokio::test]
async fn wrong_credentials_are_told_apart() {
    let story = story(10).await;
    let config = story.world.config();
    let check = async |app_id: &str, secret: &str| {
        let app_id = fandesk_wechat::AppId::new(app_id).unwrap();
        let account = fandesk_wechat::OfficialAccount::builder(app_id, secret.into())
            .base_address(story.sandbox.base_url())
            .build()
            .unwrap();
        code(account.check_credentials().await)
    };
    assert_eq!(check("wxffffffffffffffff", &config.secret).await, 40013);
    assert_eq!(check(&config.appid, "ffffffffffffffffffffffffffffffff").await, 40125);
    story.world.refuse_tokens(Some(40243));
    assert_eq!(check(&config.appid, &config.secret).await, 40243);
}

#[tokio::test]
async fn a_used_up_day_stops_at_once() {
    let story = story(10).await;
    story.world.set_quota("/cgi-bin/user/get", 500, 500).unwrap();
    let error = story.account.followers_page(None).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().class(), Class::NextDay);
    assert_eq!(story.sandbox.call_count("/cgi-bin/user/get"), 1);
}

#[tokio::test]
async fn a_used_up_minute_is_waited_for_and_narrows_the_gate() {
    let story = story(10).await;
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/tags/get", 45011).times(1));
    story.account.tags().await.unwrap();
    assert_eq!(story.waits(), [62]);
    assert_eq!(story.account.gate().limit(), 2);
}

#[tokio::test]
async fn a_bad_gateway_is_asked_again_and_then_named() {
    let story = story(10).await;
    let page = FaultRule::new("/cgi-bin/tags/get", Trouble::GatewayPage { status: 502 });
    story.sandbox.add_fault(page.clone().times(2));
    story.account.tags().await.unwrap();
    story.sandbox.add_fault(page);
    let error = story.account.tags().await.unwrap_err();
    assert!(matches!(error, Error::Http { status: 502, .. }), "{error:?}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_asked_for_again() {
    let story = story(500).await;
    story.sandbox.add_fault(
        FaultRule::new("/cgi-bin/user/get", Trouble::CutBody { keep_bytes: None }).times(1),
    );
    let page = story.account.followers_page(None).await.unwrap();
    assert_eq!(page.openids.len(), 500);
    story
        .sandbox
        .add_fault(FaultRule::new("/cgi-bin/user/get", Trouble::CutBody { keep_bytes: Some(3) }));
    let error = story.account.followers_page(None).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted { .. }), "{error:?}");
}

#[tokio::test]
async fn silence_ends_in_a_time_out() {
    let config = SandboxConfig::with_followers(10);
    let story =
        story_with(config, |builder| builder.http(impatient(Duration::from_millis(150)))).await;
    story.account.check_credentials().await.unwrap();
    story.sandbox.add_fault(
        FaultRule::new("/cgi-bin/tags/get", Trouble::NoAnswer { applied: false }).times(1),
    );
    story.account.tags().await.unwrap();
    assert_eq!(story.waits(), [1]);
    assert_eq!(story.account.gate().limit(), 2, "a time-out is strain");
    story
        .sandbox
        .add_fault(FaultRule::new("/cgi-bin/tags/get", Trouble::NoAnswer { applied: false }));
    let error = story.account.tags().await.unwrap_err();
    assert!(matches!(error, Error::Timeout { endpoint: Endpoint::Tags }), "{error:?}");
}

#[tokio::test]
async fn nobody_at_the_address_is_offline() {
    let story = story(10).await;
    let base = story.sandbox.base_url().to_owned();
    let account =
        crate::story::builder(&story.world, &base).clock(story.clock.clone()).build().unwrap();
    story.sandbox.stop().await;
    let error = account.tags().await.unwrap_err();
    assert!(matches!(error, Error::Offline { .. }), "{error:?}");
    assert_eq!(account.call_count(Endpoint::StableToken).sent, 3);
}

#[tokio::test]
async fn a_tagging_whose_answer_is_lost_is_repeated_and_done_once() {
    let story = story(60).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    story.sandbox.add_fault(
        FaultRule::new("/cgi-bin/tags/members/batchtagging", Trouble::LoseAnswer).times(1),
    );
    let people = story.people(50);
    story.account.tag_batch(tag, &people).await.unwrap();
    assert_eq!(story.world.members(tag.0).len(), 50);
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/members/batchtagging"), 2);
}

#[tokio::test]
async fn a_tag_whose_birth_was_lost_is_found_and_not_made_twice() {
    let story = story(10).await;
    let before = story.world.tags().len();
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/create", Trouble::LoseAnswer).times(1));
    let tag = story.account.create_tag("活动").await.unwrap();
    assert_eq!(story.world.tag_named("活动"), Some(tag.id.0));
    assert_eq!(story.world.tags().len(), before + 1);
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/create"), 1);
}

#[tokio::test]
async fn a_tag_that_was_not_made_by_a_busy_wechat_is_made_the_second_time() {
    let story = story(10).await;
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/tags/create", -1).times(1));
    let tag = story.account.create_tag("活动").await.unwrap();
    assert_eq!(story.world.tag_named("活动"), Some(tag.id.0));
    assert_eq!(story.waits(), [1]);
}

#[tokio::test]
async fn a_single_creation_is_never_repeated() {
    let story = story(10).await;
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/create", Trouble::LoseAnswer).times(1));
    let error = story.account.create_tag_once("活动").await.unwrap_err();
    assert!(error.may_have_been_applied());
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/create"), 1);
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused() {
    let story = story(10).await;
    story.account.create_tag("活动").await.unwrap();
    assert_eq!(code(story.account.create_tag("活动").await), 45157);
}

#[tokio::test]
async fn a_rename_and_a_deletion_survive_a_lost_answer() {
    let story = story(10).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/update", Trouble::LoseAnswer).times(1));
    story.account.rename_tag(tag, "活动二").await.unwrap();
    assert_eq!(story.world.tag_named("活动二"), Some(tag.0));
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/delete", Trouble::LoseAnswer).times(1));
    story.account.delete_tag(tag).await.unwrap();
    assert_eq!(story.world.tag_named("活动二"), None);
}

#[tokio::test]
async fn a_new_tag_that_wechat_denies_for_a_moment_is_tried_again() {
    let story = story(10).await;
    story
        .sandbox
        .add_fault(FaultRule::new("/cgi-bin/tags/create", Trouble::HideNewTag { calls: 3 }));
    let tag = story.account.create_tag("活动").await.unwrap().id;
    story.account.tag_batch(tag, &story.people(5)).await.unwrap();
    assert_eq!(story.world.members(tag.0).len(), 5);
}

#[tokio::test]
async fn a_tag_that_does_not_exist_is_not_tried_again() {
    let story = story(10).await;
    assert_eq!(code(story.account.tag_batch(TagId(9999), &story.people(1)).await), 45159);
    assert_eq!(story.sandbox.call_count("/cgi-bin/tags/members/batchtagging"), 1);
    assert_eq!(story.waits(), [0; 0]);
}

#[tokio::test]
async fn an_account_without_certification_is_told_so() {
    let story = story(10).await;
    story.world.set_certified(false);
    let error = story.account.tags().await.unwrap_err();
    assert_eq!(error.code().unwrap().0, 48001);
    assert_eq!(error.refusal().unwrap().class(), Class::NeedsPerson);
}

#[tokio::test]
async fn never_more_calls_are_in_flight_than_the_gate_allows() {
    let story = story_with(
        SandboxConfig::with_followers(10).latency(Duration::from_millis(5)),
        |builder| builder,
    )
    .await;
    story.account.check_credentials().await.unwrap();
    // The client's clock stands still, so the gate does not open.
    let calls = (0..40).map(|_| story.account.tags());
    futures::future::join_all(calls).await;
    assert_eq!(story.sandbox.most_in_flight(), 4);
}
