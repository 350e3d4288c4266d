//! What a job is to do to whom, which trouble meets it, and whether it came true.

use std::collections::{HashMap, HashSet};

use fandesk_core::store::{
    Change, FollowerRow, ItemReason, JobPerson, JobRecord, JobStage, Outcome as Fate,
};
use fandesk_sandbox::{AccountHandle, FaultRule, FollowerView, Trouble};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::{NEW_TAG, OLD_TAG};
use crate::evidence::{Evidence, sorted};
use crate::world::people;
use crate::{Outcome, hold};

pub(super) const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
pub(super) const UNTAGGING: &str = "/cgi-bin/tags/members/batchuntagging";
/// Both of them, and no other call of a job.
const EITHER: &str = "/cgi-bin/tags/members/*";
/// OpenIDs one tag call may name.
const PER_CALL: u64 = 50;
/// People whom WeChat refuses for good (45171).
const REFUSED: usize = 7;
/// People whom WeChat refuses once.
const REFUSED_ONCE: usize = 6;

/// The tags to put on and to take off everybody who follows.
pub(super) struct Plan {
    add: Vec<u32>,
    remove: Vec<u32>,
    before: HashMap<String, FollowerView>,
    refused: HashSet<String>,
    refused_once: Vec<String>,
}

impl Plan {
    /// Puts a tag on everybody, takes one off, or swaps two.
    pub(super) fn draw(wechat: &AccountHandle, dice: &mut StdRng) -> Outcome<Self> {
        let tag = |name| wechat.tag_named(name).ok_or("the tag was not made");
        let (new, old) = (tag(NEW_TAG)?, tag(OLD_TAG)?);
        let (add, remove) = match dice.random_range(0..4) {
            0 => (vec![], vec![old]),
            1 => (vec![new], vec![old]),
            _ => (vec![new], vec![]),
        };
        let mut openids = wechat.openids();
        openids.sort_unstable();
        let (chosen, _) = openids.partial_shuffle(dice, REFUSED + REFUSED_ONCE);
        let refused_once = chosen[REFUSED..].to_vec();
        let refused = chosen[..REFUSED].iter().cloned().collect();
        Ok(Self { add, remove, before: people(wechat), refused, refused_once })
    }

    pub(super) fn change(&self) -> Change {
        Change::Tags { add: self.add.clone(), remove: self.remove.clone() }
    }

    /// Rules for the sandbox: busy, lost, cut and refused answers, and a token that others take.
    pub(super) fn trouble(&self, dice: &mut StdRng) -> Vec<FaultRule> {
        let mut often = |what, every: std::ops::Range<u32>| {
            let after = dice.random_range(0..8);
            FaultRule::new(EITHER, what).after(after).every(dice.random_range(every))
        };
        let mut rules = vec![
            often(Trouble::Refuse { code: -1, errmsg: None }, 9..16),
            often(Trouble::LoseAnswer, 11..20),
            often(Trouble::TakeToken, 35..60),
            often(Trouble::CutBody { keep_bytes: None }, 40..70),
            often(Trouble::Disconnect, 40..70),
            often(Trouble::GatewayPage { status: 502 }, 50..90),
        ];
        let fail = |openid: &String| {
            let what = Trouble::FailOpenids { openids: vec![openid.clone()], count: 0 };
            FaultRule::new(EITHER, what).containing(openid)
        };
        rules.extend(self.refused.iter().map(fail));
        rules.extend(self.refused_once.iter().map(|openid| fail(openid).times(1)));
        rules
    }

    /// Calls that the whole takes, if all goes well.
    pub(super) fn calls(&self) -> u64 {
        let followers = || self.before.values().filter(|person| person.following);
        let put_on = self
            .add
            .iter()
            .map(|tag| followers().filter(|person| !person.tags.contains(tag)).count() as u64);
        let taken_off = self
            .remove
            .iter()
            .map(|tag| followers().filter(|person| person.tags.contains(tag)).count() as u64);
        put_on.chain(taken_off).map(|people| people.div_ceil(PER_CALL)).sum()
    }

    /// Calls that what is unfinished takes: the people without a result, tag by tag.
    pub(super) fn calls_left(&self, evidence: &Evidence) -> Outcome<u64> {
        let Some(job) = evidence.job()? else { return Ok(self.calls()) };
        let pending = fates(evidence, &job)?.into_iter().filter(|p| p.outcome == Fate::Pending);
        let pending: HashSet<u32> = pending.map(|person| person.id).collect();
        let rows: Vec<&FollowerRow> =
            evidence.rows.iter().filter(|row| pending.contains(&row.id)).collect();
        let to_put_on = self
            .add
            .iter()
            .map(|tag| rows.iter().filter(|row| !row.tags.contains(tag)).count() as u64);
        let to_take_off = self
            .remove
            .iter()
            .map(|tag| rows.iter().filter(|row| row.tags.contains(tag)).count() as u64);
        Ok(to_put_on.chain(to_take_off).map(|people| people.div_ceil(PER_CALL)).sum())
    }

    /// A person's tags when all is done.
    fn tags_after(&self, person: &FollowerView) -> Vec<u32> {
        if !person.following || self.refused.contains(&person.openid) {
            return sorted(&person.tags);
        }
        let mut tags: Vec<u32> =
            person.tags.iter().copied().filter(|tag| !self.remove.contains(tag)).collect();
        tags.extend(self.add.iter().filter(|tag| !person.tags.contains(tag)));
        sorted(&tags)
    }

    /// The copy claims nothing that WeChat does not confirm, whatever moment it is.
    pub(super) fn holds_half_way(
        &self,
        evidence: &Evidence,
        world: &HashMap<String, FollowerView>,
    ) -> Outcome<()> {
        for row in &evidence.rows {
            let person = world.get(&row.openid).ok_or("the copy has somebody WeChat never knew")?;
            self.row_holds(row, person)?;
        }
        let Some(job) = evidence.job()? else { return Ok(()) };
        let rows: HashMap<u32, &FollowerRow> =
            evidence.rows.iter().map(|row| (row.id, row)).collect();
        for person in fates(evidence, &job)? {
            let planned = self.before.get(&person.openid).map(|before| self.tags_after(before));
            match person.outcome {
                Fate::Skipped => {}
                Fate::Pending => {
                    let here = rows.get(&person.id).map(|row| row.tags.clone());
                    let refused = self.refused.contains(&person.openid);
                    hold(refused || here != planned, || {
                        format!("{} is changed in the copy and has no result", person.openid)
                    })?;
                }
                Fate::Done => {
                    let there = world.get(&person.openid).map(|person| sorted(&person.tags));
                    hold(there == planned, || {
                        format!("{} counts as done, but WeChat says no", person.openid)
                    })?;
                }
                Fate::Failed => self.may_fail(&person)?,
            }
        }
        Ok(())
    }

    fn row_holds(&self, row: &FollowerRow, person: &FollowerView) -> Outcome<()> {
        let here = |tag: &&u32| row.tags.contains(tag);
        let there = |tag: &&u32| person.tags.contains(tag);
        let put_on_too_soon = self.add.iter().any(|tag| here(&tag) && !there(&tag));
        let taken_off_too_soon = self.remove.iter().any(|tag| !here(&tag) && there(&tag));
        hold(!row.following || !(put_on_too_soon || taken_off_too_soon), || {
            format!("the copy of {} changed before WeChat said yes", row.openid)
        })?;
        let others = |tags: &[u32]| {
            let untouched = |tag: &&u32| !self.add.contains(tag) && !self.remove.contains(tag);
            sorted(&tags.iter().filter(untouched).copied().collect::<Vec<_>>())
        };
        let before = self.before.get(&row.openid).map(|person| others(&person.tags));
        hold(!row.following || Some(others(&row.tags)) == before, || {
            format!("{} lost or got a tag the job is not about", row.openid)
        })
    }

    fn may_fail(&self, person: &JobPerson) -> Outcome<()> {
        let refused = person.reason == Some(ItemReason::Refused { code: 45171 });
        hold(refused && self.refused.contains(&person.openid), || {
            format!("{} failed for {:?}", person.openid, person.reason)
        })
    }

    /// At the end: WeChat equals the plan, the copy equals WeChat, everybody has one result, and
    /// nobody's history tells of it twice.
    pub(super) fn is_carried_out(
        &self,
        evidence: &Evidence,
        world: &HashMap<String, FollowerView>,
    ) -> Outcome<()> {
        hold(world.len() == self.before.len(), || "people came or went".to_owned())?;
        for person in self.before.values() {
            let there = world.get(&person.openid).map(|person| sorted(&person.tags));
            hold(there.as_ref() == Some(&self.tags_after(person)), || {
                format!("{} has other tags at WeChat than planned", person.openid)
            })?;
        }
        evidence.equals(world)?;
        self.holds_half_way(evidence, world)?;
        let job = evidence.job()?.ok_or("no job was started")?;
        hold(job.stage == JobStage::Finished, || format!("the job stands at {:?}", job.stage))?;
        let fates = fates(evidence, &job)?;
        for person in &fates {
            let planned = self.before.get(&person.openid).ok_or("a stranger is in the job")?;
            self.is_told_once(evidence, &job, person, planned)?;
        }
        Ok(())
    }

    /// One final result, and one line of history for each tag that was put on or taken off.
    fn is_told_once(
        &self,
        evidence: &Evidence,
        job: &JobRecord,
        person: &JobPerson,
        before: &FollowerView,
    ) -> Outcome<()> {
        let after = self.tags_after(before);
        let had = sorted(&before.tags);
        let moved = after.iter().filter(|tag| !had.contains(tag)).count()
            + had.iter().filter(|tag| !after.contains(tag)).count();
        let planned = match (moved, self.refused.contains(&person.openid)) {
            (0, true) => Fate::Failed,
            (0, false) => Fate::Skipped,
            _ => Fate::Done,
        };
        let is_so = person.outcome == planned
            // Whoever is refused may have had nothing to be refused.
            || (planned == Fate::Failed && person.outcome == Fate::Skipped);
        hold(is_so, || {
            format!("{} ended as {:?}, not {planned:?}", person.openid, person.outcome)
        })?;
        let history = evidence.store.detail(person.id)?.history;
        let told = history.iter().filter(|entry| entry.job == Some(job.id)).count();
        hold(told == moved, || format!("{told} lines of history tell of {moved} changes"))
    }
}

/// Everybody's result; the job's counters agree with them.
fn fates(evidence: &Evidence, job: &JobRecord) -> Outcome<Vec<JobPerson>> {
    let people = evidence.store.job_people(job.id, None, None, 0, u32::MAX)?.people;
    let count = |fate| people.iter().filter(|person| person.outcome == fate).count() as u32;
    let counted = (count(Fate::Done), count(Fate::Skipped), count(Fate::Failed), people.len());
    let kept = (job.done, job.skipped, job.failed, job.people as usize);
    hold(counted == kept, || format!("the job counts {kept:?}, its people are {counted:?}"))?;
    Ok(people)
}
