//! Putting right a mistake: what a job really did is taken back, and what others did stays.

use std::collections::BTreeMap;

use fandesk_core::input::{
    JobPeopleInput, LimitInput, PreviewJobInput, PreviewRetryInput, PreviewUndoInput,
};
use fandesk_core::jobs::{
    cancel_job, job_people, jobs, preview_job, preview_retry, preview_undo, start_job,
};
use fandesk_core::store::{Change, Filter, ItemReason, Outcome, ReasonCount, Selection};
use fandesk_core::{AppError, JobPreview, JobReport, JobState};
use fandesk_sandbox::{FaultRule, FollowerView, Trouble};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::doing::{REMARKING, TAGGING, UNTAGGING, add, counts, remark};
use crate::world::World;

/// What WeChat knows of everybody that a job could have changed.
pub(crate) type State = BTreeMap<String, (Vec<u32>, String, bool)>;

impl World {
    async fn preview_undo(&self, job: u32, include_changed: bool) -> Result<JobPreview, AppError> {
        let account = self.account.clone();
        preview_undo(self.desk(), PreviewUndoInput { account, job, include_changed }).await
    }

    pub(crate) async fn start(&self, preview: &JobPreview) -> JobReport {
        start_job(self.desk(), self.job_input(preview.job)).await.unwrap();
        self.rested(preview.job).await
    }

    pub(crate) async fn undo(&self, job: u32) -> JobReport {
        let preview = self.preview_undo(job, false).await.unwrap();
        self.start(&preview).await
    }

    pub(crate) fn state(&self) -> State {
        let state = |person: FollowerView| {
            let mut tags = person.tags;
            tags.sort_unstable();
            (person.openid, (tags, person.remark, person.blocked))
        };
        self.wechat().people().into_iter().map(state).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn yesterdays_wrong_tag_is_taken_off_all_but_those_a_colleague_has_changed() {
    let mut world = World::synced(5_100).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let everybody = wechat.openids();
    wechat.tag(tag, &everybody[5_000..]).unwrap();
    world.sync().await;
    let start = world.state();
    let (selection, _) = world.matching(Filter::Following).await;
    let wrong = world.run(selection, add(tag)).await;
    assert_eq!(counts(&wrong), (5_000, 100, 0));

    world.wait(86_400);
    world.reopen().await;
    let colleagues = &everybody[..12];
    wechat.untag(tag, colleagues).unwrap();
    world.sync().await;
    wechat.tag(tag, &colleagues[..6]).unwrap();
    world.sync().await;

    let preview = world.preview_undo(wrong.job.id, false).await.unwrap();
    assert_eq!(preview.undoes, Some(wrong.job.id));
    assert_eq!((preview.people, preview.to_change, preview.changed_since), (5_000, 4_988, 12));
    assert_eq!((preview.calls[0].endpoint.as_str(), preview.calls[0].calls), (UNTAGGING, 100));
    let people = JobPeopleInput {
        account: world.account.clone(),
        job: preview.job,
        outcome: Some(Outcome::Skipped),
        reason: None,
        start: 0,
        count: 100,
    };
    let listed = job_people(world.desk(), people).await.unwrap().people;
    assert!(listed.iter().all(|person| colleagues.contains(&person.openid)));
    assert!(listed.iter().all(|person| person.reason == Some(ItemReason::ChangedSince)));

    let undone = world.start(&preview).await;
    assert_eq!(counts(&undone), (4_988, 12, 0));
    let mut expected = start.clone();
    for openid in &colleagues[..6] {
        let tags = &mut expected.get_mut(openid).unwrap().0;
        tags.push(tag);
        tags.sort_unstable();
    }
    assert_eq!(world.state(), expected, "only the chosen ones have changed");
    world.copy_equals_wechat().await;
    let listed = LimitInput { account: world.account.clone(), limit: 5 };
    let listed = jobs(world.desk(), listed).await.unwrap();
    assert_eq!((listed[0].undoes, listed[1].undone_by), (Some(wrong.job.id), Some(undone.job.id)));

    let redone = world.undo(undone.job.id).await;
    assert_eq!(counts(&redone), (4_988, 0, 0), "an undo can itself be undone");
    assert_eq!(wechat.members(tag).len(), 5_100 - 6);
    let all = world.preview_undo(wrong.job.id, true).await.unwrap();
    assert_eq!((all.to_change, all.already_so, all.changed_since), (4_994, 6, 0));
    world.start(&all).await;
    assert_eq!(world.state(), start, "those whom the colleague tagged are included now");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_the_own_old_remark_back_although_answers_get_lost() {
    let world = World::synced(120).await;
    let wechat = world.wechat();
    for (place, openid) in wechat.openids().iter().enumerate().take(60) {
        wechat.remark(openid, &format!("客户{place}")).unwrap();
    }
    world.sync().await;
    let start = world.state();
    let (selection, _) = world.matching(Filter::Following).await;
    let first = world.run(selection.clone(), remark("国庆抽奖")).await;
    let second = world.run(selection, remark("")).await;
    let early = world.preview_undo(first.job.id, false).await.unwrap();
    assert_eq!((early.to_change, early.changed_since), (0, 120), "the last change goes first");

    world.sandbox.add_fault(FaultRule::new(REMARKING, Trouble::LoseAnswer).after(10).times(3));
    world.sandbox.add_fault(FaultRule::new(REMARKING, Trouble::TakeToken).after(40).times(1));
    assert_eq!(counts(&world.undo(second.job.id).await), (120, 0, 0));
    let with_first = world.followers().values().filter(|p| p.remark == "国庆抽奖").count();
    assert_eq!(with_first, 120);
    let back = world.undo(first.job.id).await;
    assert_eq!((back.job.change.clone(), counts(&back)), (Change::RemarkEach, (120, 0, 0)));
    assert_eq!(world.state(), start);
    world.copy_equals_wechat().await;

    let edit = world.change_one(&world.some(1)[0], remark("一个人")).await.unwrap();
    assert_eq!(counts(&world.undo(edit.job.id).await), (1, 0, 0), "an edit is a job as well");
    assert_eq!(world.state(), start);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_job_is_taken_back_as_far_as_it_came() {
    let world = World::synced(1_000).await;
    let tag = world.wechat().tag_named("临时-周三").unwrap();
    let start = world.state();
    world.sandbox.set_latency(std::time::Duration::from_millis(30));
    let (selection, _) = world.matching(Filter::Following).await;
    let preview = world.preview(selection, add(tag)).await.unwrap();
    start_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    world.reached(preview.job, |report| report.job.done > 0).await;
    let early = world.preview_undo(preview.job, false).await;
    assert_eq!(early.unwrap_err(), AppError::JobState, "it is still under way");
    let stopped = cancel_job(world.desk(), world.job_input(preview.job)).await.unwrap();
    let undo = world.undo(preview.job).await;
    assert_eq!(counts(&undo), (stopped.done, 0, 0));
    assert_eq!(world.state(), start);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_failed_are_tried_again_alone() {
    let world = World::synced(200).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let bad = world.some(3);
    world.sandbox.set_faults([FaultRule::new(
        TAGGING,
        Trouble::FailOpenids { openids: bad.clone(), count: 0 },
    )]);
    let (selection, _) = world.matching(Filter::Following).await;
    let report = world.run(selection, add(tag)).await;
    assert_eq!(counts(&report), (197, 0, 3));
    world.sandbox.clear_faults();
    let account = || world.account.clone();
    let unreached =
        |job| PreviewRetryInput { account: account(), job, outcome: None, reason: None };
    let [ReasonCount { reason, people: 3 }] = report.failed[..] else { panic!("{report:?}") };
    let of_reason = PreviewRetryInput {
        outcome: Some(Outcome::Failed),
        reason: Some(reason),
        ..unreached(report.job.id)
    };
    let same = preview_retry(world.desk(), of_reason.clone()).await.unwrap();
    assert_eq!(same.people, 3);
    let another = PreviewRetryInput { reason: Some(ItemReason::Unconfirmed), ..of_reason };
    assert_eq!(preview_retry(world.desk(), another).await.unwrap_err(), AppError::SelectionEmpty);
    let again = preview_retry(world.desk(), unreached(report.job.id)).await.unwrap();
    assert_eq!((again.people, again.to_change), (3, 3));
    assert_eq!(counts(&world.start(&again).await), (3, 0, 0));
    assert_eq!(wechat.members(tag).len(), 200);
    let nobody = preview_retry(world.desk(), unreached(again.job)).await;
    assert_eq!(nobody.unwrap_err(), AppError::SelectionEmpty);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_tagged_with_a_tag_that_is_gone_is_said_and_nobody_may_ask_for_own_remarks() {
    let world = World::synced(40).await;
    let wechat = world.wechat();
    let tag = wechat.tag_named("临时-周三").unwrap();
    let (selection, _) = world.matching(Filter::Following).await;
    let job = world.run(selection.clone(), add(tag)).await.job.id;
    wechat.delete_tag(tag).unwrap();
    world.sync().await;
    let preview = world.preview_undo(job, true).await.unwrap();
    assert_eq!((preview.to_change, preview.cannot_be_restored), (0, 40));
    let report = fandesk_core::jobs::job_report(world.desk(), world.job_input(preview.job)).await;
    let gone = ReasonCount { reason: ItemReason::TagGone, people: 40 };
    assert_eq!(report.unwrap().skipped, [gone]);
    let account = world.account.clone();
    let each = PreviewJobInput { account, selection, change: Change::RemarkEach };
    assert!(matches!(preview_job(world.desk(), each).await, Err(AppError::Invalid { .. })));
    world.ends().await;
}

/// Some change of some people, as an operator in a hurry makes them.
fn any_change(random: &mut StdRng, tags: &[u32]) -> Change {
    match random.random_range(0..9) {
        0 => add(*tags.choose(random).unwrap()),
        2 => Change::Tags { add: vec![tags[0]], remove: vec![tags[1]] },
        1 => Change::TagsExactly { tags: vec![tags[1], tags[2]], others: Vec::new() },
        3 => Change::SwapTag { from: tags[0], to: tags[2] },
        4 => Change::RemarkPattern { pattern: "客{number} {remark}".to_owned() },
        5 => remark(["老客", "会员", ""].choose(random).unwrap()),
        6 => Change::Block { reason: "广告".to_owned() },
        _ => Change::Unblock,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_jobs_and_undos_keep_both_sides_equal_and_undoing_all_leads_back_to_the_start() {
    for seed in 1..=3 {
        let mut random = StdRng::seed_from_u64(seed);
        let world = World::synced(60).await;
        let tags = ["临时-周三", "内测", "VIP"].map(|name| world.wechat().tag_named(name).unwrap());
        let start = world.state();
        let people = world.ids_of(&world.some(60)).await;
        let mut done: Vec<u32> = Vec::new();
        for step in 0..12 {
            let undone = done.choose(&mut random).copied().filter(|_| random.random_bool(0.4));
            let preview = match undone {
                Some(job) => world.preview_undo(job, random.random_bool(0.5)).await.unwrap(),
                None => {
                    let some = people.choose_multiple(&mut random, 25).copied().collect();
                    let change = any_change(&mut random, &tags);
                    world.preview(Selection::These { followers: some }, change).await.unwrap()
                }
            };
            let report = world.start(&preview).await;
            assert_eq!(report.job.state, JobState::Finished, "seed {seed}, step {step}");
            assert_eq!(report.job.done, preview.to_change, "seed {seed}, step {step}");
            world.copy_equals_wechat().await;
            done.push(preview.job);
        }
        for &job in done.iter().rev() {
            let preview = world.preview_undo(job, false).await.unwrap();
            assert_eq!(preview.changed_since, 0, "seed {seed}: job {job} is the last that counts");
            world.start(&preview).await;
        }
        assert_eq!(world.state(), start, "seed {seed}");
        world.copy_equals_wechat().await;
        world.ends().await;
    }
}
