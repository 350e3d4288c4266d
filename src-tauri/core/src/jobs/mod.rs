//! Bulk changes of people on WeChat's side.
//!
//! A change is previewed first: its people are frozen in a draft with everybody's state before.
//! Then the account's worker sends batches, several under way at a time, and commits what each
//! answer says in one transaction. The local copy changes only after WeChat said yes.

mod active;
mod batch;
#[cfg(test)]
mod batch_tests;
mod check;
mod control;
mod flight;
mod ledger;
mod pace;
mod preview;
mod readback;
mod report;
mod slot;
mod summary;
mod trouble;
mod worker;
mod write;

pub(crate) use control::resume_shut_out;
pub use control::{cancel_job, change_follower, discard_job, pause_job, resume_job, start_job};
pub(crate) use ledger::summary_of;
pub use preview::{preview_job, preview_restore, preview_retry, preview_undo, remark_samples};
pub use report::{RunningWork, job_people, job_report, jobs, running_work};
pub(crate) use slot::JobSlot;
pub use summary::{JobPreview, JobReport, JobState, JobSummary, PlannedCalls};

use crate::account::Account;

/// Drafts that nobody started are kept this long, in seconds.
const DRAFT_LIFE: i64 = 86_400;

/// Forgets old drafts and starts the account's worker, which takes up what was under way.
pub(crate) async fn resume(account: &Account) {
    let Some(orders) = account.job_slot().take_receiver() else { return };
    let old = account.now() - DRAFT_LIFE;
    if let Err(error) = account.ask(move |store| store.discard_drafts_before(old)).await {
        tracing::warn!(code = error.code(), "old drafts were not forgotten");
    }
    let worker = account.clone();
    account.tasks().spawn(move |stop| worker::work(worker, orders, stop));
}
