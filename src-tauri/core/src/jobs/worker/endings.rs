//! How jobs leave the worker: finished, paused, cancelled, or halted by trouble.

use super::Worker;
use crate::error::AppError;
use crate::jobs::active::Ending;
use crate::jobs::ledger;
use crate::jobs::slot::EditEnd;
use crate::jobs::summary::JobState;
use crate::recovery::goes_on_at;

impl Worker {
    /// Everybody was sent once: the job is done, or those left open have another turn.
    pub(super) async fn end_pass(&mut self, place: usize, moved: bool) {
        let job = self.jobs[place].id;
        let pending = match ledger::record(&self.account, job).await {
            Ok(record) => record.pending(),
            Err(error) => return self.halt(place, error).await,
        };
        if pending == 0 {
            let ended = ledger::move_to(&self.account, job, JobState::Finished).await;
            if let Err(error) = ended {
                return self.halt(place, error).await;
            }
            self.drop_job(place, EditEnd::Told);
        } else if !moved {
            let fault = AppError::internal("people without an outcome and without a call");
            self.halt(place, fault).await;
        }
    }

    /// Ends a job that is to end, once its calls are back.
    pub(super) async fn end_if_due(&mut self, place: usize) {
        let job = &mut self.jobs[place];
        if job.in_flight > 0 {
            return;
        }
        let Some(ending) = job.ending.take() else { return };
        match ending {
            Ending::Paused => self.drop_job(place, EditEnd::Told),
            Ending::Cancelled => self.end_cancelled(place).await,
            Ending::Halted(because) => self.end_halted(place, because).await,
        }
    }

    pub(super) async fn end_cancelled(&mut self, place: usize) {
        let job = &mut self.jobs[place];
        let (id, waiting) = (job.id, std::mem::take(&mut job.cancelled_for));
        let cancelled = ledger::cancel(&self.account, id).await;
        for answer in waiting {
            let _ = answer.send(cancelled.clone());
        }
        self.drop_job(place, EditEnd::Told);
    }

    /// Writes down why the job stopped and how it goes on.
    pub(super) async fn end_halted(&mut self, place: usize, because: AppError) {
        let (id, now) = (self.jobs[place].id, self.account.now());
        tracing::warn!(account = %self.account.id(), job = id, code = because.code(), "job halted");
        let wait = self.waits.get(&id).copied().unwrap_or_default();
        self.waits.insert(id, wait.longer());
        let until = goes_on_at(&because, now, wait);
        let is_edit = self.jobs[place].edit.is_some();
        let (state, end) = match until {
            Some(until) => (JobState::Waiting { until, because }, EditEnd::Told),
            // Nobody would look for a single edit in the list of jobs: it is given up.
            None if is_edit => {
                if let Err(error) = ledger::cancel(&self.account, id).await {
                    tracing::warn!(code = error.code(), "an edit given up was not noted");
                }
                return self.drop_job(place, EditEnd::Refused(because));
            }
            None => (JobState::Paused { because: Some(because) }, EditEnd::Told),
        };
        if let Err(error) = ledger::move_to(&self.account, id, state.clone()).await {
            // The file takes no writes (a full disk, say): the window is told all the same.
            tracing::error!(code = error.code(), "a stopped job was not noted");
            ledger::announce_as(&self.account, id, state).await;
            self.hold();
        }
        self.drop_job(place, end);
    }

    pub(super) fn drop_job(&mut self, place: usize, end: EditEnd) {
        let job = self.jobs.remove(place);
        self.account.job_slot().set_calls_left(job.id, None);
        if let Some(edit) = job.edit {
            // Whoever waited may have gone; the job is noted in the file.
            let _ = edit.send(end);
        }
        self.look = true;
    }
}
