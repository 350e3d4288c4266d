//! The blacklist as an operator looks at it: who is on it, why, since when, and who did it.

use std::collections::HashMap;

use roaring::RoaringBitmap;
use rusqlite::{Connection, named_params};

use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::database::Urgency;
use crate::error::Result;
use crate::filter::with_text;
use crate::index::texts::contains_folded;
use crate::result_set::{FIRST_ROWS, ResultSet};
use crate::types::{
    BlacklistKey, BlacklistSort, BlockedPerson, FollowerId, HistoryAuthor, JobId, KnownPerson,
    OpenedBlacklist, ResultSetId, Sort, SortKey, UnixSeconds,
};

impl AccountStore {
    /// Collects who is on the blacklist, in order, and keeps the list as a result set. `search` is
    /// a part of what a text filter finds people by, or of the reason; empty for everybody.
    ///
    /// What is not known stands last in both directions; people of equal rank stand by local number.
    ///
    /// # Errors
    /// As every read.
    pub fn open_blacklist(&self, search: &str, sort: BlacklistSort) -> Result<OpenedBlacklist> {
        let blocked = self.index().blacklisted.clone();
        let facts = self.read(|connection| read_facts(connection, blocked.iter()))?;
        let people = self.found(search.trim(), blocked, &facts);
        let ids = self.in_order(&people, &facts, sort);
        let first_rows = self.blocked_people(&ids[..ids.len().min(FIRST_ROWS as usize)])?;
        let people = ids.len() as u32;
        let id = self.result_sets().lock().keep(ResultSet::collected(ids));
        Ok(OpenedBlacklist { id, people, first_rows })
    }

    /// Rows `start` to `start + count` of a list opened by [`AccountStore::open_blacklist`].
    ///
    /// # Errors
    /// [`Error::ResultSetExpired`](crate::Error::ResultSetExpired).
    pub fn blacklist_window(
        &self,
        id: ResultSetId,
        start: u32,
        count: u32,
    ) -> Result<Vec<BlockedPerson>> {
        let ids = self.result_set(id)?;
        let start = (start as usize).min(ids.len());
        let end = start.saturating_add(count as usize).min(ids.len());
        self.blocked_people(&ids[start..end])
    }

    /// Keeps another reason with those of these people who are on the blacklist; an empty one takes
    /// the reason away. Returns how many they are. Only on this computer.
    ///
    /// # Errors
    /// As every write.
    pub fn set_block_reason(&self, people: &[FollowerId], reason: &str) -> Result<u32> {
        let reason = Some(reason).filter(|reason| !reason.is_empty());
        self.write(Urgency::Edit, |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE followers
                    SET block_reason = :reason
                    WHERE
                        id IN rarray(:people)
                        AND blacklisted = 1",
                )?
                .execute(named_params! {
                    ":reason": reason,
                    ":people": id_array(people.iter().copied()),
                })?;
            Ok(changed as u32)
        })
    }

    /// Who has these OpenIDs and how they stand, in their order; none for the unknown.
    pub fn look_up(&self, openids: &[String]) -> Vec<Option<KnownPerson>> {
        let index = self.index();
        let known = |id| KnownPerson {
            id,
            following: index.following.contains(id),
            blacklisted: index.blacklisted.contains(id),
        };
        openids.iter().map(|openid| index.find(openid).map(known)).collect()
    }

    fn found(
        &self,
        search: &str,
        blocked: RoaringBitmap,
        facts: &HashMap<FollowerId, Facts>,
    ) -> RoaringBitmap {
        if search.is_empty() {
            return blocked;
        }
        let by_text = with_text(&self.index(), search);
        let by_reason: RoaringBitmap = facts
            .iter()
            .filter(|(_, facts)| contains_folded(&facts.reason, search))
            .map(|(id, _)| *id)
            .collect();
        blocked & (by_text | by_reason)
    }

    fn in_order(
        &self,
        people: &RoaringBitmap,
        facts: &HashMap<FollowerId, Facts>,
        sort: BlacklistSort,
    ) -> Vec<FollowerId> {
        let descending = sort.descending;
        match sort.by {
            BlacklistKey::Remark => {
                let remark = Sort { by: SortKey::Remark, descending };
                let order = self.orders().plan(&self.index(), people.clone(), &[remark]);
                self.orders().collect(&order)
            }
            BlacklistKey::BlockedAt => {
                let at = |id| facts.get(&id).and_then(|facts| facts.blocked).map(|(at, _)| at);
                known_first(people, descending, at)
            }
            BlacklistKey::Reason => known_first(people, descending, |id| {
                facts
                    .get(&id)
                    .map(|facts| facts.reason.as_str())
                    .filter(|reason| !reason.is_empty())
            }),
        }
    }

    fn blocked_people(&self, ids: &[FollowerId]) -> Result<Vec<BlockedPerson>> {
        let mut facts = self.read(|connection| read_facts(connection, ids.iter().copied()))?;
        let people = self.rows(ids).into_iter().map(|row| {
            let Facts { reason, never_followed, blocked } =
                facts.remove(&row.id).unwrap_or_default();
            let (blocked_at, job) = blocked.unzip();
            let by = job.map(|job| match job {
                Some(_) => HistoryAuthor::Us,
                None => HistoryAuthor::Elsewhere,
            });
            BlockedPerson { row, reason, blocked_at, by, job: job.flatten(), never_followed }
        });
        Ok(people.collect())
    }
}

/// What the file alone knows of somebody's place on the blacklist.
#[derive(Default)]
struct Facts {
    reason: String,
    never_followed: bool,
    /// When it was seen to happen, and by which job of ours.
    blocked: Option<(UnixSeconds, Option<JobId>)>,
}

/// The last time that each was blocked; a person's history is short and read from its end.
pub(crate) const FACTS_SQL: &str = "SELECT
        followers.id,
        coalesce(block_reason, ''),
        follow_count = 0,
        at,
        job_id
    FROM rarray(:ids) AS wanted
    CROSS JOIN followers ON followers.id = wanted.value
    LEFT JOIN events ON
        events.follower_id = followers.id
        AND events.number = (
            SELECT max(number)
            FROM events AS earlier
            WHERE
                earlier.follower_id = followers.id
                AND earlier.kind = 7
        )";

fn read_facts(
    connection: &Connection,
    ids: impl Iterator<Item = FollowerId>,
) -> Result<HashMap<FollowerId, Facts>> {
    let mut statement = connection.prepare_cached(FACTS_SQL)?;
    let mut rows = statement.query(named_params! { ":ids": id_array(ids) })?;
    let mut facts = HashMap::new();
    while let Some(row) = rows.next()? {
        let at: Option<UnixSeconds> = row.get(3)?;
        let job: Option<JobId> = row.get(4)?;
        let known = Facts {
            reason: row.get(1)?,
            never_followed: row.get(2)?,
            blocked: at.map(|at| (at, job)),
        };
        facts.insert(row.get(0)?, known);
    }
    Ok(facts)
}

/// By a value, with those who have none at the end.
fn known_first<Key: Ord>(
    people: &RoaringBitmap,
    descending: bool,
    key: impl Fn(FollowerId) -> Option<Key>,
) -> Vec<FollowerId> {
    let (mut known, unknown): (Vec<_>, Vec<_>) =
        people.iter().map(|id| (key(id), id)).partition(|(key, _)| key.is_some());
    known.sort_by(|(one, _), (other, _)| if descending { other.cmp(one) } else { one.cmp(other) });
    known.into_iter().chain(unknown).map(|(_, id)| id).collect()
}
