//! Colours and notes of tags: kept here, gone with their tag.

use super::world::{NOW, World, tag};
use crate::{Error, ListedTag, TAG_HUES};

#[test]
fn a_colour_and_a_note_survive_everything_but_the_end_of_their_tag() {
    let world = World::with_people(5);
    let labelled = world.store.label_tag(101, Some(7), "给老会员的\n第二行").unwrap();
    assert_eq!((labelled.hue, labelled.note.as_str()), (Some(7), "给老会员的\n第二行"));
    world.store.rename_tag(101, "新名字", NOW).unwrap();
    let renamed = ListedTag { name: "又改".to_owned(), ..tag(101) };
    world.store.replace_tags(&[renamed, tag(102)], NOW).unwrap();
    let world = world.reopened();
    assert_eq!(
        world.store.tag(101).unwrap(),
        crate::Tag { name: "又改".to_owned(), wechat_count: 0, ..labelled }
    );
    world.store.label_tag(102, Some(0), "").unwrap();
    world.store.replace_tags(&[tag(101)], NOW).unwrap();
    world.store.replace_tags(&[tag(101), tag(102)], NOW).unwrap();
    let back = world.store.tag(102).unwrap();
    assert_eq!((back.hue, back.note.as_str()), (None, ""), "it was gone from WeChat's list");
    assert_eq!(world.store.tag(101).unwrap().hue, Some(7));
}

#[test]
fn a_label_is_taken_off_and_an_impossible_one_is_not_kept() {
    let world = World::with_people(5);
    world.store.label_tag(101, Some(TAG_HUES - 1), "x").unwrap();
    world.store.label_tag(101, None, "").unwrap();
    let bare = world.store.tag(101).unwrap();
    assert_eq!((bare.hue, bare.note.as_str()), (None, ""));
    assert!(world.store.label_tag(101, Some(TAG_HUES), "y").is_err());
    assert_eq!(world.store.tag(101).unwrap(), bare, "neither in the file nor in the index");
    assert!(matches!(world.store.label_tag(999, None, ""), Err(Error::TagUnknown)));
}
