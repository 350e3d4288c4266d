//! Filters that are too large, empty, contradictory, or that name what is gone.

use super::world::{NOW, World, tag};
use crate::{
    DEEPEST_FILTER, Error, Filter, FilterFlaw, FilterProblem, LONGEST_TEXT, MOST_CONDITIONS,
    MOST_VALUES, PastEvent, Period, QrPart, Relation, Share, TextMatch,
};

fn all_of(filters: Vec<Filter>) -> Filter {
    Filter::AllOf { filters }
}

fn off(filter: Filter) -> Filter {
    Filter::Off { filter: Box::new(filter) }
}

fn nested(groups: usize) -> Filter {
    (0..groups).fold(Filter::Following, |inner, _| all_of(vec![inner]))
}

fn refused(world: &World, filter: &Filter) -> Error {
    let refused = world.store.matching(filter, NOW).unwrap_err();
    let problems = world.store.filter_problems(filter).unwrap_err();
    assert_eq!(refused.to_string(), problems.to_string());
    refused
}

#[test]
fn a_filter_deeper_than_anybody_builds_is_refused_however_deep_it_is() {
    let world = World::with_people(10);
    assert_eq!(world.store.count(&nested(DEEPEST_FILTER), NOW).unwrap(), 10);
    let deep = refused(&world, &nested(DEEPEST_FILTER + 1));
    assert!(matches!(deep, Error::FilterTooDeep { limit: DEEPEST_FILTER }), "{deep}");
    let switches = (0..DEEPEST_FILTER + 1).fold(Filter::Left, |inner, _| off(inner));
    assert!(matches!(refused(&world, &switches), Error::FilterTooDeep { .. }));
    refused(&world, &nested(2_000));
}

#[test]
fn a_filter_larger_than_anybody_builds_is_refused() {
    let world = World::with_people(10);
    let many = |conditions| all_of(vec![Filter::Following; conditions]);
    assert_eq!(world.store.count(&many(MOST_CONDITIONS - 1), NOW).unwrap(), 10);
    let text = |length| Filter::Text { text: "x".repeat(length) };
    assert_eq!(world.store.count(&text(LONGEST_TEXT), NOW).unwrap(), 0);
    let tags = |tags| Filter::Tags { have: Share::None, tags: vec![100; tags] };
    world.store.count(&tags(MOST_VALUES), NOW).unwrap();
    for filter in [
        many(MOST_CONDITIONS),
        text(LONGEST_TEXT + 1),
        tags(MOST_VALUES + 1),
        Filter::Source { sources: vec!["x".repeat(LONGEST_TEXT + 1)] },
        off(text(1 << 20)),
    ] {
        assert!(matches!(refused(&world, &filter), Error::FilterTooLarge));
    }
}

#[test]
fn what_is_switched_off_counts_as_if_it_did_not_stand_there() {
    let world = World::with_people(60);
    let count = |filter: &Filter| world.store.count(filter, NOW).unwrap();
    let (three, four) = (Filter::Tag { tag: 100 }, Filter::Tag { tag: 101 });
    assert_eq!(count(&all_of(vec![three.clone(), off(four.clone())])), 20);
    let any = |filters| Filter::AnyOf { filters };
    assert_eq!(count(&any(vec![three.clone(), off(four.clone())])), 20);
    assert_eq!(count(&any(vec![off(three.clone()), off(four.clone())])), 60);
    assert_eq!(count(&all_of(vec![three.clone(), any(vec![off(four)])])), 20);
    assert_eq!(count(&any(vec![])), 0, "an empty choice is nobody's");
    assert_eq!(count(&off(Filter::Left)), 60);
    assert_eq!(count(&Filter::NoneOf { filters: vec![off(three)] }), 60);
    let gone = off(Filter::InList { list: 9 });
    assert_eq!(count(&all_of(vec![Filter::Following, gone])), 60, "nobody asks for it");
}

#[test]
fn contradictions_find_nobody_and_texts_of_other_languages_are_only_texts() {
    let world = World::with_people(60);
    let count = |filter: &Filter| world.store.count(filter, NOW).unwrap();
    assert_eq!(count(&all_of(vec![Filter::Untagged, Filter::Tag { tag: 100 }])), 0);
    assert_eq!(count(&all_of(vec![Filter::Following, Filter::Left])), 0);
    for text in ["'; DROP TABLE followers; --", "%", "_", ".*", "(((", "\\", "\0", "👨‍👩‍👧", "\u{202e}"]
    {
        assert_eq!(count(&Filter::Text { text: text.to_owned() }), 0, "{text:?}");
        for how in [TextMatch::Contains, TextMatch::Is, TextMatch::StartsWith] {
            assert_eq!(count(&Filter::Remark { how, text: text.to_owned() }), 0, "{text:?}");
            let texts = vec![text.to_owned()];
            assert_eq!(count(&Filter::Qr { part: QrPart::Either, how, texts }), 0, "{text:?}");
        }
    }
    assert_eq!(world.store.following(), 60);
}

#[test]
fn what_is_odd_about_a_filter_is_named_with_its_place() {
    let world = World::with_people(20);
    world.store.replace_tags(&[tag(100), tag(102)], NOW).unwrap();
    let backwards = Period::Between { from: Some(NOW), until: Some(NOW - 1) };
    let filter = all_of(vec![
        Filter::Tag { tag: 100 },
        Filter::AnyOf {
            filters: vec![Filter::Tags { have: Share::Any, tags: vec![102, 101, 777] }],
        },
        off(Filter::NoneOf { filters: vec![] }),
        Filter::Followed { when: Relation::During, period: backwards },
        Filter::Remark { how: TextMatch::Contains, text: String::new() },
        Filter::InList { list: 3 },
        Filter::TagCount { least: Some(3), most: Some(2) },
        Filter::Happened { event: PastEvent::Tagged { tag: Some(101) }, period: Period::ThisMonth },
        off(Filter::InJob { job: 8, outcome: crate::Outcome::Done, reason: None }),
    ]);
    let gone = |tag, name: &str| FilterFlaw::TagGone { tag, name: name.to_owned() };
    let expected = [
        (vec![1, 0], gone(101, "标签101")),
        (vec![1, 0], gone(777, "")),
        (vec![2], FilterFlaw::EmptyGroup),
        (vec![3], FilterFlaw::Backwards),
        (vec![4], FilterFlaw::NothingChosen),
        (vec![5], FilterFlaw::ListGone),
        (vec![6], FilterFlaw::Backwards),
        (vec![7], gone(101, "标签101")),
        (vec![8], FilterFlaw::RecordGone),
    ];
    let expected = expected.map(|(path, flaw)| FilterProblem { path, flaw });
    assert_eq!(world.store.filter_problems(&filter).unwrap(), expected);
    assert!(world.store.filter_problems(&all_of(vec![])).unwrap().is_empty());
    assert!(matches!(world.store.matching(&filter, NOW), Err(Error::ListUnknown)));
}
