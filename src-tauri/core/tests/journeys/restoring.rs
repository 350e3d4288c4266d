//! Taking the deletion of a tag back: made anew on WeChat, and given to everybody who carried it.

use std::collections::BTreeSet;

use fandesk_core::input::{LabelTagInput, TagRecordInput};
use fandesk_core::jobs::{preview_restore, start_job};
use fandesk_core::store::{HistoryAuthor, TagRecordKind};
use fandesk_core::tags::{label_tag, tags};
use fandesk_core::{AppError, JobPreview, JobState};
use fandesk_sandbox::{FaultRule, Trouble};

use crate::doing::{TAGGING, counts};
use crate::undo::State;
use crate::world::World;

const CREATING: &str = "/cgi-bin/tags/create";

impl World {
    async fn preview_restore(&self, record: u32) -> JobPreview {
        let input = TagRecordInput { account: self.account.clone(), record };
        preview_restore(self.desk(), input).await.unwrap()
    }
}

/// The state of everybody as if one tag had another number.
fn state_with(start: &State, tag: u32, renumbered: u32) -> State {
    let mut state = start.clone();
    for (tags, _, _) in state.values_mut() {
        for carried in tags.iter_mut().filter(|carried| **carried == tag) {
            *carried = renumbered;
        }
        tags.sort_unstable();
    }
    state
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_tag_is_made_again_and_everybody_gets_it_back_through_all_trouble() {
    let world = World::synced(300).await;
    let wechat = world.wechat();
    let old = wechat.tag_named("会员").unwrap();
    let carrying: BTreeSet<String> = wechat.members(old).into_iter().collect();
    let people = u32::try_from(carrying.len()).unwrap();
    let start = world.state();
    let (account, note) = (world.account.clone(), "每周三".to_owned());
    label_tag(world.desk(), LabelTagInput { account, tag: old, hue: Some(4), note }).await.unwrap();
    world.delete(old).await.unwrap();
    let [deleted] = world.tag_records().await.try_into().unwrap();
    assert_eq!((deleted.people, deleted.job), (people, None));

    let preview = world.preview_restore(deleted.id).await;
    assert_eq!((preview.people, preview.to_change), (people, people));
    assert_eq!((preview.restores, preview.remakes_tag), (Some(deleted.id), true));
    assert_eq!(preview.tag_names[&old], "会员");
    world.sandbox.set_faults([
        FaultRule::new(CREATING, Trouble::LoseAnswer).times(1),
        FaultRule::refuse(TAGGING, 45159).times(1),
        FaultRule::refuse(TAGGING, -1).after(1).every(4),
        FaultRule::new(TAGGING, Trouble::LoseAnswer).after(2).every(5),
        FaultRule::new(TAGGING, Trouble::TakeToken).after(3).times(1),
    ]);
    let report = world.start(&preview).await;
    assert_eq!((counts(&report), report.job.state), ((people, 0, 0), JobState::Finished));
    world.sandbox.clear_faults();
    let new = wechat.tag_named("会员").unwrap();
    assert_ne!(new, old, "WeChat gave it another number");
    assert_eq!(wechat.members(new).into_iter().collect::<BTreeSet<_>>(), carrying);
    assert_eq!(world.state(), state_with(&start, old, new), "and nobody else was touched");
    world.copy_equals_wechat().await;
    let known = tags(world.desk(), world.account_input()).await.unwrap();
    let tag = known.iter().find(|tag| tag.id == new).unwrap();
    assert_eq!((tag.hue, tag.note.as_str(), tag.local_count), (Some(4), "每周三", people));
    let [remade, deleted] = world.tag_records().await.try_into().unwrap();
    assert_eq!((remade.kind, remade.tag), (TagRecordKind::Recreated, new));
    assert_eq!((remade.job, deleted.job), (Some(report.job.id), Some(report.job.id)));

    let undone = world.undo(report.job.id).await;
    assert_eq!(counts(&undone), (people, 0, 0));
    assert_eq!(wechat.members(new), Vec::<String>::new());
    world.undo(undone.job.id).await;
    assert_eq!(world.state(), state_with(&start, old, new));
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_that_cannot_be_made_leaves_the_draft_as_it_was_and_one_of_its_name_is_taken() {
    let world = World::synced(120).await;
    let wechat = world.wechat();
    let old = wechat.tag_named("老客户").unwrap();
    let people = u32::try_from(wechat.members(old).len()).unwrap();
    wechat.delete_tag(old).unwrap();
    world.sync().await;
    let [deleted] = world.tag_records().await.try_into().unwrap();
    assert_eq!((deleted.by, deleted.people), (HistoryAuthor::Elsewhere, people));

    let preview = world.preview_restore(deleted.id).await;
    world.sandbox.set_faults([FaultRule::refuse(CREATING, 45056)]);
    let start = async || start_job(world.desk(), world.job_input(preview.job)).await;
    assert_eq!(start().await.unwrap_err(), AppError::TagLimit { limit: 100 });
    world.sandbox.clear_faults();
    // Somebody else makes it meanwhile.
    let theirs = wechat.create_tag("老客户").unwrap();
    start().await.unwrap();
    let report = world.rested(preview.job).await;
    assert_eq!(counts(&report), (people, 0, 0));
    assert_eq!(wechat.tag_named("老客户"), Some(theirs), "no second one was made");
    assert_eq!(wechat.members(theirs).len(), people as usize);
    world.copy_equals_wechat().await;
    assert_eq!(start().await.unwrap_err(), AppError::JobState);
    let again = world.preview_restore(deleted.id).await;
    assert_eq!((again.to_change, again.already_so, again.remakes_tag), (0, people, false));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_that_nobody_had_comes_back_too() {
    let world = World::synced(50).await;
    let wechat = world.wechat();
    let empty = wechat.create_tag("空标签").unwrap();
    world.sync().await;
    world.wait(60);
    world.delete(empty).await.unwrap();
    assert_eq!(wechat.tag_named("空标签"), None);
    let [deleted, _] = world.tag_records().await.try_into().unwrap();
    let preview = world.preview_restore(deleted.id).await;
    assert_eq!((preview.people, preview.remakes_tag), (0, true));
    let report = world.start(&preview).await;
    assert_eq!((counts(&report), report.job.state), ((0, 0, 0), JobState::Finished));
    assert!(wechat.tag_named("空标签").is_some_and(|tag| tag != empty));
    world.ends().await;
}
