//! A believable population from a seed: who follows since when, through what, and who left.
//!
//! Each person is worked out from the seed and the person's number alone, so a world of any size
//! is the same each time it is made.

use std::collections::HashMap;

use crate::bitmap::Bitmap;
use crate::mix::{Dice, mix2};
use crate::names;

/// What is kept of one person, besides the bits in the account's bitmaps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    /// Unix seconds of the last follow.
    pub(crate) subscribe_time: u32,
    /// The QR code this person came through.
    pub(crate) qr: Qr,
    /// Place in [`SCENES`].
    pub(crate) scene: u8,
    /// Place in [`LANGUAGES`].
    pub(crate) language: u8,
}

/// The scene value of the QR code somebody came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Qr {
    None,
    /// A numeric scene, 1 to 2^32 − 1.
    Number(u32),
    /// A text, by its place in the account's list of QR texts.
    Text(u16),
}

/// All values of `subscribe_scene`, with the share of each in a thousand.
pub(crate) const SCENES: &[(&str, u64)] = &[
    ("ADD_SCENE_QR_CODE", 360),
    ("ADD_SCENE_SEARCH", 220),
    ("ADD_SCENE_PROFILE_LINK", 110),
    ("ADD_SCENE_PROFILE_CARD", 80),
    ("ADD_SCENE_PAID", 60),
    ("ADD_SCENE_PROFILE_ITEM", 45),
    ("ADD_SCENE_WECHAT_ADVERTISEMENT", 35),
    ("ADD_SCENE_WXA", 30),
    ("ADD_SCENE_CHANNELS", 20),
    ("ADD_SCENE_REPRINT", 12),
    ("ADD_SCENE_LIVESTREAM", 8),
    ("ADD_SCENE_ACCOUNT_MIGRATION", 5),
    ("ADD_SCENE_OTHERS", 15),
];

/// Place of the QR-code scene in [`SCENES`].
pub(crate) const QR_SCENE: u8 = 0;

/// Values of `language`.
pub(crate) const LANGUAGES: [&str; 3] = ["zh_CN", "zh_TW", "en"];

/// How far back the oldest follow lies.
const HISTORY_DAYS: f64 = 4.0 * 365.0;

/// Of a million people: those with a remark.
const REMARKS_PER_MILLION: u64 = 50_000;
/// Of a million people: those who left.
const LEFT_PER_MILLION: u64 = 30_000;
/// One in so many people is on the blacklist.
const ONE_BLOCKED_IN: u32 = 1_000;
/// One in so many people carries as many tags as WeChat allows.
const ONE_LADEN_IN: u32 = 10_000;

/// A population as it was born, before anything was done to it.
#[derive(Debug)]
pub(crate) struct Population {
    pub(crate) people: Vec<Person>,
    pub(crate) following: Bitmap,
    pub(crate) blocked: Bitmap,
    pub(crate) remarks: HashMap<u32, Box<str>>,
    /// Members per entry of [`names::TAGS`], then of the starred group.
    pub(crate) tags: Vec<Bitmap>,
}

/// Makes a population with exactly `followers` people who follow, and some who left.
pub(crate) fn population(key: u64, followers: u32, born_at: u64) -> Population {
    let room = followers as usize + followers as usize / 25 + 16;
    let mut made = Population {
        people: Vec::with_capacity(room),
        following: Bitmap::with_room_for(room),
        blocked: Bitmap::with_room_for(room),
        remarks: HashMap::with_capacity(followers as usize / 19),
        tags: vec![Bitmap::default(); names::TAGS.len() + 1],
    };
    while made.following.len() < followers {
        let number = made.people.len() as u32;
        let mut dice = Dice::new(mix2(key, u64::from(number)));
        made.people.push(person(&mut dice, born_at));
        if dice.chance(REMARKS_PER_MILLION) {
            made.remarks.insert(number, names::remark(&mut dice).into());
        }
        if dice.chance(LEFT_PER_MILLION) {
            continue;
        }
        made.following.insert(number);
        if number % ONE_BLOCKED_IN == 13 {
            made.blocked.insert(number);
        }
        hand_out_tags(&mut dice, number, &mut made.tags);
    }
    made
}

/// Somebody who joins after the world was born.
pub(crate) fn newcomer(key: u64, number: u32, at: u64) -> Person {
    let mut dice = Dice::new(mix2(key, u64::from(number)));
    Person { subscribe_time: at as u32, ..person(&mut dice, at) }
}

fn person(dice: &mut Dice, born_at: u64) -> Person {
    let subscribe_time = follow_time(dice, born_at);
    let scene = scene(dice);
    let qr = if scene == QR_SCENE { qr(dice) } else { Qr::None };
    let language = match dice.below(100) {
        0 => 2,
        1 | 2 => 1,
        _ => 0,
    };
    Person { subscribe_time, qr, scene, language }
}

/// More people came recently, and most by day.
fn follow_time(dice: &mut Dice, born_at: u64) -> u32 {
    let unit = dice.unit();
    let days_ago = 1 + (HISTORY_DAYS * unit * unit.sqrt()) as u64;
    let midday = dice.below(57_600) / 2 + dice.below(57_600) / 2;
    let second = (25_200 + midday).min(86_399);
    (born_at.saturating_sub(days_ago * 86_400) + second) as u32
}

fn scene(dice: &mut Dice) -> u8 {
    let mut left = dice.below(1000);
    for (place, (_, share)) in SCENES.iter().enumerate() {
        if left < *share {
            return place as u8;
        }
        left -= share;
    }
    QR_SCENE
}

fn qr(dice: &mut Dice) -> Qr {
    match dice.below(100) {
        0..60 => {
            let square = dice.unit() * dice.unit();
            Qr::Text((square * names::QR_TEXTS.len() as f64) as u16)
        }
        60..94 => Qr::Number(1 + dice.below(40) as u32),
        94 => Qr::Number(u32::MAX - dice.below(3) as u32),
        _ => Qr::None,
    }
}

fn hand_out_tags(dice: &mut Dice, number: u32, tags: &mut [Bitmap]) {
    if number % ONE_LADEN_IN == 77 {
        for tag in &mut tags[..20] {
            tag.insert(number);
        }
        return;
    }
    let mut carried = 0;
    for (place, tag) in tags.iter_mut().enumerate() {
        let share = names::TAGS.get(place).map_or(names::STARRED_PER_MILLION, |tag| tag.1);
        if dice.chance(share) && carried < 20 {
            tag.insert(number);
            carried += 1;
        }
    }
}
