//! What commands ask of the worker.

use fandesk_store::{JobId, JobStage};
use tokio::sync::oneshot;

use super::Worker;
use crate::error::{AppError, Result};
use crate::jobs::active::Ending;
use crate::jobs::ledger;
use crate::jobs::slot::{EditEnd, Order};
use crate::jobs::summary::JobState;

impl Worker {
    pub(super) async fn obey(&mut self, order: Order) {
        match order {
            Order::Start(job, answer) => {
                let moved = self.start(job).await;
                let _ = answer.send(moved);
            }
            Order::Edit(job, answer) => match ledger::record(&self.account, job).await {
                Ok(record) => self.begin(record, Some(answer)).await,
                Err(error) => drop(answer.send(EditEnd::Refused(error))),
            },
            Order::Pause(job, answer) => {
                let paused = JobState::Paused { because: None };
                let moved = ledger::move_to(&self.account, job, paused).await;
                if moved.is_ok() {
                    self.end_with(job, Ending::Paused).await;
                }
                let _ = answer.send(moved.map(drop));
            }
            Order::Resume(job, answer) => {
                let moved = self.resume(job).await;
                let _ = answer.send(moved);
            }
            Order::Cancel(job, answer) => self.cancel(job, answer).await,
        }
    }

    async fn start(&mut self, job: JobId) -> Result<()> {
        if ledger::record(&self.account, job).await?.stage != JobStage::Draft {
            return Err(AppError::JobState);
        }
        ledger::move_to(&self.account, job, JobState::Queued).await?;
        self.look = true;
        Ok(())
    }

    async fn resume(&mut self, job: JobId) -> Result<()> {
        if ledger::record(&self.account, job).await?.stage == JobStage::Draft {
            return Err(AppError::JobState);
        }
        ledger::move_to(&self.account, job, JobState::Queued).await?;
        self.held_until = None;
        self.waits.remove(&job);
        self.unclear = 0;
        self.look = true;
        if let Some(active) = self.jobs.iter_mut().find(|active| active.id == job) {
            // Its last calls before the pause are not even back.
            active.ending = None;
            ledger::move_to(&self.account, job, JobState::Running).await?;
        }
        Ok(())
    }

    async fn cancel(&mut self, job: JobId, answer: oneshot::Sender<Result<()>>) {
        let Some(active) = self.jobs.iter_mut().find(|active| active.id == job) else {
            let cancelled = ledger::cancel(&self.account, job).await;
            self.look = true;
            let _ = answer.send(cancelled);
            return;
        };
        active.cancelled_for.push(answer);
        active.give_up.cancel();
        self.end_with(job, Ending::Cancelled).await;
    }

    /// Ends a job at work, if it is, as soon as its calls are back.
    async fn end_with(&mut self, job: JobId, ending: Ending) {
        if let Some(place) = self.jobs.iter().position(|active| active.id == job) {
            self.jobs[place].ending = Some(ending);
            self.end_if_due(place).await;
        }
    }
}
