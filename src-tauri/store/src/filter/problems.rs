//! What the author of a filter should know: it names what is gone, or parts of it say nothing.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::limits;
use crate::account::AccountStore;
use crate::error::Result;
use crate::types::{
    Filter, FilterFlaw, FilterProblem, PastEvent, Period, TagId, TextMatch, UnionidIs,
};

impl AccountStore {
    /// What is odd about a filter, from the top down; nothing about one that is as it should be.
    ///
    /// # Errors
    /// [`Error::FilterTooDeep`](crate::Error::FilterTooDeep) and
    /// [`Error::FilterTooLarge`](crate::Error::FilterTooLarge); as every read.
    pub fn filter_problems(&self, filter: &Filter) -> Result<Vec<FilterProblem>> {
        limits::check(filter)?;
        self.read(|connection| {
            let mut problems = Vec::new();
            look(connection, filter, &mut Vec::new(), &mut problems)?;
            Ok(problems)
        })
    }
}

fn look(
    connection: &Connection,
    filter: &Filter,
    path: &mut Vec<u32>,
    problems: &mut Vec<FilterProblem>,
) -> Result<()> {
    let filters = match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters
        }
        Filter::Off { filter } => return look(connection, filter, path, problems),
        condition => {
            let flaws = flaws(connection, condition)?.into_iter();
            problems.extend(flaws.map(|flaw| FilterProblem { path: path.clone(), flaw }));
            return Ok(());
        }
    };
    if filters.is_empty() && !path.is_empty() {
        problems.push(FilterProblem { path: path.clone(), flaw: FilterFlaw::EmptyGroup });
    }
    for (place, part) in (0..).zip(filters) {
        path.push(place);
        look(connection, part, path, problems)?;
        path.pop();
    }
    Ok(())
}

fn flaws(connection: &Connection, condition: &Filter) -> Result<Vec<FilterFlaw>> {
    let when = |is_so: bool, flaw: FilterFlaw| if is_so { vec![flaw] } else { vec![] };
    let nothing = |is_so| when(is_so, FilterFlaw::NothingChosen);
    Ok(match condition {
        Filter::Tag { tag } => gone_tags(connection, &[*tag])?,
        Filter::Tags { tags, .. } if tags.is_empty() => nothing(true),
        Filter::Tags { tags, .. } => gone_tags(connection, tags)?,
        Filter::TagCount { least, most } => {
            let backwards = least.zip(*most).is_some_and(|(least, most)| least > most);
            when(backwards, FilterFlaw::Backwards)
        }
        Filter::Source { sources: values } | Filter::Language { languages: values } => {
            nothing(values.is_empty())
        }
        Filter::Remark { text, .. } => nothing(text.is_empty()),
        Filter::Text { text } => nothing(text.trim().is_empty()),
        Filter::Unionid { is: UnionidIs::Equal { unionid } } => nothing(unionid.is_empty()),
        Filter::Qr { how, texts, .. } => {
            let says_nothing = *how != TextMatch::Is && texts.iter().any(String::is_empty);
            nothing(texts.is_empty() || says_nothing)
        }
        Filter::Followed { period, .. } => when(is_backwards(*period), FilterFlaw::Backwards),
        Filter::Happened { event, period } => {
            let mut flaws = when(is_backwards(*period), FilterFlaw::Backwards);
            if let PastEvent::Tagged { tag: Some(tag) } | PastEvent::Untagged { tag: Some(tag) } =
                event
            {
                flaws.extend(gone_tags(connection, &[*tag])?);
            }
            flaws
        }
        Filter::InList { list } => when(!exists(connection, "lists", *list)?, FilterFlaw::ListGone),
        Filter::MovedInSegment { segment, .. } => {
            when(!exists(connection, "segments", *segment)?, FilterFlaw::SegmentGone)
        }
        Filter::MovedInSync { sync, .. } => {
            when(!exists(connection, "syncs", *sync)?, FilterFlaw::RecordGone)
        }
        Filter::InJob { job, .. } => {
            when(!exists(connection, "jobs", *job)?, FilterFlaw::RecordGone)
        }
        _ => Vec::new(),
    })
}

fn is_backwards(period: Period) -> bool {
    match period {
        Period::Between { from: Some(from), until: Some(until) } => from >= until,
        _ => false,
    }
}

fn gone_tags(connection: &Connection, tags: &[TagId]) -> Result<Vec<FilterFlaw>> {
    let mut statement =
        connection.prepare_cached("SELECT name, listed FROM tags WHERE id = :tag")?;
    let mut gone = Vec::new();
    for &tag in tags {
        let known: Option<(String, bool)> = statement
            .query_row(named_params! { ":tag": tag }, |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match known {
            Some((_, true)) => {}
            Some((name, false)) => gone.push(FilterFlaw::TagGone { tag, name }),
            None => gone.push(FilterFlaw::TagGone { tag, name: String::new() }),
        }
    }
    Ok(gone)
}

/// `table` is one of ours, never a user's text.
fn exists(connection: &Connection, table: &'static str, id: u32) -> Result<bool> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = :id"))?;
    Ok(statement.exists(named_params! { ":id": id })?)
}
