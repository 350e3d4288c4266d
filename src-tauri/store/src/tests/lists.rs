//! Pasted lists: kept with all their entries, found by filters, settled by later syncs.

use super::world::{NOW, World, openid};
use crate::database::Urgency;
use crate::lists::move_to_people;
use crate::{
    Error, Filter, KEPT_UNSAVED_LISTS, ListGroup, MOST_SAVED_LISTS, NewList, PastedEntry,
    PastedList, SegmentDraft,
};

fn entry(line: u32, text: impl Into<String>) -> PastedEntry {
    PastedEntry { line, text: text.into() }
}

impl World {
    /// A list that names these people, and as many who are not known yet.
    fn pasted(&self, people: &[u32], unknown: &[u32]) -> PastedList {
        let list = NewList {
            people: self.ids(people.iter().copied()).into_iter().collect(),
            unknown: (1..)
                .zip(unknown)
                .map(|(line, &person)| entry(line, openid(person)))
                .collect(),
            repeated: vec![entry(7, openid(1)), entry(8, openid(2))],
            damaged: vec![entry(9, "oTest-00")],
        };
        self.store.keep_list(&list, NOW).unwrap()
    }

    fn in_list(&self, list: u32) -> u32 {
        self.store.count(&Filter::InList { list }, NOW).unwrap()
    }
}

#[test]
fn a_list_keeps_its_entries_and_is_found_by_a_filter() {
    let world = World::with_people(20);
    world.list(3..=20);
    let list = world.pasted(&[1, 2, 3, 4, 5], &[50, 51]);
    let expected = PastedList {
        id: list.id,
        name: String::new(),
        pasted_at: NOW,
        found: 3,
        left: 2,
        unknown: 2,
        repeated: 2,
        damaged: 1,
    };
    assert_eq!(list, expected);
    let world = world.reopened();
    assert_eq!(world.store.lists().unwrap(), [expected]);
    assert_eq!(world.in_list(list.id), 5);
    let window = |group, start, count| world.store.list_entries(list.id, group, start, count);
    assert_eq!(window(ListGroup::Unknown, 1, 9).unwrap(), [entry(2, openid(51))]);
    assert_eq!(window(ListGroup::Repeated, 0, 1).unwrap(), [entry(7, openid(1))]);
    assert_eq!(window(ListGroup::Damaged, 0, 9).unwrap(), [entry(9, "oTest-00")]);
    world.store.delete_list(list.id).unwrap();
    assert!(window(ListGroup::Unknown, 0, 9).unwrap().is_empty());
    assert!(matches!(world.store.list(list.id), Err(Error::ListUnknown)));
}

#[test]
fn whom_a_sync_brings_is_found_in_the_lists_that_named_them() {
    let world = World::with_people(20);
    let list = world.pasted(&[1], &[50, 30, 51]);
    world.list((1..=20).chain([30, 51]));
    world.store.settle_lists().unwrap();
    let settled = world.store.list(list.id).unwrap();
    assert_eq!((settled.found, settled.unknown), (3, 1));
    let unknown = world.store.list_entries(list.id, ListGroup::Unknown, 0, 9).unwrap();
    assert_eq!(unknown, [entry(1, openid(50))]);
    assert_eq!(world.in_list(list.id), 3);
}

#[test]
fn lists_that_nobody_saved_make_room_for_newer_ones() {
    let world = World::with_people(20);
    let saved = world.pasted(&[1, 2], &[]).id;
    let named = world.store.name_list(saved, "报名表").unwrap();
    assert_eq!(named.name, "报名表");
    let asked_for = world.pasted(&[3], &[]).id;
    let draft = SegmentDraft {
        name: "报名的人".to_owned(),
        hue: None,
        note: String::new(),
        filter: Some(Filter::AllOf { filters: vec![Filter::InList { list: asked_for }] }),
    };
    world.store.add_segment(&draft, NOW).unwrap();
    let first = world.pasted(&[4], &[9_000]).id;
    for _ in 0..KEPT_UNSAVED_LISTS {
        world.pasted(&[5], &[]);
    }
    let kept: Vec<u32> = world.store.lists().unwrap().iter().map(|list| list.id).collect();
    assert_eq!(kept.len(), KEPT_UNSAVED_LISTS + 2);
    assert!(kept.contains(&saved) && kept.contains(&asked_for) && !kept.contains(&first));
}

#[test]
fn no_more_lists_are_saved_than_anybody_looks_through() {
    let world = World::with_people(5);
    for n in 0..MOST_SAVED_LISTS {
        let list = world.pasted(&[1], &[]);
        world.store.name_list(list.id, &n.to_string()).unwrap();
    }
    let list = world.pasted(&[1], &[]);
    let full = world.store.name_list(list.id, "x").unwrap_err();
    assert!(matches!(full, Error::TooManyKept { limit: MOST_SAVED_LISTS }), "{full}");
    assert!(matches!(world.store.name_list(9_999, ""), Err(Error::ListUnknown)));
}

#[test]
fn a_list_deleted_while_its_entries_are_looked_up_stops_nothing() {
    let world = World::with_people(20);
    let list = world.pasted(&[1, 2], &[50]);
    world.store.delete_list(list.id).unwrap();
    let late =
        |transaction: &rusqlite::Transaction<'_>| move_to_people(transaction, list.id, &[(0, 3)]);
    world.store.write(Urgency::Bulk, late).unwrap();
    assert!(world.store.lists().unwrap().is_empty());
}
