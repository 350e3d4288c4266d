//! Lists and details: what WeChat says becomes rows, and nothing else changes.

use super::world::{NOW, World, detail, openid, tag};
use crate::{DetailRow, Filter, HistoryEvent, Movement, StagedList};

#[test]
fn a_new_list_touches_only_who_moved() {
    let world = World::with_people(100);
    let sync = world.list(11..=120);
    let count =
        |how| world.store.count(&Filter::MovedInSync { sync, how, tag: None }, NOW).unwrap();
    assert_eq!(count(Movement::Joined), 20);
    assert_eq!(count(Movement::Left), 10);
    assert_eq!(count(Movement::CameBack), 0);
    assert_eq!(world.store.following(), 110);
    let gone = world.store.detail(world.id(1)).unwrap();
    assert!(!gone.row.following);
    assert_eq!(gone.row.left_at, Some(NOW));
    assert_eq!(gone.history[0].event, HistoryEvent::Left);
    let back = world.list(1..=120);
    let returned = Filter::MovedInSync { sync: back, how: Movement::CameBack, tag: None };
    assert_eq!(world.store.count(&returned, NOW).unwrap(), 10);
    let person = world.store.detail(world.id(1)).unwrap();
    assert_eq!(person.follow_count, 2);
    let events: Vec<_> = person.history.into_iter().map(|entry| entry.event).collect();
    assert_eq!(events, [HistoryEvent::CameBack, HistoryEvent::Left, HistoryEvent::Followed]);
}

#[test]
fn comparing_a_staged_list_changes_nothing_and_says_what_applying_would_do() {
    let world = World::with_people(50);
    let sync = world.store.start_sync("ids", &(), NOW).unwrap();
    let page: Vec<String> = (31..=60).chain([60, 60]).map(openid).collect();
    world.store.stage_page(StagedList::Followers, &page, "").unwrap();
    let expected = world.store.difference().unwrap();
    assert_eq!((expected.listed, expected.joined, expected.left), (30, 10, 30));
    assert_eq!(world.store.following(), 50, "nobody has left yet");
    assert_eq!(world.store.apply_difference(sync, NOW).unwrap(), expected);
    assert_eq!(world.store.apply_difference(sync, NOW).unwrap(), expected, "twice is once");
}

#[test]
fn what_is_applied_is_the_list_as_it_is_then_whatever_was_compared_before() {
    let world = World::with_people(50);
    let store = &world.store;
    let sync = store.start_sync("ids", &(), NOW).unwrap();
    let stage = |people: std::ops::RangeInclusive<u32>| {
        let page: Vec<String> = people.map(openid).collect();
        store.stage_page(StagedList::Followers, &page, "more").unwrap();
    };
    stage(31..=60);
    assert_eq!(store.difference().unwrap().listed, 30);
    stage(61..=65);
    assert_eq!(store.difference().unwrap().listed, 35, "a page came");
    store.clear_staged(StagedList::Followers).unwrap();
    stage(21..=55);
    let expected = store.difference().unwrap();
    assert_eq!((expected.listed, expected.joined, expected.left), (35, 5, 20), "it begins anew");
    // One of the new people becomes known by the blacklist meanwhile.
    store.stage_page(StagedList::Blacklist, &[openid(53)], "").unwrap();
    store.replace_blacklist(NOW, store.read_stamp()).unwrap();
    assert_eq!(store.apply_difference(sync, NOW).unwrap(), expected);
    assert_eq!(store.following(), 35);
    assert_eq!(store.detail(world.id(53)).unwrap().follow_count, 1, "not a second person");
}

#[test]
fn an_openid_that_json_writes_in_another_way_is_read_as_it_was() {
    let world = World::with_people(3);
    let strange = "o\"\\é\u{1}".to_owned();
    let sync = world.store.start_sync("ids", &(), NOW).unwrap();
    let page = [openid(1), strange.clone(), openid(3)];
    world.store.stage_page(StagedList::Followers, &page, "").unwrap();
    let applied = world.store.apply_difference(sync, NOW).unwrap();
    assert_eq!((applied.joined, applied.left), (1, 1));
    assert_ne!(world.store.find(&[strange]), [None]);
}

#[test]
fn a_list_goes_on_after_a_restart_from_its_last_cursor() {
    let world = World::with_people(3);
    world.store.start_sync("ids", &"kept", NOW).unwrap();
    world.store.stage_page(StagedList::Followers, &[openid(1), openid(2)], "cursor").unwrap();
    let world = world.reopened();
    let staged = world.store.staged(StagedList::Followers).unwrap();
    assert_eq!((staged.pages, staged.people), (1, 2));
    assert_eq!(staged.cursor.as_deref(), Some("cursor"));
    let unfinished = world.store.unfinished_sync::<String>().unwrap().unwrap();
    assert_eq!(unfinished.progress, "kept");
}

#[test]
fn unknown_overwrites_nothing_and_empty_is_a_value() {
    let world = World::with_people(20);
    let stamp = world.store.read_stamp();
    let silent = DetailRow { openid: openid(20), ..DetailRow::default() };
    world.store.save_details(&[silent], NOW + 1, stamp).unwrap();
    let row = world.store.rows(&[world.id(20)]).pop().unwrap();
    assert_eq!(row.remark, "王小姐20");
    assert_eq!(
        row.tags,
        [100, 101, 102, 104]
            .iter()
            .filter(|tag| 20 % (*tag - 97) == 0)
            .copied()
            .collect::<Vec<u32>>()
    );
    let cleared = DetailRow {
        remark: Some(String::new()),
        tags: Some(Vec::new()),
        ..DetailRow { openid: openid(20), ..DetailRow::default() }
    };
    world.store.save_details(&[cleared], NOW + 2, stamp).unwrap();
    let row = world.store.rows(&[world.id(20)]).pop().unwrap();
    assert_eq!((row.remark.as_str(), row.tags.len()), ("", 0));
}

#[test]
fn an_answer_asked_for_before_our_change_does_not_undo_it() {
    let world = World::with_people(10);
    let person = world.id(1);
    let stamp = world.store.read_stamp();
    let change = crate::Change::Tags { add: vec![103], remove: vec![] };
    let draft = world.store.write_draft(&change, &[person], NOW).unwrap();
    world.store.move_job(draft.job, crate::JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &[person], &[], NOW).unwrap();
    let saved = world.store.save_details(&[detail(1)], NOW + 1, stamp).unwrap();
    assert_eq!(saved.ours_kept, 1);
    assert!(world.store.rows(&[person])[0].tags.contains(&103));
    let later = world.store.read_stamp();
    world.store.save_details(&[detail(1)], NOW + 2, later).unwrap();
    assert!(!world.store.rows(&[person])[0].tags.contains(&103), "now WeChat knows better");
}

#[test]
fn a_tag_that_is_listed_no_more_loses_its_people_and_keeps_its_name_in_history() {
    let world = World::with_people(30);
    let carrier = world.id(3);
    world.store.replace_tags(&[tag(101), tag(102)], NOW).unwrap();
    assert_eq!(world.store.tags().len(), 2);
    assert!(world.store.tag_people(100).is_empty());
    assert!(!world.store.rows(&[carrier])[0].tags.contains(&100));
}

#[test]
fn people_on_the_blacklist_alone_are_known_but_do_not_follow() {
    let world = World::with_people(10);
    let stamp = world.store.read_stamp();
    world.store.stage_page(StagedList::Blacklist, &[openid(2), openid(77)], "").unwrap();
    let changes = world.store.replace_blacklist(NOW, stamp).unwrap();
    assert_eq!((changes.added, changes.unknown), (2, 1));
    assert_eq!(world.store.facets().blacklisted, 2);
    assert_eq!(world.store.following(), 10);
}

#[test]
fn people_committed_a_moment_before_the_index_is_told_disturb_no_question() {
    let world = World::with_people(5);
    let sync = world.list(1..=5);
    let mut joined = Vec::new();
    crate::RoaringBitmap::from([5, 700]).serialize_into(&mut joined).unwrap();
    world
        .store
        .write(crate::database::Urgency::Edit, |transaction| {
            transaction.execute(
                "INSERT INTO followers (id, openid, following, first_seen_at, follow_count)
                VALUES (700, 'oNew', 1, 0, 1)",
                [],
            )?;
            transaction.execute("UPDATE syncs SET joined = ?1 WHERE id = ?2", (&joined, sync))?;
            Ok(())
        })
        .unwrap();
    assert!(world.store.rows(&[700]).is_empty());
    let newest = [crate::Sort { by: crate::SortKey::FollowedAt, descending: true }];
    let question = Filter::MovedInSync { sync, how: Movement::Joined, tag: None };
    assert_eq!(world.store.ordered_matches(&question, &newest, NOW).unwrap(), [5]);
}
