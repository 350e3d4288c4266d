//! The product in a process of its own: a first sync, the next day's, or windows while one runs.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fandesk_core::input::{AccountInput, FollowerRowsInput, OpenResultSetInput, ReadAnewInput};
use fandesk_core::store::{Filter, ResultSetId, Sort, SortKey};
use fandesk_core::sync::{SyncSettings, SyncSettingsInput};
use fandesk_core::{AccountId, Desk, DeskEvent, SyncPhase, followers, sync};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::product::{connect, open, peak_mb, synced, told};

/// The first argument of a process that does one of these tasks.
pub(crate) const CHILD: &str = "--sync-of";
/// Where a folder's account is noted for the next process.
const ACCOUNT: &str = "account";
/// Windows read, and how long one rests between two: somebody who drags the scroll bar.
const JUMPS: usize = 200;
const REST: Duration = Duration::from_millis(30);
const ROWS: u32 = 100;

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    First,
    NextDay,
    Jumps,
}

/// What it took.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// From the click to the report.
    pub(crate) seconds: f64,
    /// By the report.
    pub(crate) calls: f64,
    /// Most memory the process ever had, resident.
    pub(crate) peak_mb: f64,
    /// 95 of 100 windows came within this, while nothing else was done.
    pub(crate) idle_jump_ms: f64,
    /// The same while a sync was reading details.
    pub(crate) jump_ms: f64,
}

/// Lets another process do a task.
pub(crate) fn send(folder: &Path, base_url: &str, task: Task) -> Outcome<Figures> {
    let output = Command::new(std::env::current_exe()?)
        .args([CHILD, &folder.to_string_lossy(), base_url, &serde_json::to_string(&task)?])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("{task:?} ended with {}", output.status).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The other process.
pub(crate) async fn work(arguments: &[String]) -> Outcome<()> {
    let [folder, base_url, task] = arguments else { return Err("three words".into()) };
    let folder = Path::new(folder);
    let desk = open(folder).await?;
    let figures = match serde_json::from_str(task)? {
        Task::First => first(&desk, folder, base_url).await?,
        Task::NextDay => next_day(&desk, &known_account(folder)?).await?,
        Task::Jumps => jumps(&desk, &known_account(folder)?).await?,
    };
    desk.close().await;
    serde_json::to_writer(std::io::stdout(), &Figures { peak_mb: peak_mb()?, ..figures })?;
    Ok(())
}

fn known_account(folder: &Path) -> Outcome<AccountId> {
    let id = std::fs::read_to_string(folder.join(ACCOUNT))?;
    AccountId::parse(&id).ok_or_else(|| "no account".into())
}

async fn first(desk: &Desk, folder: &Path, base_url: &str) -> Outcome<Figures> {
    let account = connect(desk, base_url).await?;
    std::fs::write(folder.join(ACCOUNT), account.as_str())?;
    // What is read again by and by depends on the time between two syncs, and there is none here.
    let settings = SyncSettings { refresh_days: 0, on_start_hours: 0, ..SyncSettings::default() };
    let input = SyncSettingsInput { account: account.clone(), settings };
    sync::save_sync_settings(desk, input).await.map_err(told)?;
    timed_sync(desk, &account).await
}

async fn next_day(desk: &Desk, account: &AccountId) -> Outcome<Figures> {
    desk.account(account).await.map_err(told)?;
    timed_sync(desk, account).await
}

async fn timed_sync(desk: &Desk, account: &AccountId) -> Outcome<Figures> {
    let mut events = desk.events().listen();
    let begun = Instant::now();
    sync::start_sync(desk, AccountInput { account: account.clone() }).await.map_err(told)?;
    let report = synced(&mut events).await?;
    let seconds = begun.elapsed().as_secs_f64();
    if !report.put_off.is_empty() || report.unreadable_count > 0 {
        return Err(format!("the sync left something: {report:?}").into());
    }
    Ok(Figures { seconds, calls: report.calls.into(), ..Figures::default() })
}

async fn jumps(desk: &Desk, account: &AccountId) -> Outcome<Figures> {
    desk.account(account).await.map_err(told)?;
    let sort = vec![Sort { by: SortKey::FollowedAt, descending: true }];
    let question = OpenResultSetInput { account: account.clone(), filter: Filter::Following, sort };
    let opened = followers::open_result_set(desk, question).await.map_err(told)?;
    // The first ones warm the file's cache.
    jump_p95_ms(desk, account, opened.id, opened.people).await?;
    let idle_jump_ms = jump_p95_ms(desk, account, opened.id, opened.people).await?;
    let mut events = desk.events().listen();
    let input = ReadAnewInput { account: account.clone(), selection: None };
    sync::read_anew(desk, input).await.map_err(told)?;
    loop {
        let event = events.next().await.ok_or("the desk closed")?;
        let DeskEvent::SyncMoved { sync } = event else { continue };
        if sync.phase == SyncPhase::Details && sync.done > 0 {
            break;
        }
    }
    let jump_ms = jump_p95_ms(desk, account, opened.id, opened.people).await?;
    let state = sync::sync_state(desk, AccountInput { account: account.clone() }).await;
    if state.map_err(told)?.is_none_or(|sync| sync.phase != SyncPhase::Details) {
        return Err("the sync was over before the windows were read".into());
    }
    Ok(Figures { idle_jump_ms, jump_ms, ..Figures::default() })
}

/// 95 of 100 windows at random places come within so many milliseconds.
async fn jump_p95_ms(
    desk: &Desk,
    account: &AccountId,
    result_set: ResultSetId,
    people: u32,
) -> Outcome<f64> {
    let mut random = SmallRng::seed_from_u64(1);
    let mut times = Vec::with_capacity(JUMPS);
    for _ in 0..JUMPS {
        let start = random.random_range(0..people - ROWS);
        let input = FollowerRowsInput { account: account.clone(), result_set, start, count: ROWS };
        let begun = Instant::now();
        followers::follower_rows(desk, input).await.map_err(told)?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        tokio::time::sleep(REST).await;
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[times.len() * 95 / 100])
}
