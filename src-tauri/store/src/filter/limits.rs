//! How large a filter may be: nothing an operator builds comes near, everything a program sends is caught.

use crate::error::{Error, Result};
use crate::types::Filter;

/// Groups inside groups.
pub const DEEPEST_FILTER: usize = 16;

/// Groups and conditions in all.
pub const MOST_CONDITIONS: usize = 500;

/// Values that one condition can name: tags, sources, texts.
pub const MOST_VALUES: usize = 1_000;

/// Bytes of one text to compare with.
pub const LONGEST_TEXT: usize = 4_096;

/// Refuses a filter beyond the limits, without following it any deeper.
pub(crate) fn check(filter: &Filter) -> Result<()> {
    let mut left = MOST_CONDITIONS;
    measure(filter, DEEPEST_FILTER, &mut left)
}

fn measure(filter: &Filter, deeper: usize, left: &mut usize) -> Result<()> {
    *left = left.checked_sub(1).ok_or(Error::FilterTooLarge)?;
    let parts = match filter {
        Filter::AllOf { filters } | Filter::AnyOf { filters } | Filter::NoneOf { filters } => {
            filters.as_slice()
        }
        Filter::Off { filter } => std::slice::from_ref(&**filter),
        condition => return measure_values(condition),
    };
    let deeper = deeper.checked_sub(1).ok_or(Error::FilterTooDeep { limit: DEEPEST_FILTER })?;
    parts.iter().try_for_each(|part| measure(part, deeper, left))
}

fn measure_values(condition: &Filter) -> Result<()> {
    let texts = |texts: &[String]| {
        texts.len() <= MOST_VALUES && texts.iter().all(|text| text.len() <= LONGEST_TEXT)
    };
    let fits = match condition {
        Filter::Tags { tags, .. } => tags.len() <= MOST_VALUES,
        Filter::Source { sources: values }
        | Filter::Language { languages: values }
        | Filter::Qr { texts: values, .. } => texts(values),
        Filter::Remark { text, .. } | Filter::Text { text } => text.len() <= LONGEST_TEXT,
        Filter::Unionid { is: crate::types::UnionidIs::Equal { unionid } } => {
            unionid.len() <= LONGEST_TEXT
        }
        _ => true,
    };
    if fits { Ok(()) } else { Err(Error::FilterTooLarge) }
}
