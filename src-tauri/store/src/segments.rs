//! Segments: filters with a name, and who came and went since the last sync.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::account::AccountStore;
use crate::bitmaps::{bitmap, bytes};
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::{Filter, ListId, Segment, SegmentDraft, SegmentId, UnixSeconds};

/// The way in which filters are written today. It grows when an older program would misread one.
pub const FILTER_VERSION: u32 = 1;

/// Segments that one account keeps.
pub const MOST_SEGMENTS: usize = 200;

impl AccountStore {
    /// All segments in their order, with their numbers as they are now.
    ///
    /// # Errors
    /// As every read.
    pub fn segments(&self, now: UnixSeconds) -> Result<Vec<Segment>> {
        let kept = self.read(|connection| {
            let mut statement = connection.prepare_cached(SEGMENTS_SQL)?;
            let kept = statement.query_map([], Kept::of)?;
            Ok(kept.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        self.counts().keep_only(kept.iter().map(|kept| kept.filter.as_str()));
        kept.into_iter().map(|kept| self.counted(kept, now)).collect()
    }

    /// One segment with its numbers as they are now.
    ///
    /// # Errors
    /// [`Error::SegmentUnknown`].
    pub fn segment(&self, id: SegmentId, now: UnixSeconds) -> Result<Segment> {
        let kept = self.read(|connection| kept(connection, id))?;
        self.counted(kept, now)
    }

    /// Makes a segment, after all others. A draft without a filter stands for everybody.
    ///
    /// # Errors
    /// [`Error::TooManyKept`] beyond [`MOST_SEGMENTS`]; what [`AccountStore::matching`] refuses.
    pub fn add_segment(&self, draft: &SegmentDraft, now: UnixSeconds) -> Result<Segment> {
        let everybody = Filter::AllOf { filters: Vec::new() };
        let filter = draft.filter.as_ref().unwrap_or(&everybody);
        let people = bytes(&self.matching(filter, now)?);
        let filter = serde_json::to_string(filter)?;
        let id = self.write(Urgency::Edit, |transaction| {
            insert(
                transaction,
                "INSERT INTO segments (
                    position, name, hue, note, filter, filter_version, saved_at, people
                )
                VALUES (
                    (SELECT coalesce(max(position), 0) + 1 FROM segments),
                    :name, :hue, :note, :filter, :version, :now, :people
                )
                RETURNING id",
                named_params! {
                    ":name": draft.name, ":hue": draft.hue, ":note": draft.note,
                    ":filter": filter, ":version": FILTER_VERSION, ":now": now, ":people": people,
                },
            )
        })?;
        self.segment(id, now)
    }

    /// Changes a segment; without a filter the one it has stays. With another one, who came and who
    /// went is counted anew from now on.
    ///
    /// # Errors
    /// [`Error::SegmentUnknown`]; what [`AccountStore::matching`] refuses.
    pub fn change_segment(
        &self,
        id: SegmentId,
        draft: &SegmentDraft,
        now: UnixSeconds,
    ) -> Result<Segment> {
        let before = self.read(|connection| kept(connection, id))?;
        let new = draft.filter.as_ref().filter(|new| before.filter().as_ref() != Some(new));
        let people = new.map(|new| self.matching(new, now)).transpose()?;
        let filter = new.map(serde_json::to_string).transpose()?;
        self.write(Urgency::Edit, |transaction| {
            transaction.execute(
                "UPDATE segments
                SET
                    name = :name,
                    hue = :hue,
                    note = :note
                WHERE id = :id",
                named_params! {
                    ":id": id, ":name": draft.name, ":hue": draft.hue, ":note": draft.note,
                },
            )?;
            if let Some((filter, people)) = filter.zip(people) {
                transaction.execute(
                    "UPDATE segments
                    SET
                        filter = :filter,
                        filter_version = :version,
                        saved_at = :now,
                        people = :people,
                        compared_at = NULL,
                        entered = NULL,
                        gone = NULL
                    WHERE id = :id",
                    named_params! {
                        ":id": id, ":filter": filter, ":version": FILTER_VERSION, ":now": now,
                        ":people": bytes(&people),
                    },
                )?;
            }
            Ok(())
        })?;
        self.segment(id, now)
    }

    /// Makes another one with the same filter, also of one that a newer program wrote.
    ///
    /// # Errors
    /// [`Error::SegmentUnknown`]; [`Error::TooManyKept`] beyond [`MOST_SEGMENTS`].
    pub fn copy_segment(&self, id: SegmentId, name: &str, now: UnixSeconds) -> Result<Segment> {
        let copy = self.write(Urgency::Edit, |transaction| {
            kept(transaction, id)?;
            insert(
                transaction,
                "INSERT INTO segments (
                    position, name, hue, note, filter, filter_version, saved_at, people
                )
                SELECT
                    (SELECT max(position) + 1 FROM segments),
                    :name, hue, note, filter, filter_version, :now, people
                FROM segments
                WHERE id = :id
                RETURNING id",
                named_params! { ":id": id, ":name": name, ":now": now },
            )
        })?;
        self.segment(copy, now)
    }

    /// Forgets a segment; one that is not kept is as good.
    ///
    /// # Errors
    /// As every write.
    pub fn delete_segment(&self, id: SegmentId) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            transaction.execute("DELETE FROM segments WHERE id = ?1", [id])?;
            Ok(())
        })
    }

    /// Puts these segments first, in this order; those not named follow as they stood.
    ///
    /// # Errors
    /// As every write.
    pub fn order_segments(&self, ids: &[SegmentId]) -> Result<()> {
        self.write(Urgency::Edit, |transaction| {
            let rest: Vec<SegmentId> = transaction
                .prepare_cached("SELECT id FROM segments ORDER BY position, id")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let rest = rest.iter().filter(|id| !ids.contains(id));
            let mut place =
                transaction.prepare_cached("UPDATE segments SET position = ?1 WHERE id = ?2")?;
            for (position, id) in (1_u32..).zip(ids.iter().chain(rest)) {
                place.execute((position, id))?;
            }
            Ok(())
        })
    }

    /// Compares each segment with the time before, at the end of a sync. One that cannot be asked
    /// stays as it was compared last.
    ///
    /// # Errors
    /// As every write.
    pub fn compare_segments(&self, now: UnixSeconds) -> Result<()> {
        let segments = self.read(|connection| {
            let mut statement = connection.prepare_cached(SEGMENTS_SQL)?;
            let kept = statement.query_map([], Kept::of)?;
            Ok(kept.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        for segment in segments {
            let people = segment.filter().map(|filter| self.matching(&filter, now));
            let Some(Ok(people)) = people else { continue };
            self.write(Urgency::Bulk, |transaction| {
                compare(transaction, segment.id, &segment.filter, &people, now)
            })?;
        }
        Ok(())
    }

    fn counted(&self, kept: Kept, now: UnixSeconds) -> Result<Segment> {
        let filter = kept.filter();
        let problems = filter.as_ref().map(|filter| self.filter_problems(filter)).transpose()?;
        let people = filter.as_ref().map(|filter| self.count_of(&kept.filter, filter, now));
        Ok(Segment {
            people: people.transpose()?.flatten(),
            filter,
            problems: problems.unwrap_or_default(),
            id: kept.id,
            name: kept.name,
            hue: kept.hue,
            note: kept.note,
            saved_at: kept.saved_at,
            compared_at: kept.compared_at,
            entered: bitmap(kept.entered)?.len() as u32,
            left: bitmap(kept.gone)?.len() as u32,
        })
    }
}

/// A segment as it lies in the file.
struct Kept {
    id: SegmentId,
    name: String,
    hue: Option<u8>,
    note: String,
    filter: String,
    version: u32,
    saved_at: UnixSeconds,
    compared_at: Option<UnixSeconds>,
    entered: Option<Vec<u8>>,
    gone: Option<Vec<u8>>,
}

const SEGMENTS_SQL: &str = "SELECT
        id,
        name,
        hue,
        note,
        filter,
        filter_version,
        saved_at,
        compared_at,
        entered,
        gone
    FROM segments
    ORDER BY
        position,
        id";

impl Kept {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            hue: row.get(2)?,
            note: row.get(3)?,
            filter: row.get(4)?,
            version: row.get(5)?,
            saved_at: row.get(6)?,
            compared_at: row.get(7)?,
            entered: row.get(8)?,
            gone: row.get(9)?,
        })
    }

    /// None if a newer program wrote it in a way that is not known here.
    fn filter(&self) -> Option<Filter> {
        if self.version > FILTER_VERSION {
            return None;
        }
        serde_json::from_str(&self.filter).ok()
    }
}

fn kept(connection: &Connection, id: SegmentId) -> Result<Kept> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT * FROM ({SEGMENTS_SQL}) WHERE id = :id"))?;
    let found = statement.query_row(named_params! { ":id": id }, Kept::of).optional()?;
    found.ok_or(Error::SegmentUnknown)
}

fn insert(
    transaction: &Transaction<'_>,
    sql: &str,
    parameters: &[(&str, &dyn rusqlite::ToSql)],
) -> Result<SegmentId> {
    let many: u32 = transaction.query_row("SELECT count(*) FROM segments", [], |row| row.get(0))?;
    if many as usize >= MOST_SEGMENTS {
        return Err(Error::TooManyKept { limit: MOST_SEGMENTS });
    }
    Ok(transaction.query_row(sql, parameters, |row| row.get(0))?)
}

/// Writes down who came and went; `asked` is the filter, as it lies in the file, that found `people`.
pub(crate) fn compare(
    transaction: &Transaction<'_>,
    id: SegmentId,
    asked: &str,
    people: &RoaringBitmap,
    now: UnixSeconds,
) -> Result<()> {
    let before: Option<Option<Vec<u8>>> = transaction
        .prepare_cached(
            "SELECT people
            FROM segments
            WHERE
                id = :id
                AND filter = :asked",
        )?
        .query_row(named_params! { ":id": id, ":asked": asked }, |row| row.get(0))
        .optional()?;
    // Deleted, or given another filter, while it was asked.
    let Some(before) = before else { return Ok(()) };
    let before = before.map(|before| bitmap(Some(before))).transpose()?;
    let before = before.unwrap_or_else(|| people.clone());
    transaction
        .prepare_cached(
            "UPDATE segments
            SET
                compared_at = :now,
                people = :people,
                entered = :entered,
                gone = :gone
            WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id,
            ":now": now,
            ":people": bytes(people),
            ":entered": bytes(&(people - &before)),
            ":gone": bytes(&(&before - people)),
        })?;
    Ok(())
}

/// Pasted lists that segments ask for; none if a segment cannot be read, which may ask for any.
pub(crate) fn lists_in_segments(connection: &Connection) -> Result<Option<BTreeSet<ListId>>> {
    let mut statement = connection.prepare_cached(SEGMENTS_SQL)?;
    let kept: Vec<Kept> =
        statement.query_map([], Kept::of)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut lists = BTreeSet::new();
    for segment in kept {
        let Some(filter) = segment.filter() else { return Ok(None) };
        note_lists(&filter, &mut lists);
    }
    Ok(Some(lists))
}

fn note_lists(filter: &Filter, lists: &mut BTreeSet<ListId>) {
    match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters.iter().for_each(|part| note_lists(part, lists));
        }
        Filter::Off { filter } => note_lists(filter, lists),
        Filter::InList { list } => {
            lists.insert(*list);
        }
        _ => {}
    }
}
