//! Random filters of every kind.

use proptest::prelude::*;
use proptest::sample::select;

use super::drawn::{LANGUAGES, SOURCES, TEXTS, time};
use super::records::{JOBS, LIST, SEGMENT, SYNCS};
use crate::{
    Filter, ItemReason, Movement, Outcome, PastEvent, Period, QrPart, Relation, SegmentMove, Share,
    TagId, TextMatch, UnionidIs,
};

/// Mostly one that many have, sometimes one of those with as many as are allowed, or nobody's.
fn tag() -> impl Strategy<Value = TagId> {
    prop_oneof![8 => 100..106_u32, 1 => Just(123), 1 => Just(999)]
}

/// A number of tags: few, or about as many as WeChat allows.
fn many() -> impl Strategy<Value = u32> {
    prop_oneof![2 => 0..6_u32, 1 => 18..22_u32]
}

fn period() -> impl Strategy<Value = Period> {
    let end = || prop::option::of(time());
    prop_oneof![
        3 => (end(), end()).prop_map(|(from, until)| Period::Between { from, until }),
        1 => select(&[
            Period::Today,
            Period::Yesterday,
            Period::ThisWeek,
            Period::LastWeek,
            Period::ThisMonth,
            Period::LastMonth,
            Period::ThisQuarter,
            Period::LastQuarter,
            Period::ThisYear,
        ][..]),
        1 => (0..400_u32).prop_map(|days| Period::LastDays { days }),
    ]
}

fn texts(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(select(of).prop_map(str::to_owned), 0..3)
}

/// What is known of a person without looking into lists, segments, syncs and jobs.
fn plain_leaf() -> impl Strategy<Value = Filter> {
    let how = || select(&[TextMatch::Contains, TextMatch::Is, TextMatch::StartsWith][..]);
    let text = || prop_oneof![1 => Just(""), 9 => select(&TEXTS[..])].prop_map(str::to_owned);
    let some_tag = || prop::option::of(tag());
    let event = prop_oneof![
        Just(PastEvent::Left),
        Just(PastEvent::CameBack),
        some_tag().prop_map(|tag| PastEvent::Tagged { tag }),
        some_tag().prop_map(|tag| PastEvent::Untagged { tag }),
        Just(PastEvent::Remarked),
        Just(PastEvent::Blocked),
        Just(PastEvent::Unblocked),
    ];
    let unionid = prop_oneof![
        Just(UnionidIs::Known),
        Just(UnionidIs::Unknown),
        (0..10_u32).prop_map(|n| UnionidIs::Equal { unionid: format!("uTest-{n:022}") }),
        Just(UnionidIs::Equal { unionid: "uTest-".to_owned() }),
    ];
    prop_oneof![
        tag().prop_map(|tag| Filter::Tag { tag }),
        (
            select(&[Share::Any, Share::All, Share::None][..]),
            prop::collection::vec(tag(), 0..4)
        )
            .prop_map(|(have, tags)| Filter::Tags { have, tags }),
        Just(Filter::Untagged),
        (prop::option::of(many()), prop::option::of(many()))
            .prop_map(|(least, most)| Filter::TagCount { least, most }),
        Just(Filter::Following),
        Just(Filter::Left),
        Just(Filter::Blacklisted),
        texts(&SOURCES).prop_map(|sources| Filter::Source { sources }),
        texts(&LANGUAGES).prop_map(|languages| Filter::Language { languages }),
        (how(), text()).prop_map(|(how, text)| Filter::Remark { how, text }),
        Just(Filter::NoRemark),
        unionid.prop_map(|is| Filter::Unionid { is }),
        (select(&[Relation::During, Relation::Before, Relation::After][..]), period())
            .prop_map(|(when, period)| Filter::Followed { when, period }),
        (
            select(&[QrPart::Text, QrPart::Scene, QrPart::Either][..]),
            how(),
            prop::collection::vec(text(), 0..3)
        )
            .prop_map(|(part, how, texts)| Filter::Qr { part, how, texts }),
        select(&["王", "小姐", "oTest-00", "utest", "标签101", "门", "'; DROP", " V ", "😀", "0007"][..])
            .prop_map(|text| Filter::Text { text: text.to_owned() }),
        (event, period()).prop_map(|(event, period)| Filter::Happened { event, period }),
    ]
}

/// What the records of the world say.
fn record_leaf() -> impl Strategy<Value = Filter> {
    let movement = select(
        &[
            Movement::Joined,
            Movement::Left,
            Movement::CameBack,
            Movement::Tagged,
            Movement::Untagged,
            Movement::Remarked,
            Movement::Blocked,
            Movement::Unblocked,
            Movement::Unreadable,
        ][..],
    );
    let outcome = select(&[Outcome::Pending, Outcome::Done, Outcome::Skipped, Outcome::Failed][..]);
    let reason = select(
        &[
            ItemReason::AlreadySo,
            ItemReason::OverTagLimit,
            ItemReason::NotFollowing,
            ItemReason::UnknownToWechat,
            ItemReason::Refused { code: 45_159 },
            ItemReason::Refused { code: 1 },
            ItemReason::Cancelled,
        ][..],
    );
    let reason = prop::option::of(reason);
    prop_oneof![
        1 => Just(Filter::InList { list: LIST }),
        1 => select(&[SegmentMove::Entered, SegmentMove::Left][..])
            .prop_map(|how| Filter::MovedInSegment { segment: SEGMENT, how }),
        3 => (SYNCS, movement, prop::option::of(tag()))
            .prop_map(|(sync, how, tag)| Filter::MovedInSync { sync, how, tag }),
        3 => (JOBS, outcome, reason)
            .prop_map(|(job, outcome, reason)| Filter::InJob { job, outcome, reason }),
    ]
}

fn nested(leaf: impl Strategy<Value = Filter> + 'static) -> impl Strategy<Value = Filter> {
    leaf.prop_recursive(4, 24, 4, |inner| {
        let filters = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            2 => filters.clone().prop_map(|filters| Filter::AllOf { filters }),
            2 => filters.clone().prop_map(|filters| Filter::AnyOf { filters }),
            2 => filters.prop_map(|filters| Filter::NoneOf { filters }),
            1 => inner.prop_map(|filter| Filter::Off { filter: Box::new(filter) }),
        ]
    })
}

/// Any filter.
pub(super) fn filter() -> impl Strategy<Value = Filter> {
    nested(prop_oneof![4 => plain_leaf(), 1 => record_leaf()])
}

/// One that a segment can have before there are any records.
pub(super) fn plain_filter() -> impl Strategy<Value = Filter> {
    nested(plain_leaf())
}
