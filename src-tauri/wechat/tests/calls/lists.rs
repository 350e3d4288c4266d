//! Whole lists: cut into calls, split where one person spoils a call, nobody lost.

use fandesk_sandbox::{FaultRule, Garble, SandboxConfig, Trouble};
use fandesk_wechat::{Error, OpenId};

use crate::story::{id, sorted, story, story_with};

fn fails(failed: &[(OpenId, Error)]) -> Vec<(String, i64)> {
    failed
        .iter()
        .map(|(openid, error)| (openid.to_string(), error.code().map_or(0, |code| code.0)))
        .collect()
}

#[tokio::test]
async fn details_of_many_come_a_hundred_a_call_in_the_order_asked_for() {
    let story = story(300).await;
    let people = story.people(250);
    let outcome = story.account.follower_details(&people).await;
    assert_eq!(outcome.found.iter().map(|row| row.openid.clone()).collect::<Vec<_>>(), people);
    assert!(
        outcome.missing.is_empty() && outcome.failed.is_empty() && outcome.unfinished.is_none()
    );
    assert_eq!(story.sandbox.call_count("/cgi-bin/user/info/batchget"), 3);
}

#[tokio::test]
async fn strangers_among_a_hundred_are_found_and_the_others_told_about() {
    let story = story(200).await;
    let mut people = story.people(98);
    people.insert(13, id("oStranger1"));
    people.insert(77, id("oStranger2"));
    let outcome = story.account.follower_details(&people).await;
    assert_eq!(outcome.found.len(), 98);
    assert_eq!(
        fails(&outcome.failed),
        [("oStranger1".into(), 40003), ("oStranger2".into(), 40003)]
    );
    let calls = story.sandbox.call_count("/cgi-bin/user/info/batchget");
    assert!(calls <= 30, "{calls} calls for two strangers");
}

#[tokio::test]
async fn a_row_that_cannot_be_read_costs_nobody_else_theirs() {
    for how in [Garble::SwallowedQuote, Garble::BareQuote] {
        let story = story(150).await;
        let people = story.people(100);
        story.world.remark(people[42].as_str(), "备注").unwrap();
        story.sandbox.add_fault(
            FaultRule::new("*", Trouble::Garble { how }).containing(people[42].as_str()),
        );
        let outcome = story.account.follower_details(&people).await;
        assert_eq!(outcome.found.len(), 99, "{how:?}");
        let [(person, Error::Malformed(malformed))] = &outcome.failed[..] else {
            panic!("{how:?}: {:?}", outcome.failed);
        };
        assert_eq!(person, &people[42], "{how:?}");
        assert!(!malformed.body().is_empty(), "the answer is kept for support");
    }
}

#[tokio::test]
async fn a_list_wechat_finds_too_long_is_halved() {
    let story = story(150).await;
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/user/info/batchget", 40032).times(1));
    let outcome = story.account.follower_details(&story.people(100)).await;
    assert_eq!(outcome.found.len(), 100);
    assert_eq!(story.sandbox.call_count("/cgi-bin/user/info/batchget"), 3);
}

#[tokio::test]
async fn what_stops_everything_comes_with_the_people_not_reached() {
    let story = story(300).await;
    let people = story.people(250);
    story.sandbox.add_fault(FaultRule::refuse("/cgi-bin/user/info/batchget", 45009).after(1));
    let outcome = story.account.follower_details(&people).await;
    assert_eq!(outcome.found.len(), 100);
    let unfinished = outcome.unfinished.unwrap();
    assert_eq!(unfinished.openids, people[100..]);
    assert_eq!(unfinished.error.code().unwrap().0, 45009);
}

#[tokio::test]
async fn many_are_tagged_and_those_who_cannot_be_are_named_with_the_reason() {
    let story = story(200).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    let people = story.people(120);
    for number in 0..20 {
        let other = story.world.create_tag(&format!("标签{number}")).unwrap();
        let _ = story.world.tag(other, &[people[60].as_str()]);
    }
    let is_full =
        |person: &&OpenId| story.world.follower(person.as_str()).unwrap().tags.len() >= 20;
    let full: Vec<_> =
        people.iter().filter(is_full).map(|person| (person.to_string(), 45059)).collect();
    assert!(!full.is_empty());
    let mut asked = people.clone();
    asked.push(id("oStranger"));
    let outcome = story.account.tag_people(tag, &asked).await;
    let expected = [full.clone(), vec![("oStranger".into(), 40003)]].concat();
    assert_eq!(fails(&outcome.failed), expected);
    assert_eq!(outcome.done.len(), 120 - full.len());
    assert_eq!(story.world.members(tag.0), sorted(&outcome.done));
    let outcome = story.account.untag_people(tag, &people).await;
    assert_eq!(outcome.done.len(), 120);
    assert!(story.world.members(tag.0).is_empty());
}

#[tokio::test]
async fn a_partial_failure_names_exactly_those_wechat_named() {
    let story = story(60).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    let people = story.people(50);
    let unlucky = vec![people[3].to_string(), people[30].to_string()];
    let fail = Trouble::FailOpenids { openids: unlucky.clone(), count: 0 };
    story.sandbox.add_fault(FaultRule::new("/cgi-bin/tags/members/batchtagging", fail));
    let tagged = story.account.tag_batch(tag, &people).await.unwrap();
    assert_eq!(tagged.failed.iter().map(OpenId::to_string).collect::<Vec<_>>(), unlucky);
    assert_eq!(tagged.refusal.unwrap().code.0, 45171);
    let outcome = story.account.tag_people(tag, &people).await;
    assert_eq!(outcome.done.len(), 48);
    assert_eq!(story.world.members(tag.0), sorted(&outcome.done));
}

#[tokio::test]
async fn whom_a_call_failed_for_in_part_is_tried_once_more_and_alone() {
    let story = story(60).await;
    let tag = story.account.create_tag("活动").await.unwrap().id;
    let people = story.people(50);
    let fail = Trouble::FailOpenids { openids: Vec::new(), count: 3 };
    let path = "/cgi-bin/tags/members/batchtagging";
    story.sandbox.add_fault(FaultRule::new(path, fail).times(1));
    let outcome = story.account.tag_people(tag, &people).await;
    assert_eq!((outcome.done.len(), outcome.failed.len()), (50, 0));
    assert_eq!(story.world.members(tag.0).len(), 50);
    let batches: Vec<usize> = story
        .sandbox
        .calls()
        .iter()
        .filter(|call| call.path == path)
        .map(|call| call.batch)
        .collect();
    assert_eq!(batches, [50, 3]);
}

#[tokio::test]
async fn many_are_blocked_twenty_a_call() {
    let story = story(150).await;
    let people = story.people(45);
    story.world.unblock(&people).unwrap();
    let mut asked = people.clone();
    asked.insert(0, id("oStranger"));
    let outcome = story.account.block_people(&asked).await;
    assert_eq!(sorted(&outcome.done), sorted(&people));
    assert_eq!(fails(&outcome.failed), [("oStranger".into(), 40003)]);
    let blocked = story.world.blacklist();
    assert!(people.iter().all(|person| blocked.contains(&person.to_string())));
    let outcome = story.account.unblock_people(&people).await;
    assert_eq!(outcome.done, people);
}

#[tokio::test]
async fn nobody_in_nobody_out() {
    let story = story(1).await;
    let outcome = story.account.follower_details(&[]).await;
    assert!(outcome.found.is_empty() && outcome.unfinished.is_none());
    assert!(story.sandbox.calls().is_empty());
}

#[tokio::test]
async fn spoilt_texts_arrive_mended() {
    for (how, start) in [(Garble::ControlBytes, "\u{14}"), (Garble::BadUtf8, "\u{FFFD}\u{FFFD}")] {
        let config =
            SandboxConfig::with_followers(150).fault(FaultRule::new("*", Trouble::Garble { how }));
        let story = story_with(config, |builder| builder).await;
        let people = story.people(100);
        story.world.remark(people[0].as_str(), "王姐").unwrap();
        let outcome = story.account.follower_details(&people).await;
        assert_eq!(outcome.found.len(), 100, "{how:?}");
        assert_eq!(outcome.found[0].remark, Some(format!("{start}王姐")), "{how:?}");
    }
}

#[tokio::test]
async fn harmless_oddities_change_nothing() {
    let reference = {
        let story = story(150).await;
        let people = story.people(100);
        story.account.follower_details(&people).await.found
    };
    for how in [Garble::ByteOrderMark, Garble::PlainText, Garble::NumbersAsStrings] {
        let config =
            SandboxConfig::with_followers(150).fault(FaultRule::new("*", Trouble::Garble { how }));
        let story = story_with(config, |builder| builder).await;
        let outcome = story.account.follower_details(&story.people(100)).await;
        assert_eq!(outcome.found, reference, "{how:?}");
        let page = story.account.followers_page(None).await.unwrap();
        assert_eq!((page.openids.len(), page.total), (150, Some(150)), "{how:?}");
    }
}

#[tokio::test]
async fn a_page_whose_rows_are_lost_is_no_empty_page() {
    for how in [Garble::NullData, Garble::NotJson] {
        let story = story(150).await;
        story.sandbox.add_fault(FaultRule::new("/cgi-bin/user/get", Trouble::Garble { how }));
        let error = story.account.followers_page(None).await.unwrap_err();
        assert!(matches!(error, Error::Malformed(_)), "{how:?}: {error:?}");
    }
}

#[tokio::test]
async fn people_who_come_and_go_during_the_reading_do_not_stop_it() {
    use futures::TryStreamExt;
    let story = story(25_000).await;
    let stayed: std::collections::BTreeSet<String> = story.world.openids().into_iter().collect();
    story
        .sandbox
        .add_fault(FaultRule::new("/cgi-bin/user/get", Trouble::Crowd { join: 40, leave: 40 }));
    let pages: Vec<_> = story.account.followers(None).try_collect().await.unwrap();
    let read = sorted(pages.iter().flat_map(|page| &page.openids));
    let still_there: std::collections::BTreeSet<String> =
        story.world.openids().into_iter().collect();
    let missed = stayed
        .intersection(&still_there)
        .filter(|openid| read.binary_search(openid).is_err())
        .count();
    assert_eq!(missed, 0, "everybody who was there all the time was read");
}
