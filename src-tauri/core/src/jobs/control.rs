//! What an operator does with jobs: start, change one person, pause, resume, cancel, discard.

use fandesk_wechat::{Class, ErrCode, limits};

use super::check::checked;
use super::ledger;
use super::preview::write_draft;
use super::report::report_of;
use super::slot::{EditEnd, Order};
use super::summary::{JobReport, JobState, JobSummary};
use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{ChangeFollowerInput, JobInput};
use crate::tags::remake_tag;

/// Starts a draft: what was counted is what runs. One that brings a deleted tag back makes the tag
/// first.
///
/// # Errors
/// `jobState` when it was started already; what speaks against making the tag.
pub async fn start_job(desk: &Desk, input: JobInput) -> Result<JobSummary> {
    let account = desk.account(&input.account).await?;
    remake_tag(&account, input.job).await?;
    account.job_slot().order(|answer| Order::Start(input.job, answer)).await??;
    ledger::summary(&account, input.job).await
}

/// Forgets a draft.
///
/// # Errors
/// `jobState` when it was started: it can be cancelled then.
pub async fn discard_job(desk: &Desk, input: JobInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.discard_draft(input.job)).await
}

/// Changes one person at once: the same machinery without the dialog, before all bulk work.
///
/// Trouble that passes by itself leaves the job waiting, which the report says; trouble that
/// somebody has to mend comes back as the error, and nothing is left to be done later.
///
/// # Errors
/// `personTagLimit` before anything is sent; what is wrong with the change; WeChat's refusal.
pub async fn change_follower(desk: &Desk, input: ChangeFollowerInput) -> Result<JobReport> {
    let account = desk.account(&input.account).await?;
    let tags = account.ask(|store| Ok(store.tags())).await?;
    let change = checked(input.change, &tags)?;
    let follower = input.follower;
    let known = account.ask(move |store| store.openids(&[follower])).await?;
    if known.is_empty() {
        return Err(AppError::FollowerUnknown);
    }
    account.client()?;
    let draft = write_draft(&account, change, vec![follower]).await?;
    let job = draft.job;
    if draft.over_tag_limit > 0 {
        account.ask(move |store| store.discard_draft(job)).await?;
        return Err(AppError::PersonTagLimit { limit: limits::TAGS_PER_FOLLOWER as u32 });
    }
    match account.job_slot().order(|answer| Order::Edit(job, answer)).await? {
        // A person who could not be changed for a reason of their own is no error of the program:
        // the report names the reason.
        EditEnd::Told => report_of(&account, job).await,
        EditEnd::Refused(error) => Err(error),
    }
}

/// Stops a job until it is resumed; calls in flight are finished.
///
/// # Errors
/// `jobState` when it is not under way.
pub async fn pause_job(desk: &Desk, input: JobInput) -> Result<JobSummary> {
    let account = desk.account(&input.account).await?;
    account.job_slot().order(|answer| Order::Pause(input.job, answer)).await??;
    ledger::summary(&account, input.job).await
}

/// Goes on with a paused or waiting job.
///
/// # Errors
/// `jobState` when it neither rests nor waits.
pub async fn resume_job(desk: &Desk, input: JobInput) -> Result<JobSummary> {
    let account = desk.account(&input.account).await?;
    account.job_slot().order(|answer| Order::Resume(input.job, answer)).await??;
    ledger::summary(&account, input.job).await
}

/// Goes on with the jobs that stopped because WeChat did not let the account in: it has other
/// credentials now. One that an operator paused stays so.
pub(crate) async fn resume_shut_out(account: &Account) {
    let stopped = match account.ask(|store| store.unfinished_jobs()).await {
        Ok(records) => records.into_iter().map(|record| ledger::summary_of(account, record)),
        Err(error) => {
            return tracing::warn!(code = error.code(), "jobs that had stopped stay so");
        }
    };
    for job in stopped {
        let JobState::Paused { because: Some(because) } = &job.state else { continue };
        if !was_shut_out(because) {
            continue;
        }
        let resumed = account.job_slot().order(|answer| Order::Resume(job.id, answer)).await;
        if let Err(error) | Ok(Err(error)) = resumed {
            tracing::warn!(code = error.code(), job = job.id, "a job did not go on");
        }
    }
}

/// Whether other credentials may help.
fn was_shut_out(because: &AppError) -> bool {
    match because {
        AppError::AccountUnavailable { .. } | AppError::OwnService { .. } => true,
        AppError::Wechat { errcode, .. } => {
            matches!(ErrCode(*errcode).class(), Class::NeedsPerson | Class::RenewToken)
        }
        _ => false,
    }
}

/// Ends a job; what was done stays done. Calls in flight are waited for a few seconds.
///
/// # Errors
/// `jobState` when it is over or was never started.
pub async fn cancel_job(desk: &Desk, input: JobInput) -> Result<JobSummary> {
    let account = desk.account(&input.account).await?;
    account.job_slot().order(|answer| Order::Cancel(input.job, answer)).await??;
    ledger::summary(&account, input.job).await
}
