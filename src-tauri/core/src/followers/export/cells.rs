//! One follower as the cells of a table: which value stands in which column.

use fandesk_store::FollowerRow;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::{ExportColumn, ExportWords};
use crate::clock::UnixSeconds;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(u64),
    /// In China time, as WeChat's own console shows it.
    Moment(DateTime),
}

/// What cells need besides the row.
pub(super) struct CellContext<'a> {
    pub(super) words: &'a ExportWords,
    /// The account's tag names.
    pub(super) tag_name: &'a dyn Fn(fandesk_store::TagId) -> String,
}

pub(super) fn cell(row: &FollowerRow, column: ExportColumn, context: &CellContext<'_>) -> Cell {
    match column {
        ExportColumn::Remark => text(&row.remark),
        ExportColumn::Openid => text(&row.openid),
        ExportColumn::Unionid => row.unionid.as_deref().map_or(Cell::Empty, text),
        ExportColumn::Tags => {
            let names: Vec<String> = row.tags.iter().map(|&tag| (context.tag_name)(tag)).collect();
            text(&names.join("; "))
        }
        ExportColumn::FollowedAt => moment(row.followed_at),
        ExportColumn::Source => row.source.as_deref().map_or(Cell::Empty, |source| {
            text(context.words.sources.get(source).map_or(source, String::as_str))
        }),
        ExportColumn::QrScene if row.qr_scene == 0 => Cell::Empty,
        ExportColumn::QrScene => Cell::Number(u64::from(row.qr_scene)),
        ExportColumn::QrText => text(&row.qr_text),
        ExportColumn::Language => text(&row.language),
        ExportColumn::Following => yes_or_no(row.following, context.words),
        ExportColumn::LeftAt => moment(row.left_at),
        ExportColumn::Blacklisted => yes_or_no(row.blacklisted, context.words),
    }
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn yes_or_no(value: bool, words: &ExportWords) -> Cell {
    text(if value { &words.yes } else { &words.no })
}

fn moment(at: Option<UnixSeconds>) -> Cell {
    let china = TimeZone::fixed(Offset::constant(8));
    at.and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map_or(Cell::Empty, |instant| Cell::Moment(instant.to_zoned(china).datetime()))
}
