//! What a tag may be called: WeChat's rules, checked before anything is sent.

use fandesk_store::{Tag, TagId};
use fandesk_wechat::limits;

use crate::error::{AppError, Result};

/// A name that a new tag may have.
pub(crate) fn name_for_new_tag(name: &str, tags: &[Tag]) -> Result<String> {
    let name = sound_name(name)?;
    refuse_taken(&name, tags, None)?;
    // WeChat's own tags do not count against the hundred (page "createTag", error 45056).
    if tags.iter().filter(|tag| !tag.system).count() >= limits::TAGS_PER_ACCOUNT {
        return Err(tag_limit());
    }
    Ok(name)
}

/// Another name for this tag.
pub(crate) fn name_for_tag(id: TagId, name: &str, tags: &[Tag]) -> Result<String> {
    let name = sound_name(name)?;
    refuse_taken(&name, tags, Some(id))?;
    Ok(name)
}

/// The account has as many tags as it may have.
pub(crate) fn tag_limit() -> AppError {
    AppError::TagLimit { limit: limits::TAGS_PER_ACCOUNT as u32 }
}

/// Trimmed, not empty, at most 30 bytes of UTF-8, on one line.
fn sound_name(name: &str) -> Result<String> {
    use fandesk_wechat::InvalidInput;
    match fandesk_wechat::checked_tag_name(name) {
        Ok(name) => Ok(name.to_owned()),
        Err(InvalidInput::ControlCharacter) => {
            Err(AppError::invalid("name", crate::error::Problem::Characters))
        }
        Err(input) => Err(input.into()),
    }
}

/// WeChat refuses a second tag of the same name with 45157 (page "createTag").
fn refuse_taken(name: &str, tags: &[Tag], except: Option<TagId>) -> Result<()> {
    let taken = tags.iter().any(|tag| tag.name == name && !tag.system && Some(tag.id) != except);
    if taken { Err(AppError::TagNameTaken { name: name.to_owned() }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Problem;

    fn tag(id: TagId, name: &str) -> Tag {
        Tag { id, name: name.to_owned(), system: id <= 2, ..Tag::default() }
    }

    #[test]
    fn every_rule_is_checked_before_anything_is_sent() {
        let tags = [tag(2, "星标组"), tag(100, "会员")];
        assert_eq!(name_for_new_tag(" 门店A ", &tags).unwrap(), "门店A");
        assert_eq!(name_for_new_tag("星标组", &tags).unwrap(), "星标组", "its name is not ours");
        for (name, expected) in [
            ("  ", AppError::invalid("name", Problem::Empty)),
            ("a\nb", AppError::invalid("name", Problem::Characters)),
            ("十一个汉字的标签名太长", AppError::TagNameTooLong { bytes: 33, limit: 30 }),
            ("会员", AppError::TagNameTaken { name: "会员".to_owned() }),
        ] {
            assert_eq!(name_for_new_tag(name, &tags).unwrap_err(), expected, "{name:?}");
        }
        assert_eq!(name_for_tag(100, "会员", &tags).unwrap(), "会员", "it may keep its name");
        assert!(name_for_tag(101, "会员", &tags).is_err());
    }

    #[test]
    fn the_hundred_and_first_tag_is_refused() {
        let mut tags: Vec<Tag> = (100..199).map(|id| tag(id, &id.to_string())).collect();
        tags.push(tag(2, "星标组"));
        assert!(name_for_new_tag("new", &tags).is_ok(), "99 of our own");
        tags.push(tag(199, "199"));
        assert_eq!(name_for_new_tag("new", &tags).unwrap_err(), AppError::TagLimit { limit: 100 });
    }
}
