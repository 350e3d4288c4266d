//! The blacklist as WeChat lists it.

use roaring::RoaringBitmap;
use rusqlite::{Transaction, named_params};

use crate::account::AccountStore;
use crate::bulk::{id_array, text_array};
use crate::database::Urgency;
use crate::error::Result;
use crate::history::{EventKind, NewEvent, write_events};
use crate::moves::{Move, remember};
use crate::staging::{StagedList, clear, for_each_staged_page};
use crate::syncs::any_sync_finished;
use crate::tags::ListChanges;
use crate::types::{FollowerId, UnixSeconds};

impl AccountStore {
    /// Takes over the staged blacklist in one transaction, except for people whom we changed
    /// after `stamp` was taken, and forgets the list. Unknown OpenIDs become people who never
    /// followed; they are counted as `unknown` and as `added`.
    ///
    /// # Errors
    /// As every write.
    pub fn replace_blacklist(&self, now: UnixSeconds, stamp: u32) -> Result<ListChanges> {
        self.change(
            Urgency::Bulk,
            |transaction, index| {
                let mut listed = RoaringBitmap::new();
                let mut strangers = Vec::new();
                for_each_staged_page(transaction, StagedList::Blacklist, |page| {
                    for openid in page {
                        match index.find(openid) {
                            Some(id) => drop(listed.insert(id)),
                            None if !openid.is_empty() => strangers.push((*openid).to_owned()),
                            None => {}
                        }
                    }
                })?;
                strangers.sort_unstable();
                strangers.dedup();
                let judged = |ids: RoaringBitmap| -> Vec<FollowerId> {
                    ids.into_iter().filter(|&id| !index.written_since(id, stamp)).collect()
                };
                let blocked = judged(&listed - &index.blacklisted);
                let unblocked = judged(&index.blacklisted - &listed);
                insert_strangers(transaction, &strangers, index.people(), now)?;
                set_blacklisted(transaction, &blocked, true)?;
                set_blacklisted(transaction, &unblocked, false)?;
                if any_sync_finished(transaction)? {
                    let first_stranger = index.people() + 1;
                    let new = (first_stranger..).take(strangers.len());
                    let added: Vec<FollowerId> = blocked.iter().copied().chain(new).collect();
                    remember(transaction, Move::Blocked, 0, added.iter().copied())?;
                    remember(transaction, Move::Unblocked, 0, unblocked.iter().copied())?;
                    let events: Vec<NewEvent> = added
                        .iter()
                        .map(|&id| NewEvent::plain(id, EventKind::Blocked))
                        .chain(
                            unblocked.iter().map(|&id| NewEvent::plain(id, EventKind::Unblocked)),
                        )
                        .collect();
                    write_events(transaction, now, None, &events)?;
                }
                clear(transaction, StagedList::Blacklist)?;
                let changes = ListChanges {
                    added: (blocked.len() + strangers.len()) as u32,
                    removed: unblocked.len() as u32,
                    unknown: strangers.len() as u32,
                };
                Ok((changes, (strangers, blocked, unblocked)))
            },
            |index, (strangers, blocked, unblocked)| {
                for openid in &strangers {
                    let id = index.add_person(openid);
                    index.set_blacklisted(id, true);
                }
                blocked.into_iter().for_each(|id| index.set_blacklisted(id, true));
                unblocked.into_iter().for_each(|id| index.set_blacklisted(id, false));
            },
        )
    }
}

fn insert_strangers(
    transaction: &Transaction<'_>,
    openids: &[String],
    last_id: FollowerId,
    now: UnixSeconds,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO followers
                (id, openid, following, first_seen_at, follow_count, blacklisted)
            SELECT
                :last_id + new.rowid,
                new.value,
                0,
                :now,
                0,
                1
            FROM rarray(:openids) AS new",
        )?
        .execute(named_params! {
            ":last_id": last_id,
            ":now": now,
            ":openids": text_array(openids.iter().map(String::as_str)),
        })?;
    Ok(())
}

/// The reason for blocking goes with the block.
fn set_blacklisted(
    transaction: &Transaction<'_>,
    people: &[FollowerId],
    blacklisted: bool,
) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE followers
            SET
                blacklisted = :blacklisted,
                block_reason = iif(:blacklisted, block_reason, NULL)
            WHERE id IN rarray(:people)",
        )?
        .execute(named_params! {
            ":blacklisted": blacklisted,
            ":people": id_array(people.iter().copied()),
        })?;
    Ok(())
}
