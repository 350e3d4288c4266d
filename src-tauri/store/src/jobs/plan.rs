//! What is to do for each person of a draft, and why nothing is to do for some.

use std::cell::Cell;

use super::mask::{Mask, bit};
use super::pattern::{Made, REMARK_BYTES, remark_for};
use super::{TAGS_PER_FOLLOWER, Unit};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::types::{FollowerId, ItemReason, TagId};

/// One row of `job_items` to be.
pub(super) struct Item {
    pub(super) follower: FollowerId,
    pub(super) skipped: Option<ItemReason>,
    pub(super) todo: Mask,
    /// A text for this person alone.
    pub(super) wanted: Option<String>,
}

/// With `carrying`, nothing is to do for whoever does not carry this tag.
pub(super) fn classify(
    index: &Index,
    units: &[Unit<'_>],
    people: &[FollowerId],
    carrying: Option<TagId>,
) -> Result<Vec<Item>> {
    people
        .iter()
        .map(|&follower| {
            if !index.knows(follower) {
                return Err(Error::FollowerUnknown);
            }
            let concerned = carrying.is_none_or(|tag| carries(index, tag, follower));
            let todo = if concerned { todo_of(index, units, follower) } else { 0 };
            let skipped = reason_to_skip(index, units, follower, todo);
            Ok(Item { follower, skipped, todo, wanted: None })
        })
        .collect()
}

/// Everybody's own remark. Who does not follow gets none, and no number.
pub(super) fn remarks(
    index: &Index,
    pattern: &str,
    people: &[FollowerId],
    numbers: &Cell<u32>,
) -> Result<Vec<Item>> {
    let item = |&follower: &FollowerId| {
        if !index.knows(follower) {
            return Err(Error::FollowerUnknown);
        }
        let follows = index.following.contains(follower);
        numbers.set(numbers.get() + u32::from(follows));
        Ok(remark_from(index, pattern, follower, numbers.get()))
    };
    people.iter().map(item).collect()
}

/// One person's remark from a pattern.
pub(super) fn remark_from(index: &Index, pattern: &str, follower: FollowerId, number: u32) -> Item {
    remark_item(index, follower, remark_for(pattern, index, follower, number))
}

/// What a remark made for somebody comes to. An open one is kept, to be made another time.
pub(super) fn remark_item(index: &Index, follower: FollowerId, made: Made) -> Item {
    let (skipped, wanted) = match made {
        _ if !index.following.contains(follower) => (Some(ItemReason::NotFollowing), None),
        Made::Open(rest) => (Some(ItemReason::BeforeUnknown), Some(rest)),
        Made::Whole(remark) if remark.len() > REMARK_BYTES => {
            (Some(ItemReason::RemarkTooLong), Some(remark))
        }
        Made::Whole(remark) if !needs_remark(index, follower, &remark) => {
            (Some(ItemReason::AlreadySo), Some(remark))
        }
        Made::Whole(remark) => (None, Some(remark)),
    };
    Item { follower, skipped, todo: Mask::from(skipped.is_none()), wanted }
}

/// A remark that was never read may be anything.
pub(super) fn needs_remark(index: &Index, id: FollowerId, remark: &str) -> bool {
    index.read_at[id as usize] == 0 || index.remarks.get(id) != remark
}

pub(super) fn carries(index: &Index, tag: TagId, id: FollowerId) -> bool {
    index.tags.get(&tag).is_some_and(|entry| entry.members.contains(id))
}

/// A bit for each unit that the person needs.
pub(super) fn todo_of(index: &Index, units: &[Unit<'_>], id: FollowerId) -> Mask {
    units.iter().enumerate().fold(0, |todo, (place, unit)| {
        let needed = match *unit {
            Unit::AddTag(tag) => !carries(index, tag, id),
            Unit::RemoveTag(tag) => carries(index, tag, id),
            Unit::Remark(remark) => needs_remark(index, id, remark),
            Unit::Block(_) => !index.blacklisted.contains(id),
            Unit::Unblock => index.blacklisted.contains(id),
        };
        todo | (Mask::from(needed) << place)
    })
}

pub(super) fn reason_to_skip(
    index: &Index,
    units: &[Unit<'_>],
    id: FollowerId,
    todo: Mask,
) -> Option<ItemReason> {
    if !can_be_reached(index, units, id) {
        return Some(ItemReason::NotFollowing);
    }
    if todo == 0 {
        return Some(ItemReason::AlreadySo);
    }
    passes_tag_limit(index, units, id, todo).then_some(ItemReason::OverTagLimit)
}

/// Whoever left may still be taken off the blacklist, and nothing else.
pub(super) fn can_be_reached(index: &Index, units: &[Unit<'_>], id: FollowerId) -> bool {
    matches!(units, [Unit::Unblock]) || index.following.contains(id)
}

/// Whether what is to do would leave somebody with more tags than WeChat allows.
pub(super) fn passes_tag_limit(
    index: &Index,
    units: &[Unit<'_>],
    id: FollowerId,
    todo: Mask,
) -> bool {
    let growth: i64 = units
        .iter()
        .enumerate()
        .filter(|(place, _)| todo & bit(*place) != 0)
        .map(|(_, unit)| match unit {
            Unit::AddTag(_) => 1,
            Unit::RemoveTag(_) => -1,
            _ => 0,
        })
        .sum();
    let tags_after = i64::from(index.tag_count[id as usize]) + growth;
    growth > 0 && tags_after > TAGS_PER_FOLLOWER
}

/// Somebody's remark; none while WeChat never said whether there is one.
pub(super) fn known_remark(index: &Index, id: FollowerId) -> Option<&str> {
    let remark = index.remarks.get(id);
    (index.read_at[id as usize] != 0 || !remark.is_empty()).then_some(remark)
}
