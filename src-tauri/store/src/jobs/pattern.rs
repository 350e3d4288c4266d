//! Remarks from a pattern: everybody's own, made of what is known of the person.
//!
//! Three placeholders are filled in: `{remark}` the remark of now, `{number}` the place among those
//! who follow, from 1, `{followed}` the day of the last follow. Everything else stands as it is.

use super::plan::known_remark;
use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::filter::day_of;
use crate::index::Index;
use crate::types::{FollowerId, RemarkSample};

/// Bytes of UTF-8 in a remark (WeChat, page "updateRemark").
pub const REMARK_BYTES: usize = 30;

const REMARK: &str = "{remark}";
const NUMBER: &str = "{number}";
const FOLLOWED: &str = "{followed}";

/// Whether a text has a placeholder, so that people get different remarks from it.
pub fn is_remark_pattern(text: &str) -> bool {
    [REMARK, NUMBER, FOLLOWED].iter().any(|placeholder| text.contains(placeholder))
}

/// Whether people are numbered by this pattern.
pub(super) fn gives_numbers(pattern: &str) -> bool {
    pattern.contains(NUMBER)
}

impl AccountStore {
    /// What a pattern makes of the first people, in the order in which they get their numbers.
    ///
    /// # Errors
    /// [`Error::FollowerUnknown`].
    pub fn remark_samples(
        &self,
        pattern: &str,
        people: &[FollowerId],
        most: usize,
    ) -> Result<Vec<RemarkSample>> {
        let mut people = people.to_vec();
        people.sort_unstable();
        let index = self.index();
        if people.last().is_some_and(|&last| !index.knows(last)) {
            return Err(Error::FollowerUnknown);
        }
        let following = people.into_iter().filter(|&id| index.following.contains(id));
        let sample = |(number, id): (u32, FollowerId)| RemarkSample {
            id,
            openid: index.openids.get(id).to_owned(),
            before: index.remarks.get(id).to_owned(),
            after: match remark_for(pattern, &index, id, number) {
                Made::Whole(remark) => Some(remark),
                Made::Open(_) => None,
            },
        };
        Ok((1..).zip(following).take(most).map(sample).collect())
    }
}

/// What a pattern makes for one person.
pub(super) enum Made {
    /// The remark.
    Whole(String),
    /// The present remark is needed and was never read: a pattern with everything else filled in.
    Open(String),
}

/// Somebody's remark from the pattern.
pub(super) fn remark_for(pattern: &str, index: &Index, id: FollowerId, number: u32) -> Made {
    let present = known_remark(index, id);
    let is_open = present.is_none() && pattern.contains(REMARK);
    let number = number.to_string();
    let followed = day(index.followed_at[id as usize]);
    let filled =
        [(REMARK, present.unwrap_or(REMARK)), (NUMBER, &number), (FOLLOWED, followed.as_str())];
    // Placeholders are looked for in the pattern alone, never in what was filled in.
    let mut made = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        let (text, from_brace) = rest.split_at(start);
        let (placeholder, value) = *filled
            .iter()
            .find(|(placeholder, _)| from_brace.starts_with(placeholder))
            .unwrap_or(&("{", "{"));
        made.push_str(text);
        made.push_str(value);
        rest = &from_brace[placeholder.len()..];
    }
    made.push_str(rest);
    if is_open { Made::Open(made) } else { Made::Whole(made.trim().to_owned()) }
}

/// `2026-11-21` in China; empty for a time nobody knows.
fn day(at: u32) -> String {
    if at == 0 {
        return String::new();
    }
    day_of(at.into()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_one_in_china() {
        assert_eq!(day(0), "");
        assert_eq!(day(1_793_592_000), "2026-11-02");
        assert_eq!(day(1_709_222_400), "2024-03-01", "midnight there, and a leap day before");
        assert_eq!(day(1_709_222_399), "2024-02-29");
    }

    #[test]
    fn only_known_placeholders_make_a_pattern() {
        assert!(is_remark_pattern("门店A-{remark}"));
        assert!(!is_remark_pattern("{会员} {numbers"));
    }
}
