//! One batch of people, carried out: whatever goes wrong, everybody gets a verdict or stays open.
//!
//! Nothing is written to the local copy here; the worker commits the verdicts in one transaction.

use std::collections::HashMap;

use fandesk_store::{FollowerId, ItemReason};
use fandesk_wechat::{ErrCode, Error, OfficialAccount, OpenId, Unfinished};

use super::readback::{Seen, read_back};
use super::trouble::{Meaning, last_reason, meaning, refused};
use super::write::Write;

/// Somebody a call is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: FollowerId,
    pub(crate) openid: OpenId,
}

/// What became of a batch. Everybody is in exactly one of the three lists.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    pub(crate) done: Vec<FollowerId>,
    pub(crate) failed: Vec<(FollowerId, ItemReason)>,
    /// Not reached, or not known: to be done (again).
    pub(crate) open: Vec<FollowerId>,
    /// What stopped it, if somebody is open.
    pub(crate) stop: Option<Error>,
    /// WeChat does not list the tag any more: the others need not be tried.
    pub(crate) tag_gone: bool,
    /// Somebody was refused for a reason that may concern everybody, and nobody was taken.
    pub(crate) unclear: Option<Error>,
    /// An answer that could not be read, to be kept for support.
    pub(crate) unreadable: Option<Error>,
}

/// Lost answers are asked for once more after reading back; the client repeats each call itself.
const ROUNDS: usize = 2;
/// So many people refused one after another with a code nobody knows: it is not about them.
const STRIKES: usize = 3;

/// Carries out one call's worth of work.
pub(crate) async fn carry_out(
    client: &OfficialAccount,
    write: &Write,
    people: &[Person],
) -> Verdicts {
    let mut batch = Batch::new(client, write, people);
    let mut waiting: Vec<OpenId> = people.iter().map(|person| person.openid.clone()).collect();
    for round in 1..=ROUNDS {
        let lost = batch.send(waiting).await;
        batch.keep_unreadable(&lost);
        if lost.is_empty() || batch.verdicts.stop.is_some() {
            batch.leave_open(lost.into_iter().map(|(openid, _)| openid));
            break;
        }
        waiting = batch.look(lost, round == ROUNDS).await;
        if waiting.is_empty() {
            break;
        }
    }
    batch.verdicts
}

/// A batch under way.
struct Batch<'a> {
    client: &'a OfficialAccount,
    write: &'a Write,
    ids: HashMap<OpenId, FollowerId>,
    verdicts: Verdicts,
    /// People refused in a row with the same unknown code.
    strikes: Vec<(OpenId, Error)>,
    /// Whether WeChat has taken anything of this batch.
    worked: bool,
}

impl<'a> Batch<'a> {
    fn new(client: &'a OfficialAccount, write: &'a Write, people: &[Person]) -> Self {
        let ids = people.iter().map(|person| (person.openid.clone(), person.id)).collect();
        let verdicts = Verdicts::default();
        Self { client, write, ids, verdicts, strikes: Vec::new(), worked: false }
    }

    /// Sends the people, halved while it is unclear whose fault a refusal is. Gives back those
    /// whose answers were lost. After a stop everybody not settled is open.
    async fn send(&mut self, people: Vec<OpenId>) -> Vec<(OpenId, Error)> {
        let mut lost = Vec::new();
        let mut refused_in_part = Vec::new();
        let mut waiting = vec![people];
        while let Some(part) = waiting.pop() {
            let outcome = self.write.send(self.client, &part).await;
            self.done(outcome.done);
            for (openid, error) in outcome.failed {
                match error.code() {
                    Some(ErrCode::SOME_FAILED) => refused_in_part.push(openid),
                    _ => self.judge_one(openid, error, &mut lost),
                }
            }
            let Some(Unfinished { mut openids, error }) = outcome.unfinished else { continue };
            match meaning(&error) {
                Meaning::Unclear if openids.len() > 1 => {
                    waiting.push(openids.split_off(openids.len().div_ceil(2)));
                    waiting.push(openids);
                }
                Meaning::Lost => {
                    lost.extend(openids.into_iter().map(|openid| (openid, error.clone())));
                }
                Meaning::TagDenied => self.tag_denied(openids, error).await,
                Meaning::Stop => self.stop(openids, error),
                Meaning::Person(_) | Meaning::Unclear => {
                    for openid in openids {
                        self.judge_one(openid, error.clone(), &mut lost);
                    }
                }
            }
            if self.verdicts.stop.is_some() {
                break;
            }
        }
        self.leave_open(waiting.into_iter().flatten());
        self.name_the_refused(refused_in_part).await;
        self.settle_strikes();
        lost
    }

    /// One person alone was refused.
    fn judge_one(&mut self, openid: OpenId, error: Error, lost: &mut Vec<(OpenId, Error)>) {
        match meaning(&error) {
            Meaning::Person(reason) => self.fail(&openid, reason),
            Meaning::Lost => lost.push((openid, error)),
            Meaning::Unclear => {
                let same = self.strikes.iter().all(|(_, other)| other.code() == error.code());
                if !same {
                    self.settle_strikes();
                }
                self.strikes.push((openid, error));
                self.stop_after_strikes();
            }
            Meaning::TagDenied | Meaning::Stop => self.stop(vec![openid], error),
        }
    }

    /// Refused one after another and nobody taken: it is about the whole, so nobody has failed.
    fn stop_after_strikes(&mut self) {
        if self.strikes.len() < STRIKES || self.worked {
            return;
        }
        let strikes = std::mem::take(&mut self.strikes);
        let Some((_, error)) = strikes.last() else { return };
        let error = error.clone();
        self.stop(strikes.into_iter().map(|(openid, _)| openid).collect(), error);
    }

    fn settle_strikes(&mut self) {
        for (openid, error) in std::mem::take(&mut self.strikes) {
            self.fail(&openid, last_reason(&error));
            if !self.worked {
                self.verdicts.unclear = Some(error);
            }
        }
    }

    /// 45159 although the client waited as long as the tag is listed: gone, or still not ready.
    async fn tag_denied(&mut self, people: Vec<OpenId>, error: Error) {
        let (Write::Tag(tag) | Write::Untag(tag)) = self.write else {
            return self.stop(people, error);
        };
        match self.client.tags().await {
            Ok(tags) if tags.iter().any(|listed| listed.id.0 == *tag) => self.stop(people, error),
            Ok(_) => {
                self.verdicts.tag_gone = true;
                for openid in people {
                    self.fail(&openid, refused(ErrCode::INVALID_TAG));
                }
            }
            Err(reading) => self.stop(people, reading),
        }
    }

    /// 45171, twice by now: WeChat named people without a reason. They are read back, because
    /// "does not follow any more" is the usual one.
    async fn name_the_refused(&mut self, people: Vec<OpenId>) {
        if people.is_empty() {
            return;
        }
        let seen = read_back(self.client, self.write, &people).await.unwrap_or_default();
        for (place, openid) in people.into_iter().enumerate() {
            match seen.get(place) {
                Some(Seen::Done) => self.done(vec![openid]),
                Some(Seen::NotFollowing) => self.fail(&openid, ItemReason::NotFollowing),
                _ => self.fail(&openid, refused(ErrCode::SOME_FAILED)),
            }
        }
    }

    /// Reads back those whose answers were lost. Gives back whom to try again.
    async fn look(&mut self, lost: Vec<(OpenId, Error)>, last: bool) -> Vec<OpenId> {
        let openids: Vec<OpenId> = lost.iter().map(|(openid, _)| openid.clone()).collect();
        let seen = match read_back(self.client, self.write, &openids).await {
            Ok(seen) => seen,
            Err(_) => {
                // WeChat does not answer at all: the first loss tells why.
                if let Some((_, error)) = lost.into_iter().next() {
                    self.stop(openids, error);
                }
                return Vec::new();
            }
        };
        let mut again = Vec::new();
        for ((openid, error), seen) in lost.into_iter().zip(seen) {
            match seen {
                Seen::Done => self.done(vec![openid]),
                Seen::NotFollowing => self.fail(&openid, ItemReason::NotFollowing),
                Seen::NotDone if last => self.fail(&openid, last_reason(&error)),
                Seen::Unknown if last => self.fail(&openid, ItemReason::Unconfirmed),
                Seen::NotDone | Seen::Unknown => again.push(openid),
            }
        }
        again
    }

    fn keep_unreadable(&mut self, lost: &[(OpenId, Error)]) {
        let unreadable = lost.iter().find(|(_, error)| matches!(error, Error::Malformed(_)));
        if let Some((_, error)) = unreadable {
            self.verdicts.unreadable.get_or_insert_with(|| error.clone());
        }
    }

    fn done(&mut self, people: Vec<OpenId>) {
        self.worked |= !people.is_empty();
        let ids = people.iter().filter_map(|openid| self.ids.remove(openid));
        self.verdicts.done.extend(ids);
    }

    fn fail(&mut self, openid: &OpenId, reason: ItemReason) {
        if let Some(id) = self.ids.remove(openid) {
            self.verdicts.failed.push((id, reason));
        }
    }

    fn leave_open(&mut self, people: impl IntoIterator<Item = OpenId>) {
        for openid in people {
            if let Some(id) = self.ids.remove(&openid) {
                self.verdicts.open.push(id);
            }
        }
    }

    fn stop(&mut self, people: Vec<OpenId>, error: Error) {
        self.leave_open(people);
        self.verdicts.stop.get_or_insert(error);
    }
}
