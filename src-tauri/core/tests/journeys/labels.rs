//! Colours and notes of tags: on this computer only, and gone when the tag is gone on WeChat.

use fandesk_core::input::{LabelTagInput, RenameTagInput, TagInput};
use fandesk_core::store::Tag;
use fandesk_core::tags::{delete_tag, label_tag, rename_tag, tags};
use fandesk_core::{AppError, DeskEvent, Problem, Topic};

use crate::world::World;

impl World {
    async fn label(&self, tag: u32, hue: Option<u8>, note: &str) -> Result<Tag, AppError> {
        let input =
            LabelTagInput { account: self.account.clone(), tag, hue, note: note.to_owned() };
        label_tag(self.desk(), input).await
    }

    async fn label_of(&self, tag: u32) -> (Option<u8>, String) {
        let known = tags(self.desk(), self.account_input()).await.unwrap();
        let tag = known.into_iter().find(|known| known.id == tag).unwrap();
        (tag.hue, tag.note)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_label_stays_here_through_renaming_syncs_and_restarts() {
    let mut world = World::synced(100).await;
    let id = world.wechat().tag_named("会员").unwrap();
    world.sandbox.reset_calls();
    let mut listener = world.desk().events().listen();
    let labelled = world.label(id, Some(7), " 每月一号清理 ").await.unwrap();
    assert_eq!((labelled.hue, labelled.note.as_str()), (Some(7), "每月一号清理"));
    let told =
        DeskEvent::Changed { account: Some(world.account.clone()), topics: vec![Topic::Tags] };
    // The last news of the sync may come first.
    while listener.next().await.expect("the desk is open") != told {}
    assert_eq!(world.sandbox.calls().len(), 0, "WeChat is told nothing");

    let account = world.account.clone();
    let renaming = RenameTagInput { account, tag: id, name: "老会员".to_owned() };
    assert_eq!(rename_tag(world.desk(), renaming).await.unwrap().hue, Some(7));
    world.wechat().rename_tag(id, "会员（旧）").unwrap();
    world.sync().await;
    world.reopen().await;
    assert_eq!(world.label_of(id).await, (Some(7), "每月一号清理".to_owned()));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_label_goes_with_its_tag_whoever_deletes_it() {
    let world = World::synced(100).await;
    let [here, there] = ["会员", "VIP"].map(|name| world.wechat().tag_named(name).unwrap());
    world.label(here, Some(1), "a").await.unwrap();
    world.label(there, Some(2), "b").await.unwrap();
    delete_tag(world.desk(), TagInput { account: world.account.clone(), tag: here }).await.unwrap();
    world.wechat().delete_tag(there).unwrap();
    world.sync().await;
    for tag in [here, there] {
        assert_eq!(world.label(tag, Some(3), "").await.unwrap_err(), AppError::TagUnknown);
    }
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wechats_own_tags_can_be_labelled_too_and_impossible_labels_are_refused() {
    let world = World::synced(50).await;
    world.label(2, Some(11), "别动").await.unwrap();
    assert_eq!(world.label_of(2).await, (Some(11), "别动".to_owned()));
    let refused = AppError::invalid("hue", Problem::Characters);
    assert_eq!(world.label(2, Some(12), "").await.unwrap_err(), refused);
    let refused = AppError::invalid("note", Problem::TooLong);
    assert_eq!(world.label(2, None, &"长".repeat(201)).await.unwrap_err(), refused);
    assert_eq!(world.label_of(2).await, (Some(11), "别动".to_owned()), "nothing of it was kept");
    world.ends().await;
}
