//! The worker of one account: takes jobs in order, keeps batches under way, commits answers.
//!
//! It alone moves jobs that were started. Edits of single people go before bulk jobs; nobody is
//! ever in two calls at once. What it knows beyond the file it may forget at any moment: a job
//! found at work when the account is opened simply goes on with whoever has no outcome.

mod endings;
mod orders;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use fandesk_store::{FollowerId, JobId, JobRecord};
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::active::{Active, Ending, Next};
use super::batch::Person;
use super::flight::{Flight, Landed, commit};
use super::ledger;
use super::slot::{EditEnd, Order};
use super::summary::JobState;
use super::write::Write;
use crate::account::Account;
use crate::error::{AppError, Result};
use crate::recovery::Wait;

/// Batches kept ready beside those the gate lets through.
const AHEAD: usize = 2;
/// A computer that slept wakes up with its timers late: the clock is looked at this often.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(2);
/// How long nothing is begun when the file took no writes.
const FILE_PAUSE: Duration = Duration::from_secs(60);
/// So many batches refused one after another for an unknown reason: it is not about the people.
const UNCLEAR_BATCHES: u32 = 10;

/// Works until the account is closed. Calls under way are finished then, as far as they are quick.
pub(crate) async fn work(
    account: Account,
    mut orders: mpsc::UnboundedReceiver<Order>,
    stop: CancellationToken,
) {
    let mut worker = Worker::new(account);
    loop {
        if !stop.is_cancelled() {
            worker.send_batches().await;
        } else if worker.flights.is_empty() {
            return;
        }
        let clock = tokio::time::sleep(LOOK_AT_CLOCK);
        tokio::select! {
            biased;
            Some(landed) = worker.flights.next() => worker.land(landed).await,
            () = stop.cancelled(), if !stop.is_cancelled() => {}
            Some(order) = orders.recv(), if !stop.is_cancelled() => worker.obey(order).await,
            () = clock, if worker.waiting => worker.look = true,
            // Asked to stop just now, with nothing under way.
            else => {}
        }
    }
}

struct Worker {
    account: Account,
    /// Edits in order of arrival, then at most one bulk job.
    jobs: Vec<Active>,
    flights: FuturesUnordered<BoxFuture<'static, Landed>>,
    /// People in calls now.
    busy: HashSet<FollowerId>,
    /// Whether the file may hold a job to take up.
    look: bool,
    /// Whether a job waits for its time.
    waiting: bool,
    /// Nothing is begun before this moment.
    held_until: Option<Instant>,
    /// How long a job waits for WeChat to be reachable when it is stopped next.
    waits: HashMap<JobId, Wait>,
    /// Batches in a row that were refused for an unknown reason.
    unclear: u32,
}

impl Worker {
    fn new(account: Account) -> Self {
        Self {
            account,
            jobs: Vec::new(),
            flights: FuturesUnordered::new(),
            busy: HashSet::new(),
            look: true,
            waiting: false,
            held_until: None,
            waits: HashMap::new(),
            unclear: 0,
        }
    }

    /// Sends batches until there is no room or nothing to send.
    async fn send_batches(&mut self) {
        loop {
            if self.flights.len() >= self.room() {
                return;
            }
            if self.look && !self.jobs.iter().any(|job| job.edit.is_none()) {
                self.look = false;
                self.take_up_next().await;
            }
            if !self.send_one().await {
                return;
            }
        }
    }

    /// One more batch than the gate lets through is always ready; edits find room in any case.
    fn room(&self) -> usize {
        let gate = self.account.client().map_or(1, |client| client.gate().limit());
        gate + AHEAD + self.jobs.iter().filter(|job| job.edit.is_some()).count()
    }

    /// Sends one batch, or settles what needs no call; false when there is nothing to do now.
    async fn send_one(&mut self) -> bool {
        for place in 0..self.jobs.len() {
            let job = &mut self.jobs[place];
            if job.ending.is_some() {
                continue;
            }
            match job.next(&self.account, &self.busy).await {
                Ok(Next::Busy) => {}
                Ok(Next::Call { unit, write, people }) => {
                    let client = self.account.client();
                    if let Err(error) = client {
                        self.halt(place, error).await;
                        return true;
                    }
                    self.launch(place, unit, write, people);
                    return true;
                }
                Ok(Next::Settled { unit, failed }) => {
                    let settled = commit(&self.account, job.id, unit, Vec::new(), failed).await;
                    self.tell(place, settled).await;
                    return true;
                }
                Ok(Next::PassEnded { moved }) => {
                    self.end_pass(place, moved).await;
                    return true;
                }
                Err(error) => {
                    self.halt(place, error).await;
                    return true;
                }
            }
        }
        false
    }

    fn launch(&mut self, place: usize, unit: usize, write: Write, people: Vec<Person>) {
        if self.flights.is_empty() {
            self.account.job_slot().pace(|pace| pace.begin(Instant::now()));
        }
        let job = &mut self.jobs[place];
        job.in_flight += 1;
        self.busy.extend(people.iter().map(|person| person.id));
        let flight = Flight {
            account: self.account.clone(),
            job: job.id,
            unit,
            write,
            people,
            give_up: job.give_up.clone(),
        };
        self.flights.push(Box::pin(flight.fly()));
    }

    /// A batch is back.
    async fn land(&mut self, landed: Landed) {
        for person in &landed.people {
            self.busy.remove(person);
        }
        self.account.job_slot().pace(|pace| pace.ended(1, Instant::now()));
        let Some(place) = self.jobs.iter().position(|job| job.id == landed.job) else { return };
        let job = &mut self.jobs[place];
        job.in_flight -= 1;
        if landed.tag_gone {
            job.tag_is_gone(landed.unit);
        }
        if landed.worked {
            self.waits.remove(&landed.job);
            self.unclear = 0;
        }
        if let Some(error) = landed.stop {
            job.ending.get_or_insert(Ending::Halted(error.into()));
        }
        if let Some(error) = landed.unclear {
            self.unclear += 1;
            if self.unclear >= UNCLEAR_BATCHES {
                self.unclear = 0;
                job.ending.get_or_insert(Ending::Halted(error.into()));
            }
        }
        self.tell(place, landed.committed).await;
    }

    /// Tells how a job stands after a commit, and ends it if it is to end.
    async fn tell(&mut self, place: usize, committed: Result<JobRecord>) {
        let job = &mut self.jobs[place];
        match committed {
            Ok(record) => {
                let calls = job.calls_left(record.pending());
                self.account.job_slot().set_calls_left(job.id, Some(calls));
                ledger::announce_progress(&self.account, record);
            }
            Err(error) => {
                job.ending.get_or_insert(Ending::Halted(error));
            }
        }
        self.end_if_due(place).await;
    }

    /// Stops a job for this reason as soon as its calls are back.
    async fn halt(&mut self, place: usize, because: AppError) {
        self.jobs[place].ending.get_or_insert(Ending::Halted(because));
        self.end_if_due(place).await;
    }

    /// The file takes no writes now: nothing is begun for a while.
    fn hold(&mut self) {
        self.held_until = Some(Instant::now() + FILE_PAUSE);
    }

    /// Takes up the next job in order, if one may run now.
    async fn take_up_next(&mut self) {
        if self.held_until.is_some_and(|until| Instant::now() < until) {
            self.waiting = true;
            return;
        }
        let now = self.account.now();
        let turn = match ledger::next_turn(&self.account, now).await {
            Ok(turn) => turn,
            Err(error) => {
                tracing::error!(code = error.code(), "the list of jobs could not be read");
                self.waiting = true;
                return;
            }
        };
        self.waiting = turn.waiting;
        let Some(record) = turn.job else { return };
        if self.jobs.iter().any(|job| job.id == record.id) {
            return;
        }
        self.begin(record, None).await;
    }

    async fn begin(&mut self, record: JobRecord, edit: Option<oneshot::Sender<EditEnd>>) {
        let mut job = Active::new(record.id, &record.change);
        job.edit = edit;
        let calls = job.calls_left(record.pending());
        self.account.job_slot().set_calls_left(job.id, Some(calls));
        let place = if job.edit.is_some() {
            let edits = self.jobs.iter().filter(|job| job.edit.is_some()).count();
            self.jobs.insert(edits, job);
            edits
        } else {
            self.jobs.push(job);
            self.jobs.len() - 1
        };
        if let Err(error) = ledger::move_to(&self.account, record.id, JobState::Running).await {
            tracing::error!(code = error.code(), "a job could not be begun");
            self.hold();
            self.drop_job(place, EditEnd::Refused(error));
        }
    }
}
