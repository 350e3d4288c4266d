//! Remarks from a pattern: everybody's own, made of what is known of the person.
//!
//! Three placeholders are filled in: `{remark}` the remark of now, `{number}` the place among those
//! who follow, from 1, `{followed}` the day of the last follow. Everything else stands as it is.

use super::draft::known_remark;
use crate::account::AccountStore;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::types::{FollowerId, RemarkSample};

/// Bytes of UTF-8 in a remark (WeChat, page "updateRemark").
pub const REMARK_BYTES: usize = 30;
/// Official Accounts live in China: days begin at midnight there, in seconds before UTC.
const CHINA: i64 = 8 * 3_600;

const REMARK: &str = "{remark}";
const NUMBER: &str = "{number}";
const FOLLOWED: &str = "{followed}";

/// Whether a text has a placeholder, so that people get different remarks from it.
pub fn is_remark_pattern(text: &str) -> bool {
    [REMARK, NUMBER, FOLLOWED].iter().any(|placeholder| text.contains(placeholder))
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
            after: remark_for(pattern, &index, id, number),
        };
        Ok((1..).zip(following).take(most).map(sample).collect())
    }
}

/// Somebody's remark from the pattern; none if it needs the present one and that was never read.
pub(super) fn remark_for(
    pattern: &str,
    index: &Index,
    id: FollowerId,
    number: u32,
) -> Option<String> {
    let present = if pattern.contains(REMARK) { known_remark(index, id)? } else { "" };
    let followed = day(index.followed_at[id as usize]);
    // Placeholders are looked for in the pattern alone, never in what was filled in.
    let mut made = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        let (text, from_brace) = rest.split_at(start);
        made.push_str(text);
        let (filled, length) = if from_brace.starts_with(REMARK) {
            (present, REMARK.len())
        } else if from_brace.starts_with(NUMBER) {
            made.push_str(&number.to_string());
            ("", NUMBER.len())
        } else if from_brace.starts_with(FOLLOWED) {
            (followed.as_str(), FOLLOWED.len())
        } else {
            ("{", 1)
        };
        made.push_str(filled);
        rest = &from_brace[length..];
    }
    made.push_str(rest);
    Some(made.trim().to_owned())
}

/// `2026-11-21` in China; empty for a time nobody knows.
fn day(at: u32) -> String {
    if at == 0 {
        return String::new();
    }
    let (year, month, day) = civil((i64::from(at) + CHINA).div_euclid(86_400));
    format!("{year}-{month:02}-{day:02}")
}

/// Year, month and day of a number of days since 1970: years begin in March, so that the leap day
/// is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
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
