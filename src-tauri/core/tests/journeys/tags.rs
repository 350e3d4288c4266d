//! Tags: made, renamed and deleted on WeChat's side first, here second.

use fandesk_core::activity::activity;
use fandesk_core::input::{ActivityInput, CreateTagInput, RenameTagInput, TagInput};
use fandesk_core::store::{
    ActivityFilter, ActivityKind, HistoryAuthor, ListedTag, Tag, TagRecord, TagRecordKind,
};
use fandesk_core::tags::{create_tag, delete_tag, rename_tag, tags};
use fandesk_core::{Activity, AppError};
use fandesk_sandbox::{FaultRule, Trouble};
use fandesk_wechat::Endpoint;

use crate::world::World;

const CREATING: &str = "/cgi-bin/tags/create";
const LISTING: &str = "/cgi-bin/tags/get";
const DELETING: &str = "/cgi-bin/tags/delete";

impl World {
    async fn create(&self, name: &str) -> Result<Tag, AppError> {
        let input = CreateTagInput { account: self.account.clone(), name: name.to_owned() };
        create_tag(self.desk(), input).await
    }

    async fn rename(&self, tag: u32, name: &str) -> Result<Tag, AppError> {
        let input = RenameTagInput { account: self.account.clone(), tag, name: name.to_owned() };
        rename_tag(self.desk(), input).await
    }

    pub(crate) async fn delete(&self, tag: u32) -> Result<(), AppError> {
        delete_tag(self.desk(), TagInput { account: self.account.clone(), tag }).await
    }

    pub(crate) async fn tag_records(&self) -> Vec<TagRecord> {
        let filter = ActivityFilter { kinds: vec![ActivityKind::TagList], ..Default::default() };
        let account = self.account.clone();
        let input = ActivityInput { account, filter, after: None, limit: 100 };
        let page = activity(self.desk(), input).await.unwrap();
        page.entries
            .into_iter()
            .map(|entry| match entry {
                Activity::Tag { record } => record,
                other => panic!("no change of a tag: {other:?}"),
            })
            .collect()
    }

    /// Names by number, here and on WeChat's side.
    async fn names(&self) -> [Vec<(u32, String)>; 2] {
        let here = tags(self.desk(), self.account_input()).await.unwrap();
        let mut here: Vec<_> = here.into_iter().map(|tag| (tag.id, tag.name)).collect();
        here.sort();
        let there = self.wechat().tags().into_iter().map(|tag| (tag.id, tag.name));
        [here, there.collect()]
    }

    async fn same_tags(&self) {
        let [here, there] = self.names().await;
        assert_eq!(here, there);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_is_made_renamed_and_deleted_on_both_sides() {
    let world = World::synced(300).await;
    let made = world.create(" 周年庆 ").await.unwrap();
    assert_eq!((made.name.as_str(), made.system), ("周年庆", false));
    world.same_tags().await;
    assert_eq!(world.rename(made.id, "十周年庆").await.unwrap().name, "十周年庆");
    world.same_tags().await;
    world.delete(made.id).await.unwrap();
    world.same_tags().await;

    let carried = world.wechat().tag_named("会员").unwrap();
    assert!(!world.wechat().members(carried).is_empty());
    world.delete(carried).await.unwrap();
    world.same_tags().await;
    world.copy_equals_wechat().await;
    assert_eq!(world.delete(carried).await.unwrap_err(), AppError::TagUnknown);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_whose_answer_was_lost_is_made_once() {
    let world = World::synced(50).await;
    for (name, trouble) in [
        ("甲", Trouble::LoseAnswer),
        ("乙", Trouble::CutBody { keep_bytes: Some(5) }),
        ("丙", Trouble::Refuse { code: -1, errmsg: None }),
        ("丁", Trouble::GatewayPage { status: 502 }),
    ] {
        world.sandbox.set_faults([FaultRule::new(CREATING, trouble).times(1)]);
        assert_eq!(world.create(name).await.unwrap().name, name);
    }
    world.same_tags().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_is_not_made_between_the_reading_of_the_list_and_its_taking_over() {
    let world = World::synced(50).await;
    world.sandbox.set_faults([FaultRule::new(LISTING, Trouble::Slow { milliseconds: 200 })]);
    let client = world.open_account().await.client().unwrap();
    let asked = || client.call_count(Endpoint::Tags).sent;
    let before = asked();
    world.sandbox.reset_calls();
    world.start_sync().await.unwrap();
    while asked() == before {
        tokio::task::yield_now().await;
    }
    world.create("新品").await.unwrap();
    let paths: Vec<String> = world.sandbox.calls().into_iter().map(|call| call.path).collect();
    let place = |path: &str| paths.iter().position(|called| called == path);
    assert!(place(LISTING) < place(CREATING), "a list without it would take it away: {paths:?}");
    world.same_tags().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_cannot_be_are_refused_before_anything_is_sent() {
    let world = World::synced(50).await;
    let id = world.wechat().tag_named("VIP").unwrap();
    let before = world.names().await;
    world.sandbox.reset_calls();
    let taken = AppError::TagNameTaken { name: "会员".to_owned() };
    assert_eq!(world.create("会员").await.unwrap_err(), taken);
    assert_eq!(world.rename(id, "会员").await.unwrap_err(), taken);
    let long = AppError::TagNameTooLong { bytes: 33, limit: 30 };
    assert_eq!(world.create("一二三四五六七八九十一").await.unwrap_err(), long);
    assert_eq!(world.rename(2, "星星").await.unwrap_err(), AppError::TagIsSystem);
    assert_eq!(world.delete(2).await.unwrap_err(), AppError::TagIsSystem);
    assert_eq!(world.rename(9_999, "谁").await.unwrap_err(), AppError::TagUnknown);
    assert_eq!(world.rename(id, "VIP").await.unwrap().name, "VIP", "nothing to do");
    assert_eq!(world.sandbox.calls().len(), 0);
    assert_eq!(world.names().await, before);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_taken_elsewhere_is_told_and_shown() {
    let world = World::synced(50).await;
    world.wechat().create_tag("同事的标签").unwrap();
    let taken = AppError::TagNameTaken { name: "同事的标签".to_owned() };
    assert_eq!(world.create("同事的标签").await.unwrap_err(), taken);
    world.same_tags().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_difference_to_wechats_count_is_told_and_ended_by_a_sync() {
    let world = World::synced(50).await;
    let wechat = world.wechat();
    let people = world.some(3);
    let id = wechat.create_tag("同事的标签").unwrap();
    wechat.tag(id, &people).unwrap();
    world.create("同事的标签").await.unwrap_err();
    let counts = async || {
        let known = tags(world.desk(), world.account_input()).await.unwrap();
        let tag = known.into_iter().find(|tag| tag.id == id).unwrap();
        (tag.local_count, tag.wechat_count)
    };
    assert_eq!(counts().await, (0, 3), "the list of tags was read, not yet who carries them");
    world.sync().await;
    assert_eq!(counts().await, (3, 3));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hundred_and_first_tag_is_refused() {
    let world = World::synced(50).await;
    let own = world.wechat().tags().iter().filter(|tag| tag.id > 2).count();
    for number in own..100 {
        world.create(&format!("标签{number}")).await.unwrap();
    }
    world.sandbox.reset_calls();
    assert_eq!(world.create("多一个").await.unwrap_err(), AppError::TagLimit { limit: 100 });
    assert_eq!(world.sandbox.calls().len(), 0);
    world.same_tags().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_on_too_many_people_is_not_deleted() {
    let world = World::synced(50).await;
    let id = world.wechat().tag_named("会员").unwrap();
    let account = world.open_account().await;
    let crowded = ListedTag { id, name: "会员".to_owned(), count: 130_000 };
    account.ask(move |store| store.put_tag(&crowded, 0)).await.unwrap();
    world.sandbox.set_faults([FaultRule::refuse(DELETING, 45057)]);
    let refused = world.delete(id).await.unwrap_err();
    assert!(matches!(refused, AppError::TagTooLarge { limit: 100_000, .. }));
    world.sandbox.clear_faults();
    world.delete(id).await.unwrap();
    assert_eq!(world.wechat().tag_named("会员"), None, "the old count was wrong");
    drop(account);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_tells_what_we_and_others_did_to_tags() {
    let world = World::synced(300).await;
    assert_eq!(world.tag_records().await, [], "what was there before us is no news");
    let wechat = world.wechat();
    let carried = wechat.tag_named("会员").unwrap();
    let people = u32::try_from(wechat.members(carried).len()).unwrap();
    let made = world.create("周年庆").await.unwrap();
    world.rename(made.id, "十周年庆").await.unwrap();
    world.wait(60);
    world.delete(carried).await.unwrap();
    wechat.create_tag("同事的标签").unwrap();
    wechat.delete_tag(made.id).unwrap();
    world.sync().await;

    let told = world.tag_records().await;
    let told: Vec<_> = told
        .iter()
        .map(|change| (change.by, change.kind, change.name.as_str(), change.people))
        .collect();
    assert_eq!(
        told,
        [
            (HistoryAuthor::Elsewhere, TagRecordKind::Created, "同事的标签", 0),
            (HistoryAuthor::Elsewhere, TagRecordKind::Deleted, "十周年庆", 0),
            (HistoryAuthor::Us, TagRecordKind::Deleted, "会员", people),
            (HistoryAuthor::Us, TagRecordKind::Renamed, "十周年庆", 0),
            (HistoryAuthor::Us, TagRecordKind::Created, "周年庆", 0),
        ]
    );
    let all = world.tag_records().await;
    assert!(all.iter().all(|change| change.confirmed));
    assert_eq!(all[3].former_name.as_deref(), Some("周年庆"));
    assert!(all[2].at >= all[3].at + 60);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deletion_nobody_knows_about_is_settled_by_the_next_sync() {
    let world = World::synced(300).await;
    let wechat = world.wechat();
    let [gone, stays] = ["会员", "VIP"].map(|name| wechat.tag_named(name).unwrap());
    world.sandbox.set_faults([FaultRule::new(DELETING, Trouble::GatewayPage { status: 502 })]);
    world.delete(gone).await.unwrap_err();
    world.delete(stays).await.unwrap_err();
    let told = world.tag_records().await;
    assert_eq!(told.iter().map(|change| change.confirmed).collect::<Vec<_>>(), [false, false]);
    world.sandbox.set_faults([FaultRule::refuse(DELETING, 45009)]);
    world.delete(wechat.tag_named("内测").unwrap()).await.unwrap_err();
    assert_eq!(world.tag_records().await.len(), 2, "what WeChat refused did not happen");

    world.sandbox.clear_faults();
    wechat.delete_tag(gone).unwrap();
    world.sync().await;
    let [told] = world.tag_records().await.try_into().unwrap();
    assert_eq!((told.tag, told.kind, told.confirmed), (gone, TagRecordKind::Deleted, true));
    assert_eq!(told.by, HistoryAuthor::Us);
    world.copy_equals_wechat().await;
    world.ends().await;
}
