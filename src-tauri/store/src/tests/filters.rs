//! Filters, against the dullest possible evaluation: person by person, in random worlds.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::select;

use super::world::{NOW, World, openid};
use crate::{
    Change, DetailRow, Filter, FollowerDetail, FollowerId, HistoryEvent, JobStage, ListId, NewList,
    PastEvent, Period, QrPart, Relation, Share, StagedList, TextMatch, UnionidIs, UnixSeconds,
};

const DAY: i64 = 86_400;
const SOURCES: [&str; 4] = ["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "add_scene_search", ""];
const LANGUAGES: [&str; 4] = ["zh_CN", "en", "zh_TW", ""];
/// Short texts that lie in each other, in several scripts and cases, and some that mean something
/// elsewhere.
const TEXTS: [&str; 14] = [
    "王",
    "王小姐",
    "小",
    "vip",
    "VIP王",
    "v",
    "😀",
    "😀王",
    "7",
    "17",
    "门店A",
    "门店a",
    "%_'",
    "a.*",
];
const PEOPLE: u32 = 120;

/// A world as it is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    details: Vec<DetailRow>,
    leavers: HashSet<u32>,
    returning: HashSet<u32>,
    deeds: Vec<(Change, Vec<u32>, UnixSeconds)>,
    pasted: HashSet<u32>,
}

fn people(most: usize) -> impl Strategy<Value = HashSet<u32>> {
    prop::collection::hash_set(1..=PEOPLE, 0..most)
}

/// Within two years before now, and a little after: another clock may be ahead.
fn time() -> impl Strategy<Value = UnixSeconds> {
    prop_oneof![
        (-3 * 24..700 * 24_i64).prop_map(|hours| NOW - hours * 3_600),
        (-3..40_i64).prop_map(|days| NOW - days * DAY),
        Just(NOW),
    ]
}

fn detail() -> impl Strategy<Value = DetailRow> {
    let text = || prop_oneof![2 => Just(""), 3 => select(&TEXTS[..])];
    let value = |values: &'static [&'static str]| select(values).prop_map(str::to_owned);
    (
        (text(), select(&["", "店", "x"][..])),
        prop::collection::hash_set(100..105_u32, 0..5),
        (prop::option::of(time()), value(&SOURCES), value(&LANGUAGES)),
        (prop_oneof![Just(0), 1..20_u32], text()),
        prop::option::of(0..9_u32),
    )
        .prop_map(|(remark, tags, (followed_at, source, language), qr, unionid)| DetailRow {
            subscribed: Some(true),
            remark: Some(remark.0.to_owned() + remark.1),
            tags: Some(tags.into_iter().collect()),
            followed_at,
            source: Some(source).filter(|source| !source.is_empty()),
            language: Some(language).filter(|language| !language.is_empty()),
            qr_scene: Some(qr.0),
            qr_text: Some(qr.1.to_owned()),
            unionid: unionid.map(|number| format!("uTest-{number:022}")),
            ..DetailRow::default()
        })
}

fn deed() -> impl Strategy<Value = (Change, Vec<u32>, UnixSeconds)> {
    let tags = || prop::collection::vec(100..105_u32, 0..3);
    let change = prop_oneof![
        3 => (tags(), tags()).prop_map(|(add, remove)| Change::Tags { add, remove }),
        1 => select(&TEXTS[..]).prop_map(|remark| Change::Remark { remark: remark.to_owned() }),
        1 => Just(Change::Block { reason: String::new() }),
        1 => Just(Change::Unblock),
    ];
    (change, people(30), time())
        .prop_map(|(change, people, at)| (change, people.into_iter().collect(), at))
}

fn world() -> impl Strategy<Value = Drawn> {
    (
        prop::collection::vec(detail(), PEOPLE as usize),
        people(60),
        people(60),
        prop::collection::vec(deed(), 0..6),
        people(80),
    )
        .prop_map(|(details, leavers, returning, deeds, pasted)| Drawn {
            details,
            leavers,
            returning,
            deeds,
            pasted,
        })
}

impl Drawn {
    fn made(self) -> (World, ListId) {
        let world = World::new();
        let store = &world.store;
        store.replace_tags(&(100..105).map(super::world::tag).collect::<Vec<_>>(), NOW).unwrap();
        list(&world, 1..=PEOPLE, NOW - 600 * DAY);
        let rows = (1..).zip(self.details);
        let rows: Vec<DetailRow> =
            rows.map(|(person, row)| DetailRow { openid: openid(person), ..row }).collect();
        store.save_details(&rows, NOW - 500 * DAY, store.read_stamp()).unwrap();
        list(&world, (1..=PEOPLE).filter(|person| !self.leavers.contains(person)), NOW - 40 * DAY);
        let stay = |person: &u32| !self.leavers.contains(person) || self.returning.contains(person);
        list(&world, (1..=PEOPLE).filter(stay), NOW - 5 * DAY);
        for (change, people, at) in self.deeds {
            done(&world, &change, &world.ids(people), at);
        }
        let people = world.ids(self.pasted).into_iter().collect();
        let list = store.keep_list(&NewList { people, ..NewList::default() }, NOW).unwrap();
        (world, list.id)
    }
}

fn list(world: &World, people: impl IntoIterator<Item = u32>, at: UnixSeconds) {
    let openids: Vec<String> = people.into_iter().map(openid).collect();
    let sync = world.store.start_sync("ids", &(), at).unwrap();
    world.store.stage_page(StagedList::Followers, &openids, "").unwrap();
    world.store.apply_difference(sync, at).unwrap();
    world.store.finish_sync(sync, &(), at).unwrap();
}

/// A job that reaches everybody it was for.
fn done(world: &World, change: &Change, people: &[FollowerId], at: UnixSeconds) {
    let store = &world.store;
    let draft = store.write_draft(change, people, at).unwrap();
    if draft.to_change == 0 {
        return;
    }
    store.move_job(draft.job, JobStage::Running, None, None, at).unwrap();
    let units = match change {
        Change::Tags { add, remove } => add.len() + remove.len(),
        _ => 1,
    };
    for unit in 0..units {
        let due = store.due_people(draft.job, unit, 0, 1_000).unwrap();
        let due: Vec<FollowerId> = due.into_iter().map(|due| due.id).collect();
        store.commit_batch(draft.job, unit, &due, &[], at).unwrap();
    }
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

fn leaf() -> impl Strategy<Value = Filter> {
    let how = || select(&[TextMatch::Contains, TextMatch::Is, TextMatch::StartsWith][..]);
    let text = || prop_oneof![1 => Just(""), 9 => select(&TEXTS[..])].prop_map(str::to_owned);
    let tag = || prop::option::of(100..106_u32);
    let event = prop_oneof![
        Just(PastEvent::Left),
        Just(PastEvent::CameBack),
        tag().prop_map(|tag| PastEvent::Tagged { tag }),
        tag().prop_map(|tag| PastEvent::Untagged { tag }),
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
        (100..106_u32).prop_map(|tag| Filter::Tag { tag }),
        (
            select(&[Share::Any, Share::All, Share::None][..]),
            prop::collection::vec(100..106_u32, 0..4)
        )
            .prop_map(|(have, tags)| Filter::Tags { have, tags }),
        Just(Filter::Untagged),
        (prop::option::of(0..4_u32), prop::option::of(0..6_u32))
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
        Just(Filter::InList { list: 1 }),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let filters = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            2 => filters.clone().prop_map(|filters| Filter::AllOf { filters }),
            2 => filters.clone().prop_map(|filters| Filter::AnyOf { filters }),
            2 => filters.prop_map(|filters| Filter::NoneOf { filters }),
            1 => inner.prop_map(|filter| Filter::Off { filter: Box::new(filter) }),
        ]
    })
}

/// What a person would answer after looking at somebody's page; nothing to what is switched off.
fn fits(filter: &Filter, person: &FollowerDetail, pasted: &HashSet<FollowerId>) -> Option<bool> {
    let parts = |filters: &[Filter]| -> Option<Vec<bool>> {
        let on: Vec<bool> = filters.iter().filter_map(|part| fits(part, person, pasted)).collect();
        (filters.is_empty() || !on.is_empty()).then_some(on)
    };
    let row = &person.row;
    Some(match filter {
        Filter::AllOf { filters } => parts(filters)?.into_iter().all(|fits| fits),
        Filter::AnyOf { filters } => parts(filters)?.into_iter().any(|fits| fits),
        Filter::NoneOf { filters } => !parts(filters)?.into_iter().any(|fits| fits),
        Filter::Off { .. } => return None,
        Filter::Tag { tag } => row.tags.contains(tag),
        Filter::Tags { have: Share::Any, tags } => tags.iter().any(|tag| row.tags.contains(tag)),
        Filter::Tags { have: Share::All, tags } => tags.iter().all(|tag| row.tags.contains(tag)),
        Filter::Tags { have: Share::None, tags } => !tags.iter().any(|tag| row.tags.contains(tag)),
        Filter::Untagged => row.tags.is_empty(),
        Filter::TagCount { least, most } => {
            let count = row.tags.len() as u32;
            least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
        }
        Filter::Following => row.following,
        Filter::Left => !row.following,
        Filter::Blacklisted => row.blacklisted,
        Filter::Source { sources } => sources.contains(&row.source.clone().unwrap_or_default()),
        Filter::Language { languages } => languages.contains(&row.language),
        Filter::Remark { how, text } => text_fits(&row.remark, *how, text),
        Filter::NoRemark => row.remark.is_empty(),
        Filter::Unionid { is: UnionidIs::Known } => row.unionid.is_some(),
        Filter::Unionid { is: UnionidIs::Unknown } => row.unionid.is_none(),
        Filter::Unionid { is: UnionidIs::Equal { unionid } } => {
            row.unionid.as_ref() == Some(unionid)
        }
        Filter::Followed { when, period } => {
            row.followed_at.is_some_and(|at| stands(at, *when, *period))
        }
        Filter::Qr { part, how, texts } => {
            let scene = scene(row.qr_scene);
            texts.iter().any(|text| match part {
                QrPart::Text => text_fits(&row.qr_text, *how, text),
                QrPart::Scene => text_fits(&scene, *how, text),
                QrPart::Either if row.qr_text.is_empty() && scene.is_empty() => {
                    text_fits("", *how, text)
                }
                QrPart::Either => [&row.qr_text, &scene]
                    .into_iter()
                    .any(|of| !of.is_empty() && text_fits(of, *how, text)),
            })
        }
        Filter::Text { text } => is_found(text.trim(), person),
        Filter::Happened { event, period } => person.history.iter().any(|entry| {
            is_event(*event, &entry.event) && stands(entry.at, Relation::During, *period)
        }),
        Filter::InList { .. } => pasted.contains(&row.id),
        Filter::MovedInSegment { .. } | Filter::MovedInSync { .. } | Filter::InJob { .. } => {
            unreachable!("not drawn here")
        }
    })
}

fn scene(number: u32) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

fn text_fits(of: &str, how: TextMatch, text: &str) -> bool {
    let (folded, part) = (of.to_ascii_lowercase(), text.to_ascii_lowercase());
    match how {
        TextMatch::Contains => folded.contains(&part),
        TextMatch::StartsWith => folded.starts_with(&part),
        TextMatch::Is => of == text,
    }
}

fn is_found(text: &str, person: &FollowerDetail) -> bool {
    let row = &person.row;
    let folded = text.to_ascii_lowercase();
    let holds = |of: &str| of.to_ascii_lowercase().contains(&folded);
    let is_id = folded.len() >= 4 && folded.is_ascii();
    holds(&row.remark)
        || holds(&row.qr_text)
        || holds(&scene(row.qr_scene))
        || (is_id && (holds(&row.openid) || row.unionid.as_deref().is_some_and(holds)))
        || row.tags.iter().any(|tag| holds(&format!("标签{tag}")))
}

fn is_event(wanted: PastEvent, event: &HistoryEvent) -> bool {
    match (wanted, event) {
        (PastEvent::Left, HistoryEvent::Left)
        | (PastEvent::CameBack, HistoryEvent::CameBack)
        | (PastEvent::Remarked, HistoryEvent::Remarked { .. })
        | (PastEvent::Blocked, HistoryEvent::Blocked)
        | (PastEvent::Unblocked, HistoryEvent::Unblocked) => true,
        (PastEvent::Tagged { tag: wanted }, HistoryEvent::Tagged { tag, .. })
        | (PastEvent::Untagged { tag: wanted }, HistoryEvent::Untagged { tag, .. }) => {
            wanted.is_none_or(|wanted| wanted == *tag)
        }
        _ => false,
    }
}

/// By counting days, weeks and months instead of looking for their ends.
fn stands(at: UnixSeconds, when: Relation, period: Period) -> bool {
    let day = |at: UnixSeconds| (at + 8 * 3_600).div_euclid(DAY);
    // 1970-01-05 was a Monday.
    let week = |at| (day(at) + 3).div_euclid(7);
    let (first, last) = match period {
        Period::Between { from, until } => {
            let (from, until) = (from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX));
            return match when {
                Relation::During => at >= from && at < until,
                Relation::Before => at < from,
                Relation::After => at >= until.max(from),
            };
        }
        Period::Today => (day(at) - day(NOW), 0),
        Period::Yesterday => (day(at) - day(NOW) + 1, 0),
        Period::LastDays { days } => (day(at) - day(NOW), 1 - i64::from(days.max(1))),
        Period::ThisWeek => (week(at) - week(NOW), 0),
        Period::LastWeek => (week(at) - week(NOW) + 1, 0),
        Period::ThisMonth => (month(day(at)) - month(day(NOW)), 0),
        Period::LastMonth => (month(day(at)) - month(day(NOW)) + 1, 0),
        Period::ThisQuarter => (month(day(at)) / 3 - month(day(NOW)) / 3, 0),
        Period::LastQuarter => (month(day(at)) / 3 - month(day(NOW)) / 3 + 1, 0),
        Period::ThisYear => (month(day(at)) / 12 - month(day(NOW)) / 12, 0),
    };
    match when {
        Relation::During => (last..=0).contains(&first),
        Relation::Before => first < last,
        Relation::After => first > 0,
    }
}

/// Months since the year 1970, for a day since then.
fn month(mut day: i64) -> i64 {
    let mut months = 0;
    loop {
        let year = 1970 + months / 12;
        let leap = i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let length = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][months as usize % 12];
        if day < length {
            return months;
        }
        day -= length;
        months += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_finds_whom_a_person_would_find(
        drawn in world(),
        filters in prop::collection::vec(filter(), 100),
    ) {
        let (world, list) = drawn.made();
        assert_eq!(list, 1);
        let pasted = world.store.matching(&Filter::InList { list }, NOW).unwrap();
        let pasted: HashSet<FollowerId> = pasted.into_iter().collect();
        let people: Vec<FollowerDetail> =
            (1..=PEOPLE).map(|id| world.store.detail(id).unwrap()).collect();
        for filter in filters {
            let expected: Vec<FollowerId> = people
                .iter()
                .filter(|person| fits(&filter, person, &pasted).unwrap_or(true))
                .map(|person| person.row.id)
                .collect();
            let found: Vec<FollowerId> =
                world.store.matching(&filter, NOW).unwrap().iter().collect();
            prop_assert_eq!(&found, &expected, "{:?}", filter);
            let count = world.store.count(&filter, NOW).unwrap() as usize;
            prop_assert_eq!(count, expected.len());
        }
    }
}
