//! Where an account keeps what its job worker must not forget, and how commands reach the worker.

use std::collections::HashMap;

use fandesk_store::JobId;
use parking_lot::Mutex;
use tokio::sync::{mpsc, oneshot};

use super::pace::Pace;
use crate::error::{AppError, Result};

/// What a command asks of the worker. Only the worker moves jobs that have been started, so no
/// two hands ever write the state of one job.
#[derive(Debug)]
pub(crate) enum Order {
    /// Queue a draft.
    Start(JobId, oneshot::Sender<Result<()>>),
    /// A job for one person that somebody waits for: it goes first.
    Edit(JobId, oneshot::Sender<EditEnd>),
    /// Stop until resumed.
    Pause(JobId, oneshot::Sender<Result<()>>),
    /// Go on.
    Resume(JobId, oneshot::Sender<Result<()>>),
    /// End it.
    Cancel(JobId, oneshot::Sender<Result<()>>),
}

/// How an edit ended, for whoever waits for it.
#[derive(Debug)]
pub(crate) enum EditEnd {
    /// It has an outcome, or goes on later by itself: the job tells.
    Told,
    /// Somebody has to act first; the edit was given up.
    Refused(AppError),
}

/// See the module's description.
#[derive(Debug)]
pub(crate) struct JobSlot {
    orders: mpsc::UnboundedSender<Order>,
    receiver: Mutex<Option<mpsc::UnboundedReceiver<Order>>>,
    pace: Mutex<Pace>,
    /// Calls still to make in jobs at work.
    calls_left: Mutex<HashMap<JobId, u32>>,
}

impl Default for JobSlot {
    fn default() -> Self {
        let (orders, receiver) = mpsc::unbounded_channel();
        Self {
            orders,
            receiver: Mutex::new(Some(receiver)),
            pace: Mutex::default(),
            calls_left: Mutex::default(),
        }
    }
}

impl JobSlot {
    /// The orders, for the one worker; `None` when it was started already.
    pub(crate) fn take_receiver(&self) -> Option<mpsc::UnboundedReceiver<Order>> {
        self.receiver.lock().take()
    }

    /// Gives an order and waits until it was carried out.
    ///
    /// # Errors
    /// `jobState` when the account is being closed.
    pub(crate) async fn order<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<T>) -> Order,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.orders.send(order(answer)).map_err(|_| AppError::JobState)?;
        answered.await.map_err(|_| AppError::JobState)
    }

    /// The pace of calls, to be read or told.
    pub(crate) fn pace<T>(&self, ask: impl FnOnce(&mut Pace) -> T) -> T {
        ask(&mut self.pace.lock())
    }

    /// Notes how many calls a job at work has still to make; `None` when it is not at work.
    pub(crate) fn set_calls_left(&self, job: JobId, calls: Option<u32>) {
        match calls {
            Some(calls) => self.calls_left.lock().insert(job, calls),
            None => self.calls_left.lock().remove(&job),
        };
    }

    /// Expected seconds until a job at work is done; `None` when it is not at work.
    pub(crate) fn seconds_left(&self, job: JobId) -> Option<u32> {
        let calls = self.calls_left.lock().get(&job).copied()?;
        Some(self.pace.lock().seconds_for(calls))
    }
}
