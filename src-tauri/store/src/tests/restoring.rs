//! Deleted tags: who carried them is kept, and they come back under another number.

use super::world::{NOW, World, tag};
use crate::{
    ActivityEntry, ActivityFilter, ActivityKind, Change, Error, HistoryAuthor, ItemReason,
    JobStage, ListedTag, TagRecord, TagRecordKind,
};

impl World {
    /// What became of tags, newest first.
    fn tag_records(&self) -> Vec<TagRecord> {
        let filter = ActivityFilter { kinds: vec![ActivityKind::TagList], ..Default::default() };
        let page = self.store.activity::<()>(&filter, None, 100).unwrap();
        let record = |entry| match entry {
            ActivityEntry::Tag(record) => record,
            other => panic!("no change of a tag: {other:?}"),
        };
        page.entries.into_iter().map(record).collect()
    }

    /// Deletes a tag as WeChat said yes to; returns the number of the deletion.
    fn delete(&self, tag: u32) -> u32 {
        let record = self.store.begin_tag_deletion(tag, NOW).unwrap();
        self.store.delete_tag(tag).unwrap();
        record
    }
}

#[test]
fn a_deleted_tag_comes_back_with_its_people_its_colour_and_its_note() {
    let world = World::with_people(30);
    let carrying: Vec<u32> = world.store.tag_people(100).into_iter().collect();
    assert_eq!(carrying.len(), 10);
    let before: Vec<_> = carrying.iter().map(|&id| world.tags_of(id)).collect();
    world.store.label_tag(100, Some(7), "周三清理").unwrap();
    let record = world.delete(100);
    let world = world.reopened();
    let draft = world.store.write_restoration(record, NOW).unwrap();
    assert_eq!((draft.people, draft.to_change), (10, 10));
    assert_eq!(world.store.job(draft.job).unwrap().restores, Some(record));
    let name = "标签100".to_owned();
    assert_eq!(world.store.tag_to_remake(draft.job).unwrap(), Some(name.clone()));

    let made = ListedTag { id: 207, name, count: 0 };
    world.store.keep_remade_tag(draft.job, &made, NOW).unwrap();
    assert_eq!(world.store.tag_to_remake(draft.job).unwrap(), None, "it is there");
    world.carry_out(&draft);
    let again = world.store.keep_remade_tag(draft.job, &made, NOW);
    assert!(matches!(again, Err(Error::JobState)), "only a draft waits for a tag");
    let world = world.reopened();
    let tag = world.store.tag(207).unwrap();
    assert_eq!((tag.hue, tag.note.as_str(), tag.local_count), (Some(7), "周三清理", 10));
    for (&id, tags) in carrying.iter().zip(&before) {
        let renumbered = |&tag: &u32| if tag == 100 { 207 } else { tag };
        let mut expected: Vec<u32> = tags.iter().map(renumbered).collect();
        expected.sort_unstable();
        assert_eq!(world.tags_of(id), expected);
    }
    let [remade, deleted] = world.tag_records().try_into().unwrap();
    assert_eq!(
        (remade.kind, remade.tag, remade.job),
        (TagRecordKind::Recreated, 207, Some(draft.job))
    );
    assert_eq!((deleted.id, deleted.people, deleted.job), (record, 10, Some(draft.job)));
    let undo = world.store.write_undo(draft.job, false, NOW).unwrap();
    assert_eq!((undo.people, undo.to_change), (10, 10), "taking it back can be taken back");
}

#[test]
fn people_get_the_tag_that_has_the_name_by_now() {
    let world = World::with_people(30);
    let record = world.delete(101);
    let same = ListedTag { id: 300, name: "标签101".to_owned(), count: 0 };
    world.store.put_tag(&same, NOW).unwrap();
    let draft = world.store.write_restoration(record, NOW).unwrap();
    assert_eq!(world.store.tag_to_remake(draft.job).unwrap(), None);
    let people = world.store.job(draft.job).unwrap().people;
    world.carry_out(&draft);
    assert_eq!(world.store.tag(300).unwrap().local_count, people);
}

#[test]
fn what_did_not_happen_and_what_is_no_deletion_is_not_taken_back() {
    let world = World::with_people(30);
    let waiting = world.store.begin_tag_deletion(100, NOW).unwrap();
    assert!(matches!(world.store.write_restoration(waiting, NOW), Err(Error::TagUnknown)));
    assert_eq!(world.store.begin_tag_deletion(100, NOW).unwrap(), waiting, "asked for once");
    world.store.forget_tag_deletion(waiting).unwrap();
    assert_eq!(world.tag_records(), []);
    world.store.rename_tag(101, "改名", NOW).unwrap();
    let [renamed] = world.tag_records().try_into().unwrap();
    assert_eq!(
        (renamed.kind, renamed.former_name.as_deref()),
        (TagRecordKind::Renamed, Some("标签101"))
    );
    assert!(matches!(world.store.write_restoration(renamed.id, NOW), Err(Error::TagUnknown)));
}

#[test]
fn a_tag_that_somebody_else_deleted_can_be_brought_back_too() {
    let world = World::with_people(30);
    let people = world.store.tag_people(102).len();
    let rest: Vec<ListedTag> = [100, 101, 103, 104].map(tag).to_vec();
    world.store.replace_tags(&rest, NOW + 5).unwrap();
    let [deleted] = world.tag_records().try_into().unwrap();
    assert_eq!((deleted.by, deleted.confirmed), (HistoryAuthor::Elsewhere, true));
    let draft = world.store.write_restoration(deleted.id, NOW + 9).unwrap();
    assert_eq!(u64::from(draft.to_change), people);
}

#[test]
fn changes_of_tags_are_narrowed_by_tag_person_and_time_and_forgotten_when_old() {
    let world = World::with_people(30);
    let carrying = world.store.tag_people(100).min().unwrap();
    let other = (1..=30).find(|&id| !world.store.tag_people(100).contains(id)).unwrap();
    let record = world.delete(100);
    world.store.put_tag(&tag(400), NOW + 10).unwrap();
    let found = |filter: ActivityFilter| {
        let page = world.store.activity::<()>(&filter, None, 100).unwrap();
        let tags = page.entries.into_iter().filter_map(|entry| match entry {
            ActivityEntry::Tag(record) => Some(record.tag),
            _ => None,
        });
        tags.collect::<Vec<_>>()
    };
    let any = ActivityFilter::default;
    assert_eq!(found(any()), [400, 100]);
    assert_eq!(found(ActivityFilter { tag: Some(100), ..any() }), [100]);
    assert_eq!(found(ActivityFilter { person: Some(carrying), ..any() }), [100]);
    assert!(found(ActivityFilter { person: Some(other), ..any() }).is_empty());
    assert_eq!(found(ActivityFilter { from: Some(NOW + 1), ..any() }), [400]);
    assert!(found(ActivityFilter { kinds: vec![ActivityKind::Tags], ..any() }).is_empty());

    let draft = world.store.write_restoration(record, NOW).unwrap();
    assert_eq!(world.store.history_before(NOW + 5).unwrap().tags, 0, "a draft needs it");
    world.store.discard_draft(draft.job).unwrap();
    assert_eq!(world.store.history_before(NOW + 5).unwrap().tags, 1);
    world.store.forget_before(NOW + 5, || true).unwrap();
    assert_eq!(found(any()), [400]);
    assert!(matches!(world.store.write_restoration(record, NOW), Err(Error::TagUnknown)));
}

#[test]
fn what_was_done_with_a_tag_before_its_deletion_can_still_be_undone_afterwards() {
    let world = World::with_people(30);
    let before: Vec<_> = (1..=30).map(|person| world.tags_of(world.id(person))).collect();
    let wrong = world.ids([1, 2, 7]);
    let tagging = Change::Tags { add: vec![100], remove: Vec::new() };
    let job = world.carry_out(&world.store.write_draft(&tagging, &wrong, NOW).unwrap());
    let mut number = 100;
    for next in [207, 208] {
        let record = world.delete(number);
        let draft = world.store.write_restoration(record, NOW).unwrap();
        let made = ListedTag { id: next, name: "标签100".to_owned(), count: 0 };
        world.store.keep_remade_tag(draft.job, &made, NOW).unwrap();
        world.carry_out(&draft);
        number = next;
    }
    // One of them was untagged by somebody and tagged again by us: that is no longer that job's work.
    let two = [wrong[1]];
    for change in [(vec![], vec![208]), (vec![208], vec![])] {
        let change = Change::Tags { add: change.0, remove: change.1 };
        world.carry_out(&world.store.write_draft(&change, &two, NOW).unwrap());
    }

    let undo = world.store.write_undo(job, false, NOW).unwrap();
    assert_eq!((undo.people, undo.to_change, undo.changed_since), (3, 2, 1));
    world.carry_out(&undo);
    let undo = world.store.write_undo(job, true, NOW).unwrap();
    assert_eq!((undo.to_change, undo.already_so), (1, 2));
    world.carry_out(&undo);
    let renumbered = |tag: u32| if tag == 100 { 208 } else { tag };
    for (person, tags) in (1..).zip(before) {
        let mut expected: Vec<u32> = tags.into_iter().map(renumbered).collect();
        expected.sort_unstable();
        assert_eq!(world.tags_of(world.id(person)), expected, "person {person}");
    }
}

#[test]
fn a_second_try_gives_a_tag_under_the_number_of_now_or_says_that_it_is_gone() {
    let world = World::with_people(30);
    let [one, two] = world.ids([1, 2]).try_into().unwrap();
    let swap = Change::SwapTag { from: 104, to: 100 };
    world.carry_out(
        &world
            .store
            .write_draft(&Change::Tags { add: vec![104], remove: vec![] }, &[one, two], NOW)
            .unwrap(),
    );
    let draft = world.store.write_draft(&swap, &[one, two], NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    for unit in 0..2 {
        let failed = [(two, ItemReason::Unconfirmed)];
        world.store.commit_batch(draft.job, unit, &[one], &failed, NOW).unwrap();
    }
    world.store.move_job(draft.job, JobStage::Finished, None, None, NOW).unwrap();

    let record = world.delete(100);
    let again = world.store.write_retry(draft.job, None, None, NOW);
    assert!(matches!(again, Err(Error::TagUnknown)), "nothing is taken off for a tag that is gone");
    let giving = world.store.write_restoration(record, NOW).unwrap();
    let made = ListedTag { id: 207, name: "标签100".to_owned(), count: 0 };
    world.store.keep_remade_tag(giving.job, &made, NOW).unwrap();
    // One of those who had it fails and gets it at the second try.
    world.store.move_job(giving.job, JobStage::Running, None, None, NOW).unwrap();
    let due = world.store.due_people(giving.job, 0, 0, 1_000).unwrap();
    let others: Vec<_> = due.iter().map(|person| person.id).filter(|&id| id != one).collect();
    world
        .store
        .commit_batch(giving.job, 0, &others, &[(one, ItemReason::Unconfirmed)], NOW)
        .unwrap();
    world.store.move_job(giving.job, JobStage::Finished, None, None, NOW).unwrap();
    world.carry_out(&world.store.write_retry(giving.job, None, None, NOW).unwrap());
    assert!(world.tags_of(one).contains(&207));

    world.carry_out(&world.store.write_retry(draft.job, None, None, NOW).unwrap());
    assert!(world.tags_of(two).contains(&207) && !world.tags_of(two).contains(&104));
    let undo = world.store.write_undo(draft.job, false, NOW).unwrap();
    assert_eq!((undo.people, undo.to_change), (1, 1), "the swap of the first person is undone");
    world.carry_out(&undo);
    assert!(world.tags_of(one).contains(&104) && !world.tags_of(one).contains(&207));
}
