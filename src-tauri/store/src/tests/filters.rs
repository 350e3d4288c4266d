//! Filters and result sets, against the dullest possible evaluation: person by person.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::world::{NOW, World};
use crate::{Filter, FollowerId, FollowerRow, Selection, Sort, SortKey};

fn leaf() -> impl Strategy<Value = Filter> {
    let time = || prop::option::of((0..400_i64).prop_map(|hours| NOW - hours * 3_600));
    prop_oneof![
        (100..106_u32).prop_map(|tag| Filter::Tag { tag }),
        Just(Filter::Untagged),
        Just(Filter::Following),
        Just(Filter::Left),
        Just(Filter::Blacklisted),
        prop::sample::select(vec!["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "ADD_SCENE_NEW"])
            .prop_map(|source| Filter::Source { source: source.to_owned() }),
        (time(), time()).prop_map(|(from, until)| Filter::FollowedAt { from, until }),
        (time(), time()).prop_map(|(from, until)| Filter::LeftAt { from, until }),
        (prop::sample::select(vec!["门店", "门店A", "7", "14", "x"]), any::<bool>())
            .prop_map(|(text, exact)| Filter::Qr { text: text.to_owned(), exact }),
        prop::sample::select(vec!["王", "小姐2", "oTest-00", "utest", "标签101", "门", "'; DROP"])
            .prop_map(|text| Filter::Text { text: text.to_owned() }),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    leaf().prop_recursive(3, 20, 4, |inner| {
        let filters = prop::collection::vec(inner, 0..4);
        prop_oneof![
            filters.clone().prop_map(|filters| Filter::AllOf { filters }),
            filters.clone().prop_map(|filters| Filter::AnyOf { filters }),
            filters.prop_map(|filters| Filter::NoneOf { filters }),
        ]
    })
}

/// What a person would answer after looking at one row.
fn fits(filter: &Filter, row: &FollowerRow) -> bool {
    let within = |at: Option<i64>, from: Option<i64>, until: Option<i64>| {
        at.is_some_and(|at| {
            from.is_none_or(|from| at >= from) && until.is_none_or(|until| at < until)
        })
    };
    let scene = row.qr_scene.to_string();
    let has_scene = row.qr_scene != 0;
    match filter {
        Filter::AllOf { filters } => filters.iter().all(|part| fits(part, row)),
        Filter::AnyOf { filters } => filters.iter().any(|part| fits(part, row)),
        Filter::NoneOf { filters } => !filters.iter().any(|part| fits(part, row)),
        Filter::Tag { tag } => row.tags.contains(tag),
        Filter::Untagged => row.tags.is_empty(),
        Filter::Following => row.following,
        Filter::Left => !row.following,
        Filter::Blacklisted => row.blacklisted,
        Filter::Source { source } => row.source.as_ref() == Some(source),
        Filter::FollowedAt { from, until } => within(row.followed_at, *from, *until),
        Filter::LeftAt { from, until } => within(row.left_at, *from, *until),
        Filter::Qr { text, exact: true } => row.qr_text == *text || (has_scene && scene == *text),
        Filter::Qr { text, exact: false } => {
            row.qr_text.contains(text) || (has_scene && scene.contains(text))
        }
        Filter::Text { text } => {
            let folded = text.to_ascii_lowercase();
            let long = folded.len() >= 4 && folded.is_ascii();
            let holds = |of: &str| of.to_ascii_lowercase().contains(&folded);
            row.remark.contains(text)
                || row.qr_text.contains(text)
                || (has_scene && scene.contains(text))
                || (long && (holds(&row.openid) || row.unionid.as_deref().is_some_and(holds)))
                || row.tags.iter().any(|tag| format!("标签{tag}").contains(text))
        }
        Filter::MovedInSync { .. } | Filter::InJob { .. } => unreachable!("not drawn here"),
    }
}

fn everybody(world: &World) -> Vec<FollowerRow> {
    let ids: Vec<FollowerId> =
        world.store.matching(&Filter::AllOf { filters: vec![] }).unwrap().iter().collect();
    world.store.rows(&ids).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_finds_whom_a_person_would_find(
        filters in prop::collection::vec(filter(), 100),
        leavers in 0..80_u32,
    ) {
        let world = World::with_people(300);
        world.list(leavers + 1..=300);
        let rows = everybody(&world);
        for filter in filters {
            let expected: Vec<FollowerId> =
                rows.iter().filter(|row| fits(&filter, row)).map(|row| row.id).collect();
            let found: Vec<FollowerId> = world.store.matching(&filter).unwrap().iter().collect();
            prop_assert_eq!(found, expected, "{:?}", filter);
        }
    }
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
    for filter in [Filter::AllOf { filters: vec![] }, Filter::Following, Filter::Tag { tag: 101 }] {
        let mut expected = everybody(&world);
        expected.retain(|row| fits(&filter, row));
        for first in &sorts {
            for second in &sorts {
                let sorts = [*first, *second];
                expected.sort_by(|a, b| compare(&sorts, a, b));
                let ids: Vec<FollowerId> = expected.iter().map(|row| row.id).collect();
                let found = world.store.ordered_matches(&filter, &sorts).unwrap();
                assert_eq!(found, ids, "{filter:?} by {sorts:?}");
            }
            expected.sort_by(|a, b| compare(&[*first], a, b));
            let ids: Vec<FollowerId> = expected.iter().map(|row| row.id).collect();
            assert_eq!(world.store.ordered_matches(&filter, &[*first]).unwrap(), ids, "{first:?}");
        }
    }
}

#[test]
fn an_order_that_was_kept_is_made_anew_after_a_change() {
    let world = World::with_people(100);
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let first = world.store.ordered_matches(&Filter::Following, &newest).unwrap();
    let last = first[99];
    let openid = world.store.openids(&[last]).unwrap().remove(0);
    let row = crate::DetailRow { openid, followed_at: Some(NOW + 1), ..Default::default() };
    world.store.save_details(&[row], NOW + 1, world.store.read_stamp()).unwrap();
    let again = world.store.ordered_matches(&Filter::Following, &newest).unwrap();
    assert_eq!(again[0], last, "who followed anew stands first");
    assert_eq!(again[1..], first[..99]);
}

#[test]
fn a_result_set_holds_still_and_its_windows_are_slices_of_it() {
    let world = World::with_people(300);
    let following = Filter::Following;
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let opened = world.store.open_result_set(&following, &newest).unwrap();
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
fn all_minus_three_and_ranges_mean_the_same_people_as_counted() {
    let world = World::with_people(300);
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let opened = world.store.open_result_set(&Filter::Following, &newest).unwrap();
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
