//! The state of one Official Account: people, tags, blacklist; and how a change alters it.

use std::collections::{BTreeMap, HashMap};

use crate::bitmap::Bitmap;
use crate::change::Change;
use crate::config::AccountConfig;
use crate::listing::LIST_POSITIONS;
use crate::mix::{mix, mix2, text_key};
use crate::names;
use crate::openid::IdCipher;
use crate::people::{self, Person, Qr};

/// The starred group, a system tag (vendor's tag page: ids 0, 1 and 2 are the system's).
pub(crate) const STARRED: u32 = 2;
/// The first id of a tag of the account's own, in all recordings.
const FIRST_OWN_TAG: u32 = 100;
/// At most this many tags per account (45056, vendor's tag page).
pub(crate) const MAX_TAGS: usize = 100;
/// At most this many tags per follower (45059, vendor's tag page).
pub(crate) const MAX_TAGS_PER_FOLLOWER: usize = 20;

/// A tag and who carries it.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) members: Bitmap,
    /// How many more calls will not find this tag, as happens right after its creation.
    pub(crate) unseen_for_calls: u32,
    /// Until this second no call finds it.
    pub(crate) unseen_until: u64,
}

/// The world of one account.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) people: Vec<Person>,
    pub(crate) following: Bitmap,
    pub(crate) blocked: Bitmap,
    pub(crate) remarks: HashMap<u32, Box<str>>,
    pub(crate) tags: BTreeMap<u32, Tag>,
    pub(crate) qr_texts: Vec<String>,
    pub(crate) openids: IdCipher,
    /// Ids of the open platform, when the account is bound to one.
    unionids: Option<IdCipher>,
    /// The China-time day up to which people have come and gone by themselves.
    pub(crate) drifted_to: u64,
    next_tag: u32,
    key: u64,
    seed: u64,
}

impl Account {
    /// The world as it was born.
    pub(crate) fn born(config: &AccountConfig, born_at: u64) -> Self {
        let key = mix2(config.seed, text_key(&config.appid));
        let born = people::population(key, config.followers, born_at);
        let mut tags = BTreeMap::new();
        let mut members = born.tags.into_iter();
        for (id, (name, _)) in (FIRST_OWN_TAG..).zip(names::TAGS) {
            let members = members.next().unwrap_or_default();
            tags.insert(id, Tag::new(name, members));
        }
        tags.insert(STARRED, Tag::new("星标组", members.next().unwrap_or_default()));
        Self {
            people: born.people,
            following: born.following,
            blocked: born.blocked,
            remarks: born.remarks,
            tags,
            qr_texts: names::QR_TEXTS.iter().map(|text| (*text).to_owned()).collect(),
            openids: IdCipher::new(key),
            unionids: config.bound_to_platform.then(|| IdCipher::new(mix2(config.seed, 0x0941))),
            drifted_to: crate::clock::china_day(born_at),
            next_tag: FIRST_OWN_TAG + names::TAGS.len() as u32,
            key,
            seed: config.seed,
        }
    }

    /// The person behind an openid of this account.
    pub(crate) fn person(&self, openid: &str) -> Option<u32> {
        let number = self.openids.number(openid.as_bytes())?;
        ((number as usize) < self.people.len()).then_some(number)
    }

    /// The unionid of a person. One in 64 has none; one in five is known to every account of the
    /// same seed that is large enough.
    pub(crate) fn unionid(&self, number: u32) -> Option<[u8; 28]> {
        let cipher = self.unionids.as_ref()?;
        let luck = mix2(self.seed ^ 0xACC, u64::from(number));
        if luck.is_multiple_of(64) {
            return None;
        }
        let owner = if (luck >> 8) % 100 < 20 { 0 } else { self.key };
        Some(cipher.id(u64::from(number), owner))
    }

    /// The tags of a person: the account's own, then the starred group, as in recordings.
    pub(crate) fn tags_of(&self, number: u32) -> impl Iterator<Item = u32> + '_ {
        let own_first = self.tags.range(FIRST_OWN_TAG..).chain(self.tags.range(..FIRST_OWN_TAG));
        own_first.filter(move |(_, tag)| tag.members.contains(number)).map(|(id, _)| *id)
    }

    /// The text of somebody's QR code.
    pub(crate) fn qr_text(&self, qr: Qr) -> &str {
        match qr {
            Qr::Text(place) => self.qr_texts.get(usize::from(place)).map_or("", String::as_str),
            Qr::None | Qr::Number(_) => "",
        }
    }

    /// The id the next tag will get. Ids are never given twice.
    pub(crate) fn next_tag(&self) -> u32 {
        self.next_tag
    }

    /// Alters the world. The caller has checked that the change is allowed; people and tags that
    /// do not exist are passed over.
    pub(crate) fn apply(&mut self, change: &Change) {
        match change {
            Change::Join { count, at, spread, qr_text } => {
                self.join(*count, *at, *spread, qr_text.as_deref());
            }
            Change::Leave { who } => self.each(who, Self::leave),
            Change::Return { who, at } => self.each(who, |world, number| {
                if world.following.insert(number) {
                    world.people[number as usize].subscribe_time = *at as u32;
                }
            }),
            Change::Tag { tag, who } => {
                if let Some(tag) = self.tags.get_mut(tag) {
                    for number in who {
                        tag.members.insert(*number);
                    }
                }
            }
            Change::Untag { tag, who } => {
                if let Some(tag) = self.tags.get_mut(tag) {
                    for number in who {
                        tag.members.remove(*number);
                    }
                }
            }
            Change::CreateTag { tag, name } => {
                self.next_tag = self.next_tag.max(tag + 1);
                self.tags.insert(*tag, Tag::new(name, Bitmap::default()));
            }
            Change::RenameTag { tag, name } => {
                if let Some(tag) = self.tags.get_mut(tag) {
                    tag.name.clone_from(name);
                }
            }
            Change::DeleteTag { tag } => drop(self.tags.remove(tag)),
            Change::Remark { who, text } if text.is_empty() => drop(self.remarks.remove(who)),
            Change::Remark { who, text } => {
                self.remarks.insert(*who, text.as_str().into());
            }
            Change::Block { who } => self.each(who, |world, number| {
                world.blocked.insert(number);
            }),
            Change::Unblock { who } => self.each(who, |world, number| {
                world.blocked.remove(number);
            }),
            Change::DriftedTo { day } => self.drifted_to = *day,
        }
    }

    fn each(&mut self, who: &[u32], mut act: impl FnMut(&mut Self, u32)) {
        let everybody = self.people.len();
        who.iter()
            .filter(|number| (**number as usize) < everybody)
            .for_each(|number| act(self, *number));
    }

    fn join(&mut self, count: u32, at: u64, spread: u32, qr_text: Option<&str>) {
        let qr = qr_text.map(|text| self.known_qr_text(text));
        for _ in 0..count {
            let number = self.people.len() as u32;
            if number >= LIST_POSITIONS {
                return;
            }
            let later = mix(u64::from(number)) % u64::from(spread.max(1));
            let mut person = people::newcomer(self.key, number, at + later);
            if let Some(qr) = qr {
                person.scene = people::QR_SCENE;
                person.qr = qr;
            }
            self.people.push(person);
            self.following.insert(number);
        }
    }

    fn known_qr_text(&mut self, text: &str) -> Qr {
        let place = self.qr_texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.qr_texts.push(text.to_owned());
            self.qr_texts.len() - 1
        });
        u16::try_from(place).map_or(Qr::None, Qr::Text)
    }

    /// Somebody who leaves loses the tags; remark and blacklist stay.
    fn leave(&mut self, number: u32) {
        if self.following.remove(number) {
            for tag in self.tags.values_mut() {
                tag.members.remove(number);
            }
        }
    }
}

impl Tag {
    fn new(name: &str, members: Bitmap) -> Self {
        Self { name: name.to_owned(), members, unseen_for_calls: 0, unseen_until: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_accounts_of_one_seed_share_some_people() {
        let config = AccountConfig::default().followers(2000);
        let other = AccountConfig { appid: "wxfedcba9876543210".into(), ..config.clone() };
        let (one, two) = (Account::born(&config, 1e9 as u64), Account::born(&other, 1e9 as u64));
        let shared =
            (0..2000).filter(|n| one.unionid(*n).is_some() && one.unionid(*n) == two.unionid(*n));
        let shared = shared.count();
        assert!((300..500).contains(&shared), "about a fifth, was {shared}");
        assert_ne!(one.openids.text(0), two.openids.text(0));
    }
}
