//! A job at work: which calls are still to be made, for whom, in which order.
//!
//! Units run one after the other, removals before additions, so that somebody who swaps a tag at
//! the limit of 20 never passes it. Each unit is read from the file in order of local numbers;
//! whoever is left open by trouble is found again by the next pass.

use std::collections::{BTreeSet, HashSet, VecDeque};

use fandesk_store::{FollowerId, ItemReason, JobId};
use fandesk_wechat::{ErrCode, OpenId};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::batch::Person;
use super::slot::EditEnd;
use super::trouble::refused;
use super::write::{Write, writes_of};
use crate::account::Account;
use crate::error::{AppError, Result};

/// People read from the file at once.
const READ_AT_ONCE: u32 = 1_000;

/// See the module's description.
#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) id: JobId,
    writes: Vec<Write>,
    /// Numbers of the units in the order they run.
    order: Vec<usize>,
    /// Position in `order`.
    place: usize,
    after: FollowerId,
    all_read: bool,
    ready: VecDeque<Ready>,
    /// People of this unit who need no call any more.
    unusable: Vec<(FollowerId, ItemReason)>,
    /// People of this unit sent on their way.
    sent: u32,
    /// Batches that left in this pass.
    left_in_pass: u32,
    /// Units whose tag WeChat does not list any more.
    gone: BTreeSet<usize>,
    /// Calls under way.
    pub(crate) in_flight: u32,
    /// Why no more batches leave.
    pub(crate) ending: Option<Ending>,
    /// Cancelled when calls under way are not waited for any longer.
    pub(crate) give_up: CancellationToken,
    /// Who waits for this job of one person.
    pub(crate) edit: Option<oneshot::Sender<EditEnd>>,
    /// Who waits for its end.
    pub(crate) cancelled_for: Vec<oneshot::Sender<Result<()>>>,
}

/// Somebody read from the file, with the text meant for this person alone.
#[derive(Debug)]
struct Ready {
    person: Person,
    wanted: Option<String>,
}

/// Why a job at work stops before its end.
#[derive(Debug)]
pub(crate) enum Ending {
    /// Trouble that concerns everybody.
    Halted(AppError),
    /// The operator wants a pause.
    Paused,
    /// The operator ended it.
    Cancelled,
}

/// What there is to do next.
#[derive(Debug)]
pub(crate) enum Next {
    /// A call for these people.
    Call { unit: usize, write: Write, people: Vec<Person> },
    /// These people are settled without a call.
    Settled { unit: usize, failed: Vec<(FollowerId, ItemReason)> },
    /// Somebody of the next batch is in a call; or calls of the last units are under way.
    Busy,
    /// Everybody was sent; `moved` tells whether anybody was.
    PassEnded { moved: bool },
}

impl Active {
    pub(crate) fn new(id: JobId, change: &fandesk_store::Change) -> Self {
        let writes = writes_of(change);
        let (removals, others): (Vec<usize>, Vec<usize>) =
            (0..writes.len()).partition(|&unit| matches!(writes[unit], Write::Untag(_)));
        Self {
            id,
            writes,
            order: removals.into_iter().chain(others).collect(),
            place: 0,
            after: 0,
            all_read: false,
            ready: VecDeque::new(),
            unusable: Vec::new(),
            sent: 0,
            left_in_pass: 0,
            gone: BTreeSet::new(),
            in_flight: 0,
            ending: None,
            give_up: CancellationToken::new(),
            edit: None,
            cancelled_for: Vec::new(),
        }
    }

    /// WeChat does not list this unit's tag any more.
    pub(crate) fn tag_is_gone(&mut self, unit: usize) {
        self.gone.insert(unit);
    }

    /// Calls still to make for so many people without an outcome.
    pub(crate) fn calls_left(&self, pending: u32) -> u32 {
        let left = |place: usize| match place.cmp(&self.place) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => pending.saturating_sub(self.sent_of_many()),
            std::cmp::Ordering::Greater => pending,
        };
        let calls = self.order.iter().enumerate();
        calls.map(|(place, &unit)| self.writes[unit].calls_for(left(place))).sum()
    }

    /// With one unit an outcome follows each answer, so `pending` shrinks by itself.
    fn sent_of_many(&self) -> u32 {
        if self.writes.len() > 1 { self.sent } else { 0 }
    }

    /// What to do next; `busy` are the people in calls now.
    pub(crate) async fn next(
        &mut self,
        account: &Account,
        busy: &HashSet<FollowerId>,
    ) -> Result<Next> {
        loop {
            let Some(&unit) = self.order.get(self.place) else {
                return Ok(self.pass_ended());
            };
            let per_call = self.writes[unit].people_per_call();
            if self.ready.len() < per_call && !self.all_read {
                self.read(account, unit).await?;
            }
            if self.gone.contains(&unit) {
                let reason = refused(ErrCode::INVALID_TAG);
                self.unusable.extend(self.ready.drain(..).map(|ready| (ready.person.id, reason)));
            }
            if !self.unusable.is_empty() {
                self.left_in_pass += 1;
                return Ok(Next::Settled { unit, failed: std::mem::take(&mut self.unusable) });
            }
            if self.ready.is_empty() {
                if self.all_read {
                    self.next_unit();
                }
                continue;
            }
            let count = per_call.min(self.ready.len());
            if self.ready.iter().take(count).any(|ready| busy.contains(&ready.person.id)) {
                return Ok(Next::Busy);
            }
            // A call that carries a text names one person.
            let wanted = self.ready.front().and_then(|ready| ready.wanted.as_deref());
            let write = self.writes[unit].with_text(wanted);
            let people: Vec<Person> = self.ready.drain(..count).map(|ready| ready.person).collect();
            self.sent += u32::try_from(people.len()).unwrap_or(u32::MAX);
            self.left_in_pass += 1;
            return Ok(Next::Call { unit, write, people });
        }
    }

    async fn read(&mut self, account: &Account, unit: usize) -> Result<()> {
        let (job, after) = (self.id, self.after);
        let due =
            account.ask(move |store| store.due_people(job, unit, after, READ_AT_ONCE)).await?;
        self.all_read = due.len() < READ_AT_ONCE as usize;
        for due in due {
            self.after = due.id;
            match OpenId::new(&due.openid) {
                Ok(openid) => {
                    let person = Person { id: due.id, openid };
                    self.ready.push_back(Ready { person, wanted: due.wanted });
                }
                Err(_) => self.unusable.push((due.id, ItemReason::UnknownToWechat)),
            }
        }
        Ok(())
    }

    fn next_unit(&mut self) {
        self.place += 1;
        self.after = 0;
        self.all_read = false;
        self.sent = 0;
    }

    fn pass_ended(&mut self) -> Next {
        if self.in_flight > 0 {
            return Next::Busy;
        }
        let moved = self.left_in_pass > 0;
        self.place = 0;
        self.after = 0;
        self.all_read = false;
        self.sent = 0;
        self.left_in_pass = 0;
        Next::PassEnded { moved }
    }
}
