//! What came of jobs: lists, reports, and what still runs.

use std::sync::atomic::Ordering;

use fandesk_store::{JobId, JobPeople};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ledger;
use super::summary::{JobReport, JobSummary};
use crate::account::Account;
use crate::desk::Desk;
use crate::error::Result;
use crate::input::{JobInput, JobPeopleInput, LimitInput};
use crate::sync::SyncState;

/// Most people one window of a job's people gives.
const MOST_PEOPLE: u32 = 1_000;

/// What still runs or waits in all accounts; it goes on when the program is opened again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunningWork {
    /// Jobs queued, running or waiting for their time.
    pub jobs: Vec<JobSummary>,
    /// Syncs that are not over.
    pub syncs: Vec<SyncState>,
    /// Whether files are getting new keys. Ended half-way, it has to be begun again; each file opens.
    pub rekeying: bool,
}

/// Jobs, newest first; drafts are left out.
pub async fn jobs(desk: &Desk, input: LimitInput) -> Result<Vec<JobSummary>> {
    let account = desk.account(&input.account).await?;
    let records = account.ask(move |store| store.jobs(input.limit)).await?;
    Ok(records.into_iter().map(|record| ledger::summary_of(&account, record)).collect())
}

/// What came of a job, with reasons.
pub async fn job_report(desk: &Desk, input: JobInput) -> Result<JobReport> {
    report_of(&desk.account(&input.account).await?, input.job).await
}

pub(super) async fn report_of(account: &Account, job: JobId) -> Result<JobReport> {
    let (record, reasons) =
        account.ask(move |store| Ok((store.job(job)?, store.job_reasons(job)?))).await?;
    Ok(JobReport {
        job: ledger::summary_of(account, record),
        skipped: reasons.skipped,
        failed: reasons.failed,
    })
}

/// A window of a job's people, by outcome and reason.
pub async fn job_people(desk: &Desk, input: JobPeopleInput) -> Result<JobPeople> {
    let account = desk.account(&input.account).await?;
    let count = input.count.min(MOST_PEOPLE);
    let JobPeopleInput { job, outcome, reason, start, .. } = input;
    account.ask(move |store| store.job_people(job, outcome, reason, start, count)).await
}

/// What still runs or waits in all accounts; asked before the window closes.
pub async fn running_work(desk: &Desk, (): ()) -> Result<RunningWork> {
    let rekeying = desk.inner.rekeying.load(Ordering::Acquire);
    let mut work = RunningWork { jobs: Vec::new(), syncs: Vec::new(), rekeying };
    for account in desk.open_accounts().await {
        let jobs = ledger::under_way(&account).await?;
        work.jobs.extend(jobs.into_iter().map(|record| ledger::summary_of(&account, record)));
        work.syncs.extend(crate::sync::running(&account));
    }
    Ok(work)
}
