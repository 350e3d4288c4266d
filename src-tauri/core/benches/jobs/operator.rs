//! The product at work in a process of its own: preview, run, and what it took.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use fandesk_core::input::{AccountInput, JobInput, OpenResultSetInput, PreviewJobInput};
use fandesk_core::store::{Change, Filter, Selection};
use fandesk_core::{AccountId, Desk, DeskEvent, JobState, followers, jobs, sync};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::product::{connect, open, peak_mb, synced, told};
use crate::sandbox::SandboxProcess;

/// The first argument of a process that does a job.
pub(crate) const CHILD: &str = "--job-of";

/// What one job took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// From the click to the preview, draft and frozen set included.
    pub(crate) preview_s: f64,
    /// From the start to the end.
    pub(crate) run_s: f64,
    /// Most memory the process ever had, resident.
    pub(crate) peak_mb: f64,
}

/// Connects a fresh desk in this folder and syncs it.
pub(crate) async fn connect_and_sync(
    folder: &Path,
    sandbox: &SandboxProcess,
) -> Outcome<AccountId> {
    let desk = open(folder).await?;
    let account = connect(&desk, sandbox.base_url()).await?;
    let mut events = desk.events().listen();
    sync::start_sync(&desk, AccountInput { account: account.clone() }).await.map_err(told)?;
    synced(&mut events).await?;
    desk.close().await;
    Ok(account)
}

/// Lets another process put a tag on the first so many people.
pub(crate) fn hire(folder: &Path, account: &AccountId, tag: u32, people: u32) -> Outcome<Figures> {
    let output = Command::new(std::env::current_exe()?)
        .args([CHILD, &folder.to_string_lossy(), account.as_str()])
        .args([tag.to_string(), people.to_string()])
        .stderr(Stdio::inherit())
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The other process.
pub(crate) async fn work(arguments: &[String]) -> Outcome<()> {
    let [folder, account, tag, people] = arguments else { return Err("four words".into()) };
    let account = AccountId::parse(account).ok_or("no account")?;
    let desk = open(Path::new(folder)).await?;
    desk.account(&account).await.map_err(told)?;
    let change = Change::Tags { add: vec![tag.parse()?], remove: Vec::new() };
    let (preview_s, run_s) = job(&desk, &account, change, people.parse()?).await?;
    desk.close().await;
    let figures = Figures { preview_s, run_s, peak_mb: peak_mb()? };
    serde_json::to_writer(std::io::stdout(), &figures)?;
    Ok(())
}

async fn job(desk: &Desk, account: &AccountId, change: Change, people: u32) -> Outcome<(f64, f64)> {
    let account = || account.clone();
    let question =
        OpenResultSetInput { account: account(), filter: Filter::Following, sort: Vec::new() };
    let result_set = followers::open_result_set(desk, question).await.map_err(told)?.id;
    let ranges = Some(vec![(0, people)]);
    let selection = Selection::ResultSet { result_set, ranges, except: Vec::new() };
    let begun = Instant::now();
    let input = PreviewJobInput { account: account(), selection, change };
    let preview = jobs::preview_job(desk, input).await.map_err(told)?;
    let preview_s = begun.elapsed().as_secs_f64();
    // A few of the sandbox's people carry 20 tags already.
    if preview.to_change < people - people / 1_000 {
        return Err(format!("{} of {people} would change", preview.to_change).into());
    }
    let mut events = desk.events().listen();
    let begun = Instant::now();
    let input = JobInput { account: account(), job: preview.job };
    jobs::start_job(desk, input).await.map_err(told)?;
    loop {
        let event = events.next().await.ok_or("the desk closed")?;
        let DeskEvent::JobMoved { job } = event else { continue };
        match job.state {
            JobState::Queued | JobState::Running => {}
            JobState::Finished if job.done == preview.to_change => break,
            other => return Err(format!("{} done, the job stands at {other:?}", job.done).into()),
        }
    }
    Ok((preview_s, begun.elapsed().as_secs_f64()))
}
