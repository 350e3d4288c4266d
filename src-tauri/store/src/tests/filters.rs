//! Filters and result sets, against the dullest possible evaluation: person by person.

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

#[test]
fn rows_come_in_the_order_asked_for_and_ties_keep_still() {
    let world = World::with_people(300);
    let keys = [
        SortKey::FollowedAt,
        SortKey::Remark,
        SortKey::TagCount,
        SortKey::Source,
        SortKey::Qr,
        SortKey::Openid,
    ];
    for by in keys {
        for descending in [false, true] {
            let sorts = [Sort { by, descending }];
            let everybody = Filter::AllOf { filters: vec![] };
            let ids = world.store.ordered_matches(&everybody, &sorts).unwrap();
            assert_eq!(ids.len(), 300);
            let again = world.store.ordered_matches(&everybody, &sorts).unwrap();
            assert_eq!(ids, again, "{by:?} is stable");
            let rows = world.store.rows(&ids).unwrap();
            if by == SortKey::TagCount {
                let counts: Vec<usize> = rows.iter().map(|row| row.tags.len()).collect();
                assert!(counts.windows(2).all(|pair| if descending {
                    pair[0] >= pair[1]
                } else {
                    pair[0] <= pair[1] || pair[1] == 0
                }));
            }
            if by == SortKey::FollowedAt {
                let times: Vec<_> = rows.iter().map(|row| row.followed_at).collect();
                assert!(times.windows(2).all(|pair| if descending {
                    pair[0] >= pair[1]
                } else {
                    pair[0] <= pair[1]
                }));
            }
        }
    }
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
