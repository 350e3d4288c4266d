//! Bulk changes in trouble: nobody is lost, nobody is marked wrongly, and the job goes on.

use std::time::Duration;

use fandesk_core::jobs::{cancel_job, resume_job, running_work, start_job};
use fandesk_core::store::{Change, Filter, ItemReason, ReasonCount};
use fandesk_core::{AppError, JobReport, JobState};
use fandesk_sandbox::{FaultRule, Trouble};

use crate::doing::{REMARKING, TAGGING, add, counts, remark};
use crate::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_taken_once_is_renewed_and_taken_again_and_again_pauses_the_job() {
    let world = World::synced(600).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    world.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::TakeToken).after(3).times(1));
    let report = world.run(selection, add(tag)).await;
    assert_eq!(counts(&report), (600, 0, 0), "one refresh, the job goes on");

    let other = wechat.tag_named("内测").unwrap();
    let had = wechat.members(other).len();
    let (selection, _) = world.matching(Filter::Following).await;
    world.sandbox.set_faults([FaultRule::new(TAGGING, Trouble::TakeToken).after(3)]);
    let report = world.run(selection, add(other)).await;
    let JobState::Paused { because: Some(AppError::Wechat { errcode, .. }) } = report.job.state
    else {
        panic!("the second refusal pauses it, found {:?}", report.job.state)
    };
    assert_eq!(errcode, 40001);
    let done = usize::try_from(report.job.done).unwrap();
    assert_eq!(wechat.members(other).len(), had + done, "nobody is marked done wrongly");
    assert_eq!(report.job.failed, 0);
    world.copy_equals_wechat().await;

    world.sandbox.clear_faults();
    resume_job(world.desk(), world.job_input(report.job.id)).await.unwrap();
    let report = world.rested(report.job.id).await;
    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(wechat.members(other).len(), 600);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_used_up_day_waits_for_the_next_one_across_a_restart() {
    let mut world = World::synced(1_000).await;
    let wechat = world.wechat();
    wechat.set_quota(REMARKING, 600, 0).unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, remark("国庆抽奖")).await.unwrap();
    assert_eq!(preview.calls[0].quota_left, Some(600));
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let report = world.rested(preview.job).await;
    let with_remark =
        |world: &World| world.followers().values().filter(|p| p.remark == "国庆抽奖").count();
    let JobState::Waiting { until, because: AppError::Wechat { errcode: 45009, .. } } =
        report.job.state
    else {
        panic!("it waits for the next day, found {:?}", report.job.state)
    };
    assert_eq!(counts(&report), (600, 0, 0));
    assert_eq!(with_remark(&world), 600);

    world.reopen().await;
    let report = world.rested(preview.job).await;
    assert!(matches!(report.job.state, JobState::Waiting { .. }), "the day is not over");
    let seconds = until - crate::world::now(&world);
    world.wait(u32::try_from(seconds).unwrap());
    world.reopen().await;
    let report = world.reached(preview.job, |report| report.job.state == JobState::Finished).await;
    assert_eq!(counts(&report), (1_000, 0, 0));
    assert_eq!(with_remark(&world), 1_000);
    let accepted = world
        .sandbox
        .calls()
        .iter()
        .filter(|call| call.path == REMARKING && call.code == Some(0))
        .count();
    assert_eq!(accepted, 1_000, "nobody got the remark twice");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn remarks_beyond_a_days_calls_go_on_for_as_many_days_as_it_takes() {
    let mut world = World::synced(400).await;
    world.wechat().set_quota(REMARKING, 150, 0).unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, remark("国庆抽奖")).await.unwrap();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    for day in 1..=2 {
        let worn_out = |report: &JobReport| {
            matches!(report.job.state, JobState::Waiting { .. }) && report.job.done >= day * 150
        };
        let report = world.reached(preview.job, worn_out).await;
        assert_eq!(counts(&report), (day * 150, 0, 0), "day {day}");
        let JobState::Waiting { until, .. } = report.job.state else { unreachable!() };
        let seconds = until - crate::world::now(&world);
        world.wait(u32::try_from(seconds).unwrap());
        world.reopen().await;
    }
    let report = world.reached(preview.job, |report| report.job.state == JobState::Finished).await;
    assert_eq!(counts(&report), (400, 0, 0));
    assert!(world.followers().values().all(|person| person.remark == "国庆抽奖"));
    let calls = world.sandbox.calls();
    let accepted = calls.iter().filter(|call| call.path == REMARKING && call.code == Some(0));
    assert_eq!(accepted.count(), 400, "nobody got the remark twice");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_killed_in_the_middle_goes_on_and_ends_with_everybody_once() {
    let mut world = World::synced(3_000).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    world.sandbox.set_latency(Duration::from_millis(40));
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    for done in [300, 1_200] {
        let report = world.reached(preview.job, |report| report.job.done >= done).await;
        assert!(report.job.done < 3_000, "it is killed in the middle");
        world.kill().await;
        world.reopen().await;
    }
    let report = world.rested(preview.job).await;
    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(counts(&report), (3_000, 0, 0));
    assert_eq!(wechat.members(tag).len(), 3_000);
    world.copy_equals_wechat().await;
    let account = world.open_account().await;
    let id = world.ids_of(&world.some(1)).await[0];
    let detail = account.ask(move |store| store.detail(id)).await.unwrap();
    let tagged = detail.history.iter().filter(|entry| entry.job == Some(preview.job)).count();
    assert_eq!(tagged, 1, "history tells it once");
    drop(account);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn busy_answers_and_lost_answers_are_repeated_and_nobody_is_lost() {
    let world = World::synced(1_000).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    world.sandbox.set_faults([
        FaultRule::refuse(TAGGING, -1).every(5),
        FaultRule::new(TAGGING, Trouble::LoseAnswer).after(1).every(7),
        FaultRule::new(TAGGING, Trouble::GatewayPage { status: 502 }).after(2).every(9),
        FaultRule::new(TAGGING, Trouble::CutBody { keep_bytes: None }).after(3).every(13),
        FaultRule::refuse(TAGGING, 45159).times(2),
    ]);
    let (selection, _) = world.matching(Filter::Following).await;
    let report = world.run(selection, add(tag)).await;
    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(counts(&report), (1_000, 0, 0));
    assert_eq!(wechat.members(tag).len(), 1_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_certification_a_job_pauses_and_an_edit_says_why() {
    let world = World::synced(100).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let person = world.some(1).remove(0);
    wechat.set_certified(false);
    let (selection, _) = world.matching(Filter::Following).await;
    let report = world.run(selection, add(tag)).await;
    assert!(matches!(
        report.job.state,
        JobState::Paused { because: Some(AppError::Wechat { errcode: 48001, .. }) }
    ));
    let refused = world.change_one(&person, remark("x")).await.unwrap_err();
    assert!(matches!(refused, AppError::Wechat { errcode: 48001, .. }));
    wechat.set_certified(true);
    resume_job(world.desk(), world.job_input(report.job.id)).await.unwrap();
    assert_eq!(counts(&world.rested(report.job.id).await), (100, 0, 0));
    assert_eq!(wechat.follower(&person).unwrap().remark, world.row(&person).await.remark);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_wechat_cannot_be_reached_jobs_wait_and_go_on_by_themselves() {
    let world = World::synced(600).await;
    let wechat = world.wechat();
    let [first, second] = ["临时-周三", "内测"].map(|name| wechat.tag_named(name).unwrap());
    let mut numbers = Vec::new();
    for tag in [first, second] {
        let (selection, _) = world.matching(Filter::Following).await;
        numbers.push(world.preview(selection, add(tag)).await.unwrap().job);
    }
    world.sandbox.set_faults([FaultRule::new("*", Trouble::GatewayPage { status: 502 })]);
    for job in &numbers {
        start_job(world.desk(), world.job_input(*job)).await.unwrap();
    }
    let report = world.rested(numbers[0]).await;
    assert!(matches!(
        report.job.state,
        JobState::Waiting { because: AppError::Http { status: 502 }, .. }
    ));
    assert_eq!(counts(&report), (0, 0, 0), "nobody is marked");
    let behind = world.reached(numbers[1], |_| true).await;
    assert_eq!(behind.job.state, JobState::Queued, "the next one is not even tried");

    world.sandbox.clear_faults();
    world.wait(11);
    for job in numbers {
        let report = world.reached(job, |report| report.job.state == JobState::Finished).await;
        assert_eq!(counts(&report).2, 0);
    }
    assert_eq!(wechat.members(first).len(), 600);
    assert_eq!(wechat.members(second).len(), 600);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_not_allowed_is_named_and_tried_again() {
    let world = World::synced(100).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    world.sandbox.set_caller_address(Some("198.51.100.7".parse().unwrap()));
    wechat.enforce_allow_list(true);
    wechat.take_token();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let report = world.rested(preview.job).await;
    let JobState::Waiting { because: AppError::Wechat { errcode, address, .. }, .. } =
        report.job.state
    else {
        panic!("it waits to be let in, found {:?}", report.job.state)
    };
    assert_eq!((errcode, address.as_deref()), (40164, Some("198.51.100.7")));

    wechat.allow("198.51.100.7".parse().unwrap());
    world.wait(11);
    let report = world.reached(preview.job, |report| report.job.state == JobState::Finished).await;
    assert_eq!(counts(&report), (100, 0, 0));
    wechat.enforce_allow_list(false);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_job_does_not_wait_for_answers_that_never_come() {
    let world = World::synced(300).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    world
        .sandbox
        .set_faults([FaultRule::new(TAGGING, Trouble::NoAnswer { applied: true }).after(1)]);
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    world.reached(preview.job, |report| report.job.done == 50).await;
    let job = cancel_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    assert_eq!((job.state, job.done, job.skipped + job.failed), (JobState::Cancelled, 50, 250));
    let report = world.reached(preview.job, |_| true).await;
    assert!(report.failed.iter().all(|reason| reason.reason == ItemReason::Unconfirmed));
    assert!(job.failed >= 50, "nobody knows about those whose answers are missing");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_deleted_elsewhere_fails_its_people_and_the_other_tag_is_put_on() {
    let world = World::synced(1_000).await;
    let wechat = world.wechat();
    let [gone, stays] = ["内测", "临时-周三"].map(|name| wechat.tag_named(name).unwrap());
    let carried = u32::try_from(wechat.members(gone).len()).unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let both = Change::Tags { add: vec![gone, stays], remove: Vec::new() };
    let preview = world.preview(selection, both).await.unwrap();
    wechat.delete_tag(gone).unwrap();
    world.sandbox.reset_calls();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let report = world.rested(preview.job).await;
    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(counts(&report), (carried, 0, 1_000 - carried));
    let reason = ItemReason::Refused { code: 45159 };
    assert_eq!(report.failed, [ReasonCount { reason, people: 1_000 - carried }]);
    assert_eq!(wechat.members(stays).len(), 1_000);
    assert!(world.sandbox.call_count(TAGGING) < 40, "a tag that is gone is not tried for all");
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_without_a_connection_waits_says_so_and_is_made_later() {
    let world = World::synced(50).await;
    let person = world.some(1).remove(0);
    world.sandbox.set_faults([FaultRule::new("*", Trouble::Disconnect)]);
    let report = world.change_one(&person, remark("稍后")).await.unwrap();
    assert!(matches!(
        report.job.state,
        JobState::Waiting { because: AppError::Offline { .. }, .. }
    ));
    assert_ne!(world.row(&person).await.remark, "稍后", "only after WeChat said yes");
    let work = running_work(world.desk(), ()).await.unwrap();
    assert_eq!(work.jobs.len(), 1, "closing the window tells of it");
    world.sandbox.clear_faults();
    resume_job(world.desk(), world.job_input(report.job.id)).await.unwrap();
    let report = world.rested(report.job.id).await;
    assert_eq!(counts(&report), (1, 0, 0));
    assert_eq!(world.wechat().follower(&person).unwrap().remark, "稍后");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_used_up_minute_is_waited_for_and_longer_crowding_rests_the_job() {
    let world = World::synced(400).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    world.sandbox.set_faults([FaultRule::refuse(TAGGING, 45011).after(2)]);
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let report = world.rested(preview.job).await;
    assert!(matches!(
        report.job.state,
        JobState::Waiting { because: AppError::Wechat { errcode: 45011, .. }, .. }
    ));
    assert_eq!(counts(&report), (100, 0, 0));
    world.sandbox.set_faults([FaultRule::refuse(TAGGING, 45011).times(1)]);
    world.wait(121);
    let report = world.reached(preview.job, |report| report.job.state == JobState::Finished).await;
    assert_eq!(counts(&report), (400, 0, 0));
    world.copy_equals_wechat().await;
    world.ends().await;
}
