//! Syncs that are killed or cancelled, in whatever phase: they go on, or make room for another.

use std::time::Duration;

use fandesk_core::input::LimitInput;
use fandesk_core::store::{Filter, StagedList};
use fandesk_core::sync::{cancel_sync, sync_reports, sync_state};
use fandesk_core::{AppError, Clock, SyncPhase, SyncStatus};
use fandesk_sandbox::{FaultRule, SandboxConfig, Trouble};

use crate::sync::{DETAILS, LIST, News};
use crate::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_killed_among_the_details_repeats_at_most_one_call_a_worker() {
    let mut world = World::connected(SandboxConfig::with_followers(8_000)).await;
    world.sandbox.set_latency(Duration::from_millis(20));
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    news.until("half read", |sync| sync.phase == SyncPhase::Details && sync.done >= 3_000).await;
    world.kill().await;
    world.sandbox.set_latency(Duration::ZERO);
    world.reopen().await;
    wait_for_reports(&world, 1).await;
    let workers = 16;
    let calls = world.sandbox.call_count(DETAILS);
    assert!((80..=80 + workers).contains(&calls), "80 hundreds took {calls} calls");
    assert_eq!(world.sandbox.call_count(LIST), 2, "the list was not read again");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_killed_among_the_pages_goes_on_from_its_cursor() {
    let mut world = World::connected(SandboxConfig::with_followers(35_000)).await;
    // The third page never comes: the sync hangs in the middle of the list.
    world.sandbox.add_fault(FaultRule::new(LIST, Trouble::NoAnswer { applied: false }).after(2));
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    news.until("two pages", |sync| sync.phase == SyncPhase::Ids && sync.done == 20_000).await;
    world.kill().await;
    world.sandbox.clear_faults();
    world.sandbox.reset_calls();
    world.reopen().await;
    wait_for_reports(&world, 1).await;
    assert_eq!(world.sandbox.call_count(LIST), 3, "the two pages left, and the end");
    world.copy_equals_wechat().await;
    world.ends().await;
}

/// The phases of a sync in their order.
const PHASES: [SyncPhase; 9] = [
    SyncPhase::Check,
    SyncPhase::Tags,
    SyncPhase::Ids,
    SyncPhase::Difference,
    SyncPhase::Details,
    SyncPhase::TagLists,
    SyncPhase::Blacklist,
    SyncPhase::Refresh,
    SyncPhase::Finish,
];

/// A world in which a second sync has something to do in every phase, and takes its time.
async fn changed_world() -> World {
    let world = World::synced(400).await;
    let wechat = world.wechat();
    wechat.leave_some(7).unwrap();
    wechat.join(9).unwrap();
    let people = world.some(30);
    let tag = wechat.create_tag("别处建的").unwrap();
    wechat.tag(tag, &people[..20]).unwrap();
    wechat.block(&people[20..]).unwrap();
    wechat.remark(&people[0], "别处改的").unwrap();
    world.sandbox.set_latency(Duration::from_millis(15));
    world
}

impl News {
    /// Waits until the sync is in this phase, or just past it: short ones are not always told.
    async fn reached(&mut self, phase: SyncPhase) -> SyncStatus {
        let place = |phase| PHASES.iter().position(|&other| other == phase);
        self.until("there", |sync| place(sync.phase) >= place(phase)).await.status
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_killed_in_any_phase_goes_on_and_finds_the_same() {
    for phase in PHASES {
        let mut world = changed_world().await;
        let mut news = News::of(&world);
        world.read_anew(None).await.unwrap();
        news.reached(phase).await;
        world.kill().await;
        world.sandbox.set_latency(Duration::ZERO);
        world.reopen().await;
        wait_for_reports(&world, 2).await;
        let limit = LimitInput { account: world.account.clone(), limit: 1 };
        let report = sync_reports(world.desk(), limit).await.unwrap().remove(0);
        let found = (report.joined, report.left, report.details_read, report.following);
        assert_eq!(found, (9, 7, 402, 402), "killed at {phase:?}");
        world.copy_equals_wechat().await;
        world.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_cancelled_in_any_phase_makes_room_for_one_that_finds_everything() {
    for phase in PHASES {
        let world = changed_world().await;
        let mut news = News::of(&world);
        world.read_anew(None).await.unwrap();
        let mut ended = news.reached(phase).await;
        if ended == SyncStatus::Running {
            cancel_sync(world.desk(), world.account_input()).await.unwrap();
            ended = news.rest().await;
        }
        assert!(
            matches!(ended, SyncStatus::Cancelled | SyncStatus::Finished { .. }),
            "cancelled at {phase:?} it stands at {ended:?}"
        );
        world.sandbox.set_latency(Duration::ZERO);
        let report = world.read_all_and_report().await;
        assert_eq!((report.following, report.details_read), (402, 402), "after {phase:?}");
        world.copy_equals_wechat().await;
        world.ends().await;
    }
}

/// A sync that goes on by itself may end before anybody listens.
async fn wait_for_reports(world: &World, count: usize) {
    let mut news = News::of(world);
    let input = || LimitInput { account: world.account.clone(), limit: 10 };
    while sync_reports(world.desk(), input()).await.unwrap().len() < count {
        news.until("finished", |sync| matches!(sync.status, SyncStatus::Finished { .. })).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_killed_right_after_the_switch_does_not_take_everybody_for_a_leaver() {
    let mut world = World::synced(300).await;
    world.wait(60);
    let (now, everybody) = (world.clock.now(), world.wechat().openids());
    let account = world.open_account().await;
    let switched = account.ask(move |store| {
        let progress = serde_json::json!({
            "first": false, "calls": 0, "readings": 1, "total": 300, "moved": null,
            "unreadable": [], "unreadableCount": 0, "notAllowed": [], "tagsRead": [],
        });
        let sync = store.start_sync("difference", &progress, now)?;
        store.stage_page(StagedList::Followers, &everybody, "")?;
        store.apply_difference(sync, now)
    });
    assert_eq!(switched.await.unwrap().left, 0);
    drop(account);
    // What would have been saved next never was.
    world.kill().await;
    world.reopen().await;
    wait_for_reports(&world, 2).await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_sync_marks_nobody_and_another_can_start() {
    let world = World::synced(1_000).await;
    world.wechat().leave_some(100).unwrap();
    world.wait(60);
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    assert!(matches!(news.rest().await, SyncStatus::Asking { .. }));
    let twice = world.start_sync().await;
    assert_eq!(twice, Err(AppError::SyncRunning));
    cancel_sync(world.desk(), world.account_input()).await.unwrap();
    assert_eq!(news.rest().await, SyncStatus::Cancelled);
    assert_eq!(sync_state(world.desk(), world.account_input()).await.unwrap(), None);
    assert_eq!(world.matching(Filter::Following).await.1, 1_000);
    world.start_sync().await.unwrap();
    assert!(matches!(news.rest().await, SyncStatus::Asking { .. }));
    world.ends().await;
}
