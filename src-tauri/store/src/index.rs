//! The in-memory index of one account: who carries which tag, when they followed, what they are called.
//!
//! The file is the truth; the index answers questions over all followers in milliseconds.
//! It is read from the file once, then changed in the same step as each committed write,
//! by the methods below and nothing else. A test compares both after random histories.

pub(crate) mod dictionary;
mod folded;
mod load;
pub(crate) mod texts;

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use roaring::RoaringBitmap;

use crate::types::{FollowerId, SortKey, TagId};
use dictionary::{Dictionary, Qr};
use texts::Texts;

/// Seconds since 1970 in a column; 0 for "not known".
pub(crate) type Seconds = u32;

/// A tag as the index knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TagEntry {
    pub(crate) name: String,
    pub(crate) wechat_count: u32,
    pub(crate) position: u32,
    /// False for a tag that WeChat does not list (any more).
    pub(crate) listed: bool,
    pub(crate) hue: Option<u8>,
    pub(crate) note: String,
    pub(crate) members: RoaringBitmap,
}

/// Which facts changed how often; a kept order is good while its fact's number stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Versions {
    followed_at: u64,
    left_at: u64,
    tags: u64,
    source: u64,
    qr: u64,
    remark: u64,
    people: u64,
}

/// See the module's description. Columns are indexed by follower id; slot 0 is unused.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) followed_at: Vec<Seconds>,
    pub(crate) left_at: Vec<Seconds>,
    /// When the details were read last; 0: must be read.
    pub(crate) read_at: Vec<Seconds>,
    pub(crate) source: Vec<u32>,
    pub(crate) qr: Vec<u32>,
    pub(crate) language: Vec<u32>,
    pub(crate) tag_count: Vec<u8>,
    /// The change of ours that touched the person last, see [`Index::stamp`].
    written: Vec<u32>,
    pub(crate) openids: Texts,
    pub(crate) unionids: Texts,
    pub(crate) remarks: Texts,
    by_openid: HashTable<FollowerId>,
    hasher: DefaultHashBuilder,
    pub(crate) following: RoaringBitmap,
    pub(crate) blacklisted: RoaringBitmap,
    pub(crate) tags: BTreeMap<TagId, TagEntry>,
    pub(crate) sources: Dictionary<String>,
    pub(crate) qrs: Dictionary<Qr>,
    pub(crate) languages: Dictionary<String>,
    stamp: u32,
    versions: Versions,
}

impl Index {
    /// How many followers the file knows; also the greatest id.
    pub(crate) fn people(&self) -> u32 {
        self.followed_at.len().saturating_sub(1) as u32
    }

    /// Every follower, whether following or not.
    pub(crate) fn everybody(&self) -> RoaringBitmap {
        let mut everybody = RoaringBitmap::new();
        everybody.insert_range(1..=self.people());
        everybody
    }

    /// Whether such a follower exists.
    pub(crate) fn knows(&self, id: FollowerId) -> bool {
        id >= 1 && id <= self.people()
    }

    /// Whether WeChat has this tag now.
    pub(crate) fn is_listed(&self, tag: TagId) -> bool {
        self.tags.get(&tag).is_some_and(|entry| entry.listed)
    }

    /// The follower with this OpenID.
    pub(crate) fn find(&self, openid: &str) -> Option<FollowerId> {
        let hash = self.hasher.hash_one(openid);
        self.by_openid.find(hash, |&id| self.openids.get(id) == openid).copied()
    }

    /// The number of the newest change of ours. What was read from WeChat after taking it
    /// already contains all changes up to it.
    pub(crate) fn stamp(&self) -> u32 {
        self.stamp
    }

    /// Whether we changed this person after `stamp` was taken.
    pub(crate) fn written_since(&self, id: FollowerId, stamp: u32) -> bool {
        self.written[id as usize] > stamp
    }

    /// Tags of many known people at once, in the order of `ids`; unlisted ones only if asked for.
    pub(crate) fn tags_of(&self, ids: &[FollowerId], unlisted: bool) -> Vec<Vec<TagId>> {
        let mut tags = vec![Vec::new(); ids.len()];
        for (&tag, entry) in &self.tags {
            if !(entry.listed || unlisted) || entry.members.is_empty() {
                continue;
            }
            for (slot, id) in ids.iter().enumerate() {
                if self.tag_count[*id as usize] != 0 && entry.members.contains(*id) {
                    tags[slot].push(tag);
                }
            }
        }
        tags
    }

    /// The number that changes whenever an order by `key` may have changed.
    pub(crate) fn version_of(&self, key: SortKey) -> u64 {
        let Versions { followed_at, left_at, tags, source, qr, remark, people } = self.versions;
        people
            + match key {
                SortKey::FollowedAt => followed_at,
                SortKey::LeftAt => left_at,
                SortKey::TagCount => tags,
                SortKey::Source => source,
                SortKey::Qr => qr,
                SortKey::Remark => remark,
                SortKey::Openid => 0,
            }
    }
}

/// Changes, each after its transaction was committed.
impl Index {
    /// Adds a follower with the next id.
    pub(crate) fn add_person(&mut self, openid: &str) -> FollowerId {
        if self.followed_at.is_empty() {
            self.push_slot();
        }
        self.push_slot();
        let id = self.people();
        self.openids.set(id, openid);
        let Self { by_openid, hasher, openids, .. } = self;
        let hash = hasher.hash_one(openid);
        by_openid.insert_unique(hash, id, |&id| hasher.hash_one(openids.get(id)));
        self.versions.people += 1;
        id
    }

    fn push_slot(&mut self) {
        self.followed_at.push(0);
        self.left_at.push(0);
        self.read_at.push(0);
        self.source.push(0);
        self.qr.push(0);
        self.language.push(0);
        self.tag_count.push(0);
        self.written.push(0);
    }

    /// Makes room for this many more people.
    pub(crate) fn reserve(&mut self, people: usize) {
        let Self { by_openid, hasher, openids, .. } = self;
        by_openid.reserve(people, |&id| hasher.hash_one(openids.get(id)));
        for column in [
            &mut self.followed_at,
            &mut self.left_at,
            &mut self.read_at,
            &mut self.source,
            &mut self.qr,
            &mut self.language,
            &mut self.written,
        ] {
            column.reserve(people + 1);
        }
        self.tag_count.reserve(people + 1);
    }

    /// The person follows (again).
    pub(crate) fn set_following(&mut self, id: FollowerId) {
        self.following.insert(id);
        self.set_left_at(id, 0);
    }

    /// The person was found to have left at this time.
    pub(crate) fn set_left(&mut self, id: FollowerId, at: Seconds) {
        self.following.remove(id);
        self.set_left_at(id, at);
    }

    pub(crate) fn set_left_at(&mut self, id: FollowerId, at: Seconds) {
        if replace(&mut self.left_at, id, at) {
            self.versions.left_at += 1;
        }
    }

    pub(crate) fn set_followed_at(&mut self, id: FollowerId, at: Seconds) {
        if replace(&mut self.followed_at, id, at) {
            self.versions.followed_at += 1;
        }
    }

    /// 0 means that the details must be read.
    pub(crate) fn set_read_at(&mut self, id: FollowerId, at: Seconds) {
        self.read_at[id as usize] = at;
    }

    pub(crate) fn set_source(&mut self, id: FollowerId, source: &str) {
        let code = if source.is_empty() { 0 } else { self.sources.code(source) };
        if replace(&mut self.source, id, code) {
            self.versions.source += 1;
        }
    }

    pub(crate) fn set_qr(&mut self, id: FollowerId, text: &str, scene: u32) {
        let code = if text.is_empty() && scene == 0 {
            0
        } else {
            self.qrs.code(&Qr { text: text.to_owned(), scene })
        };
        if replace(&mut self.qr, id, code) {
            self.versions.qr += 1;
        }
    }

    pub(crate) fn set_language(&mut self, id: FollowerId, language: &str) {
        self.language[id as usize] =
            if language.is_empty() { 0 } else { self.languages.code(language) };
    }

    /// Changes what is known of the two parts.
    pub(crate) fn merge_qr(&mut self, id: FollowerId, text: Option<&str>, scene: Option<u32>) {
        if text.is_none() && scene.is_none() {
            return;
        }
        let before = self.qrs.value(self.qr[id as usize]).cloned();
        let (old_text, old_scene) = before.map_or((String::new(), 0), |qr| (qr.text, qr.scene));
        self.set_qr(id, text.unwrap_or(&old_text), scene.unwrap_or(old_scene));
    }

    pub(crate) fn set_remark(&mut self, id: FollowerId, remark: &str) {
        self.remarks.set(id, remark);
        self.versions.remark += 1;
    }

    pub(crate) fn set_unionid(&mut self, id: FollowerId, unionid: &str) {
        self.unionids.set(id, unionid);
    }

    pub(crate) fn set_blacklisted(&mut self, id: FollowerId, blacklisted: bool) {
        if blacklisted {
            self.blacklisted.insert(id);
        } else {
            self.blacklisted.remove(id);
        }
    }

    /// The person carries the tag, which the index knows.
    pub(crate) fn add_link(&mut self, id: FollowerId, tag: TagId) {
        if self.tags.entry(tag).or_default().members.insert(id) {
            self.tag_count[id as usize] = self.tag_count[id as usize].saturating_add(1);
            self.versions.tags += 1;
        }
    }

    /// The person does not carry the tag any more.
    pub(crate) fn remove_link(&mut self, id: FollowerId, tag: TagId) {
        if self.tags.get_mut(&tag).is_some_and(|entry| entry.members.remove(id)) {
            self.tag_count[id as usize] -= 1;
            self.versions.tags += 1;
        }
    }

    /// The tag's name, count, place and whether WeChat lists it; its people stay.
    pub(crate) fn describe_tag(&mut self, tag: TagId, name: &str, count: u32, position: u32) {
        let entry = self.tags.entry(tag).or_default();
        name.clone_into(&mut entry.name);
        entry.wechat_count = count;
        entry.position = position;
        entry.listed = true;
    }

    /// The tag's colour and note.
    pub(crate) fn label_tag(&mut self, tag: TagId, hue: Option<u8>, note: &str) {
        if let Some(entry) = self.tags.get_mut(&tag) {
            entry.hue = hue;
            note.clone_into(&mut entry.note);
        }
    }

    /// WeChat's count of the tag's people moves.
    pub(crate) fn move_count(&mut self, tag: TagId, count: impl FnOnce(u32) -> u32) {
        if let Some(entry) = self.tags.get_mut(&tag) {
            entry.wechat_count = count(entry.wechat_count);
        }
    }

    /// WeChat lists the tag no more; nobody carries it.
    pub(crate) fn drop_tag(&mut self, tag: TagId) {
        if let Some(entry) = self.tags.get_mut(&tag) {
            entry.listed = false;
            entry.wechat_count = 0;
            entry.hue = None;
            entry.note.clear();
            for id in std::mem::take(&mut entry.members) {
                self.tag_count[id as usize] -= 1;
            }
            self.versions.tags += 1;
        }
    }

    /// We changed these people just now.
    pub(crate) fn mark_written(&mut self, ids: impl IntoIterator<Item = FollowerId>) {
        self.stamp += 1;
        for id in ids {
            self.written[id as usize] = self.stamp;
        }
    }
}

fn replace(column: &mut [u32], id: FollowerId, value: u32) -> bool {
    std::mem::replace(&mut column[id as usize], value) != value
}

/// Seconds for a column: unknown and impossible times become 0.
pub(crate) fn seconds(at: Option<i64>) -> Seconds {
    at.map_or(0, |at| u32::try_from(at.max(0)).unwrap_or(u32::MAX))
}
