//! Followers as rows of the grid and as one person's page.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::history::history_of;
use crate::index::texts::Texts;
use crate::index::{Index, Seconds};
use crate::types::{FollowerDetail, FollowerId, FollowerRow, TagId, UnixSeconds};

/// Rows put together at once when many are walked through.
const ROWS_AT_ONCE: usize = 2_000;

impl AccountStore {
    /// Rows in the order of `ids`; ids that do not exist are left out.
    ///
    /// The index alone answers, so that nothing that is being written keeps a reader waiting.
    pub fn rows(&self, ids: &[FollowerId]) -> Vec<FollowerRow> {
        let index = self.index();
        let known: Vec<FollowerId> = ids.iter().copied().filter(|&id| index.knows(id)).collect();
        let tags = index.tags_of(&known, false);
        known.into_iter().zip(tags).map(|(id, tags)| row_of(&index, id, tags)).collect()
    }

    /// Walks through the rows of many ids in their order, some thousand at a time.
    ///
    /// Stops early when `take` breaks; memory stays bounded.
    pub fn rows_in_chunks(
        &self,
        ids: &[FollowerId],
        mut take: impl FnMut(Vec<FollowerRow>) -> ControlFlow<()>,
    ) {
        for chunk in ids.chunks(ROWS_AT_ONCE) {
            if take(self.rows(chunk)).is_break() {
                break;
            }
        }
    }

    /// Everything about one follower.
    ///
    /// # Errors
    /// [`Error::FollowerUnknown`].
    pub fn detail(&self, id: FollowerId) -> Result<FollowerDetail> {
        let row = self.rows(&[id]).pop().ok_or(Error::FollowerUnknown)?;
        self.read(|connection| read_detail(connection, row))
    }

    /// The followers with these OpenIDs, in their order; none for the unknown.
    pub fn find(&self, openids: &[String]) -> Vec<Option<FollowerId>> {
        let index = self.index();
        openids.iter().map(|openid| index.find(openid)).collect()
    }

    /// OpenIDs of followers, in the order of `ids`.
    ///
    /// # Errors
    /// [`Error::FollowerUnknown`] if one does not exist.
    pub fn openids(&self, ids: &[FollowerId]) -> Result<Vec<String>> {
        let index = self.index();
        ids.iter()
            .map(|&id| match index.openids.get(id) {
                "" => Err(Error::FollowerUnknown),
                openid => Ok(openid.to_owned()),
            })
            .collect()
    }

    /// How many people follow as of the last applied list.
    pub fn following(&self) -> u32 {
        self.index().following.len() as u32
    }
}

/// What the index knows about somebody it knows.
fn row_of(index: &Index, id: FollowerId, tags: Vec<TagId>) -> FollowerRow {
    let slot = id as usize;
    let text = |texts: &Texts| texts.get(id).to_owned();
    let qr = index.qrs.value(index.qr[slot]);
    FollowerRow {
        id,
        openid: text(&index.openids),
        unionid: Some(text(&index.unionids)).filter(|unionid| !unionid.is_empty()),
        remark: text(&index.remarks),
        tags,
        followed_at: known_time(index.followed_at[slot]),
        source: index.sources.value(index.source[slot]).cloned(),
        qr_scene: qr.map_or(0, |qr| qr.scene),
        qr_text: qr.map(|qr| qr.text.clone()).unwrap_or_default(),
        language: index.languages.value(index.language[slot]).cloned().unwrap_or_default(),
        following: index.following.contains(id),
        left_at: known_time(index.left_at[slot]),
        blacklisted: index.blacklisted.contains(id),
        details_read: index.read_at[slot] != 0,
    }
}

fn known_time(at: Seconds) -> Option<UnixSeconds> {
    (at != 0).then_some(at.into())
}

fn read_detail(connection: &Connection, row: FollowerRow) -> Result<FollowerDetail> {
    let id = row.id;
    let mut detail = connection
        .prepare_cached(
            "SELECT
                nickname,
                sex,
                city,
                province,
                country,
                headimgurl,
                groupid,
                follow_count,
                first_seen_at,
                read_at,
                left_after,
                left_before,
                block_reason
            FROM followers
            LEFT JOIN details ON details.follower_id = followers.id
            WHERE followers.id = :id",
        )?
        .query_row(named_params! { ":id": id }, |columns| {
            let left_after: Option<i64> = columns.get(10)?;
            let left_before: Option<i64> = columns.get(11)?;
            Ok(FollowerDetail {
                row,
                nickname: columns.get(0)?,
                sex: columns.get(1)?,
                city: columns.get(2)?,
                province: columns.get(3)?,
                country: columns.get(4)?,
                headimgurl: columns.get(5)?,
                groupid: columns.get(6)?,
                follow_count: columns.get(7)?,
                first_seen_at: columns.get(8)?,
                details_read_at: columns.get(9)?,
                left_between: left_after.zip(left_before),
                block_reason: columns.get(12)?,
                history: Vec::new(),
            })
        })
        .optional()?
        .ok_or(Error::FollowerUnknown)?;
    detail.history = history_of(connection, &detail)?;
    Ok(detail)
}
