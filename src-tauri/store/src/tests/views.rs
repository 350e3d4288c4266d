//! Saved views: kept word for word, whatever the window wrote into them.

use super::world::World;
use crate::{Error, MOST_VIEWS, ViewDraft};

fn draft(name: &str, version: u32, body: &str) -> ViewDraft {
    ViewDraft { name: name.to_owned(), version, body: body.to_owned() }
}

#[test]
fn a_view_comes_back_as_it_was_saved_also_one_of_a_newer_program() {
    let world = World::new();
    let first = world.store.save_view(None, &draft("周报", 9, r#"{"new":"😀"}"#)).unwrap();
    let second = world.store.save_view(None, &draft("群发", 1, "[]")).unwrap();
    let world = world.reopened();
    assert_eq!(world.store.views().unwrap(), [first.clone(), second.clone()]);
    let changed = world.store.save_view(Some(first.id), &draft("月报", 1, "{}")).unwrap();
    assert_eq!((changed.id, changed.name.as_str()), (first.id, "月报"));
    world.store.delete_view(second.id).unwrap();
    assert_eq!(world.store.views().unwrap(), [changed]);
    let lost = world.store.save_view(Some(second.id), &draft("x", 1, "{}"));
    assert!(matches!(lost, Err(Error::ViewUnknown)));
}

#[test]
fn no_more_views_are_kept_than_anybody_chooses_from() {
    let world = World::new();
    for n in 0..MOST_VIEWS {
        world.store.save_view(None, &draft(&n.to_string(), 1, "{}")).unwrap();
    }
    let full = world.store.save_view(None, &draft("x", 1, "{}")).unwrap_err();
    assert!(matches!(full, Error::TooManyKept { limit: MOST_VIEWS }), "{full}");
}
