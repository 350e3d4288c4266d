//! Syncs in trouble, one by one: what WeChat and the network do in the middle of a list.

use fandesk_core::input::ResumeSyncInput;
use fandesk_core::store::Filter;
use fandesk_core::sync::resume_sync;
use fandesk_core::{AppError, DeskEvent, Listener, SyncReport, SyncStatus};
use fandesk_sandbox::{FaultRule, Garble, Quirks, SandboxConfig, Trouble};

use crate::doing::add;
use crate::world::{PATIENCE, World, now};

const LIST: &str = "/cgi-bin/user/get";
const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TAG_PEOPLE: &str = "/cgi-bin/user/tag/get";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";

impl World {
    pub(crate) fn news(&self) -> Listener {
        self.desk().events().listen()
    }

    /// How the sync stands as soon as it does not run.
    pub(crate) async fn standing(&self, news: &mut Listener) -> SyncStatus {
        let standing = async {
            loop {
                let event = news.next().await.expect("the desk is open");
                let DeskEvent::SyncMoved { sync } = event else { continue };
                if sync.status != SyncStatus::Running {
                    return sync.status;
                }
            }
        };
        tokio::time::timeout(PATIENCE, standing).await.expect("it comes to rest")
    }

    /// A whole sync; whenever it waits, the operator lets it go on.
    async fn sync_through_trouble(&self) -> SyncReport {
        let mut news = self.news();
        self.start_sync().await.unwrap();
        loop {
            match self.standing(&mut news).await {
                SyncStatus::Waiting { .. } => self.let_it_go_on().await,
                SyncStatus::Finished { report } => return report,
                other => panic!("the sync stands at {other:?}"),
            }
        }
    }

    pub(crate) async fn let_it_go_on(&self) {
        let account = self.account.clone();
        let input = ResumeSyncInput { account, accept_leavers: false };
        resume_sync(self.desk(), input).await.unwrap();
    }

    async fn following_equals_wechat(&self) {
        let here = self.matching(Filter::Following).await.1;
        assert_eq!(here, self.wechat().follower_count());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoilt_row_57_of_the_third_page_of_details_costs_the_other_99_nothing() {
    let world = World::connected(SandboxConfig::with_followers(500)).await;
    let row = Trouble::GarbleRow { row: 57, how: Garble::ControlBytes };
    world.sandbox.add_fault(FaultRule::new(DETAILS, row).after(2).times(1));
    let report = world.sync_through_trouble().await;
    assert_eq!((report.details_read, report.unreadable_count), (500, 0));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_openid_of_a_hundred_that_wechat_refuses_is_found_by_halves_and_named() {
    let world = World::connected(SandboxConfig::with_followers(500)).await;
    let odd = world.some(130).pop().unwrap();
    let refused = Trouble::RefuseOpenids { openids: vec![odd.clone()], code: 40_003 };
    world.sandbox.add_fault(FaultRule::new(DETAILS, refused));
    let report = world.sync_through_trouble().await;
    assert_eq!((report.details_read, report.unreadable_count), (499, 1));
    assert_eq!(report.unreadable[0].openid, odd);
    assert_eq!(report.unreadable[0].code, Some(40_003));
    let calls = world.sandbox.call_count(DETAILS);
    assert!(calls <= 5 + 14, "halving a hundred took {calls} calls");
    assert_eq!(world.moved(&report, fandesk_core::store::Movement::Unreadable, None).await, 1);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_that_is_too_many_for_wechat_is_halved() {
    let world = World::connected(SandboxConfig::with_followers(500)).await;
    world.sandbox.add_fault(FaultRule::new(DETAILS, Trouble::LimitList { most: 99 }));
    let report = world.sync_through_trouble().await;
    assert_eq!((report.details_read, report.unreadable_count), (500, 0));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_ran_out_is_renewed_once_in_the_middle() {
    let world = World::connected(SandboxConfig::with_followers(2_000)).await;
    world.sandbox.add_fault(FaultRule::refuse(DETAILS, 42_001).after(5).times(1));
    let report = world.sync_through_trouble().await;
    assert_eq!(report.details_read, 2_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_minute_that_is_used_up_again_and_again_makes_the_sync_wait_and_nobody_is_missed() {
    let world = World::connected(SandboxConfig::with_followers(1_000)).await;
    world.sandbox.add_fault(FaultRule::refuse(DETAILS, 45_011).after(3));
    let mut news = world.news();
    world.start_sync().await.unwrap();
    let SyncStatus::Waiting { until, because: AppError::Wechat { errcode: 45_011, .. } } =
        world.standing(&mut news).await
    else {
        panic!("it waits")
    };
    assert!(until > now(&world));
    world.sandbox.clear_faults();
    world.let_it_go_on().await;
    assert_eq!(world.finished(&mut news).await.details_read, 1_000);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_who_come_and_go_between_the_pages_are_right_after_the_next_sync() {
    let world = World::synced(25_000).await;
    world.wait(60);
    let crowd = Trouble::Crowd { join: 40, leave: 30 };
    world.sandbox.add_fault(FaultRule::new(LIST, crowd));
    let report = world.sync_through_trouble().await;
    assert!(report.left <= 30 * 4, "nobody is shown as left who had not left");
    world.sandbox.clear_faults();
    world.wait(60);
    world.sync_through_trouble().await;
    world.following_equals_wechat().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_who_leaves_at_the_cursor_begins_the_list_anew_and_nobody_is_lost() {
    let world = World::synced(25_000).await;
    world.wechat().set_quirks(Quirks { strict_cursors: true, ..Quirks::default() });
    world.wait(60);
    world.sandbox.add_fault(FaultRule::new(LIST, Trouble::CursorLeaves).after(1).times(1));
    world.sandbox.reset_calls();
    let report = world.sync_through_trouble().await;
    assert_eq!((report.joined, report.left), (0, 1));
    assert_eq!(world.sandbox.call_count(LIST), 2 + 4, "two in vain, then the whole list");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_total_that_rises_and_falls_while_reading_ends_neither_early_nor_twice() {
    let world = World::synced(25_000).await;
    world.wait(60);
    world.sandbox.set_faults([
        FaultRule::new(LIST, Trouble::Crowd { join: 45, leave: 0 }).after(1).times(1),
        FaultRule::new(LIST, Trouble::Crowd { join: 0, leave: 45 }).after(2).times(1),
    ]);
    world.sandbox.reset_calls();
    let report = world.sync_through_trouble().await;
    assert_eq!(world.sandbox.call_count(LIST), 4);
    assert!(report.left <= 45 && report.joined <= 45);
    world.sandbox.clear_faults();
    world.sync_through_trouble().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_that_do_not_arrive_are_missed_by_the_total_and_the_list_is_read_once_more() {
    let world = World::synced(25_000).await;
    world.wait(60);
    world.sandbox.add_fault(FaultRule::new(LIST, Trouble::LoseRows { count: 600 }).times(1));
    let report = world.sync_through_trouble().await;
    assert_eq!((report.left, report.joined), (0, 0));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_huge_tag_whose_list_breaks_off_keeps_its_cursor_and_holds_up_no_other() {
    let world = World::synced(25_000).await;
    let wechat = world.wechat();
    let [huge, small] = ["巨大", "小"].map(|name| wechat.create_tag(name).unwrap());
    let people = world.some(24_000);
    let with_room: Vec<String> = {
        let known = world.followers();
        people.into_iter().filter(|openid| known[openid].tags.len() < 18).collect()
    };
    wechat.tag(huge, &with_room).unwrap();
    wechat.tag(small, &with_room[..3]).unwrap();
    world.wait(60);
    world.sandbox.reset_calls();
    let busy = FaultRule::new(TAG_PEOPLE, Trouble::GatewayPage { status: 504 });
    world.sandbox.add_fault(busy.for_tag(huge).after(2));
    let mut news = world.news();
    world.start_sync().await.unwrap();
    let waiting = world.standing(&mut news).await;
    assert!(matches!(waiting, SyncStatus::Waiting { because: AppError::Http { status: 504 }, .. }));
    assert_eq!(world.matching(Filter::Tag { tag: small }).await.1, 3, "other tags are fine");
    assert!(world.sandbox.call_count(BLACKLIST) > 0, "and so is the rest");
    world.sandbox.clear_faults();
    world.sandbox.reset_calls();
    world.let_it_go_on().await;
    let report = world.finished(&mut news).await;
    assert_eq!(world.sandbox.call_count(TAG_PEOPLE), 2, "the third page and the end");
    let added = report.tag_changes.iter().find(|change| change.tag == huge).unwrap().added;
    assert_eq!(added as usize, with_room.len());
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_job_wrote_while_a_tags_list_was_broken_off_is_not_corrected() {
    let world = World::synced(25_000).await;
    let wechat = world.wechat();
    let huge = wechat.create_tag("巨大").unwrap();
    let known = world.followers();
    let with_room: Vec<String> =
        world.some(25_000).into_iter().filter(|openid| known[openid].tags.len() < 18).collect();
    let (elsewhere, ours) = with_room.split_at(with_room.len() - 200);
    wechat.tag(huge, elsewhere).unwrap();
    world.wait(60);
    let busy = FaultRule::new(TAG_PEOPLE, Trouble::GatewayPage { status: 504 });
    world.sandbox.add_fault(busy.for_tag(huge).after(1));
    let mut news = world.news();
    world.start_sync().await.unwrap();
    assert!(matches!(world.standing(&mut news).await, SyncStatus::Waiting { .. }));
    // The first page was read without them, and some of them stand on it now.
    let selection = world.these(&ours[..200]).await;
    assert_eq!(world.run(selection, add(huge)).await.job.done, 200);
    world.sandbox.clear_faults();
    world.let_it_go_on().await;
    world.finished(&mut news).await;
    world.copy_equals_wechat().await;
    world.ends().await;
}
