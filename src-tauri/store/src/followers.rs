//! Followers as rows of the grid and as one person's page.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::account::AccountStore;
use crate::bulk::id_array;
use crate::error::{Error, Result};
use crate::history::history_of;
use crate::types::{FollowerDetail, FollowerId, FollowerRow};

/// Rows read with one statement when many are walked through.
const ROWS_AT_ONCE: usize = 2_000;

impl AccountStore {
    /// Rows in the order of `ids`; ids that do not exist are left out.
    ///
    /// One statement for all of them; the tags come from the index.
    ///
    /// # Errors
    /// As every read.
    pub fn rows(&self, ids: &[FollowerId]) -> Result<Vec<FollowerRow>> {
        let mut rows = self.read(|connection| read_rows(connection, ids))?;
        let known: Vec<FollowerId> = rows.iter().map(|row| row.id).collect();
        let tags = self.index().tags_of(&known, false);
        for (row, tags) in rows.iter_mut().zip(tags) {
            row.tags = tags;
        }
        Ok(rows)
    }

    /// Walks through the rows of many ids in their order, some thousand at a time.
    ///
    /// Stops early when `take` breaks; memory stays bounded.
    ///
    /// # Errors
    /// As every read.
    pub fn rows_in_chunks(
        &self,
        ids: &[FollowerId],
        mut take: impl FnMut(Vec<FollowerRow>) -> ControlFlow<()>,
    ) -> Result<()> {
        for chunk in ids.chunks(ROWS_AT_ONCE) {
            if take(self.rows(chunk)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Everything about one follower.
    ///
    /// # Errors
    /// [`Error::FollowerUnknown`].
    pub fn detail(&self, id: FollowerId) -> Result<FollowerDetail> {
        let row = self.rows(&[id])?.pop().ok_or(Error::FollowerUnknown)?;
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

/// The columns of [`FollowerRow`] except the tags; `CROSS JOIN` keeps the order of the ids.
pub(crate) const ROWS_SQL: &str = "SELECT
        followers.id,
        openid,
        unionid,
        coalesce(remark, ''),
        followed_at,
        source,
        coalesce(qr_scene, 0),
        coalesce(qr_text, ''),
        coalesce(language, ''),
        following,
        left_before,
        blacklisted,
        read_at IS NOT NULL
    FROM rarray(:ids) AS wanted
    CROSS JOIN followers ON followers.id = wanted.value
    LEFT JOIN details ON details.follower_id = followers.id";

fn read_rows(connection: &Connection, ids: &[FollowerId]) -> Result<Vec<FollowerRow>> {
    let mut statement = connection.prepare_cached(ROWS_SQL)?;
    let ids = id_array(ids.iter().copied());
    let rows = statement.query_map(named_params! { ":ids": ids }, row_without_tags)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn row_without_tags(row: &Row<'_>) -> rusqlite::Result<FollowerRow> {
    Ok(FollowerRow {
        id: row.get(0)?,
        openid: row.get(1)?,
        unionid: row.get(2)?,
        remark: row.get(3)?,
        tags: Vec::new(),
        followed_at: row.get(4)?,
        source: row.get(5)?,
        qr_scene: row.get(6)?,
        qr_text: row.get(7)?,
        language: row.get(8)?,
        following: row.get(9)?,
        left_at: row.get(10)?,
        blacklisted: row.get(11)?,
        details_read: row.get(12)?,
    })
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
