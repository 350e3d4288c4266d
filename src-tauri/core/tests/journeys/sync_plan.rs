//! What a sync would take is told before it begins, and is what it takes.

use fandesk_core::sync::{SyncSettings, sync_plan};
use fandesk_core::{SyncPhase, SyncPlan};
use fandesk_sandbox::{FaultRule, SandboxConfig};

use crate::world::World;

const LIST: &str = "/cgi-bin/user/get";
const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TAGS: &str = "/cgi-bin/tags/get";
const TAG_PEOPLE: &str = "/cgi-bin/user/tag/get";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";
const DAY: u32 = 86_400;

const PARTS: [SyncPhase; 5] = [
    SyncPhase::Ids,
    SyncPhase::Details,
    SyncPhase::TagLists,
    SyncPhase::Blacklist,
    SyncPhase::Refresh,
];

impl World {
    async fn plan(&self) -> SyncPlan {
        sync_plan(self.desk(), self.account_input()).await.unwrap()
    }
}

fn calls(plan: &SyncPlan) -> [u32; 5] {
    PARTS.map(|phase| plan.parts.iter().find(|part| part.phase == phase).unwrap().calls)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_foretells_what_the_first_sync_and_the_next_days_take() {
    let world = World::connected(SandboxConfig::with_followers(12_345)).await;
    let first = world.plan().await;
    assert_eq!(calls(&first), [3, 124, 0, 1, 0]);
    world.sandbox.reset_calls();
    world.usual_sync().await;
    let made = || [LIST, DETAILS, TAG_PEOPLE, BLACKLIST].map(|path| world.sandbox.call_count(path));
    assert_eq!(made()[..3], [3, 124, 0]);

    let wechat = world.wechat();
    wechat.join(312).unwrap();
    let vip = wechat.tag_named("临时-周三").unwrap();
    wechat.tag(vip, &world.some(40)).unwrap();
    world.wait(DAY);
    let next = world.plan().await;
    assert_eq!(next.reserve_percent, 10);
    assert!(next.parts.iter().all(|part| part.later == 0), "{next:?}");
    world.sandbox.reset_calls();
    world.usual_sync().await;
    let [list, details, tag_lists, blacklist, refresh] = calls(&next).map(u64::from);
    assert_eq!((list, blacklist), (made()[0], made()[3]));
    assert_eq!(details + refresh, made()[1], "new people, and those whose turn it is");
    assert!(tag_lists >= made()[2], "new people explain a part of the counts");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_says_what_waits_for_the_next_day() {
    let world = World::synced(2_000).await;
    world.set(SyncSettings { refresh_days: 1, ..SyncSettings::default() }).await;
    let wechat = world.wechat();
    wechat.join(1_500).unwrap();
    world.wait(DAY);
    // A tenth of 20 is kept for others: 18 calls for 15 of the new and 20 of the old.
    wechat.set_quota(DETAILS, 20, 0).unwrap();
    let plan = world.plan().await;
    let later = |phase| plan.parts.iter().find(|part| part.phase == phase).unwrap().later;
    assert_eq!((later(SyncPhase::Details), later(SyncPhase::Refresh)), (0, 17));
    let left: Vec<_> = plan.parts.iter().map(|part| part.left).collect();
    assert_eq!((left[1], left[4]), (Some(18), Some(18)));
    assert!(plan.rest_at > crate::world::now(&world));

    wechat.set_quota(LIST, 500, 449).unwrap();
    let plan = world.plan().await;
    assert!(plan.parts.iter().all(|part| part.later == part.calls), "the list comes first");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_without_tags_and_figures_has_a_plan_all_the_same() {
    let world = World::synced(300).await;
    world.sandbox.set_faults(vec![
        FaultRule::refuse(TAGS, 48001),
        FaultRule::refuse("/cgi-bin/openapi/quota/get", 48001),
    ]);
    let plan = world.plan().await;
    assert_eq!(calls(&plan), [2, 0, 0, 2, 0]);
    assert!(plan.parts.iter().all(|part| part.left.is_none()));
    world.ends().await;
}
