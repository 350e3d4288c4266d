//! Undoing: what a job really changed is put back, and what others did since is left alone.

use super::world::{NOW, World};
use crate::{
    Change, DetailRow, Draft, Error, FollowerId, ItemReason, JobId, JobStage, ListedTag, Outcome,
};

fn tagging(add: &[u32], remove: &[u32]) -> Change {
    Change::Tags { add: add.to_vec(), remove: remove.to_vec() }
}

fn remark(text: &str) -> Change {
    Change::Remark { remark: text.to_owned() }
}

impl World {
    /// WeChat says yes to everything in a draft.
    pub(super) fn carry_out(&self, draft: &Draft) -> JobId {
        let job = draft.job;
        self.store.move_job(job, JobStage::Running, None, None, NOW).unwrap();
        for unit in 0..draft.people_per_unit.len() {
            let due = self.store.due_people(job, unit, 0, 1_000).unwrap();
            let people: Vec<FollowerId> = due.into_iter().map(|person| person.id).collect();
            self.store.commit_batch(job, unit, &people, &[], NOW).unwrap();
        }
        self.store.move_job(job, JobStage::Finished, None, None, NOW).unwrap();
        job
    }

    fn done(&self, change: &Change, people: &[FollowerId]) -> JobId {
        self.carry_out(&self.store.write_draft(change, people, NOW).unwrap())
    }

    fn undone(&self, job: JobId) -> JobId {
        self.carry_out(&self.store.write_undo(job, false, NOW).unwrap())
    }

    /// A sync finds somebody with these tags and this remark.
    fn found(&self, id: FollowerId, tags: &[u32], remark: &str) {
        let row = DetailRow {
            openid: self.store.rows(&[id]).remove(0).openid,
            tags: Some(tags.to_vec()),
            remark: Some(remark.to_owned()),
            ..super::world::detail(1)
        };
        self.store.save_details(&[row], NOW, self.store.read_stamp()).unwrap();
    }

    fn remark_of(&self, id: FollowerId) -> String {
        self.store.rows(&[id]).remove(0).remark
    }

    pub(super) fn tags_of(&self, id: FollowerId) -> Vec<u32> {
        self.store.rows(&[id]).remove(0).tags
    }

    fn reasons(&self, draft: &Draft) -> Vec<(FollowerId, ItemReason)> {
        let skipped =
            self.store.job_people(draft.job, Some(Outcome::Skipped), None, 0, 100).unwrap();
        skipped
            .people
            .into_iter()
            .map(|p| (p.id, p.reason.expect("skipped for a reason")))
            .collect()
    }
}

#[test]
fn only_tags_that_the_job_added_or_removed_come_back() {
    let world = World::with_people(6);
    let people = world.ids(1..=6);
    let before: Vec<_> = people.iter().map(|&id| world.tags_of(id)).collect();
    let job = world.done(&tagging(&[103, 104], &[100]), &people);
    let undo = world.store.write_undo(job, false, NOW).unwrap();
    let record = world.store.job(undo.job).unwrap();
    assert_eq!((record.undoes, &record.change), (Some(job), &tagging(&[100], &[103, 104])));
    world.carry_out(&undo);
    let after: Vec<_> = people.iter().map(|&id| world.tags_of(id)).collect();
    assert_eq!(after, before);
    assert_eq!(world.store.job(job).unwrap().undone_by, Some(undo.job));
    assert_eq!(world.store.jobs(10).unwrap().len(), 2);
}

#[test]
fn everybody_gets_the_old_remark_back_even_one_that_came_after_the_preview() {
    let world = World::with_people(3);
    let [one, two, three] = world.ids(1..=3).try_into().unwrap();
    world.done(&remark("老客"), &[one]);
    let draft = world.store.write_draft(&remark("会员"), &[one, two, three], NOW).unwrap();
    world.found(two, &[], "同事写的");
    let job = world.carry_out(&draft);
    let undo = world.undone(job);
    assert_eq!([one, two].map(|id| world.remark_of(id)), ["老客", "同事写的"]);
    assert_eq!(world.store.job(undo).unwrap().change, Change::RemarkEach);
    world.undone(undo);
    assert_eq!([one, two, three].map(|id| world.remark_of(id)), ["会员"; 3].map(str::to_owned));
}

#[test]
fn undoing_an_unblocking_blocks_again_for_the_old_reason() {
    let world = World::with_people(3);
    let people = world.ids([1, 2]);
    let block = world.done(&Change::Block { reason: "广告".to_owned() }, &people);
    let unblock = world.done(&Change::Unblock, &people);
    world.undone(unblock);
    let detail = world.store.detail(people[0]).unwrap();
    assert!(detail.row.blacklisted);
    assert_eq!(detail.block_reason.as_deref(), Some("广告"));
    world.undone(block);
    assert!(!world.store.detail(people[0]).unwrap().row.blacklisted);
}

#[test]
fn whoever_was_changed_since_is_skipped_and_may_be_included() {
    let world = World::with_people(5);
    let people = world.ids(1..=5);
    let job = world.done(&remark("错了"), &people);
    world.found(people[0], &[], "同事写的");
    world.done(&remark("后来的任务"), &people[1..2]);
    world.list(1..=4);
    let undo = world.store.write_undo(job, false, NOW).unwrap();
    assert_eq!((undo.to_change, undo.changed_since, undo.left), (2, 2, 1));
    let reasons = world.reasons(&undo);
    assert_eq!(reasons[0], (people[0], ItemReason::ChangedSince));
    assert_eq!(reasons[1], (people[1], ItemReason::ChangedSince));
    assert_eq!(reasons[2], (people[4], ItemReason::NotFollowing));
    let all = world.store.write_undo(job, true, NOW).unwrap();
    assert_eq!((all.to_change, all.changed_since, all.left), (4, 0, 1));
    world.carry_out(&all);
    assert!(people[..4].iter().all(|&id| world.remark_of(id) != "错了"));
}

#[test]
fn a_tag_that_a_colleague_took_off_and_put_on_again_is_the_colleagues() {
    let world = World::with_people(2);
    let [one, two] = world.ids([1, 2]).try_into().unwrap();
    let old = world.tags_of(one);
    let job = world.done(&tagging(&[103], &[]), &[one, two]);
    let with = world.tags_of(one);
    world.found(one, &old, "");
    world.found(one, &with, "");
    let undo = world.store.write_undo(job, false, NOW).unwrap();
    assert_eq!(world.reasons(&undo), [(one, ItemReason::ChangedSince)]);
    assert_eq!(undo.to_change, 1);
}

#[test]
fn repeated_undo_walks_backwards_and_what_is_undone_needs_it_no_more() {
    let world = World::with_people(2);
    let [one] = world.ids([1]).try_into().unwrap();
    let start = world.remark_of(one);
    let first = world.done(&remark("一"), &[one]);
    let second = world.done(&remark("二"), &[one]);
    let early = world.store.write_undo(first, false, NOW).unwrap();
    assert_eq!(world.reasons(&early), [(one, ItemReason::ChangedSince)]);
    let undo_second = world.undone(second);
    let again = world.store.write_undo(second, false, NOW).unwrap();
    assert_eq!(world.reasons(&again), [(one, ItemReason::AlreadySo)]);
    world.undone(first);
    assert_eq!(world.remark_of(one), start);
    let redo = world.store.write_undo(undo_second, false, NOW).unwrap();
    assert_eq!(world.reasons(&redo), [(one, ItemReason::ChangedSince)]);
}

#[test]
fn what_cannot_be_known_or_given_back_is_said() {
    let world = World::with_people(2);
    world.list(1..=3);
    let [one, unread] = world.ids([1, 3]).try_into().unwrap();
    let job = world.done(&remark("新"), &[one, unread]);
    let undo = world.store.write_undo(job, false, NOW).unwrap();
    assert_eq!(world.reasons(&undo), [(unread, ItemReason::BeforeUnknown)]);

    let job = world.done(&tagging(&[103], &[]), &[one]);
    let listed: Vec<ListedTag> = [100, 101, 102, 104].map(super::world::tag).to_vec();
    world.store.replace_tags(&listed, NOW).unwrap();
    let undo = world.store.write_undo(job, true, NOW).unwrap();
    assert_eq!(world.reasons(&undo), [(one, ItemReason::TagGone)]);
    assert_eq!((undo.to_change, undo.cannot_be_restored), (0, 1));
}

#[test]
fn somebody_whom_the_job_found_as_wanted_is_not_touched_by_its_undo() {
    let world = World::with_people(3);
    let [one] = world.ids([1]).try_into().unwrap();
    let draft = world.store.write_draft(&tagging(&[103], &[]), &[one], NOW).unwrap();
    let mut tags = world.tags_of(one);
    tags.push(103);
    world.found(one, &tags, "");
    let job = world.carry_out(&draft);
    let undo = world.store.write_undo(job, false, NOW).unwrap();
    assert_eq!(world.reasons(&undo), [(one, ItemReason::ChangedSince)]);
}

#[test]
fn a_job_under_way_cannot_be_undone_nor_retried() {
    let world = World::with_people(3);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &world.ids([1]), NOW).unwrap();
    assert!(matches!(world.store.write_undo(draft.job, false, NOW), Err(Error::JobState)));
    assert!(matches!(world.store.write_retry(draft.job, None, None, NOW), Err(Error::JobState)));
    assert!(matches!(world.store.write_undo(99, false, NOW), Err(Error::JobUnknown)));
}

#[test]
fn a_cancelled_job_is_undone_as_far_as_it_came_and_its_undo_is_retried() {
    let world = World::with_people(3);
    let people = world.ids([1, 2]);
    let [one, two] = people[..] else { unreachable!() };
    let draft = world.store.write_draft(&tagging(&[103], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &[one], &[], NOW).unwrap();
    world.store.cancel_job(draft.job, NOW).unwrap();
    let rest = world.store.write_retry(draft.job, None, None, NOW).unwrap();
    assert_eq!((rest.people, rest.to_change), (1, 1));

    let undo = world.store.write_undo(draft.job, false, NOW).unwrap();
    assert_eq!(undo.people, 1, "the other was never changed");
    world.store.move_job(undo.job, JobStage::Running, None, None, NOW).unwrap();
    let failed = [(one, ItemReason::Unconfirmed)];
    world.store.commit_batch(undo.job, 0, &[], &failed, NOW).unwrap();
    world.store.move_job(undo.job, JobStage::Finished, None, None, NOW).unwrap();
    let again = world.store.write_retry(undo.job, None, None, NOW).unwrap();
    assert_eq!(world.store.job(again.job).unwrap().undoes, Some(draft.job));
    assert_eq!((again.people, again.to_change), (1, 1));
    world.carry_out(&again);
    assert!(!world.tags_of(one).contains(&103) && !world.tags_of(two).contains(&103));
}

#[test]
fn a_second_try_keeps_to_what_was_planned_for_each_person() {
    let world = World::with_people(6);
    let people = world.ids(1..=6);
    // Person 3 and 6 carry tag 100; 3 fails.
    let swap = Change::SwapTag { from: 100, to: 104 };
    let draft = world.store.write_draft(&swap, &people, NOW).unwrap();
    assert_eq!((draft.to_change, draft.already_so), (2, 4));
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    let [three, six] = world.ids([3, 6]).try_into().unwrap();
    world.store.commit_batch(draft.job, 1, &[three, six], &[], NOW).unwrap();
    let failed = [(three, ItemReason::Unconfirmed)];
    world.store.commit_batch(draft.job, 0, &[six], &failed, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Finished, None, None, NOW).unwrap();
    let rest = world.store.write_retry(draft.job, None, None, NOW).unwrap();
    assert_eq!((rest.people, rest.to_change), (1, 1), "half a swap is completed");
    let skipped = world.store.write_retry(draft.job, Some(Outcome::Skipped), None, NOW).unwrap();
    assert_eq!((skipped.people, skipped.to_change), (4, 0), "nobody else gets the new tag");
    world.carry_out(&rest);
    assert!(world.tags_of(three).contains(&104) && !world.tags_of(three).contains(&100));

    let long = "{remark}一二三四五六七八九";
    world.done(&remark("老客"), &[six]);
    let pattern = Change::RemarkPattern { pattern: long.to_owned() };
    let draft = world.store.write_draft(&pattern, &people, NOW).unwrap();
    assert_eq!((draft.remark_too_long, draft.to_change), (1, 5));
    let job = world.carry_out(&draft);
    let again = world.store.write_retry(job, Some(Outcome::Skipped), None, NOW).unwrap();
    assert_eq!(
        world.reasons(&again),
        [(six, ItemReason::RemarkTooLong)],
        "it is as long as before"
    );
}

#[test]
fn a_remark_that_had_to_wait_for_the_present_one_is_made_later_with_its_number() {
    let world = World::with_people(2);
    world.list(1..=3);
    let people = world.ids(1..=3);
    let pattern = "{number} {remark}".to_owned();
    let draft = world.store.write_draft(&Change::RemarkPattern { pattern }, &people, NOW).unwrap();
    let never_read = (Some(Outcome::Skipped), Some(ItemReason::BeforeUnknown));
    assert_eq!(world.reasons(&draft), [(people[2], ItemReason::BeforeUnknown)]);
    let job = world.carry_out(&draft);

    let still = world.store.write_retry(job, never_read.0, never_read.1, NOW).unwrap();
    assert_eq!(world.reasons(&still), [(people[2], ItemReason::BeforeUnknown)]);
    let still = world.carry_out(&still);

    let stamp = world.store.read_stamp();
    world.store.save_details(&[super::world::detail(3)], NOW, stamp).unwrap();
    let present = world.remark_of(people[2]);
    let made = world.store.write_retry(still, never_read.0, never_read.1, NOW).unwrap();
    assert_eq!((made.people, made.to_change), (1, 1));
    world.carry_out(&made);
    assert_eq!(world.remark_of(people[2]), format!("3 {present}").trim());
}

#[test]
fn a_hundred_different_tags_give_way_to_one_and_come_back() {
    let world = World::with_people(40);
    let listed: Vec<ListedTag> = (100..200).map(super::world::tag).collect();
    world.store.replace_tags(&listed, NOW).unwrap();
    let people = world.ids(1..=40);
    let three_of = |place: usize| [0, 1, 2].map(|more| 100 + (place as u32 * 3 + more) % 100);
    for (place, &id) in people.iter().enumerate() {
        world.found(id, &three_of(place), "");
    }
    let tags = || people.iter().map(|&id| world.tags_of(id)).collect::<Vec<_>>();
    let before = tags();

    let exactly = Change::TagsExactly { tags: vec![150], others: Vec::new() };
    let draft = world.store.write_draft(&exactly, &people, NOW).unwrap();
    assert_eq!((draft.people_per_unit.len(), draft.to_change), (100, 40));
    assert_eq!(draft.people_per_unit[1..], [[2; 20].as_slice(), &[1; 79]].concat());
    let job = world.carry_out(&draft);
    assert_eq!((world.store.job(job).unwrap().done, tags()), (40, vec![vec![150]; 40]));
    world.undone(job);
    assert_eq!(tags(), before);

    // The last unit of one person fails: nobody else's and none before.
    let draft = world.store.write_draft(&exactly, &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    for unit in 0..100 {
        let due = world.store.due_people(draft.job, unit, 0, 1_000).unwrap();
        let due: Vec<FollowerId> = due.into_iter().map(|person| person.id).collect();
        let (failed, done) = if unit == 99 { due.split_at(1) } else { due.split_at(0) };
        let failed: Vec<_> = failed.iter().map(|&id| (id, ItemReason::Unconfirmed)).collect();
        world.store.commit_batch(draft.job, unit, done, &failed, NOW).unwrap();
    }
    let half_done = world.store.job(draft.job).unwrap();
    assert_eq!((half_done.done, half_done.failed, half_done.pending()), (39, 1, 0));
    world.store.move_job(draft.job, JobStage::Finished, None, None, NOW).unwrap();
    world.done(&Change::TagsExactly { tags: vec![150], others: Vec::new() }, &people);
    assert_eq!(tags(), vec![vec![150]; 40]);
}
