//! The switch from the old list of followers to a new one: only who moved is touched.

use std::ops::Deref;

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use crate::account::AccountStore;
use crate::bitmaps::{bitmap, bytes};
use crate::bulk::{id_array, text_array};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::history::{EventKind, NewEvent, write_events};
use crate::index::{Index, TagEntry, seconds};
use crate::newcomers::Newcomers;
use crate::staging::{StagedList, clear, for_each_staged_page};
use crate::types::{FollowerId, SortKey, SyncId, TagId, UnixSeconds};

/// New people handed to SQLite together: each is held once more meanwhile.
const NEW_AT_ONCE: usize = 10_000;

/// What a complete new list would change, or has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// People on the new list, each counted once.
    pub listed: u32,
    /// People who followed before the switch.
    pub following_before: u32,
    /// On the list, never seen as followers before.
    pub joined: u32,
    /// Followed before, not on the list.
    pub left: u32,
    /// On the list, had left before.
    pub came_back: u32,
}

/// Somebody whose turn it is: details are to be read, or a unit of a job is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Local number.
    pub id: FollowerId,
    /// What WeChat knows the person by.
    pub openid: String,
}

impl AccountStore {
    /// Compares the staged list of followers with the file and changes nothing.
    ///
    /// # Errors
    /// As every read.
    pub fn difference(&self) -> Result<Difference> {
        // The index must not be held while the list is compared.
        let kept = self.take_comparison(&self.index());
        let compared = match kept {
            Some(kept) => kept,
            None => {
                let list = self.comparisons().lock().list;
                let version = version(&self.index());
                let moves = self.sweep(|file| Moves::find(file, || self.index()))?;
                Compared { list, version, moves }
            }
        };
        let difference = compared.moves.count(&self.index());
        self.comparisons().lock().last = Some(compared);
        Ok(difference)
    }

    /// The last comparison, if neither the list nor whom the index knows has changed since.
    fn take_comparison(&self, index: &Index) -> Option<Compared> {
        let Comparisons { list, last } = &mut *self.comparisons().lock();
        last.take().filter(|last| last.list == *list && last.version == version(index))
    }

    /// A staged list is another one now; to be called after the commit.
    pub(crate) fn forget_comparison(&self, list: StagedList) {
        if list == StagedList::Followers {
            let mut comparisons = self.comparisons().lock();
            comparisons.list += 1;
            comparisons.last = None;
        }
    }

    /// Switches to the staged list in one transaction, remembers who moved in this sync, and
    /// forgets the list. Repeating it for the same sync changes nothing and says the same.
    ///
    /// # Errors
    /// [`Error::SyncUnknown`]; as every write.
    pub fn apply_difference(&self, sync: SyncId, now: UnixSeconds) -> Result<Difference> {
        self.change(
            Urgency::Bulk,
            |transaction, index| {
                if let Some(applied) = already_applied(transaction, sync)? {
                    let following_before = index.following.len() as u32 + applied.left
                        - applied.joined
                        - applied.came_back;
                    let listed = index.following.len() as u32;
                    return Ok((Difference { listed, following_before, ..applied }, None));
                }
                let moves = match self.take_comparison(index) {
                    Some(kept) => kept.moves,
                    None => Moves::find(transaction, || index)?,
                };
                let difference = moves.count(index);
                moves.write(transaction, index, sync, now)?;
                clear(transaction, StagedList::Followers)?;
                Ok((difference, Some(moves)))
            },
            |index, moves| {
                if let Some(moves) = moves {
                    moves.tell(index, now);
                    self.forget_comparison(StagedList::Followers);
                }
            },
        )
    }

    /// Followers whose details were read before `since` or never, ascending from after `after`.
    /// Since the first second: those who were never read, or not since they came back.
    pub fn details_due(&self, since: UnixSeconds, after: FollowerId, limit: usize) -> Vec<Due> {
        let index = self.index();
        let since = seconds(Some(since));
        index
            .following
            .range(after.saturating_add(1)..)
            .filter(|&id| index.read_at[id as usize] < since)
            .take(limit)
            .map(|id| due(&index, id))
            .collect()
    }

    /// How many followers' details were read before `since` or never.
    pub fn details_due_count(&self, since: UnixSeconds) -> u32 {
        let index = self.index();
        let since = seconds(Some(since));
        index.following.iter().filter(|&id| index.read_at[id as usize] < since).count() as u32
    }

    /// Followers whose details were read, but before `since`: the longest ago first, at most
    /// `limit` of them.
    pub fn oldest_read(&self, since: UnixSeconds, limit: usize) -> Vec<Due> {
        let index = self.index();
        let since = seconds(Some(since));
        let read = index.following.iter().map(|id| (index.read_at[id as usize], id));
        let mut old: Vec<(u32, FollowerId)> =
            read.filter(|&(at, _)| at != 0 && at < since).collect();
        if limit < old.len() {
            old.select_nth_unstable(limit);
            old.truncate(limit);
        }
        old.sort_unstable();
        old.into_iter().map(|(_, id)| due(&index, id)).collect()
    }

    /// When the details of the follower who was read longest ago were read; none if nobody's were.
    pub fn oldest_reading(&self) -> Option<UnixSeconds> {
        let index = self.index();
        let times = index.following.iter().map(|id| index.read_at[id as usize]);
        times.filter(|&at| at != 0).min().map(UnixSeconds::from)
    }

    /// Of these people, those who follow and whose details were read before `since` or never.
    pub fn due_among(&self, people: &RoaringBitmap, since: UnixSeconds) -> Vec<Due> {
        let index = self.index();
        let since = seconds(Some(since));
        (people & &index.following)
            .into_iter()
            .filter(|&id| index.read_at[id as usize] < since)
            .map(|id| due(&index, id))
            .collect()
    }
}

fn due(index: &Index, id: FollowerId) -> Due {
    Due { id, openid: index.openids.get(id).to_owned() }
}

/// What came of comparing the staged list with the index, kept until it is applied: so a long list
/// is read and compared once.
#[derive(Default)]
pub(crate) struct Comparisons {
    /// Grows with each change of the staged list.
    list: u64,
    last: Option<Compared>,
}

struct Compared {
    /// The list that was compared.
    list: u64,
    /// With whom.
    version: u64,
    moves: Moves,
}

/// Grows whenever somebody comes, leaves or comes back.
fn version(index: &Index) -> u64 {
    index.version_of(SortKey::LeftAt)
}

/// Who moves.
struct Moves {
    new: Newcomers,
    /// Known from the blacklist only, now following for the first time.
    known: RoaringBitmap,
    left: RoaringBitmap,
    came_back: RoaringBitmap,
    listed: u32,
}

impl Moves {
    /// `index` is asked for anew for each page: changes of the index wait while it is held.
    fn find<I: Deref<Target = Index>>(
        connection: &Connection,
        index: impl Fn() -> I,
    ) -> Result<Self> {
        let mut new = Newcomers::default();
        let mut present = Vec::new();
        for_each_staged_page(connection, StagedList::Followers, |page| {
            let index = index();
            for openid in page {
                match index.find(openid) {
                    Some(id) => present.push(id),
                    None if !openid.is_empty() => new.push(openid),
                    None => {}
                }
            }
        })?;
        new.sort();
        present.sort_unstable();
        present.dedup();
        let present = RoaringBitmap::from_sorted_iter(present).expect("sorted just before");
        let (left, returning) = {
            let following = &index().following;
            (following - &present, &present - following)
        };
        let known = never_followed(connection, &returning)?;
        let listed = present.len() as u32 + new.len() as u32;
        Ok(Self { new, came_back: returning - &known, known, left, listed })
    }

    fn count(&self, index: &Index) -> Difference {
        Difference {
            listed: self.listed,
            following_before: index.following.len() as u32,
            joined: self.new.len() as u32 + self.known.len() as u32,
            left: self.left.len() as u32,
            came_back: self.came_back.len() as u32,
        }
    }

    /// Local numbers that the new people get: those after the last.
    fn new_ids(&self, index: &Index) -> std::ops::Range<FollowerId> {
        let first = index.people() + 1;
        first..first + self.new.len() as u32
    }

    fn write(
        &self,
        transaction: &Transaction<'_>,
        index: &Index,
        sync: SyncId,
        now: UnixSeconds,
    ) -> Result<()> {
        insert_new(transaction, &self.new, index.people(), now)?;
        mark_returned(transaction, &(&self.came_back | &self.known))?;
        mark_left(transaction, &self.left, now)?;
        let lost = self.lost_links(index);
        drop_links(transaction, &self.left)?;
        let untagged = lost.iter().map(|&(id, tag)| NewEvent::tag(id, EventKind::Untagged, tag));
        let left = self.left.iter().map(|id| NewEvent::plain(id, EventKind::Left));
        let back = self.came_back.iter().map(|id| NewEvent::plain(id, EventKind::CameBack));
        write_events(
            transaction,
            now,
            None,
            &untagged.chain(left).chain(back).collect::<Vec<_>>(),
        )?;
        let mut joined = self.known.clone();
        joined.insert_range(self.new_ids(index));
        remember_moves(transaction, sync, now, [&joined, &self.left, &self.came_back])
    }

    /// The tags of those who left: whoever leaves loses them (WeChat answers an empty
    /// `tagid_list` for people who do not follow), and its counts go without them from then on.
    fn lost_links(&self, index: &Index) -> Vec<(FollowerId, TagId)> {
        let of_tag = |(&tag, entry): (&TagId, &TagEntry)| {
            let lost = &entry.members & &self.left;
            lost.into_iter().map(move |id| (id, tag)).collect::<Vec<_>>()
        };
        index.tags.iter().flat_map(of_tag).collect()
    }

    fn tell(&self, index: &mut Index, now: UnixSeconds) {
        for (id, tag) in self.lost_links(index) {
            index.remove_link(id, tag);
        }
        index.reserve(self.new.len());
        for openid in self.new.iter() {
            let id = index.add_person(openid);
            index.set_following(id);
        }
        for id in &(&self.came_back | &self.known) {
            index.set_following(id);
            index.set_read_at(id, 0);
        }
        for id in &self.left {
            index.set_left(id, seconds(Some(now)));
        }
    }
}

fn never_followed(connection: &Connection, ids: &RoaringBitmap) -> Result<RoaringBitmap> {
    let mut statement = connection.prepare_cached(
        "SELECT id
        FROM rarray(:ids) AS wanted
        CROSS JOIN followers ON id = wanted.value
        WHERE follow_count = 0",
    )?;
    let found =
        statement.query_map(named_params! { ":ids": id_array(ids) }, |row| row.get::<_, u32>(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn insert_new(
    transaction: &Transaction<'_>,
    newcomers: &Newcomers,
    mut last_id: FollowerId,
    now: UnixSeconds,
) -> Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO followers (id, openid, following, first_seen_at, follow_count)
        SELECT
            :last_id + new.rowid,
            new.value,
            1,
            :now,
            1
        FROM rarray(:openids) AS new",
    )?;
    let mut openids = newcomers.iter().peekable();
    while openids.peek().is_some() {
        let openids = text_array(openids.by_ref().take(NEW_AT_ONCE));
        let inserted = insert
            .execute(named_params! { ":last_id": last_id, ":now": now, ":openids": openids })?;
        last_id += inserted as u32;
    }
    Ok(())
}

/// Their details are read again: the time of following and the tags have changed.
fn mark_returned(transaction: &Transaction<'_>, ids: &RoaringBitmap) -> Result<()> {
    let ids = id_array(ids);
    transaction
        .prepare_cached(
            "UPDATE followers
            SET
                following = 1,
                follow_count = follow_count + 1,
                left_after = NULL,
                left_before = NULL
            WHERE id IN rarray(:ids)",
        )?
        .execute(named_params! { ":ids": ids })?;
    transaction
        .prepare_cached(
            "UPDATE details
            SET read_at = NULL
            WHERE follower_id IN rarray(:ids)",
        )?
        .execute(named_params! { ":ids": ids })?;
    Ok(())
}

fn drop_links(transaction: &Transaction<'_>, ids: &RoaringBitmap) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM follower_tags WHERE follower_id IN rarray(:ids)")?
        .execute(named_params! { ":ids": id_array(ids) })?;
    Ok(())
}

/// They were last seen in the list that was applied before this one.
fn mark_left(transaction: &Transaction<'_>, ids: &RoaringBitmap, now: UnixSeconds) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE followers
            SET
                following = 0,
                left_after = (SELECT max(applied_at) FROM syncs),
                left_before = :now
            WHERE id IN rarray(:ids)",
        )?
        .execute(named_params! { ":ids": id_array(ids), ":now": now })?;
    Ok(())
}

fn remember_moves(
    transaction: &Transaction<'_>,
    sync: SyncId,
    now: UnixSeconds,
    [joined, left, came_back]: [&RoaringBitmap; 3],
) -> Result<()> {
    let changed = transaction
        .prepare_cached(
            "UPDATE syncs
            SET
                applied_at = :now,
                joined = :joined,
                gone = :gone,
                came_back = :came_back
            WHERE id = :sync",
        )?
        .execute(named_params! {
            ":sync": sync,
            ":now": now,
            ":joined": bytes(joined),
            ":gone": bytes(left),
            ":came_back": bytes(came_back),
        })?;
    if changed == 1 { Ok(()) } else { Err(Error::SyncUnknown) }
}

/// The movements of a sync whose list was applied before.
fn already_applied(transaction: &Transaction<'_>, sync: SyncId) -> Result<Option<Difference>> {
    let applied = transaction
        .prepare_cached(
            "SELECT
                joined,
                gone,
                came_back
            FROM syncs
            WHERE
                id = :sync
                AND applied_at IS NOT NULL",
        )?
        .query_row(named_params! { ":sync": sync }, |row| {
            Ok([row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?])
        })
        .optional()?;
    let Some(columns) = applied else { return Ok(None) };
    let mut counts = [0; 3];
    for (count, kept) in counts.iter_mut().zip(columns) {
        *count = bitmap(Some(kept))?.len() as u32;
    }
    let [joined, left, came_back] = counts;
    Ok(Some(Difference { joined, left, came_back, ..Difference::default() }))
}
