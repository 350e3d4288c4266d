//! Syncs: nobody is lost, nobody is called a leaver who has not left, and what stops one is said.

use std::time::Duration;

use fandesk_core::input::ResumeSyncInput;
use fandesk_core::store::{Filter, Movement};
use fandesk_core::sync::resume_sync;
use fandesk_core::{AppError, DeskEvent, Listener, SyncReport, SyncState, SyncStatus};
use fandesk_sandbox::{FaultRule, Garble, SandboxConfig, Trouble};

use crate::doing::add;
use crate::world::{PATIENCE, World};

pub(crate) const LIST: &str = "/cgi-bin/user/get";
pub(crate) const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TAGS: &str = "/cgi-bin/tags/get";
const TOKEN: &str = "/cgi-bin/stable_token";

/// The news of the one sync that is under way.
pub(crate) struct News(Listener);

impl News {
    pub(crate) fn of(world: &World) -> Self {
        Self(world.desk().events().listen())
    }

    /// Waits until the sync stands so.
    pub(crate) async fn until(
        &mut self,
        what: &str,
        is_so: impl Fn(&SyncState) -> bool,
    ) -> SyncState {
        let mut last = None;
        let found = async {
            loop {
                match self.0.next().await {
                    Some(DeskEvent::SyncMoved { sync }) if is_so(&sync) => return sync,
                    Some(DeskEvent::SyncMoved { sync }) => last = Some(sync),
                    Some(_) => {}
                    None => panic!("the desk closed"),
                }
            }
        };
        let found = tokio::time::timeout(PATIENCE, found).await;
        found.unwrap_or_else(|_| panic!("never {what}, last seen {last:?}"))
    }

    pub(crate) async fn rest(&mut self) -> SyncStatus {
        self.until("at rest", |sync| sync.status != SyncStatus::Running).await.status
    }

    async fn report(&mut self) -> SyncReport {
        match self.rest().await {
            SyncStatus::Finished { report } => report,
            other => panic!("the sync stands at {other:?}"),
        }
    }
}

impl World {
    async fn sync_and_report(&self) -> SyncReport {
        let mut news = News::of(self);
        self.start_sync().await.unwrap();
        news.report().await
    }

    pub(crate) async fn read_all_and_report(&self) -> SyncReport {
        let mut news = News::of(self);
        self.read_anew(None).await.unwrap();
        news.report().await
    }

    async fn go_on(&self, accept_leavers: bool) {
        let account = self.account.clone();
        resume_sync(self.desk(), ResumeSyncInput { account, accept_leavers }).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_sync_reads_everybody_and_the_second_says_what_changed() {
    let world = World::connected(SandboxConfig::with_followers(3_000)).await;
    let first = world.sync_and_report().await;
    assert!(first.first);
    assert_eq!((first.joined, first.total, first.details_read), (3_000, 3_000, 3_000));
    world.copy_equals_wechat().await;

    let wechat = world.wechat();
    let gone = wechat.leave_some(40).unwrap();
    wechat.join(30).unwrap();
    let changed = world.some(1).remove(0);
    wechat.remark(&changed, "别处改的").unwrap();
    world.wait(60);
    let second = world.read_all_and_report().await;
    assert!(!second.first);
    assert_eq!((second.joined, second.left, second.came_back), (30, 40, 0));
    assert_eq!(second.following, wechat.follower_count(), "the sum equals the account's total");
    assert_eq!(world.moved(&second, Movement::Joined, None).await, 30);
    assert_eq!(world.moved(&second, Movement::Left, None).await, 40);
    assert_eq!(world.row(&changed).await.remark, "别处改的");
    world.copy_equals_wechat().await;

    wechat.come_back(&gone[..10]).unwrap();
    world.wait(60);
    let third = world.sync_and_report().await;
    assert_eq!((third.joined, third.left, third.came_back), (0, 0, 10));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_back_keeps_no_details_from_being_read() {
    let world = World::synced(300).await;
    let changed = world.some(1).remove(0);
    world.wechat().remark(&changed, "别处改的").unwrap();
    world.clock.advance(-30 * 86_400);
    let report = world.read_all_and_report().await;
    assert_eq!(report.details_read, 300);
    assert_eq!(world.row(&changed).await.remark, "别处改的");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_leavers_are_asked_about_before_anybody_is_marked() {
    let world = World::synced(1_000).await;
    world.wechat().leave_some(100).unwrap();
    world.wait(60);
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    assert_eq!(news.rest().await, SyncStatus::Asking { leavers: 100, following: 1_000 });
    assert_eq!(world.matching(Filter::Left).await.1, 0, "nobody is marked yet");
    world.go_on(true).await;
    let report = news.report().await;
    assert_eq!(report.left, 100);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trouble_that_passes_is_sat_out_and_nobody_is_missed() {
    let world = World::connected(SandboxConfig::with_followers(5_000)).await;
    world.sandbox.set_faults([
        FaultRule::refuse(DETAILS, -1).every(7),
        FaultRule::new(DETAILS, Trouble::GatewayPage { status: 502 }).every(11),
        FaultRule::new(DETAILS, Trouble::CutBody { keep_bytes: None }).every(13),
        FaultRule::new(DETAILS, Trouble::Disconnect).every(17),
        FaultRule::new(DETAILS, Trouble::TakeToken).after(20).times(1),
        FaultRule::new(LIST, Trouble::CutBody { keep_bytes: Some(1_000) }).times(1),
    ]);
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    let report = loop {
        match news.rest().await {
            // The troubles met at one call and its repeats: the sync waits before it goes on.
            SyncStatus::Waiting { .. } => world.go_on(false).await,
            SyncStatus::Finished { report } => break report,
            other => panic!("the sync stands at {other:?}"),
        }
    };
    assert_eq!((report.joined, report.details_read), (5_000, 5_000));
    assert_eq!(report.unreadable_count, 0);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_unreadable_person_is_named_and_the_other_ninety_nine_arrive() {
    for how in [Garble::SwallowedQuote, Garble::BareQuote] {
        let world = World::connected(SandboxConfig::with_followers(500)).await;
        let odd = world.some(200).pop().unwrap();
        let garbled = Trouble::Garble { how };
        world.sandbox.add_fault(FaultRule::new(DETAILS, garbled).containing(&odd));
        let report = world.sync_and_report().await;
        assert_eq!(report.unreadable_count, 1, "{how:?}");
        assert_eq!(report.unreadable[0].openid, odd, "{how:?}");
        assert_eq!(report.details_read, 499, "{how:?}");
        assert!(!world.row(&odd).await.details_read, "the person is known, the details are not");
        world.ends().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn raw_control_bytes_cost_nobody() {
    let world = World::connected(SandboxConfig::with_followers(500)).await;
    let garbled = Trouble::Garble { how: Garble::ControlBytes };
    world.sandbox.add_fault(FaultRule::new(DETAILS, garbled));
    let report = world.sync_and_report().await;
    assert_eq!((report.details_read, report.unreadable_count), (500, 0));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_not_allowed_is_shown_and_the_sync_goes_on_once_it_is() {
    let world = World::connected(SandboxConfig::with_followers(300)).await;
    let address = "203.0.113.9".parse().unwrap();
    world.sandbox.add_fault(FaultRule::new(TOKEN, Trouble::RefuseAddress { address }));
    world.wait(7_200);
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    let SyncStatus::Waiting { until, because } = news.rest().await else {
        panic!("it waits for the address")
    };
    let AppError::Wechat { errcode, address: seen, .. } = because else { panic!("WeChat said so") };
    assert_eq!((errcode, seen.as_deref()), (40164, Some("203.0.113.9")));
    assert!(until > crate::world::now(&world), "it tries again by itself");
    world.wechat().allow(address);
    world.go_on(false).await;
    assert_eq!(news.report().await.details_read, 300);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_account_may_not_call_is_named_and_the_rest_goes_on() {
    let world = World::connected(SandboxConfig::with_followers(300)).await;
    world.sandbox.add_fault(FaultRule::refuse(TAGS, 48_001));
    let report = world.sync_and_report().await;
    assert_eq!(report.not_allowed, [TAGS]);
    assert_eq!(report.details_read, 300);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_without_certification_is_told_so_and_keeps_what_it_has() {
    let world = World::synced(300).await;
    world.wechat().set_certified(false);
    world.wait(60);
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    let SyncStatus::Paused { because: Some(AppError::Wechat { errcode, .. }) } = news.rest().await
    else {
        panic!("somebody has to act first")
    };
    assert_eq!(errcode, 48_001);
    assert_eq!(world.matching(Filter::Following).await.1, 300, "everything local stays usable");
    world.wechat().set_certified(true);
    world.go_on(false).await;
    news.report().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_taken_again_and_again_pauses_the_sync() {
    let world = World::connected(SandboxConfig::with_followers(2_000)).await;
    world.sandbox.add_fault(FaultRule::new(DETAILS, Trouble::TakeToken).after(5));
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    let SyncStatus::Paused { because: Some(AppError::Wechat { errcode, .. }) } = news.rest().await
    else {
        panic!("the second refusal pauses it")
    };
    assert_eq!(errcode, 40_001);
    world.sandbox.clear_faults();
    world.go_on(false).await;
    assert_eq!(news.report().await.details_read, 2_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_that_others_use_up_in_the_middle_is_waited_for() {
    let world = World::connected(SandboxConfig::with_followers(2_000)).await;
    world.sandbox.add_fault(FaultRule::new(DETAILS, Trouble::UseUpDay).after(10).times(1));
    let mut news = News::of(&world);
    world.start_sync().await.unwrap();
    let SyncStatus::Waiting { until, because: AppError::Wechat { errcode: 45_009, .. } } =
        news.rest().await
    else {
        panic!("it waits for the reset")
    };
    let seconds = u32::try_from(until - crate::world::now(&world)).unwrap();
    assert!((12 * 3_600..13 * 3_600).contains(&seconds), "noon to midnight in China");
    world.wait(seconds);
    world.go_on(false).await;
    assert_eq!(news.report().await.details_read, 2_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_does_not_correct_what_a_job_writes_meanwhile() {
    let world = World::synced(4_000).await;
    world.wait(60);
    world.sandbox.set_latency(Duration::from_millis(10));
    let tag = world.wechat().tag_named("临时-周三").unwrap();
    let (everybody, _) = world.matching(Filter::Following).await;
    let mut news = News::of(&world);
    world.read_anew(None).await.unwrap();
    let report = world.run(everybody, add(tag)).await;
    assert_eq!(report.job.done, 4_000);
    news.report().await;
    assert_eq!(world.wechat().members(tag).len(), 4_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}
