//! Result sets and their orders, against plain comparisons of rows.

use std::cmp::Ordering;

use super::world::{NOW, World};
use crate::{Filter, FollowerId, FollowerRow, Selection, Sort, SortKey};

type Fits = fn(&FollowerRow) -> bool;

fn everybody(world: &World) -> Vec<FollowerRow> {
    let everybody = Filter::AllOf { filters: vec![] };
    let ids: Vec<FollowerId> = world.store.matching(&everybody, NOW).unwrap().iter().collect();
    world.store.rows(&ids)
}

/// What is compared for a sort key; none for those who lack the value.
fn sort_value(by: SortKey, row: &FollowerRow) -> Option<(i64, Vec<u8>)> {
    let text = |text: &str| (!text.is_empty()).then(|| (0, text.as_bytes().to_vec()));
    match by {
        SortKey::FollowedAt => row.followed_at.map(|at| (at, vec![])),
        SortKey::LeftAt => row.left_at.map(|at| (at, vec![])),
        SortKey::TagCount => Some((row.tags.len() as i64, vec![])),
        SortKey::Remark => text(&row.remark.to_ascii_lowercase()),
        SortKey::Source => text(row.source.as_deref().unwrap_or("")),
        SortKey::Qr if row.qr_text.is_empty() && row.qr_scene != 0 => {
            text(&row.qr_scene.to_string())
        }
        SortKey::Qr => text(&row.qr_text),
        SortKey::Openid => text(&row.openid),
    }
}

fn compare(sorts: &[Sort], a: &FollowerRow, b: &FollowerRow) -> Ordering {
    let by_keys = sorts.iter().map(|sort| {
        match (sort_value(sort.by, a), sort_value(sort.by, b)) {
            (None, None) => Ordering::Equal,
            // Whoever lacks the value stands last in both directions.
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) if sort.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
        }
    });
    by_keys.fold(Ordering::Equal, Ordering::then).then(a.id.cmp(&b.id))
}

#[test]
fn every_pair_of_sorts_orders_people_as_a_plain_comparison_does() {
    let world = World::with_people(300);
    world.list(51..=300);
    let keys = [
        SortKey::FollowedAt,
        SortKey::Remark,
        SortKey::TagCount,
        SortKey::Source,
        SortKey::Qr,
        SortKey::LeftAt,
        SortKey::Openid,
    ];
    let sorts: Vec<Sort> = keys
        .into_iter()
        .flat_map(|by| [false, true].map(|descending| Sort { by, descending }))
        .collect();
    let tagged = |row: &FollowerRow| row.tags.contains(&101);
    let questions: [(Filter, Fits); 3] = [
        (Filter::AllOf { filters: vec![] }, |_| true),
        (Filter::Following, |row| row.following),
        (Filter::Tag { tag: 101 }, tagged),
    ];
    for (filter, fits) in questions {
        let mut expected = everybody(&world);
        expected.retain(fits);
        for first in &sorts {
            for second in &sorts {
                let sorts = [*first, *second];
                expected.sort_by(|a, b| compare(&sorts, a, b));
                let ids: Vec<FollowerId> = expected.iter().map(|row| row.id).collect();
                let found = world.store.ordered_matches(&filter, &sorts, NOW).unwrap();
                assert_eq!(found, ids, "{filter:?} by {sorts:?}");
                let opened = world.store.open_result_set(&filter, &sorts, NOW).unwrap();
                let page: Vec<FollowerId> = opened.first_rows.iter().map(|row| row.id).collect();
                assert_eq!(page, ids[..ids.len().min(100)], "{filter:?} by {sorts:?}");
            }
            expected.sort_by(|a, b| compare(&[*first], a, b));
            let ids: Vec<FollowerId> = expected.iter().map(|row| row.id).collect();
            assert_eq!(
                world.store.ordered_matches(&filter, &[*first], NOW).unwrap(),
                ids,
                "{first:?}"
            );
        }
    }
}

#[test]
fn an_order_that_was_kept_is_made_anew_after_a_change() {
    let world = World::with_people(100);
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let first = world.store.ordered_matches(&Filter::Following, &newest, NOW).unwrap();
    let last = first[99];
    let openid = world.store.openids(&[last]).unwrap().remove(0);
    let row = crate::DetailRow { openid, followed_at: Some(NOW + 1), ..Default::default() };
    world.store.save_details(&[row], NOW + 1, world.store.read_stamp()).unwrap();
    let again = world.store.ordered_matches(&Filter::Following, &newest, NOW).unwrap();
    assert_eq!(again[0], last, "who followed anew stands first");
    assert_eq!(again[1..], first[..99]);
}

#[test]
fn a_result_set_holds_still_and_its_windows_are_slices_of_it() {
    let world = World::with_people(300);
    let following = Filter::Following;
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let opened = world.store.open_result_set(&following, &newest, NOW).unwrap();
    assert_eq!((opened.people, opened.first_rows.len()), (300, 100));
    world.list(1..=150);
    let rows = world.store.window(opened.id, 0, 300).unwrap();
    assert_eq!(rows.len(), 300, "people who left since stay in their places");
    assert_eq!(
        rows[..100].iter().map(|r| r.id).collect::<Vec<_>>(),
        opened.first_rows.iter().map(|r| r.id).collect::<Vec<_>>()
    );
    assert!(world.store.window(opened.id, 299, 100).unwrap().len() == 1);
    assert!(world.store.window(opened.id, 300, 100).unwrap().is_empty());
}

#[test]
fn a_list_is_that_of_the_moment_of_the_question_however_late_it_is_collected() {
    let world = World::with_people(300);
    for sort in [SortKey::FollowedAt, SortKey::Remark, SortKey::TagCount] {
        let sorts = [Sort { by: sort, descending: true }];
        let expected = world.store.ordered_matches(&Filter::Following, &sorts, NOW).unwrap();
        let opened = world.store.open_result_set(&Filter::Following, &sorts, NOW).unwrap();
        // Everything that the order looks at changes before anybody scrolls.
        let openids = world.store.openids(&expected).unwrap();
        let rows: Vec<crate::DetailRow> = (0..)
            .zip(openids)
            .map(|(n, openid)| crate::DetailRow {
                openid,
                followed_at: Some(NOW - n * 7_919 % 1_000),
                remark: Some(format!("{sort:?}{}", n * 31 % 97)),
                tags: Some(if n % 3 == 0 { vec![100] } else { vec![] }),
                ..crate::DetailRow::default()
            })
            .collect();
        world.store.save_details(&rows, NOW + 1, world.store.read_stamp()).unwrap();
        let fresh = world.store.ordered_matches(&Filter::Following, &sorts, NOW).unwrap();
        assert_ne!(fresh, expected, "{sort:?}");
        assert_eq!(*world.store.result_set(opened.id).unwrap(), expected, "{sort:?}");
        let page: Vec<FollowerId> = opened.first_rows.iter().map(|row| row.id).collect();
        assert_eq!(page, expected[..100], "{sort:?}");
    }
}

#[test]
fn all_minus_three_and_ranges_mean_the_same_people_as_counted() {
    let world = World::with_people(300);
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let opened = world.store.open_result_set(&Filter::Following, &newest, NOW).unwrap();
    let except: Vec<FollowerId> = opened.first_rows[..3].iter().map(|row| row.id).collect();
    let all = Selection::ResultSet { result_set: opened.id, ranges: None, except: except.clone() };
    let people = world.store.selected(&all).unwrap();
    assert_eq!(people.len(), 297);
    assert!(except.iter().all(|id| !people.contains(id)));
    let ranges = Selection::ResultSet {
        result_set: opened.id,
        ranges: Some(vec![(0, 10), (5, 12), (290, 999)]),
        except: vec![],
    };
    assert_eq!(world.store.selected(&ranges).unwrap().len(), 22, "overlaps count once");
    world.store.close_result_set(opened.id);
    let error = world.store.selected(&all).unwrap_err();
    assert!(matches!(error, crate::Error::ResultSetExpired { .. }), "{error}");
}

#[test]
fn people_are_found_again_where_they_stand_in_another_order() {
    let world = World::with_people(200);
    world.list(21..=200);
    let sorted = |by, descending| [Sort { by, descending }];
    let filter = Filter::AllOf { filters: vec![] };
    let open = |sorts: &[Sort]| world.store.open_result_set(&filter, sorts, NOW).unwrap().id;
    let (by_time, by_tags) =
        (open(&sorted(SortKey::FollowedAt, true)), open(&sorted(SortKey::TagCount, false)));
    let ranges = vec![(3, 90), (120, 121)];
    let chosen = |result_set, ranges| Selection::ResultSet { result_set, ranges, except: vec![] };
    let mut before = world.store.selected(&chosen(by_time, Some(ranges.clone()))).unwrap();

    let places = world.store.places(&chosen(by_time, Some(ranges)), by_tags).unwrap();
    let apart = |pair: &[(u32, u32)]| pair[0].1 < pair[1].0;
    assert!(places.windows(2).all(apart), "in order and apart from each other: {places:?}");
    let mut after = world.store.selected(&chosen(by_tags, Some(places))).unwrap();
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(after, before, "the same people");

    let everybody = world.store.places(&chosen(by_time, None), by_tags).unwrap();
    assert_eq!(everybody, [(0, 200)]);
    let leavers = world.store.open_result_set(&Filter::Left, &[], NOW).unwrap().id;
    let these = Selection::These { followers: world.ids([2, 5, 199]) };
    assert_eq!(world.store.places(&these, leavers).unwrap().len(), 2, "199 has not left");
    world.store.close_result_set(by_time);
    let gone = world.store.places(&chosen(by_time, None), by_tags);
    assert!(matches!(gone, Err(crate::Error::ResultSetExpired { had: 200 })));
}
