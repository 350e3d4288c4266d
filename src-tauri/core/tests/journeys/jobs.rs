//! Bulk changes: what was counted is what runs, whatever happens meanwhile.

use std::time::Duration;

use fandesk_core::input::JobPeopleInput;
use fandesk_core::jobs::{
    cancel_job, discard_job, job_people, jobs, pause_job, resume_job, running_work, start_job,
};
use fandesk_core::store::{
    Change, Filter, HistoryEvent, ItemReason, Outcome, QrPart, ReasonCount, Selection, TextMatch,
};
use fandesk_core::{AppError, DeskEvent, JobState};
use fandesk_sandbox::{AccountConfig, Quirks, SandboxConfig};

use crate::doing::{BLOCKING, REMARKING, TAGGING, UNTAGGING, add, counts, remark};
use crate::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_match_minus_three_are_tagged_while_others_come_and_go() {
    let world = World::synced(12_345).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let everybody = wechat.openids();
    let spared: Vec<String> = [0, 6_000, 12_344].map(|place| everybody[place].clone()).to_vec();

    let (selection, people) = world.matching(Filter::Following).await;
    assert_eq!(people, 12_345);
    let Selection::ResultSet { result_set, .. } = selection else { unreachable!() };
    let except = world.ids_of(&spared).await;
    let selection = Selection::ResultSet { result_set, ranges: None, except };
    let preview = world.preview(selection, add(tag)).await.unwrap();
    assert_eq!((preview.people, preview.to_change), (12_342, 12_342));
    assert_eq!(preview.calls[0].calls, 247);
    assert!(preview.calls[0].quota_left.unwrap() > 247);

    let newcomers = wechat.join(200).unwrap();
    let leavers: Vec<String> = everybody[100..140].to_vec();
    wechat.leave(&leavers).unwrap();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    world.sync().await;
    let report = world.rested(preview.job).await;

    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(counts(&report), (12_302, 0, 40));
    let left = ReasonCount { reason: ItemReason::NotFollowing, people: 40 };
    assert_eq!(report.failed, [left]);
    let account = world.open_account().await;
    let carrying = account.ask(move |store| Ok(store.tag_people(tag).len())).await.unwrap();
    assert_eq!(carrying, 12_302, "what the sync read before was not put over what the job wrote");
    drop(account);
    let mut expected: Vec<String> = everybody
        .into_iter()
        .filter(|openid| !spared.contains(openid) && !leavers.contains(openid))
        .collect();
    expected.sort_unstable();
    assert_eq!(wechat.members(tag), expected, "exactly those people, and none of the newcomers");
    assert!(newcomers.iter().all(|openid| wechat.follower(openid).unwrap().tags.is_empty()));
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn arrivals_from_a_poster_are_tagged_and_those_who_have_the_tag_are_skipped() {
    let world = World::connected(SandboxConfig::with_followers(300)).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("门店A").unwrap();
    let arrivals = wechat.join_through(1_240, "门店A-开业").unwrap();
    wechat.tag(tag, &arrivals[..200]).unwrap();
    world.sync().await;

    let filter = Filter::Qr {
        part: QrPart::Either,
        how: TextMatch::Is,
        texts: vec!["门店A-开业".to_owned()],
    };
    let (selection, people) = world.matching(filter).await;
    assert_eq!(people, 1_240);
    let preview = world.preview(selection, add(tag)).await.unwrap();
    assert_eq!((preview.to_change, preview.already_so), (1_040, 200));
    assert_eq!(preview.calls.len(), 1);
    assert_eq!((preview.calls[0].endpoint.as_str(), preview.calls[0].calls), (TAGGING, 21));

    world.sandbox.reset_calls();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let report = world.rested(preview.job).await;
    assert_eq!(counts(&report), (1_040, 200, 0));
    assert_eq!(report.skipped, [ReasonCount { reason: ItemReason::AlreadySo, people: 200 }]);
    assert_eq!(world.sandbox.call_count(TAGGING), 21, "as the preview said");
    assert!(arrivals.iter().all(|openid| wechat.follower(openid).unwrap().tags.contains(&tag)));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn troublemakers_are_blocked_with_a_reason_that_stays_here_and_unblocked_again() {
    let world = World::synced(400).await;
    let wechat = world.wechat();
    let before = wechat.blacklist();
    let trouble: Vec<String> =
        wechat.openids().into_iter().filter(|openid| !before.contains(openid)).take(45).collect();
    let selection = world.these(&trouble).await;
    world.sandbox.reset_calls();
    let report = world.run(selection.clone(), Change::Block { reason: "广告".to_owned() }).await;
    assert_eq!(counts(&report), (45, 0, 0));
    assert_eq!(world.sandbox.call_count(BLOCKING), 3);
    assert!(trouble.iter().all(|openid| wechat.blacklist().contains(openid)));
    let account = world.open_account().await;
    let id = world.ids_of(&trouble[..1]).await[0];
    let detail = account.ask(move |store| store.detail(id)).await.unwrap();
    assert_eq!(detail.block_reason.as_deref(), Some("广告"));
    world.copy_equals_wechat().await;

    let report = world.run(selection, Change::Unblock).await;
    assert_eq!(counts(&report), (45, 0, 0));
    assert_eq!(wechat.blacklist(), before);
    let detail = account.ask(move |store| store.detail(id)).await.unwrap();
    assert_eq!(detail.block_reason, None);
    assert!(detail.history.iter().any(|entry| entry.event == HistoryEvent::Blocked));
    world.copy_equals_wechat().await;
    drop(account);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_gets_a_remark_and_two_tags_and_the_twenty_first_tag_is_refused() {
    let world = World::synced(200).await;
    let wechat = world.wechat();
    let people = world.followers();
    let person = people.values().find(|person| person.tags.is_empty()).unwrap().openid.clone();
    let [first, second] = ["门店B", "VIP"].map(|name| wechat.tag_named(name).unwrap());
    world.sandbox.reset_calls();
    let report = world.change_one(&person, remark("老王 门店B")).await.unwrap();
    assert_eq!((report.job.state.clone(), counts(&report)), (JobState::Finished, (1, 0, 0)));
    let two = Change::Tags { add: vec![first, second], remove: Vec::new() };
    assert_eq!(counts(&world.change_one(&person, two.clone()).await.unwrap()), (1, 0, 0));
    assert_eq!(world.sandbox.call_count(REMARKING), 1);
    assert_eq!(world.sandbox.call_count(TAGGING), 2);
    let row = world.row(&person).await;
    assert_eq!((row.remark.as_str(), row.tags.len()), ("老王 门店B", 2));

    let again = world.change_one(&person, two).await.unwrap();
    assert_eq!(counts(&again), (0, 1, 0), "nothing to do is no error");

    let all: Vec<u32> = wechat.tags().iter().map(|tag| tag.id).collect();
    let eighteen: Vec<u32> =
        all.iter().copied().filter(|tag| ![first, second].contains(tag)).take(18).collect();
    let more = Change::Tags { add: eighteen.clone(), remove: Vec::new() };
    assert_eq!(counts(&world.change_one(&person, more).await.unwrap()), (1, 0, 0));
    let spare =
        all.into_iter().find(|tag| ![first, second].contains(tag) && !eighteen.contains(tag));
    world.sandbox.reset_calls();
    let refused = world.change_one(&person, add(spare.unwrap())).await.unwrap_err();
    assert_eq!(refused, AppError::PersonTagLimit { limit: 20 });
    assert_eq!(world.sandbox.call_count(TAGGING), 0, "it is refused before any call");
    let swap = Change::Tags { add: vec![spare.unwrap()], remove: vec![first] };
    assert_eq!(counts(&world.change_one(&person, swap).await.unwrap()), (1, 0, 0));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn adding_and_removing_never_meet_at_one_person() {
    let quirks = Quirks { refuses_parallel_tagging: Some(45169), ..Quirks::default() };
    let account = AccountConfig::default().followers(500).quirks(quirks);
    let world = World::connected(SandboxConfig::default().account(account)).await;
    world.sync().await;
    world.sandbox.set_latency(Duration::from_millis(5));
    let wechat = world.wechat();
    let [vip, member, trial] = ["VIP", "会员", "内测"].map(|name| wechat.tag_named(name).unwrap());
    let (selection, _) = world.matching(Filter::Following).await;
    let change = Change::Tags { add: vec![vip, trial], remove: vec![member] };
    world.sandbox.reset_calls();
    let report = world.run(selection, change).await;
    assert_eq!((report.job.done, report.job.failed), (500, 0));
    let refused = world.sandbox.calls().iter().filter(|call| call.code == Some(45169)).count();
    assert_eq!(refused, 0, "no two tag calls for one person at once");
    assert!(world.sandbox.most_in_flight() > 1, "though several are under way");
    assert_eq!(wechat.members(vip).len(), 500);
    assert_eq!(wechat.members(member).len(), 0);
    assert!(world.sandbox.call_count(UNTAGGING) > 0);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_goes_before_a_bulk_job() {
    let world = World::synced(2_000).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    world.sandbox.set_latency(Duration::from_millis(50));
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    world.reached(preview.job, |report| report.job.done > 0).await;
    let person = world.some(1).remove(0);
    let edit = world.change_one(&person, remark("先来")).await.unwrap();
    assert_eq!(counts(&edit), (1, 0, 0));
    let work = running_work(world.desk(), ()).await.unwrap();
    assert_eq!(work.jobs.iter().map(|job| job.id).collect::<Vec<_>>(), [preview.job]);
    assert!(work.jobs[0].seconds_left.is_some());
    let report = world.rested(preview.job).await;
    assert_eq!(counts(&report), (2_000, 0, 0));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_rests_and_a_cancel_keeps_what_was_done() {
    let world = World::synced(2_000).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    world.sandbox.set_latency(Duration::from_millis(50));
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    let job = world.job_input(preview.job);
    start_job(world.desk(), job.clone()).await.unwrap();
    assert_eq!(start_job(world.desk(), job.clone()).await.unwrap_err(), AppError::JobState);
    world.reached(preview.job, |report| report.job.done > 0).await;
    let paused = pause_job(world.desk(), job.clone()).await.unwrap();
    assert_eq!(paused.state, JobState::Paused { because: None });
    assert!(running_work(world.desk(), ()).await.unwrap().jobs.is_empty());
    resume_job(world.desk(), job.clone()).await.unwrap();
    world.reached(preview.job, |report| report.job.done > paused.done + 300).await;
    let cancelled = cancel_job(world.desk(), job.clone()).await.unwrap();
    assert_eq!(cancelled.state, JobState::Cancelled);
    assert_eq!(cancelled.done + cancelled.skipped, 2_000);
    let done = usize::try_from(cancelled.done).unwrap();
    assert!((300..2_000).contains(&done));
    assert_eq!(wechat.members(tag).len(), done, "the counted are the tagged");
    world.copy_equals_wechat().await;
    assert_eq!(cancel_job(world.desk(), job).await.unwrap_err(), AppError::JobState);

    let people = JobPeopleInput {
        account: world.account.clone(),
        job: preview.job,
        outcome: Some(Outcome::Skipped),
        reason: None,
        start: 0,
        count: 5,
    };
    let skipped = job_people(world.desk(), people).await.unwrap();
    assert_eq!(skipped.total, cancelled.skipped);
    assert!(skipped.people.iter().all(|person| person.reason == Some(ItemReason::Cancelled)));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_run_is_refused_before_anything_is_frozen() {
    let world = World::synced(50).await;
    let nobody = Selection::These { followers: Vec::new() };
    let all = || async { world.matching(Filter::Following).await.0 };
    let tag = world.wechat().tag_named("VIP").unwrap();
    assert_eq!(world.preview(nobody, add(tag)).await.unwrap_err(), AppError::SelectionEmpty);
    assert_eq!(world.preview(all().await, add(9_999)).await.unwrap_err(), AppError::TagUnknown);
    assert_eq!(
        world.preview(all().await, remark("一二三四五六七八九十一")).await.unwrap_err(),
        AppError::RemarkTooLong { bytes: 33, limit: 30 }
    );
    let gone = Selection::ResultSet { result_set: 9_999, ranges: None, except: Vec::new() };
    assert!(matches!(
        world.preview(gone, add(tag)).await.unwrap_err(),
        AppError::ResultSetExpired { .. }
    ));
    let preview = world.preview(all().await, add(tag)).await.unwrap();
    discard_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let start = start_job(world.desk(), world.job_input(preview.job)).await;
    assert_eq!(start.unwrap_err(), AppError::JobUnknown);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_run_in_the_order_in_which_they_were_started() {
    let world = World::synced(600).await;
    let wechat = world.wechat();
    world.sandbox.set_latency(Duration::from_millis(5));
    let tags = ["临时-周三", "内测", "媒体"].map(|name| wechat.tag_named(name).unwrap());
    let mut numbers = Vec::new();
    for tag in tags {
        let (selection, _) = world.matching(Filter::Following).await;
        numbers.push(world.preview(selection, add(tag)).await.unwrap().job);
    }
    let [first, second, third] = numbers[..] else { unreachable!() };
    let mut news = world.desk().events().listen();
    for job in [second, first, third] {
        start_job(world.desk(), world.job_input(job)).await.unwrap();
        world.wait(1);
    }
    let mut finished = Vec::new();
    while finished.len() < 3 {
        match news.next().await.expect("the desk is open") {
            DeskEvent::JobMoved { job } if job.state == JobState::Finished => finished.push(job.id),
            _ => {}
        }
    }
    assert_eq!(finished, [second, first, third]);
    let input = fandesk_core::input::LimitInput { account: world.account.clone(), limit: 2 };
    let newest: Vec<u32> =
        jobs(world.desk(), input).await.unwrap().iter().map(|job| job.id).collect();
    assert_eq!(newest, [third, second], "newest first");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_frozen_survives_a_restart_and_is_forgotten_after_a_day() {
    let mut world = World::synced(300).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let kept = world.preview(selection.clone(), add(tag)).await.unwrap().job;
    wechat.join(10).unwrap();
    world.sync().await;
    world.reopen().await;
    start_job(world.desk(), world.job_input(kept)).await.unwrap();
    assert_eq!(counts(&world.rested(kept).await), (300, 0, 0), "the newcomers are not in it");

    let (selection, _) = world.matching(Filter::Tag { tag }).await;
    let untag = Change::Tags { add: Vec::new(), remove: vec![tag] };
    let old = world.preview(selection, untag).await.unwrap().job;
    world.wait(86_401);
    world.reopen().await;
    let start = start_job(world.desk(), world.job_input(old)).await;
    assert_eq!(start.unwrap_err(), AppError::JobUnknown);
    world.ends().await;
}
