//! Lists that will not come to an end, and lists that outlive the program.

use fandesk_core::input::LimitInput;
use fandesk_core::store::Filter;
use fandesk_core::sync::{SyncSettings, sync_reports};
use fandesk_core::{AppError, Listener, SyncReport, SyncStatus};
use fandesk_sandbox::{FaultRule, Quirks, Trouble};

use crate::doing::add;
use crate::world::{PATIENCE, World};

const LIST: &str = "/cgi-bin/user/get";
const TAG_PEOPLE: &str = "/cgi-bin/user/tag/get";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";

impl World {
    /// The newest report, as soon as there are so many.
    async fn last_report_of(&self, count: usize, news: &mut Listener) -> SyncReport {
        let reported = async {
            loop {
                let input = LimitInput { account: self.account.clone(), limit: 99 };
                let mut reports = sync_reports(self.desk(), input).await.unwrap();
                if reports.len() >= count {
                    return reports.remove(0);
                }
                news.next().await.expect("the desk is open");
            }
        };
        tokio::time::timeout(PATIENCE, reported).await.expect("the sync ends")
    }

    /// People who can be given another tag.
    fn with_room(&self) -> Vec<String> {
        let known = self.followers();
        self.some(known.len()).into_iter().filter(|id| known[id].tags.len() < 18).collect()
    }

    fn breaks_off(&self, path: &str, after: u32) -> FaultRule {
        FaultRule::new(path, Trouble::GatewayPage { status: 504 }).after(after)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tags_list_that_never_works_is_named_at_the_end_and_read_by_the_next_sync() {
    let world = World::synced(3_000).await;
    // Otherwise some would be found by their details.
    world.set(SyncSettings { refresh_days: 0, ..SyncSettings::default() }).await;
    let wechat = world.wechat();
    let [broken, sound] = ["读不到", "读得到"].map(|name| wechat.create_tag(name).unwrap());
    let people = world.with_room();
    wechat.tag(broken, &people[..40]).unwrap();
    wechat.tag(sound, &people[..30]).unwrap();
    world.wait(60);
    world.sandbox.add_fault(world.breaks_off(TAG_PEOPLE, 0).for_tag(broken));
    let mut news = world.news();
    world.start_sync().await.unwrap();
    let mut waits = 0;
    let report = loop {
        match world.standing(&mut news).await {
            SyncStatus::Waiting { because: AppError::Http { status: 504 }, .. } => waits += 1,
            SyncStatus::Finished { report } => break report,
            other => panic!("the sync stands at {other:?}"),
        }
        world.let_it_go_on().await;
    };
    assert_eq!((waits, report.unread_tags), (4, vec!["读不到".to_owned()]));
    assert_eq!(world.matching(Filter::Tag { tag: sound }).await.1, 30);
    assert_eq!(world.matching(Filter::Tag { tag: broken }).await.1, 0, "nothing is guessed");
    world.sandbox.clear_faults();
    world.wait(60);
    assert!(world.usual_sync().await.unread_tags.is_empty());
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_whose_cursor_is_lost_every_time_pauses_and_is_begun_anew_when_resumed() {
    let world = World::synced(25_000).await;
    world.wechat().set_quirks(Quirks { strict_cursors: true, ..Quirks::default() });
    world.wait(60);
    for reading in 0..3 {
        let leaves = FaultRule::new(LIST, Trouble::CursorLeaves).after(1 + 2 * reading).times(1);
        world.sandbox.add_fault(leaves);
    }
    let mut news = world.news();
    world.start_sync().await.unwrap();
    let paused = world.standing(&mut news).await;
    let is_lost = |status: &SyncStatus| {
        matches!(
            status,
            SyncStatus::Paused { because: Some(AppError::Wechat { errcode: 40_003, .. }) }
        )
    };
    assert!(is_lost(&paused), "{paused:?}");
    world.sandbox.clear_faults();
    world.sandbox.reset_calls();
    world.let_it_go_on().await;
    let report = world.finished(&mut news).await;
    assert_eq!(world.sandbox.call_count(LIST), 4, "the whole list, from its start");
    assert_eq!((report.joined, report.left), (0, 3));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocked_people_who_left_and_stand_at_the_end_of_the_blacklist_stop_no_sync() {
    let world = World::synced(1_000).await;
    let wechat = world.wechat();
    wechat.set_quirks(Quirks { strict_cursors: true, ..Quirks::default() });
    let some = world.some(9);
    wechat.block(&some).unwrap();
    wechat.leave(&wechat.blacklist()).unwrap();
    world.wait(60);
    let mut news = world.news();
    world.start_sync().await.unwrap();
    let report = world.finished(&mut news).await;
    assert_eq!(report.blocked, 9);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_of_tags_and_of_the_blacklist_go_on_from_their_cursors_after_a_kill() {
    let mut world = World::synced(25_000).await;
    let wechat = world.wechat();
    let huge = wechat.create_tag("巨大").unwrap();
    let people = world.with_room();
    let (elsewhere, ours) = people.split_at(people.len() - 200);
    wechat.tag(huge, elsewhere).unwrap();
    let blocked = wechat.blacklist().len();
    wechat.block(&elsewhere[..2_500]).unwrap();
    let blocked = wechat.blacklist().len() - blocked;
    world.wait(60);
    let breaks_off =
        [world.breaks_off(TAG_PEOPLE, 1).for_tag(huge), world.breaks_off(BLACKLIST, 2)];
    world.sandbox.set_faults(breaks_off);
    let mut news = world.news();
    world.start_sync().await.unwrap();
    assert!(matches!(world.standing(&mut news).await, SyncStatus::Waiting { .. }));
    // Its first page was read without them, and some of them stand on it now.
    let selection = world.these(&ours[..200]).await;
    assert_eq!(world.run(selection, add(huge)).await.job.done, 200);
    world.kill().await;
    world.sandbox.clear_faults();
    world.sandbox.reset_calls();
    world.reopen().await;
    let mut news = world.news();
    let report = world.last_report_of(2, &mut news).await;
    assert_eq!(world.sandbox.call_count(BLACKLIST), 2, "the third page and the end");
    let pages = elsewhere.len().div_ceil(10_000) as u64;
    assert_eq!(world.sandbox.call_count(TAG_PEOPLE), pages, "all but the first, and the end");
    assert_eq!(report.blocked as usize, blocked);
    world.copy_equals_wechat().await;
    world.ends().await;
}
