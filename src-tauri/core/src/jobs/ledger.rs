//! What the file keeps of jobs, in the window's words; and every move of a job, announced.

use fandesk_store::{JobId, JobRecord, JobStage};

use super::summary::{JobState, JobSummary};
use crate::account::Account;
use crate::clock::UnixSeconds;
use crate::error::{AppError, OfflineTrouble, Result};
use crate::event::{DeskEvent, Topic};
use crate::recovery::{Recovery, has_come, recovery};

/// One job.
pub(super) async fn record(account: &Account, job: JobId) -> Result<JobRecord> {
    account.ask(move |store| store.job(job)).await
}

/// One job as the window shows it.
pub(super) async fn summary(account: &Account, job: JobId) -> Result<JobSummary> {
    Ok(summary_of(account, record(account, job).await?))
}

/// Moves a job and announces it.
///
/// # Errors
/// `jobUnknown`; `jobState` when it cannot move there from where it stands.
pub(super) async fn move_to(account: &Account, job: JobId, state: JobState) -> Result<JobRecord> {
    let now = account.now();
    let (stage, because, until) = match state {
        JobState::Draft => (JobStage::Draft, None, None),
        JobState::Queued => (JobStage::Queued, None, None),
        JobState::Running => (JobStage::Running, None, None),
        JobState::Paused { because } => (JobStage::Paused, because, None),
        JobState::Waiting { until, because } => (JobStage::Waiting, Some(because), Some(until)),
        JobState::Finished => (JobStage::Finished, None, None),
        JobState::Cancelled => (JobStage::Cancelled, None, None),
    };
    let because = because.map(|because| serde_json::to_string(&because)).transpose();
    let because = because.map_err(|_| AppError::internal("an error did not serialise"))?;
    let moved = account
        .ask(move |store| store.move_job(job, stage, because.as_deref(), until, now))
        .await?;
    announce(account, &moved);
    Ok(moved)
}

/// Ends a job before everybody has an outcome, and announces it.
pub(super) async fn cancel(account: &Account, job: JobId) -> Result<()> {
    let now = account.now();
    let cancelled = account.ask(move |store| store.cancel_job(job, now)).await?;
    announce(account, &cancelled);
    Ok(())
}

/// Announces how a job stands although the file could not be told.
pub(super) async fn announce_as(account: &Account, job: JobId, state: JobState) {
    if let Ok(summary) = summary(account, job).await {
        account.events().send(DeskEvent::JobMoved { job: JobSummary { state, ..summary } });
    }
}

/// Announces how a job stands.
fn announce(account: &Account, record: &JobRecord) {
    let job = summary_of(account, record.clone());
    account.events().send(DeskEvent::JobMoved { job });
    account.changed(&[Topic::Jobs, Topic::History]);
}

/// Announces that people were changed.
pub(super) fn announce_progress(account: &Account, record: JobRecord) {
    use fandesk_store::Change;
    let topics: &[Topic] = match record.change {
        Change::Tags { .. } | Change::TagsExactly { .. } | Change::SwapTag { .. } => {
            &[Topic::Followers, Topic::Tags, Topic::Jobs]
        }
        Change::Remark { .. } | Change::RemarkPattern { .. } | Change::RemarkEach => {
            &[Topic::Followers, Topic::Jobs]
        }
        Change::Block { .. } | Change::Unblock => {
            &[Topic::Followers, Topic::Blacklist, Topic::Jobs]
        }
    };
    let job = summary_of(account, record);
    account.events().send(DeskEvent::JobMoved { job });
    account.changed(topics);
}

/// A job as the window shows it.
pub(crate) fn summary_of(account: &Account, record: JobRecord) -> JobSummary {
    let state = state_of(&record);
    let seconds_left = match state {
        JobState::Running => account.job_slot().seconds_left(record.id),
        _ => None,
    };
    JobSummary {
        id: record.id,
        account: account.id().clone(),
        change: record.change,
        tag_names: record.tag_names,
        undoes: record.undoes,
        undone_by: record.undone_by,
        restores: record.restores,
        state,
        people: record.people,
        done: record.done,
        skipped: record.skipped,
        failed: record.failed,
        created_at: record.created_at,
        started_at: record.started_at,
        finished_at: record.finished_at,
        seconds_left,
    }
}

fn state_of(record: &JobRecord) -> JobState {
    let because = because_of(record);
    match record.stage {
        JobStage::Draft => JobState::Draft,
        JobStage::Queued => JobState::Queued,
        JobStage::Running => JobState::Running,
        JobStage::Paused => JobState::Paused { because },
        JobStage::Waiting => JobState::Waiting {
            until: record.until.unwrap_or_default(),
            because: because.unwrap_or(AppError::Offline { cause: OfflineTrouble::default() }),
        },
        JobStage::Finished => JobState::Finished,
        JobStage::Cancelled => JobState::Cancelled,
    }
}

/// Why it rests. What a newer program wrote down is not understood, and then nothing is said.
fn because_of(record: &JobRecord) -> Option<AppError> {
    serde_json::from_str(record.because.as_deref()?).ok()
}

/// Jobs that are queued, at work or waiting for their time.
pub(super) async fn under_way(account: &Account) -> Result<Vec<JobRecord>> {
    let mut jobs = account.ask(|store| store.unfinished_jobs()).await?;
    jobs.retain(|job| job.stage != JobStage::Paused);
    Ok(jobs)
}

/// What the worker should do next.
pub(super) struct Turn {
    /// The job to take up.
    pub(super) job: Option<JobRecord>,
    /// Whether another one waits for its time.
    pub(super) waiting: bool,
}

/// The next job in order. While one waits for WeChat to be reachable, none behind it is tried.
pub(super) async fn next_turn(account: &Account, now: UnixSeconds) -> Result<Turn> {
    let jobs = under_way(account).await?;
    let is_due = |job: &JobRecord| match job.stage {
        JobStage::Waiting => job.until.is_none_or(|until| has_come(until, now)),
        _ => true,
    };
    let unreachable = |job: &JobRecord| {
        !is_due(job) && because_of(job).is_some_and(|why| recovery(&why) == Recovery::Reachable)
    };
    // What was at work when the program ended comes before what never had a turn.
    let running = jobs.iter().find(|job| job.stage == JobStage::Running);
    let waiting = jobs.iter().any(|job| !is_due(job));
    let in_order = || jobs.iter().take_while(|job| !unreachable(job)).find(|job| is_due(job));
    let job = running.or_else(in_order).cloned();
    Ok(Turn { job, waiting })
}
