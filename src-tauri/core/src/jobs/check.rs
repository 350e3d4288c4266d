//! What a change may ask for: every rule that is known beforehand, checked before anything else.

use std::collections::BTreeSet;

use fandesk_store::{Change, Tag, TagId};
use fandesk_wechat::{InvalidInput, check_remark};

use crate::error::{AppError, Problem, Result};

/// 0 (no group) and 1 (blacklist) are no tags that anybody could be given (page "updateTag").
const NOT_FOR_PEOPLE: [TagId; 2] = [0, 1];

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
        Change::Block { reason } => Ok(Change::Block { reason: reason.trim().to_owned() }),
        Change::Unblock => Ok(Change::Unblock),
    }
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
