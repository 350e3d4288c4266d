//! Segments: asked anew each time, compared after each sync, kept even if a newer program wrote them.

use super::world::{NOW, World, openid};
use crate::database::Urgency;
use crate::segments::compare;
use crate::{
    DetailRow, Error, Filter, FilterFlaw, MOST_SEGMENTS, NewList, PastEvent, Period, Relation,
    Segment, SegmentDraft, SegmentMove,
};

fn draft(name: &str, filter: Option<Filter>) -> SegmentDraft {
    SegmentDraft { name: name.to_owned(), hue: Some(3), note: "备注".to_owned(), filter }
}

fn numbers(segment: &Segment) -> (Option<u32>, u32, u32) {
    (segment.people, segment.entered, segment.left)
}

impl World {
    fn segment(&self, name: &str, filter: Filter) -> Segment {
        self.store.add_segment(&draft(name, Some(filter)), NOW).unwrap()
    }

    fn segment_names(&self) -> Vec<String> {
        self.store.segments(NOW).unwrap().into_iter().map(|segment| segment.name).collect()
    }

    fn write_filter(&self, id: u32, filter: &str, version: u32) {
        let write = |transaction: &rusqlite::Transaction<'_>| {
            let sql = "UPDATE segments SET filter = ?1, filter_version = ?2 WHERE id = ?3";
            Ok(transaction.execute(sql, (filter, version, id))?)
        };
        self.store.write(Urgency::Edit, write).unwrap();
    }
}

#[test]
fn a_segment_says_who_entered_and_left_since_the_last_sync() {
    let world = World::with_people(60);
    let tagged = Filter::Tag { tag: 100 };
    let both = Filter::AllOf { filters: vec![Filter::Following, tagged] };
    let segment = world.segment("会员", both);
    assert_eq!((numbers(&segment), segment.compared_at), ((Some(20), 0, 0), None));
    // 3 leaves; 1 and 2 get the tag.
    world.list((1..=60).filter(|person| *person != 3));
    let tags = |person| DetailRow {
        openid: openid(person),
        tags: Some(vec![100]),
        ..DetailRow::default()
    };
    world.store.save_details(&[tags(1), tags(2)], NOW, world.store.read_stamp()).unwrap();
    world.store.compare_segments(NOW + 5).unwrap();
    let world = world.reopened();
    let moved = world.store.segment(segment.id, NOW).unwrap();
    assert_eq!((numbers(&moved), moved.compared_at), ((Some(21), 2, 1), Some(NOW + 5)));
    let who = |how| {
        let filter = Filter::MovedInSegment { segment: segment.id, how };
        world.store.matching(&filter, NOW).unwrap().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(who(SegmentMove::Entered), world.ids([1, 2]));
    assert_eq!(who(SegmentMove::Left), world.ids([3]));
    world.store.compare_segments(NOW + 9).unwrap();
    let calm = world.store.segment(segment.id, NOW).unwrap();
    assert_eq!(numbers(&calm), (Some(21), 0, 0));
}

#[test]
fn a_relative_period_is_that_of_the_day_on_which_it_is_asked() {
    let world = World::with_people(100);
    let recent = Filter::Followed { when: Relation::During, period: Period::LastDays { days: 2 } };
    let segment = world.segment("新来的", recent);
    let people = |now| world.store.segment(segment.id, now).unwrap().people.unwrap();
    assert!(people(NOW) > 24 && people(NOW) < 49);
    assert_eq!(people(NOW + 30 * 86_400), 0);
}

#[test]
fn a_segment_is_renamed_copied_moved_and_deleted_without_losing_its_count() {
    let world = World::with_people(30);
    let a = world.segment("甲", Filter::Tag { tag: 100 });
    let b = world.segment("乙", Filter::Untagged);
    world.store.compare_segments(NOW).unwrap();
    let renamed = world.store.change_segment(a.id, &draft("丙", None), NOW + 1).unwrap();
    assert_eq!((renamed.filter, renamed.compared_at), (a.filter.clone(), Some(NOW)));
    let other = draft("丙", Some(Filter::Left));
    let changed = world.store.change_segment(a.id, &other, NOW + 1).unwrap();
    assert_eq!((changed.filter, changed.compared_at), (Some(Filter::Left), None));
    assert_eq!((changed.saved_at, changed.people), (NOW + 1, Some(0)));
    let copy = world.store.copy_segment(b.id, "丁", NOW).unwrap();
    assert_eq!((copy.filter.clone(), copy.people), (b.filter.clone(), b.people));
    assert_eq!(world.segment_names(), ["丙", "乙", "丁"]);
    world.store.order_segments(&[copy.id, 77, a.id]).unwrap();
    assert_eq!(world.segment_names(), ["丁", "丙", "乙"]);
    world.store.delete_segment(a.id).unwrap();
    assert_eq!(world.segment_names(), ["丁", "乙"]);
    assert!(matches!(world.store.segment(a.id, NOW), Err(Error::SegmentUnknown)));
    let lost = world.store.change_segment(a.id, &other, NOW);
    assert!(matches!(lost, Err(Error::SegmentUnknown)));
}

#[test]
fn a_segment_of_a_newer_program_is_kept_as_it_is() {
    let world = World::with_people(30);
    let id = world.segment("甲", Filter::Untagged).id;
    let newer = r#"{"kind":"mood","is":"good"}"#;
    world.write_filter(id, newer, 2);
    world.store.compare_segments(NOW).unwrap();
    let seen = world.store.segment(id, NOW).unwrap();
    assert_eq!((seen.filter.clone(), seen.people, seen.problems.len()), (None, None, 0));
    let renamed = world.store.change_segment(id, &draft("乙", None), NOW).unwrap();
    assert_eq!(renamed.name, "乙");
    let copy = world.store.copy_segment(id, "丙", NOW).unwrap();
    let filters: Vec<(String, u32)> = world
        .store
        .read(|connection| {
            let mut rows = connection.prepare("SELECT filter, filter_version FROM segments")?;
            let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    assert_eq!(filters, [(newer.to_owned(), 2), (newer.to_owned(), 2)]);
    assert_eq!(copy.filter, None);
    // The same version, but not as it was written: nothing is guessed.
    world.write_filter(id, "{", 1);
    assert_eq!(world.store.segment(id, NOW).unwrap().filter, None);
}

#[test]
fn what_a_segment_names_may_be_gone_and_the_others_are_counted_all_the_same() {
    let world = World::with_people(30);
    let list = world.store.keep_list(&NewList::default(), NOW).unwrap().id;
    let by_list = world.segment("名单", Filter::InList { list });
    let by_tag = world.segment("会员", Filter::Tag { tag: 100 });
    world.store.delete_list(list).unwrap();
    world.store.delete_tag(100).unwrap();
    world.store.compare_segments(NOW).unwrap();
    let seen = world.store.segments(NOW).unwrap();
    assert_eq!((seen[0].id, seen[0].people), (by_list.id, None));
    assert_eq!(seen[0].problems[0].flaw, FilterFlaw::ListGone);
    assert_eq!((seen[1].id, numbers(&seen[1])), (by_tag.id, (Some(0), 0, 10)));
    let gone = FilterFlaw::TagGone { tag: 100, name: "标签100".to_owned() };
    assert_eq!(seen[1].problems[0].flaw, gone);
}

#[test]
fn no_more_segments_are_kept_than_anybody_looks_through() {
    let world = World::with_people(5);
    let first = world.segment("0", Filter::Following).id;
    for n in 1..MOST_SEGMENTS {
        world.store.copy_segment(first, &n.to_string(), NOW).unwrap();
    }
    let full = world.store.add_segment(&draft("x", None), NOW).unwrap_err();
    assert!(matches!(full, Error::TooManyKept { limit: MOST_SEGMENTS }), "{full}");
}

#[test]
fn a_filter_changed_while_the_old_one_is_compared_is_not_given_the_old_ones_people() {
    let world = World::with_people(60);
    let everybody = Filter::AllOf { filters: Vec::new() };
    let segment = world.segment("会员", everybody.clone());
    let asked = serde_json::to_string(&everybody).unwrap();
    let people = world.store.matching(&everybody, NOW).unwrap();
    let tagged = draft("会员", Some(Filter::Tag { tag: 100 }));
    world.store.change_segment(segment.id, &tagged, NOW).unwrap();
    let late = |transaction: &rusqlite::Transaction<'_>| {
        compare(transaction, segment.id, &asked, &people, NOW)
    };
    world.store.write(Urgency::Bulk, late).unwrap();
    let kept = world.store.segment(segment.id, NOW).unwrap();
    assert_eq!((numbers(&kept), kept.compared_at), ((Some(20), 0, 0), None));
    world.store.compare_segments(NOW + 5).unwrap();
    let compared = world.store.segment(segment.id, NOW).unwrap();
    assert_eq!(numbers(&compared), (Some(20), 0, 0), "nobody came and nobody went");
}

#[test]
fn numbers_are_those_of_the_moment_whatever_was_counted_before() {
    let world = World::with_people(100);
    let tagged = world.segment("会员", Filter::Tag { tag: 100 });
    let period = Period::LastDays { days: 1 };
    let history = Filter::Happened { event: PastEvent::Tagged { tag: Some(100) }, period };
    let lately = world.segment("今天打上", history);
    let people = world.ids([4, 6]).into_iter().collect();
    let list = world.store.keep_list(&NewList { people, ..NewList::default() }, NOW).unwrap().id;
    let listed = world.segment("名单", Filter::InList { list });
    let now = |later| {
        let numbers = world.store.segments(NOW + later).unwrap();
        let of = |id| numbers.iter().find(|segment| segment.id == id).unwrap().people;
        [of(tagged.id), of(lately.id), of(listed.id)]
    };
    let before = now(0);
    assert_eq!(now(0), before, "asked again, nothing has changed");
    assert_eq!(before[2], Some(2));

    let detail = DetailRow { openid: openid(1), tags: Some(vec![100]), ..DetailRow::default() };
    world.store.save_details(&[detail], NOW, world.store.read_stamp()).unwrap();
    let [members, tagged_today, _] = now(0);
    assert_eq!(members, before[0].map(|people| people + 1), "the index changed");
    assert_eq!(tagged_today, before[1].map(|people| people + 1), "the history changed");
    assert_eq!(now(3 * 86_400)[1], Some(0), "another day came");

    world.store.delete_list(list).unwrap();
    assert_eq!(now(0)[2], None, "the list is gone");
}
