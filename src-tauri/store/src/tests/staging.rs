//! Lists that are read across runs of the program, and what we changed meanwhile.

use std::ops::RangeInclusive;

use super::world::{NOW, World, openid};
use crate::{Change, JobId, JobStage, ListedTag, StagedList};

const TAG: u32 = 104;

impl World {
    /// A job at work that has put the tag on these people so far.
    fn tagging(&self, people: RangeInclusive<u32>, done: RangeInclusive<u32>) -> JobId {
        let change = Change::Tags { add: vec![TAG], remove: Vec::new() };
        let job = self.store.write_draft(&change, &self.ids(people), NOW).unwrap().job;
        self.store.move_job(job, JobStage::Queued, None, None, NOW).unwrap();
        self.store.move_job(job, JobStage::Running, None, None, NOW).unwrap();
        self.store.commit_batch(job, 0, &self.ids(done), &[], NOW).unwrap();
        job
    }

    fn carriers(&self) -> Vec<u32> {
        let carries = |&person: &u32| self.store.rows(&[self.id(person)])[0].tags.contains(&TAG);
        (1..=40).filter(carries).collect()
    }
}

#[test]
fn a_list_of_a_tag_goes_on_after_a_restart_and_corrects_nobody_whom_we_changed_since() {
    let world = World::with_people(40);
    let list = StagedList::Tag(TAG);
    world.store.start_sync("tagLists", &(), NOW).unwrap();
    let mark = world.store.work_mark().unwrap();
    let page: Vec<String> = [1, 2, 3, 4, 9].map(openid).into();
    world.store.stage_page(list, &page, &openid(9)).unwrap();
    world.tagging(30..=34, 30..=32);

    let world = world.reopened();
    let staged = world.store.staged(list).unwrap();
    assert_eq!((staged.people, staged.is_whole()), (5, false));
    world.store.stage_page(list, &[openid(10)], "").unwrap();
    assert!(world.store.staged(list).unwrap().is_whole());
    let stamp = world.store.read_stamp_of(&mark).unwrap();
    world.store.replace_tag_people(TAG, NOW, stamp).unwrap();
    assert_eq!(world.carriers(), [1, 2, 3, 4, 9, 10, 30, 31, 32]);
}

#[test]
fn what_a_job_did_before_the_list_was_begun_is_corrected() {
    let world = World::with_people(40);
    let job = world.tagging(30..=32, 30..=32);
    world.store.move_job(job, JobStage::Finished, None, None, NOW).unwrap();
    world.store.start_sync("tagLists", &(), NOW).unwrap();
    let mark = world.store.work_mark().unwrap();
    world.store.stage_page(StagedList::Tag(TAG), &[openid(1)], "").unwrap();
    let world = world.reopened();
    let stamp = world.store.read_stamp_of(&mark).unwrap();
    world.store.replace_tag_people(TAG, NOW, stamp).unwrap();
    assert_eq!(world.carriers(), [1]);
}

#[test]
fn whoever_a_late_unit_of_a_large_change_has_changed_is_not_corrected_either() {
    let world = World::with_people(40);
    let listed: Vec<ListedTag> = (100..200).map(super::world::tag).collect();
    world.store.replace_tags(&listed, NOW).unwrap();
    let person = world.ids([31]);
    let add = Change::Tags { add: vec![199], remove: Vec::new() };
    world.carry_out(&world.store.write_draft(&add, &person, NOW).unwrap());
    world.store.start_sync("tagLists", &(), NOW).unwrap();
    let mark = world.store.work_mark().unwrap();
    world.store.stage_page(StagedList::Tag(199), &[openid(31)], "").unwrap();
    let remove = Change::Tags { add: Vec::new(), remove: (100..200).collect() };
    world.carry_out(&world.store.write_draft(&remove, &person, NOW).unwrap());

    let world = world.reopened();
    let stamp = world.store.read_stamp_of(&mark).unwrap();
    world.store.replace_tag_people(199, NOW, stamp).unwrap();
    assert_eq!(world.tags_of(person[0]), Vec::<u32>::new());
}
