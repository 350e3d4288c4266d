//! What a change may ask for: every rule that is known beforehand, checked before anything else.

use std::collections::BTreeSet;

use fandesk_store::{Change, Tag, TagId, is_remark_pattern};
use fandesk_wechat::{InvalidInput, check_remark, limits};

use crate::blacklist::sound_reason;
use crate::error::{AppError, Problem, Result};

/// 0 (no group) and 1 (blacklist) are no tags that anybody could be given (page "updateTag").
const NOT_FOR_PEOPLE: [TagId; 2] = [0, 1];

/// Characters of a text that remarks are made from.
const LONGEST_PATTERN: usize = 200;

/// The change as it will run: texts trimmed, no tag twice.
///
/// # Errors
/// `invalid`, `remarkTooLong`, `tagUnknown`, `tagIsSystem`.
pub(crate) fn checked(change: Change, tags: &[Tag]) -> Result<Change> {
    match change {
        Change::Tags { add, remove } => {
            let (add, remove) = (known(add, tags)?, known(remove, tags)?);
            if add.is_empty() && remove.is_empty() {
                return Err(AppError::invalid("change", Problem::Empty));
            }
            if add.iter().any(|tag| remove.contains(tag)) {
                return Err(AppError::invalid("change", Problem::Characters));
            }
            Ok(Change::Tags { add, remove })
        }
        Change::TagsExactly { tags: asked, .. } => {
            let asked = known(asked, tags)?;
            if asked.iter().any(|tag| fandesk_wechat::TagId(*tag).is_system()) {
                return Err(AppError::TagIsSystem);
            }
            if asked.len() > limits::TAGS_PER_FOLLOWER {
                return Err(AppError::PersonTagLimit { limit: limits::TAGS_PER_FOLLOWER as u32 });
            }
            Ok(Change::TagsExactly { tags: asked, others: Vec::new() })
        }
        Change::SwapTag { from, to } => {
            known(vec![from, to], tags)?;
            if from == to {
                return Err(AppError::invalid("change", Problem::Characters));
            }
            Ok(Change::SwapTag { from, to })
        }
        Change::RemarkPattern { pattern } if !is_remark_pattern(&pattern) => {
            checked(Change::Remark { remark: pattern }, tags)
        }
        Change::RemarkPattern { pattern } => {
            Ok(Change::RemarkPattern { pattern: sound_pattern(&pattern)? })
        }
        Change::Remark { remark } => {
            let remark = remark.trim().to_owned();
            match check_remark(&remark) {
                Ok(()) => Ok(Change::Remark { remark }),
                Err(InvalidInput::ControlCharacter) => {
                    Err(AppError::invalid("remark", Problem::Characters))
                }
                Err(input) => Err(input.into()),
            }
        }
        // Nobody can ask for it: only an undo knows everybody's own remark.
        Change::RemarkEach => Err(AppError::invalid("change", Problem::Characters)),
        Change::Block { reason } => Ok(Change::Block { reason: sound_reason(&reason)? }),
        Change::Unblock => Ok(Change::Unblock),
    }
}

/// A text that remarks can be made from.
///
/// # Errors
/// `invalid` beyond [`LONGEST_PATTERN`] characters and for control characters.
pub(super) fn sound_pattern(pattern: &str) -> Result<String> {
    let pattern = pattern.trim();
    if pattern.chars().count() > LONGEST_PATTERN {
        return Err(AppError::invalid("remark", Problem::TooLong));
    }
    if pattern.chars().any(char::is_control) {
        return Err(AppError::invalid("remark", Problem::Characters));
    }
    Ok(pattern.to_owned())
}

/// The tags, each once and in order.
fn known(asked: Vec<TagId>, tags: &[Tag]) -> Result<Vec<TagId>> {
    let asked: BTreeSet<TagId> = asked.into_iter().collect();
    if asked.iter().any(|tag| NOT_FOR_PEOPLE.contains(tag)) {
        return Err(AppError::TagIsSystem);
    }
    if asked.iter().any(|id| !tags.iter().any(|tag| tag.id == *id)) {
        return Err(AppError::TagUnknown);
    }
    Ok(asked.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags() -> Vec<Tag> {
        let tag = |id| Tag { id, name: id.to_string(), system: id <= 2, ..Tag::default() };
        [2, 100, 101].map(tag).to_vec()
    }

    fn tagging(add: &[TagId], remove: &[TagId]) -> Result<Change> {
        checked(Change::Tags { add: add.to_vec(), remove: remove.to_vec() }, &tags())
    }

    #[test]
    fn a_tag_is_named_once() {
        let expected = Change::Tags { add: vec![2, 100], remove: vec![101] };
        assert_eq!(tagging(&[100, 2, 100], &[101]).unwrap(), expected);
    }

    #[test]
    fn what_cannot_run_is_refused() {
        assert_eq!(tagging(&[], &[]), Err(AppError::invalid("change", Problem::Empty)));
        assert_eq!(tagging(&[7], &[]), Err(AppError::TagUnknown));
        assert_eq!(tagging(&[1], &[]), Err(AppError::TagIsSystem));
        let each = checked(Change::RemarkEach, &[]);
        assert_eq!(each, Err(AppError::invalid("change", Problem::Characters)));
        assert_eq!(tagging(&[100], &[100]), Err(AppError::invalid("change", Problem::Characters)));
    }

    #[test]
    fn exactly_twenty_own_tags_at_most_and_never_a_tag_for_itself() {
        let exactly = |tags: &[TagId]| {
            let listed: Vec<Tag> =
                (1..130).map(|id| Tag { id, system: id <= 2, ..Tag::default() }).collect();
            checked(Change::TagsExactly { tags: tags.to_vec(), others: vec![100] }, &listed)
        };
        let none = Change::TagsExactly { tags: Vec::new(), others: Vec::new() };
        assert_eq!(exactly(&[]).unwrap(), none, "the others are found out, never asked for");
        assert_eq!(exactly(&[2]), Err(AppError::TagIsSystem), "the star is set in the console");
        let many: Vec<TagId> = (100..121).collect();
        assert!(exactly(&many[1..]).is_ok());
        assert_eq!(exactly(&many), Err(AppError::PersonTagLimit { limit: 20 }));
        let swap = |from, to| checked(Change::SwapTag { from, to }, &tags());
        assert!(swap(100, 101).is_ok());
        assert_eq!(swap(100, 100), Err(AppError::invalid("change", Problem::Characters)));
        assert_eq!(swap(100, 7), Err(AppError::TagUnknown));
    }

    #[test]
    fn a_text_without_placeholders_is_everybodys_remark() {
        let pattern = |text: &str| checked(Change::RemarkPattern { pattern: text.to_owned() }, &[]);
        assert_eq!(pattern(" 老王 ").unwrap(), Change::Remark { remark: "老王".to_owned() });
        let numbered = Change::RemarkPattern { pattern: "客户{number}".to_owned() };
        assert_eq!(pattern(" 客户{number} ").unwrap(), numbered);
        let long = format!("{{number}}{}", "汉".repeat(200));
        assert_eq!(pattern(&long), Err(AppError::invalid("remark", Problem::TooLong)));
    }

    #[test]
    fn a_reason_for_blocking_is_trimmed_and_limited() {
        let block = |reason: &str| checked(Change::Block { reason: reason.to_owned() }, &[]);
        assert_eq!(block(" 广告 ").unwrap(), Change::Block { reason: "广告".to_owned() });
        let too_long = AppError::invalid("reason", Problem::TooLong);
        assert_eq!(block(&"汉".repeat(201)), Err(too_long));
    }

    #[test]
    fn a_remark_is_trimmed_and_measured_in_bytes() {
        let remark = |text: &str| checked(Change::Remark { remark: text.to_owned() }, &[]);
        assert_eq!(remark(" 老王 ").unwrap(), Change::Remark { remark: "老王".to_owned() });
        assert_eq!(remark("  ").unwrap(), Change::Remark { remark: String::new() }, "it clears");
        assert!(remark("一二三四五六七八九十").is_ok(), "30 bytes");
        assert_eq!(
            remark("一二三四五六七八九十a").unwrap_err(),
            AppError::RemarkTooLong { bytes: 31, limit: 30 }
        );
        assert_eq!(remark("a\tb").unwrap_err(), AppError::invalid("remark", Problem::Characters));
    }
}
