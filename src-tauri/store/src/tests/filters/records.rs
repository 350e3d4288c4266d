//! Making a drawn world, and noting on the way what its list, segment, syncs and jobs must say of whom.
//!
//! Noted from what was done on purpose and from how everybody looked before and after it, never by
//! asking a filter.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::drawn::{Deed, Drawn, PEOPLE, TAGS};
use super::periods::DAY;
use super::person::fits;
use crate::tests::world::{NOW, World, openid, tag};
use crate::{
    Change, DetailRow, FollowerDetail, FollowerId, FollowerRow, ItemReason, JobId, JobStage,
    ListId, Movement, NewList, Outcome, SegmentDraft, SegmentId, StagedList, SyncId, TagId,
    UnixSeconds,
};

/// The only pasted list and the only segment of a world.
pub(super) const LIST: ListId = 1;
pub(super) const SEGMENT: SegmentId = 1;
/// Everybody joins; some leave; some come back, and what changed elsewhere is found.
pub(super) const SYNCS: RangeInclusive<SyncId> = 1..=3;
/// The first is before the last sync.
pub(super) const JOBS: RangeInclusive<JobId> = 1..=4;

/// What the records of a world must say.
#[derive(Default)]
pub(super) struct Known {
    pub(super) pasted: HashSet<FollowerId>,
    pub(super) entered: HashSet<FollowerId>,
    pub(super) gone: HashSet<FollowerId>,
    pub(super) moves: HashSet<Moved>,
    pub(super) outcomes: HashMap<(JobId, FollowerId), (Outcome, Option<ItemReason>)>,
}

/// Somebody moved in a sync.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Moved {
    pub(super) sync: SyncId,
    pub(super) how: Movement,
    pub(super) tag: Option<TagId>,
    pub(super) person: FollowerId,
}

impl Known {
    fn moved(&mut self, sync: SyncId, how: Movement, people: impl IntoIterator<Item = FollowerId>) {
        let moved = |person| Moved { sync, how, tag: None, person };
        self.moves.extend(people.into_iter().map(moved));
    }

    /// What a sync must have found changed elsewhere of somebody who looked so before and after.
    fn compared(&mut self, sync: SyncId, before: &FollowerDetail, after: &FollowerDetail) {
        let (before, was_read) = (&before.row, before.details_read_at.is_some());
        let (after, person) = (&after.row, after.row.id);
        let mut changes: Vec<(Movement, Option<TagId>)> = Vec::new();
        // A first reading has nothing to compare with.
        if was_read {
            let added = after.tags.iter().filter(|tag| !before.tags.contains(tag));
            changes.extend(added.map(|&tag| (Movement::Tagged, Some(tag))));
            let lost = before.tags.iter().filter(|tag| !after.tags.contains(tag));
            changes.extend(lost.map(|&tag| (Movement::Untagged, Some(tag))));
            if after.remark != before.remark {
                changes.push((Movement::Remarked, None));
            }
        }
        match (before.blacklisted, after.blacklisted) {
            (false, true) => changes.push((Movement::Blocked, None)),
            (true, false) => changes.push((Movement::Unblocked, None)),
            _ => {}
        }
        let moved = |(how, tag)| Moved { sync, how, tag, person };
        self.moves.extend(changes.into_iter().map(moved));
    }
}

/// Everybody as they look now, by local number.
pub(super) fn everybody(world: &World) -> Vec<FollowerDetail> {
    (1..=PEOPLE).map(|id| world.store.detail(id).unwrap()).collect()
}

impl Drawn {
    pub(super) fn made(self) -> (World, Known) {
        let (world, mut known) = (World::new(), Known::default());
        let store = &world.store;
        store.replace_tags(&TAGS.map(tag).collect::<Vec<_>>(), NOW).unwrap();
        let first = list(&world, 1..=PEOPLE, NOW - 600 * DAY, |_| ());
        known.moved(first, Movement::Joined, world.ids(1..=PEOPLE));
        save(&world, (1..).zip(self.details.clone()), NOW - 500 * DAY);
        let draft = SegmentDraft {
            name: "人群".to_owned(),
            hue: None,
            note: String::new(),
            filter: Some(self.segment.clone()),
        };
        assert_eq!(store.add_segment(&draft, NOW).unwrap().id, SEGMENT);
        let matched = self.in_segment(&world);

        let stay = (1..=PEOPLE).filter(|person| !self.leavers.contains(person));
        let second = list(&world, stay, NOW - 40 * DAY, |_| ());
        known.moved(second, Movement::Left, world.ids(self.leavers.iter().copied()));
        let (before, after) = self.deeds.split_at(1);
        before.iter().for_each(|deed| deed.done(&world, &mut known));
        let third = self.last_sync(&world, &mut known);
        assert_eq!([first, second, third], [1, 2, 3]);
        after.iter().for_each(|deed| deed.done(&world, &mut known));

        store.compare_segments(NOW).unwrap();
        let matching = self.in_segment(&world);
        known.entered = matching.difference(&matched).copied().collect();
        known.gone = matched.difference(&matching).copied().collect();
        known.pasted = world.ids(self.pasted).into_iter().collect();
        let people = known.pasted.iter().copied().collect();
        let list = store.keep_list(&NewList { people, ..NewList::default() }, NOW).unwrap();
        assert_eq!(list.id, LIST);
        (world, known)
    }

    /// Who fits the segment's filter now.
    fn in_segment(&self, world: &World) -> HashSet<FollowerId> {
        let known = Known::default();
        let people = everybody(world).into_iter();
        people
            .filter(|person| fits(&self.segment, person, &known).unwrap_or(true))
            .map(|person| person.row.id)
            .collect()
    }

    /// Some come back, and what happened on the console is found.
    fn last_sync(&self, world: &World, known: &mut Known) -> SyncId {
        let store = &world.store;
        let at = NOW - 5 * DAY;
        let follows =
            |person: &u32| !self.leavers.contains(person) || self.returning.contains(person);
        let mut before = Vec::new();
        let sync = list(world, (1..=PEOPLE).filter(follows), at, |sync| {
            before = everybody(world);
            let changed = self.changed.iter().filter(|(person, _)| follows(person)).cloned();
            save(world, changed, at);
            let blocked: Vec<String> = self.blocked.iter().copied().map(openid).collect();
            let stamp = store.read_stamp();
            store.stage_page(StagedList::Blacklist, &blocked, "").unwrap();
            store.replace_blacklist(at, stamp).unwrap();
            let unreadable: Vec<String> = self.unreadable.iter().copied().map(openid).collect();
            store.note_unreadable(&unreadable).unwrap();
            known.moved(sync, Movement::Unreadable, world.ids(self.unreadable.iter().copied()));
            let back = self.leavers.intersection(&self.returning).copied();
            known.moved(sync, Movement::CameBack, world.ids(back));
        });
        let after = everybody(world);
        before.iter().zip(&after).for_each(|(before, after)| known.compared(sync, before, after));
        sync
    }
}

/// A whole sync of the list, with what is read before it ends.
fn list(
    world: &World,
    people: impl IntoIterator<Item = u32>,
    at: UnixSeconds,
    reading: impl FnOnce(SyncId),
) -> SyncId {
    let openids: Vec<String> = people.into_iter().map(openid).collect();
    let sync = world.store.start_sync("ids", &(), at).unwrap();
    world.store.stage_page(StagedList::Followers, &openids, "").unwrap();
    world.store.apply_difference(sync, at).unwrap();
    reading(sync);
    world.store.finish_sync(sync, &(), at).unwrap();
    sync
}

fn save(world: &World, rows: impl Iterator<Item = (u32, DetailRow)>, at: UnixSeconds) {
    let rows: Vec<DetailRow> =
        rows.map(|(person, row)| DetailRow { openid: openid(person), ..row }).collect();
    world.store.save_details(&rows, at, world.store.read_stamp()).unwrap();
}

impl Deed {
    /// A job, and what must come of it for each of its people.
    fn done(&self, world: &World, known: &mut Known) {
        let store = &world.store;
        let people = world.ids(self.people.iter().copied());
        let refused: HashSet<FollowerId> =
            world.ids(self.refused.iter().copied()).into_iter().collect();
        let before: Vec<FollowerDetail> =
            people.iter().map(|&id| store.detail(id).unwrap()).collect();
        let draft = store.write_draft(&self.change, &people, self.at).unwrap();
        let concerned: Vec<(FollowerId, Vec<usize>)> = before
            .iter()
            .filter_map(|person| match self.reason_to_skip(person) {
                None => Some((person.row.id, self.needed(person))),
                Some(why) => {
                    let key = (draft.job, person.row.id);
                    known.outcomes.insert(key, (Outcome::Skipped, Some(why)));
                    None
                }
            })
            .collect();
        assert_eq!(draft.to_change as usize, concerned.len());
        if concerned.is_empty() {
            return;
        }
        store.move_job(draft.job, JobStage::Running, None, None, self.at).unwrap();
        let calls = if self.cancelled { 1 } else { self.units() };
        for unit in 0..calls {
            let due = store.due_people(draft.job, unit, 0, PEOPLE).unwrap();
            let due = due.into_iter().map(|due| due.id).filter(|&id| self.is_reached(id));
            let (bad, good): (Vec<_>, Vec<_>) = due.partition(|id| refused.contains(id));
            let bad: Vec<_> = bad.into_iter().map(|id| (id, refusal(id))).collect();
            store.commit_batch(draft.job, unit, &good, &bad, self.at).unwrap();
        }
        if self.cancelled {
            store.cancel_job(draft.job, self.at).unwrap();
        }
        for (id, needed) in concerned {
            let outcome = self.outcome(id, &needed, refused.contains(&id));
            known.outcomes.insert((draft.job, id), outcome);
        }
    }

    fn units(&self) -> usize {
        match &self.change {
            Change::Tags { add, remove } => add.len() + remove.len(),
            _ => 1,
        }
    }

    /// The units that the person is not yet in the state of.
    fn needed(&self, person: &FollowerDetail) -> Vec<usize> {
        let FollowerRow { tags, remark, blacklisted, .. } = &person.row;
        let needs: Vec<bool> = match &self.change {
            Change::Tags { add, remove } => {
                let added = add.iter().map(|tag| !tags.contains(tag));
                added.chain(remove.iter().map(|tag| tags.contains(tag))).collect()
            }
            Change::Remark { remark: wanted } => {
                vec![person.details_read_at.is_none() || remark != wanted]
            }
            Change::Block { .. } => vec![!blacklisted],
            Change::Unblock => vec![*blacklisted],
            other => unreachable!("{other:?} is not drawn"),
        };
        (0..needs.len()).filter(|&unit| needs[unit]).collect()
    }

    fn reason_to_skip(&self, person: &FollowerDetail) -> Option<ItemReason> {
        let needed = self.needed(person);
        if !person.row.following && self.change != Change::Unblock {
            return Some(ItemReason::NotFollowing);
        }
        if needed.is_empty() {
            return Some(ItemReason::AlreadySo);
        }
        let Change::Tags { add, .. } = &self.change else { return None };
        let added = needed.iter().filter(|&&unit| unit < add.len()).count();
        let removed = needed.len() - added;
        let too_many = added > removed && person.row.tags.len() + added - removed > 20;
        too_many.then_some(ItemReason::OverTagLimit)
    }

    fn is_reached(&self, id: FollowerId) -> bool {
        !self.cancelled || id <= PEOPLE / 2
    }

    fn outcome(
        &self,
        id: FollowerId,
        needed: &[usize],
        refused: bool,
    ) -> (Outcome, Option<ItemReason>) {
        let called = |unit: &usize| self.is_reached(id) && (!self.cancelled || *unit == 0);
        let settled = needed.iter().filter(|unit| called(unit)).count();
        match (settled == needed.len(), refused) {
            (true, true) => (Outcome::Failed, Some(refusal(id))),
            (true, false) => (Outcome::Done, None),
            // Who got a part of the change does not count as untouched.
            (false, false) if settled > 0 => (Outcome::Failed, Some(ItemReason::Cancelled)),
            (false, _) => (Outcome::Skipped, Some(ItemReason::Cancelled)),
        }
    }
}

fn refusal(id: FollowerId) -> ItemReason {
    if id.is_multiple_of(2) {
        ItemReason::UnknownToWechat
    } else {
        ItemReason::Refused { code: 45_159 }
    }
}
