//! Saving what WeChat says about people: hundreds at a time, unknown values overwrite nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering::Relaxed;

use roaring::RoaringBitmap;
use rusqlite::{Transaction, named_params};

use crate::account::AccountStore;
use crate::bulk::{RowsStatement, id_array};
use crate::database::Urgency;
use crate::error::Result;
use crate::history::{EventKind, NewEvent, write_events};
use crate::index::{Index, seconds};
use crate::moves::{Move, remember};
use crate::pace::Pace;
use crate::types::{FollowerId, TagId, UnixSeconds};
use crate::walk::let_go_behind;

/// One person as WeChat's userInfo describes them. `None` means that WeChat did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailRow {
    /// Whom it is about.
    pub openid: String,
    /// `subscribe`. When false, WeChat says nothing else that counts, and only the reading is noted.
    pub subscribed: Option<bool>,
    /// `unionid`.
    pub unionid: Option<String>,
    /// `remark`; empty is a value and clears.
    pub remark: Option<String>,
    /// `tagid_list`; empty is a value.
    pub tags: Option<Vec<TagId>>,
    /// `subscribe_time`; 0 counts as unknown.
    pub followed_at: Option<UnixSeconds>,
    /// `subscribe_scene`.
    pub source: Option<String>,
    /// `qr_scene`.
    pub qr_scene: Option<u32>,
    /// `qr_scene_str`.
    pub qr_text: Option<String>,
    /// `language`.
    pub language: Option<String>,
    /// Legacy.
    pub nickname: Option<String>,
    /// Legacy.
    pub sex: Option<u32>,
    /// Legacy.
    pub city: Option<String>,
    /// Legacy.
    pub province: Option<String>,
    /// Legacy.
    pub country: Option<String>,
    /// Legacy.
    pub headimgurl: Option<String>,
    /// Legacy.
    pub groupid: Option<u32>,
}

/// What became of saved details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedDetails {
    /// People saved.
    pub saved: u32,
    /// Of these, people whose remark and tags were left as they are, because we changed
    /// them after the reading began.
    pub ours_kept: u32,
    /// OpenIDs that no follower has.
    pub unknown: Vec<String>,
}

impl AccountStore {
    /// Number of the newest change of ours. Take it before asking WeChat for details, a tag's
    /// people or the blacklist, and pass it when saving the answer: whom we changed in between
    /// keeps what we wrote.
    pub fn read_stamp(&self) -> u32 {
        self.index().stamp()
    }

    /// Saves the answers to questions asked after `stamp` was taken (see [`AccountStore::read_stamp`]).
    ///
    /// Changes against an earlier reading become history entries "elsewhere". Several
    /// transactions if there are many rows; each is complete in itself.
    ///
    /// # Errors
    /// As every write; rows of earlier transactions stay saved.
    pub fn save_details(
        &self,
        rows: &[DetailRow],
        now: UnixSeconds,
        stamp: u32,
    ) -> Result<SavedDetails> {
        let mut saved = SavedDetails::default();
        Pace::new().each_part(rows, |pace, rows| {
            let part = self.change(
                Urgency::Bulk,
                |transaction, index| {
                    pace.turn_begins();
                    let before = self.details_saved().fetch_add(rows.len() as u32, Relaxed);
                    let_go_behind(transaction, before, before.wrapping_add(rows.len() as u32))?;
                    let news = News::find(rows, index, stamp);
                    news.write(transaction, index, now)?;
                    Ok((news.outcome(rows, index), news))
                },
                |index, news| news.tell(index, now),
            )?;
            saved.saved += part.saved;
            saved.ours_kept += part.ours_kept;
            saved.unknown.extend(part.unknown);
            Ok(())
        })?;
        Ok(saved)
    }
}

/// The known people among the rows, and how their tags differ from the file.
struct News<'a> {
    people: Vec<Person<'a>>,
    tagged: Vec<(FollowerId, TagId)>,
    untagged: Vec<(FollowerId, TagId)>,
    /// Tags that the file has never heard of.
    strange_tags: BTreeSet<TagId>,
}

struct Person<'a> {
    id: FollowerId,
    row: &'a DetailRow,
    /// WeChat says that the person does not follow.
    gone: bool,
    /// We changed the person after the reading began.
    ours: bool,
}

impl<'a> Person<'a> {
    fn told<T: ?Sized>(&self, value: Option<&'a T>) -> Option<&'a T> {
        value.filter(|_| !self.gone)
    }

    fn remark(&self) -> Option<&'a str> {
        self.told(self.row.remark.as_deref()).filter(|_| !self.ours)
    }

    fn tags(&self) -> Option<&'a [TagId]> {
        self.told(self.row.tags.as_deref()).filter(|_| !self.ours)
    }

    fn followed_at(&self) -> Option<UnixSeconds> {
        self.row.followed_at.filter(|&at| at > 0 && !self.gone)
    }

    /// WeChat's documentation samples put a blank before it.
    fn unionid(&self) -> Option<&'a str> {
        self.row.unionid.as_deref().map(str::trim).filter(|unionid| !unionid.is_empty())
    }

    /// Followed anew since the last reading, unnoticed by the lists.
    fn followed_anew(&self, index: &Index) -> bool {
        let before = index.followed_at[self.id as usize];
        index.read_at[self.id as usize] != 0 && before != 0 && seconds(self.followed_at()) > before
    }
}

impl<'a> News<'a> {
    fn find(rows: &'a [DetailRow], index: &Index, stamp: u32) -> Self {
        let mut people: Vec<Person<'a>> = rows
            .iter()
            .filter_map(|row| {
                let id = index.find(&row.openid)?;
                let gone = row.subscribed == Some(false);
                Some(Person { id, row, gone, ours: index.written_since(id, stamp) })
            })
            .collect();
        // Ascending ids fill the file's pages one after the other; of twins the last one counts.
        people.reverse();
        people.sort_by_key(|person| person.id);
        people.dedup_by_key(|person| person.id);
        let mut news = Self {
            people,
            tagged: Vec::new(),
            untagged: Vec::new(),
            strange_tags: BTreeSet::new(),
        };
        news.compare_tags(index);
        news
    }

    fn compare_tags(&mut self, index: &Index) {
        let ids: Vec<FollowerId> = self.people.iter().map(|person| person.id).collect();
        let before = index.tags_of(&ids, true);
        for (person, before) in self.people.iter().zip(before) {
            let Some(tags) = person.tags() else { continue };
            let mut after = tags.to_vec();
            after.sort_unstable();
            after.dedup();
            let id = person.id;
            for &tag in after.iter().filter(|tag| before.binary_search(tag).is_err()) {
                self.tagged.push((id, tag));
                if !index.tags.contains_key(&tag) {
                    self.strange_tags.insert(tag);
                }
            }
            let lost = before.iter().filter(|tag| after.binary_search(tag).is_err());
            self.untagged.extend(lost.map(|&tag| (id, tag)));
        }
    }

    fn outcome(&self, rows: &[DetailRow], index: &Index) -> SavedDetails {
        let unknown = rows.iter().filter(|row| index.find(&row.openid).is_none());
        SavedDetails {
            saved: self.people.len() as u32,
            ours_kept: self.people.iter().filter(|person| person.ours).count() as u32,
            unknown: unknown.map(|row| row.openid.clone()).collect(),
        }
    }

    fn write(&self, transaction: &Transaction<'_>, index: &Index, now: UnixSeconds) -> Result<()> {
        self.write_details(transaction, now)?;
        self.write_links(transaction)?;
        let anew: Vec<FollowerId> = self
            .people
            .iter()
            .filter(|person| person.followed_anew(index))
            .map(|person| person.id)
            .collect();
        count_follows(transaction, &anew)?;
        let events = self.events(index, &anew);
        remember_changes(transaction, &events)?;
        write_events(transaction, now, None, &events)
    }

    fn write_details(&self, transaction: &Transaction<'_>, now: UnixSeconds) -> Result<()> {
        const UPSERT: RowsStatement = RowsStatement {
            head: "INSERT INTO details (
                follower_id, read_at, remark, followed_at, source, qr_scene, qr_text, unionid,
                language, nickname, sex, city, province, country, headimgurl, groupid
            )
            VALUES",
            row: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tail: "ON CONFLICT (follower_id) DO UPDATE SET
                read_at = excluded.read_at,
                remark = coalesce(excluded.remark, remark),
                followed_at = coalesce(excluded.followed_at, followed_at),
                source = coalesce(excluded.source, source),
                qr_scene = coalesce(excluded.qr_scene, qr_scene),
                qr_text = coalesce(excluded.qr_text, qr_text),
                unionid = coalesce(excluded.unionid, unionid),
                language = coalesce(excluded.language, language),
                nickname = coalesce(excluded.nickname, nickname),
                sex = coalesce(excluded.sex, sex),
                city = coalesce(excluded.city, city),
                province = coalesce(excluded.province, province),
                country = coalesce(excluded.country, country),
                headimgurl = coalesce(excluded.headimgurl, headimgurl),
                groupid = coalesce(excluded.groupid, groupid)",
            parameters: 16,
        };
        UPSERT.run(transaction, &self.people, |person, out| {
            let row = person.row;
            out.put(person.id)?.put(now)?.put(person.remark())?.put(person.followed_at())?;
            out.put(person.told(row.source.as_deref()))?;
            out.put(person.told(row.qr_scene.as_ref()))?;
            out.put(person.told(row.qr_text.as_deref()))?;
            out.put(person.unionid())?;
            out.put(person.told(row.language.as_deref()))?;
            out.put(person.told(row.nickname.as_deref()))?;
            out.put(person.told(row.sex.as_ref()))?;
            out.put(person.told(row.city.as_deref()))?;
            out.put(person.told(row.province.as_deref()))?;
            out.put(person.told(row.country.as_deref()))?;
            out.put(person.told(row.headimgurl.as_deref()))?;
            out.put(person.told(row.groupid.as_ref()))?;
            Ok(())
        })
    }

    fn write_links(&self, transaction: &Transaction<'_>) -> Result<()> {
        const STRANGE: RowsStatement = RowsStatement {
            head: "INSERT INTO tags (id, name, wechat_count, position, listed) VALUES",
            row: "(?, '', 0, 0, 0)",
            tail: "",
            parameters: 1,
        };
        const LINK: RowsStatement = RowsStatement {
            head: "INSERT INTO follower_tags (follower_id, tag_id) VALUES",
            row: "(?, ?)",
            tail: "",
            parameters: 2,
        };
        const UNLINK: RowsStatement = RowsStatement {
            head: "DELETE FROM follower_tags WHERE (follower_id, tag_id) IN (VALUES",
            row: "(?, ?)",
            tail: ")",
            parameters: 2,
        };
        STRANGE.run(transaction, &self.strange_tags, |tag, row| row.put(*tag).map(drop))?;
        let bind = |(id, tag): &&(FollowerId, TagId), row: &mut crate::bulk::Binder<'_, '_>| {
            row.put(*id)?.put(*tag)?;
            Ok(())
        };
        LINK.run(transaction, &self.tagged, bind)?;
        UNLINK.run(transaction, &self.untagged, bind)
    }

    /// What somebody else did since the last reading; a first reading has nothing to compare with.
    fn events(&self, index: &Index, anew: &[FollowerId]) -> Vec<NewEvent> {
        let read_before: RoaringBitmap = self
            .people
            .iter()
            .map(|person| person.id)
            .filter(|&id| index.read_at[id as usize] != 0)
            .collect();
        let mut events: Vec<NewEvent> =
            anew.iter().map(|&id| NewEvent::plain(id, EventKind::CameBack)).collect();
        for (links, kind) in
            [(&self.tagged, EventKind::Tagged), (&self.untagged, EventKind::Untagged)]
        {
            let links = links.iter().filter(|(id, _)| read_before.contains(*id));
            events.extend(links.map(|&(id, tag)| NewEvent::tag(id, kind, tag)));
        }
        for person in self.people.iter().filter(|person| read_before.contains(person.id)) {
            let before = index.remarks.get(person.id);
            if let Some(after) = person.remark().filter(|after| *after != before) {
                events.push(NewEvent::remarked(person.id, before, after));
            }
        }
        events
    }

    fn tell(&self, index: &mut Index, now: UnixSeconds) {
        for person in &self.people {
            let id = person.id;
            index.set_read_at(id, seconds(Some(now)));
            if let Some(remark) = person.remark() {
                index.set_remark(id, remark);
            }
            if let Some(unionid) = person.unionid() {
                index.set_unionid(id, unionid);
            }
            if let Some(at) = person.followed_at() {
                index.set_followed_at(id, seconds(Some(at)));
            }
            if let Some(source) = person.told(person.row.source.as_deref()) {
                index.set_source(id, source);
            }
            if let Some(language) = person.told(person.row.language.as_deref()) {
                index.set_language(id, language);
            }
            let text = person.told(person.row.qr_text.as_deref());
            let scene = person.told(person.row.qr_scene.as_ref()).copied();
            index.merge_qr(id, text, scene);
        }
        for &(id, tag) in &self.tagged {
            index.add_link(id, tag);
        }
        for &(id, tag) in &self.untagged {
            index.remove_link(id, tag);
        }
    }
}

/// Keeps with the sync whose remark or tags somebody else changed.
fn remember_changes(transaction: &Transaction<'_>, events: &[NewEvent]) -> Result<()> {
    let mut moves: BTreeMap<(Move, TagId), Vec<FollowerId>> = BTreeMap::new();
    for event in events {
        let what = match event.kind {
            EventKind::Tagged => Move::Tagged,
            EventKind::Untagged => Move::Untagged,
            EventKind::Remarked => Move::Remarked,
            _ => continue,
        };
        moves.entry((what, event.tag.unwrap_or(0))).or_default().push(event.follower);
    }
    moves.into_iter().try_for_each(|((what, tag), people)| remember(transaction, what, tag, people))
}

fn count_follows(transaction: &Transaction<'_>, ids: &[FollowerId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "UPDATE followers
            SET follow_count = follow_count + 1
            WHERE id IN rarray(:ids)",
        )?
        .execute(named_params! { ":ids": id_array(ids.iter().copied()) })?;
    Ok(())
}
