//! The process that is killed: opens the desk, begins the work or goes on with it, says how it ends.
//!
//! It is an impatient operator: whatever rests is resumed at once. Lines on stdout tell what the
//! sandbox cannot see.

use std::io::Write;

use fandesk_core::input::{
    AccountInput, JobInput, LimitInput, OpenResultSetInput, PreviewJobInput, ReadAnewInput,
    ResumeSyncInput,
};
use fandesk_core::store::{Change, Filter, Selection};
use fandesk_core::{
    AppError, Desk, JobState, JobSummary, Listener, SyncScope, SyncState, SyncStatus, followers,
    jobs, sync,
};

use crate::Outcome;
use crate::order::{Order, Task, open_desk};

/// Said when the work is done.
pub(crate) const FINISHED: &str = "finished";
/// Said each time the work had come to rest.
pub(crate) const RESTED: &str = "rested";

/// Carries out one order; the argument is its JSON.
pub(crate) fn work(arguments: &[String]) -> Outcome<()> {
    let order: Order = serde_json::from_str(arguments.first().ok_or("an order is missing")?)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let desk = open_desk(&order.folder, &order.clock).await?;
        let mut news = desk.events().listen();
        // Whatever is under way goes on from here.
        desk.account(&order.account).await.map_err(told)?;
        match &order.task {
            Task::Change(change) => carry_out(&desk, &mut news, &order, change).await?,
            Task::Syncs(count) => sync_until(&desk, &mut news, &order, *count).await?,
        }
        say(FINISHED)?;
        desk.close().await;
        Ok(())
    })
}

async fn carry_out(
    desk: &Desk,
    news: &mut Listener,
    order: &Order,
    change: &Change,
) -> Outcome<()> {
    let begun = newest_job(desk, order).await?;
    let job = match begun {
        Some(job) => job.id,
        None => begin(desk, order, change).await?,
    };
    let input = || JobInput { account: order.account.clone(), job };
    loop {
        let report = jobs::job_report(desk, input()).await.map_err(told)?;
        match report.job.state {
            JobState::Finished => return Ok(()),
            JobState::Paused { .. } | JobState::Waiting { .. } => {
                say(RESTED)?;
                match jobs::resume_job(desk, input()).await {
                    // The worker itself was quicker.
                    Ok(_) | Err(AppError::JobState) => {}
                    Err(error) => return Err(told(error)),
                }
            }
            JobState::Queued | JobState::Running => {
                news.next().await.ok_or("the desk closed")?;
            }
            JobState::Draft | JobState::Cancelled => {
                return Err(format!("the job stands at {:?}", report.job.state).into());
            }
        }
    }
}

async fn newest_job(desk: &Desk, order: &Order) -> Outcome<Option<JobSummary>> {
    let input = LimitInput { account: order.account.clone(), limit: 1 };
    Ok(jobs::jobs(desk, input).await.map_err(told)?.pop())
}

async fn begin(desk: &Desk, order: &Order, change: &Change) -> Outcome<u32> {
    let account = || order.account.clone();
    let question =
        OpenResultSetInput { account: account(), filter: Filter::Following, sort: Vec::new() };
    let opened = followers::open_result_set(desk, question).await.map_err(told)?;
    let selection =
        Selection::ResultSet { result_set: opened.id, ranges: None, except: Vec::new() };
    let change = change.clone();
    let preview =
        jobs::preview_job(desk, PreviewJobInput { account: account(), selection, change })
            .await
            .map_err(told)?;
    let started = jobs::start_job(desk, JobInput { account: account(), job: preview.job }).await;
    Ok(started.map_err(told)?.id)
}

async fn sync_until(desk: &Desk, news: &mut Listener, order: &Order, count: usize) -> Outcome<()> {
    loop {
        match sync_now(desk, order).await? {
            Some(state) => match state.status {
                SyncStatus::Running => drop(news.next().await.ok_or("the desk closed")?),
                SyncStatus::Paused { .. } | SyncStatus::Waiting { .. } => {
                    say(RESTED)?;
                    let account = order.account.clone();
                    let input = ResumeSyncInput { account, accept_leavers: false };
                    sync::resume_sync(desk, input).await.map_err(told)?;
                    news.next().await.ok_or("the desk closed")?;
                }
                other => return Err(format!("the sync stands at {other:?}").into()),
            },
            None if finished_syncs(desk, order).await? >= count => return Ok(()),
            None => {
                // Everybody is read: only so a sync finds every remark changed elsewhere.
                let input = ReadAnewInput { account: order.account.clone(), selection: None };
                match sync::read_anew(desk, input).await {
                    // One may begin by itself, since days pass.
                    Ok(_) | Err(AppError::SyncRunning) => {}
                    Err(error) => return Err(told(error)),
                }
            }
        }
    }
}

async fn sync_now(desk: &Desk, order: &Order) -> Outcome<Option<SyncState>> {
    let input = AccountInput { account: order.account.clone() };
    sync::sync_state(desk, input).await.map_err(told)
}

async fn finished_syncs(desk: &Desk, order: &Order) -> Outcome<usize> {
    let input = LimitInput { account: order.account.clone(), limit: 500 };
    let reports = sync::sync_reports(desk, input).await.map_err(told)?;
    Ok(reports.iter().filter(|report| report.scope == SyncScope::Everybody).count())
}

/// Heard by the process that started this one, even if this is its last act.
fn say(line: &str) -> Outcome<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

fn told(error: AppError) -> Box<dyn std::error::Error + Send + Sync> {
    format!("{error:?}").into()
}
