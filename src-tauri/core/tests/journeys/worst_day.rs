//! The desk's everyday changes on WeChat's worst day: the plan is carried out person by person.

use std::collections::BTreeSet;

use fandesk_core::JobState;
use fandesk_core::input::PreviewRetryInput;
use fandesk_core::jobs::{preview_retry, start_job};
use fandesk_core::store::{Change, Filter, QrPart, Selection, TextMatch};
use fandesk_sandbox::{FaultRule, SandboxConfig, Trouble};

use crate::doing::{BLOCKING, REMARKING, TAGGING, add, counts, remark};
use crate::world::World;

/// Busy answers, answers lost or cut after the call was carried out, a gateway's page, connections
/// that end before, and once a token that another system takes.
fn worst_day(path: &str) -> Vec<FaultRule> {
    vec![
        FaultRule::refuse(path, -1).every(4),
        FaultRule::new(path, Trouble::LoseAnswer).after(1).every(5),
        FaultRule::new(path, Trouble::CutBody { keep_bytes: None }).after(2).every(9),
        FaultRule::new(path, Trouble::GatewayPage { status: 502 }).after(3).every(11),
        FaultRule::new(path, Trouble::Disconnect).after(5).every(13),
        FaultRule::new(path, Trouble::TakeToken).after(6).times(1),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_gets_a_remark_and_two_tags_once_each() {
    let world = World::synced(50).await;
    let wechat = world.wechat();
    let before = world.state();
    let people = world.followers();
    let person = people.values().find(|person| person.tags.is_empty()).unwrap().openid.clone();
    let mut two = ["门店B", "VIP"].map(|name| wechat.tag_named(name).unwrap()).to_vec();
    two.sort_unstable();
    world.sandbox.set_faults([
        FaultRule::new(REMARKING, Trouble::LoseAnswer).times(1),
        FaultRule::refuse(REMARKING, -1).after(1).times(1),
        FaultRule::refuse(TAGGING, -1).times(1),
        FaultRule::new(TAGGING, Trouble::CutBody { keep_bytes: None }).after(1).times(1),
        FaultRule::new(TAGGING, Trouble::TakeToken).after(2).times(1),
    ]);

    assert_eq!(counts(&world.change_one(&person, remark("老王")).await.unwrap()), (1, 0, 0));
    let tags = Change::Tags { add: two.clone(), remove: Vec::new() };
    assert_eq!(counts(&world.change_one(&person, tags).await.unwrap()), (1, 0, 0));
    let mut expected = before;
    expected.insert(person.clone(), (two, "老王".to_owned(), false));
    assert_eq!(world.state(), expected, "nobody else was touched");
    world.copy_equals_wechat().await;
    let account = world.open_account().await;
    let id = world.ids_of(&[person]).await[0];
    let detail = account.ask(move |store| store.detail(id)).await.unwrap();
    assert_eq!(detail.history.iter().filter(|entry| entry.job.is_some()).count(), 3);
    drop(account);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn arrivals_from_a_poster_are_tagged_and_three_that_wechat_refuses_are_named_and_tried_again()
{
    let world = World::connected(SandboxConfig::with_followers(300)).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("门店A").unwrap();
    let arrivals = wechat.join_through(1_240, "门店A-开业").unwrap();
    wechat.tag(tag, &arrivals[..200]).unwrap();
    world.sync().await;
    let mut expected: BTreeSet<String> = wechat.members(tag).into_iter().collect();
    expected.extend(arrivals.iter().cloned());

    let texts = vec!["门店A-开业".to_owned()];
    let filter = Filter::Qr { part: QrPart::Either, how: TextMatch::Is, texts };
    let (selection, _) = world.matching(filter).await;
    let unlucky = arrivals[700..703].to_vec();
    let refused = Trouble::FailOpenids { openids: unlucky.clone(), count: 0 };
    let faults = worst_day(TAGGING).into_iter().chain([FaultRule::new(TAGGING, refused)]);
    world.sandbox.set_faults(faults);
    let report = world.run(selection, add(tag)).await;
    assert_eq!((report.job.state.clone(), counts(&report)), (JobState::Finished, (1_037, 200, 3)));
    let without = |people: &[String]| {
        expected.iter().filter(|openid| !people.contains(openid)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(wechat.members(tag), without(&unlucky));
    world.copy_equals_wechat().await;

    world.sandbox.set_faults(worst_day(TAGGING));
    let (account, job) = (world.account.clone(), report.job.id);
    let unreached = PreviewRetryInput { account, job, outcome: None, reason: None };
    let again = preview_retry(world.desk(), unreached).await.unwrap();
    assert_eq!(counts(&world.start(&again).await), (3, 0, 0));
    assert_eq!(wechat.members(tag), without(&[]));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_match_minus_three_are_those_that_were_counted_although_the_program_is_killed() {
    let mut world = World::synced(3_003).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let everybody = wechat.openids();
    let spared: Vec<String> = [0, 1_500, 3_002].map(|place| everybody[place].clone()).to_vec();
    let (selection, _) = world.matching(Filter::Following).await;
    let Selection::ResultSet { result_set, .. } = selection else { unreachable!() };
    let except = world.ids_of(&spared).await;
    let selection = Selection::ResultSet { result_set, ranges: None, except };
    let preview = world.preview(selection, add(tag)).await.unwrap();
    assert_eq!(preview.to_change, 3_000);

    wechat.join(50).unwrap();
    let leavers = everybody[100..120].to_vec();
    wechat.leave(&leavers).unwrap();
    world.sandbox.set_faults(worst_day(TAGGING));
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    world.reached(preview.job, |report| report.job.done >= 1_000).await;
    world.kill().await;
    world.reopen().await;
    let report = world.rested(preview.job).await;
    assert_eq!((report.job.state.clone(), counts(&report)), (JobState::Finished, (2_980, 0, 20)));
    let is_meant = |openid: &String| !spared.contains(openid) && !leavers.contains(openid);
    let mut expected: Vec<String> = everybody.into_iter().filter(is_meant).collect();
    expected.sort_unstable();
    assert_eq!(wechat.members(tag), expected);
    world.sandbox.clear_faults();
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn troublemakers_are_blocked_with_a_reason_and_the_whole_list_is_taken_back() {
    let world = World::synced(400).await;
    let wechat = world.wechat();
    let start = world.state();
    let old = wechat.blacklist();
    let is_free = |openid: &String| !old.contains(openid);
    let trouble: Vec<String> = wechat.openids().into_iter().filter(is_free).take(45).collect();
    let selection = world.these(&trouble).await;
    world.sandbox.set_faults(worst_day(BLOCKING));
    let report = world.run(selection, Change::Block { reason: "广告".to_owned() }).await;
    assert_eq!(counts(&report), (45, 0, 0));
    let blocked: BTreeSet<String> = wechat.blacklist().into_iter().collect();
    assert_eq!(blocked, old.iter().chain(&trouble).cloned().collect());
    for openid in &trouble {
        let id = world.ids_of(std::slice::from_ref(openid)).await[0];
        let account = world.open_account().await;
        let detail = account.ask(move |store| store.detail(id)).await.unwrap();
        assert_eq!(detail.block_reason.as_deref(), Some("广告"));
    }
    world.copy_equals_wechat().await;

    assert_eq!(counts(&world.undo(report.job.id).await), (45, 0, 0));
    assert_eq!(world.state(), start);
    world.copy_equals_wechat().await;
    world.ends().await;
}
