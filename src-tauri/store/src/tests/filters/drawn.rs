//! Random worlds: people of every kind, three syncs in which they move, and jobs that reach some of them.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::periods::DAY;
use super::questions::plain_filter;
use super::records::JOBS;
use crate::tests::world::NOW;
use crate::{Change, DetailRow, Filter, TagId, UnixSeconds};

pub(super) const SOURCES: [&str; 4] =
    ["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "add_scene_search", ""];
pub(super) const LANGUAGES: [&str; 4] = ["zh_CN", "en", "zh_TW", ""];
/// Short texts that lie in each other, in several scripts and cases, and some that mean something
/// elsewhere.
pub(super) const TEXTS: [&str; 14] = [
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
pub(super) const PEOPLE: u32 = 120;
/// As many as WeChat allows one person, and a few more.
pub(super) const TAGS: std::ops::Range<TagId> = 100..124;

/// A world as it is drawn; people are told apart by number.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) details: Vec<DetailRow>,
    pub(super) leavers: HashSet<u32>,
    pub(super) returning: HashSet<u32>,
    /// What WeChat says of some people in the last sync, and whom it calls blocked.
    pub(super) changed: Vec<(u32, DetailRow)>,
    pub(super) blocked: HashSet<u32>,
    pub(super) unreadable: HashSet<u32>,
    pub(super) deeds: Vec<Deed>,
    pub(super) segment: Filter,
    pub(super) pasted: HashSet<u32>,
}

/// A job for some people.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) change: Change,
    pub(super) people: HashSet<u32>,
    /// Those for whom WeChat refuses.
    pub(super) refused: HashSet<u32>,
    /// Stopped before the second half of the people, and for them all after the first call.
    pub(super) cancelled: bool,
    pub(super) at: UnixSeconds,
}

fn people(most: usize) -> impl Strategy<Value = HashSet<u32>> {
    prop::collection::hash_set(1..=PEOPLE, 0..most)
}

/// Within two years before now, and a little after: another clock may be ahead.
pub(super) fn time() -> impl Strategy<Value = UnixSeconds> {
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
        tags(),
        (prop::option::of(time()), value(&SOURCES), value(&LANGUAGES)),
        (prop_oneof![Just(0), 1..20_u32], text()),
        prop::option::of(0..9_u32),
    )
        .prop_map(|(remark, tags, (followed_at, source, language), qr, unionid)| DetailRow {
            subscribed: Some(true),
            remark: Some(remark.0.to_owned() + remark.1),
            tags: Some(tags),
            followed_at,
            source: Some(source).filter(|source| !source.is_empty()),
            language: Some(language).filter(|language| !language.is_empty()),
            qr_scene: Some(qr.0),
            qr_text: Some(qr.1.to_owned()),
            unionid: unionid.map(|number| format!("uTest-{number:022}")),
            ..DetailRow::default()
        })
}

/// None to four of the usual ones; one in ten has as many as WeChat allows.
fn tags() -> impl Strategy<Value = Vec<TagId>> {
    prop_oneof![
        9 => prop::collection::hash_set(100..105_u32, 0..5)
            .prop_map(|tags| tags.into_iter().collect()),
        1 => subsequence(TAGS.collect::<Vec<TagId>>(), 20),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let tags = || prop::collection::hash_set(prop_oneof![4 => 100..105_u32, 1 => TAGS], 0..3);
    let change = prop_oneof![
        3 => (tags(), tags()).prop_map(|(add, remove)| Change::Tags {
            remove: remove.difference(&add).copied().collect(),
            add: add.into_iter().collect(),
        }),
        1 => select(&TEXTS[..]).prop_map(|remark| Change::Remark { remark: remark.to_owned() }),
        1 => Just(Change::Block { reason: String::new() }),
        1 => Just(Change::Unblock),
    ];
    (change, people(30), people(20), prop::bool::weighted(0.3), time()).prop_map(
        |(change, people, refused, cancelled, at)| Deed { change, people, refused, cancelled, at },
    )
}

pub(super) fn world() -> impl Strategy<Value = Drawn> {
    let jobs = JOBS.count();
    let moves = (
        people(60),
        people(60),
        prop::collection::vec((1..=PEOPLE, detail()), 0..40),
        people(30),
        people(10),
    );
    (
        prop::collection::vec(detail(), PEOPLE as usize),
        moves,
        prop::collection::vec(deed(), jobs),
        plain_filter(),
        people(80),
    )
        .prop_map(|(details, moves, deeds, segment, pasted)| {
            let (leavers, returning, changed, blocked, unreadable) = moves;
            Drawn {
                details,
                leavers,
                returning,
                changed,
                blocked,
                unreadable,
                deeds,
                segment,
                pasted,
            }
        })
}
