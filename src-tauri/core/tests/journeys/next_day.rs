//! The day after: a sync reads only what it needs, and says what changed.

use fandesk_core::input::{LimitInput, ResumeSyncInput};
use fandesk_core::store::{Filter, HistoryAuthor, HistoryEvent, Movement, TagChange};
use fandesk_core::sync::{
    PutOff, SyncSettings, SyncSettingsInput, resume_sync, save_sync_settings, sync_reports,
    sync_state,
};
use fandesk_core::{AppError, DeskEvent, SyncPhase, SyncReport, SyncScope, SyncStatus};
use fandesk_sandbox::SandboxConfig;

use crate::world::{PATIENCE, World, now};

const LIST: &str = "/cgi-bin/user/get";
const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TAGS: &str = "/cgi-bin/tags/get";
const TAG_PEOPLE: &str = "/cgi-bin/user/tag/get";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";
const DAY: u32 = 86_400;

impl World {
    /// A sync of the usual kind, to its end.
    pub(crate) async fn usual_sync(&self) -> SyncReport {
        let mut listener = self.desk().events().listen();
        self.start_sync().await.unwrap();
        self.finished(&mut listener).await
    }

    pub(crate) async fn finished(&self, listener: &mut fandesk_core::Listener) -> SyncReport {
        let finished = async {
            loop {
                let event = listener.next().await.expect("the desk is open");
                let DeskEvent::SyncMoved { sync } = event else { continue };
                match sync.status {
                    SyncStatus::Finished { report } => return report,
                    SyncStatus::Running => {}
                    other => panic!("the sync stands at {other:?}"),
                }
            }
        };
        tokio::time::timeout(PATIENCE, finished).await.expect("the sync ends")
    }

    pub(crate) async fn set(&self, settings: SyncSettings) {
        let account = self.account.clone();
        save_sync_settings(self.desk(), SyncSettingsInput { account, settings }).await.unwrap();
    }

    async fn never_refreshed(&self) {
        self.set(SyncSettings { refresh_days: 0, ..SyncSettings::default() }).await;
    }

    pub(crate) async fn moved(&self, report: &SyncReport, how: Movement, tag: Option<u32>) -> u32 {
        self.matching(Filter::MovedInSync { sync: report.sync, how, tag }).await.1
    }

    /// People carrying none of WeChat's tags, so that counts are easy to foretell.
    fn untagged(&self, count: usize) -> Vec<String> {
        let people = self.followers().into_values().filter(|person| person.tags.is_empty());
        let mut openids: Vec<String> = people.map(|person| person.openid).collect();
        openids.sort();
        openids.truncate(count);
        assert_eq!(openids.len(), count);
        openids
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_day_costs_the_list_the_new_people_the_moved_tags_and_the_blacklist() {
    let world = World::synced(20_500).await;
    world.never_refreshed().await;
    let wechat = world.wechat();
    wechat.leave_some(45).unwrap();
    wechat.join(312).unwrap();
    let vip = wechat.tag_named("临时-周三").unwrap();
    wechat.tag(vip, &world.untagged(20)).unwrap();
    world.wait(DAY);
    world.sandbox.reset_calls();
    let report = world.usual_sync().await;
    let calls = |path| world.sandbox.call_count(path);
    assert_eq!(calls(LIST), 4, "three pages and the end");
    assert_eq!(calls(DETAILS), 4, "312 new people");
    assert_eq!(calls(TAG_PEOPLE), 2, "one tag moved: its page and the end");
    assert_eq!(calls(BLACKLIST), 2, "its page and the end");
    assert_eq!(calls(TAGS), 2);
    assert_eq!((report.joined, report.left, report.details_read), (312, 45, 312));
    let questions_for_the_quota = 4;
    let in_all = 4 + 4 + 2 + 2 + 2 + questions_for_the_quota;
    assert!((in_all..=in_all + 1).contains(&report.calls), "{} and the token", report.calls);
    assert!(report.calls_in_full > 200, "everything takes {} calls", report.calls_in_full);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_number_of_a_report_opens_its_people() {
    let world = World::synced(2_000).await;
    let wechat = world.wechat();
    let vip = wechat.create_tag("会员2号").unwrap();
    let people = world.untagged(60);
    wechat.tag(vip, &people[..10]).unwrap();
    world.sync().await;

    let gone = wechat.leave_some(0).unwrap();
    assert!(gone.is_empty());
    wechat.tag(vip, &people[10..30]).unwrap();
    wechat.untag(vip, &people[..4]).unwrap();
    for openid in &people[30..42] {
        wechat.remark(openid, "后台改的").unwrap();
    }
    wechat.block(&people[42..44]).unwrap();
    world.wait(DAY);
    let list_before = now(&world) - i64::from(DAY);
    let report = {
        let mut listener = world.desk().events().listen();
        world.read_anew(None).await.unwrap();
        world.finished(&mut listener).await
    };
    assert_eq!(report.scope, SyncScope::Everybody);
    let changed = TagChange { tag: vip, name: "会员2号".to_owned(), added: 20, removed: 4 };
    assert_eq!(report.tag_changes, [changed]);
    assert_eq!((report.remarked, report.blocked, report.unblocked), (12, 2, 0));
    assert_eq!((report.list_before, report.list_at), (Some(list_before), Some(now(&world))));
    assert_eq!(world.moved(&report, Movement::Tagged, Some(vip)).await, 20);
    assert_eq!(world.moved(&report, Movement::Untagged, Some(vip)).await, 4);
    assert_eq!(world.moved(&report, Movement::Untagged, Some(vip + 1)).await, 0);
    assert_eq!(world.moved(&report, Movement::Tagged, None).await, 20);
    assert_eq!(world.moved(&report, Movement::Remarked, None).await, 12);
    assert_eq!(world.moved(&report, Movement::Blocked, None).await, 2);

    wechat.unblock(&people[42..43]).unwrap();
    let next = world.usual_sync().await;
    assert_eq!((next.remarked, next.blocked, next.unblocked), (0, 0, 1));
    assert_eq!(world.moved(&next, Movement::Unblocked, None).await, 1);
    assert_eq!(world.moved(&report, Movement::Remarked, None).await, 12, "kept as history");
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tags_put_on_and_taken_off_elsewhere_are_events_of_elsewhere() {
    let world = World::synced(500).await;
    world.never_refreshed().await;
    let wechat = world.wechat();
    let vip = wechat.create_tag("会员2号").unwrap();
    let person = world.untagged(1).remove(0);
    wechat.tag(vip, std::slice::from_ref(&person)).unwrap();
    world.wait(DAY);
    world.usual_sync().await;
    wechat.untag(vip, std::slice::from_ref(&person)).unwrap();
    world.wait(DAY);
    world.usual_sync().await;
    let id = world.ids_of(std::slice::from_ref(&person)).await[0];
    let account = world.open_account().await;
    let history = account.ask(move |store| store.detail(id)).await.unwrap().history;
    let seen: Vec<_> = history.iter().take(2).map(|entry| (entry.by, &entry.event)).collect();
    let name = "会员2号".to_owned();
    assert_eq!(
        seen,
        [
            (HistoryAuthor::Elsewhere, &HistoryEvent::Untagged { tag: vip, name: name.clone() }),
            (HistoryAuthor::Elsewhere, &HistoryEvent::Tagged { tag: vip, name }),
        ]
    );
    drop(account);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_loses_the_tags_and_no_list_is_read_for_it() {
    let world = World::synced(1_000).await;
    world.never_refreshed().await;
    let wechat = world.wechat();
    let tagged = world.followers().into_values().find(|person| person.tags.len() > 2).unwrap();
    wechat.leave(std::slice::from_ref(&tagged.openid)).unwrap();
    world.wait(DAY);
    world.sandbox.reset_calls();
    let report = world.usual_sync().await;
    assert_eq!(report.left, 1);
    assert_eq!(report.tag_changes, [], "that is no change of tags");
    assert_eq!(world.sandbox.call_count(TAG_PEOPLE), 0);
    assert_eq!(world.row(&tagged.openid).await.tags, [0_u32; 0]);

    wechat.come_back(std::slice::from_ref(&tagged.openid)).unwrap();
    world.wait(DAY);
    let report = world.usual_sync().await;
    assert_eq!((report.came_back, report.details_read), (1, 1));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn equal_swaps_and_remarks_of_the_console_are_found_within_the_days_set() {
    let world = World::synced(1_400).await;
    world.set(SyncSettings { refresh_days: 7, ..SyncSettings::default() }).await;
    let wechat = world.wechat();
    let vip = wechat.create_tag("会员2号").unwrap();
    let people = world.untagged(4);
    wechat.tag(vip, &people[..2]).unwrap();
    world.usual_sync().await;
    wechat.untag(vip, &people[..2]).unwrap();
    wechat.tag(vip, &people[2..]).unwrap();
    wechat.remark(&people[0], "后台改的").unwrap();
    let (mut swapped, mut remarked) = ((0, 0), 0);
    for day in 1..=7 {
        world.wait(DAY);
        world.sandbox.reset_calls();
        let report = world.usual_sync().await;
        assert_eq!(world.sandbox.call_count(DETAILS), 2, "a seventh of 1,400 on day {day}");
        assert_eq!((report.refreshed, report.details_read), (200, 200));
        for change in &report.tag_changes {
            swapped = (swapped.0 + change.added, swapped.1 + change.removed);
        }
        remarked += report.remarked;
        let oldest = report.oldest_read.unwrap();
        assert!(oldest >= now(&world) - 8 * i64::from(DAY), "nobody is forgotten");
    }
    assert_eq!((swapped, remarked), ((2, 2), 1));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chosen_people_are_read_anew_and_nothing_else() {
    let world = World::synced(3_000).await;
    let wechat = world.wechat();
    let people = world.some(250);
    wechat.remark(&people[7], "后台改的").unwrap();
    let (_, before) = world.matching(Filter::Following).await;
    wechat.leave_some(5).unwrap();
    world.wait(60);
    world.sandbox.reset_calls();
    let mut listener = world.desk().events().listen();
    world.read_anew(Some(world.these(&people).await)).await.unwrap();
    let report = world.finished(&mut listener).await;
    assert_eq!((report.scope, report.details_read, report.remarked), (SyncScope::People, 250, 1));
    assert_eq!(world.sandbox.call_count(DETAILS), 3);
    let others = [LIST, TAGS, TAG_PEOPLE, BLACKLIST].map(|path| world.sandbox.call_count(path));
    assert_eq!(others, [0; 4]);
    assert_eq!(world.row(&people[7]).await.remark, "后台改的");
    assert_eq!(world.matching(Filter::Following).await.1, before, "nobody is looked for");

    let input = LimitInput { account: world.account.clone(), limit: 9 };
    assert_eq!(sync_reports(world.desk(), input).await.unwrap()[0], report, "it is told of");
    let accounts = world.desk().summary(&world.account).await.unwrap();
    let last = accounts.last_sync.unwrap();
    assert_eq!(last.scope, SyncScope::Everybody, "how fresh the list is, it does not change");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_chosen_people_goes_on_after_a_kill() {
    let mut world = World::connected(SandboxConfig::with_followers(4_000)).await;
    world.sync().await;
    let people = world.some(2_000);
    wechat_remarks(&world, &people);
    world.wait(60);
    world.sandbox.set_latency(std::time::Duration::from_millis(30));
    let selection = world.these(&people).await;
    let mut listener = world.desk().events().listen();
    world.read_anew(Some(selection)).await.unwrap();
    let begun = async {
        loop {
            match listener.next().await {
                Some(DeskEvent::SyncMoved { sync }) if sync.done >= 500 => return,
                _ => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, begun).await.expect("some are read");
    world.kill().await;
    world.sandbox.set_latency(std::time::Duration::ZERO);
    world.reopen().await;
    let mut listener = world.desk().events().listen();
    let input = || LimitInput { account: world.account.clone(), limit: 9 };
    let all_read = async {
        while sync_reports(world.desk(), input()).await.unwrap().len() < 2 {
            listener.next().await.expect("the desk is open");
        }
    };
    tokio::time::timeout(PATIENCE, all_read).await.expect("it goes on");
    let report = sync_reports(world.desk(), input()).await.unwrap().remove(0);
    assert_eq!((report.details_read, report.remarked), (2_000, 1_000));
    world.copy_equals_wechat().await;
    world.ends().await;
}

fn wechat_remarks(world: &World, people: &[String]) {
    for openid in people.iter().step_by(2) {
        world.wechat().remark(openid, "后台改的").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_few_calls_read_the_list_and_some_of_the_new_and_the_next_day_the_rest_by_itself() {
    let mut world = World::synced(2_000).await;
    let wechat = world.wechat();
    wechat.join(1_500).unwrap();
    world.wait(3_600);
    // A tenth of 20 is kept for others: 8 calls are left for 1,500 people.
    wechat.set_quota(DETAILS, 20, 10).unwrap();
    world.sandbox.reset_calls();
    let report = world.usual_sync().await;
    assert_eq!((report.joined, report.details_read), (1_500, 800));
    assert_eq!(world.sandbox.call_count(DETAILS), 8);
    let rest = PutOff { phase: SyncPhase::Details, count: 700 };
    assert!(report.put_off.contains(&rest), "{:?}", report.put_off);
    assert_eq!(world.matching(Filter::Following).await.1, 3_500, "everybody is known");

    wechat.set_quota(DETAILS, 500_000, 0).unwrap();
    world.wait(DAY / 2 + 3_600);
    world.reopen().await;
    let input = || LimitInput { account: world.account.clone(), limit: 9 };
    let mut listener = world.desk().events().listen();
    let done = async {
        while sync_reports(world.desk(), input()).await.unwrap().len() < 3 {
            listener.next().await.expect("the desk is open");
        }
    };
    tokio::time::timeout(PATIENCE, done).await.expect("it begins by itself");
    let next = sync_reports(world.desk(), input()).await.unwrap().remove(0);
    assert_eq!(next.put_off, []);
    assert!(next.details_read >= 700);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_would_use_the_reserve_waits_for_the_next_day_unless_the_operator_says_go() {
    let world = World::synced(2_000).await;
    world.wait(3_600);
    world.wechat().set_quota(LIST, 500, 449).unwrap();
    world.sandbox.reset_calls();
    let mut listener = world.desk().events().listen();
    world.start_sync().await.unwrap();
    let waiting = async {
        loop {
            let event = listener.next().await.expect("the desk is open");
            let DeskEvent::SyncMoved { sync } = event else { continue };
            if let SyncStatus::Waiting { because, .. } = sync.status {
                return because;
            }
        }
    };
    let because = tokio::time::timeout(PATIENCE, waiting).await.expect("it waits");
    assert_eq!(because, AppError::QuotaReserved { left: 1, needed: 2 });
    assert_eq!(world.sandbox.call_count(LIST), 0, "what is kept for others is not touched");
    let account = world.account.clone();
    let go = ResumeSyncInput { account, accept_leavers: false };
    resume_sync(world.desk(), go).await.unwrap();
    world.finished(&mut listener).await;
    assert_eq!(world.sandbox.call_count(LIST), 2);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_list_is_renewed_on_start_and_a_fresh_one_is_not() {
    let mut world = World::synced(300).await;
    let input = |world: &World| LimitInput { account: world.account.clone(), limit: 9 };
    world.wait(3_600);
    world.reopen().await;
    assert_eq!(sync_state(world.desk(), world.account_input()).await.unwrap(), None);
    world.wait(DAY);
    world.reopen().await;
    let mut listener = world.desk().events().listen();
    let begun = async {
        while sync_reports(world.desk(), input(&world)).await.unwrap().len() < 2 {
            listener.next().await.expect("the desk is open");
        }
    };
    tokio::time::timeout(PATIENCE, begun).await.expect("it begins by itself");
    world.copy_equals_wechat().await;
    world.ends().await;
}
