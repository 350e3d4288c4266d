//! `sync`: a first sync of 100,000 followers against a sandbox in its own process.
//!
//! At 30 ms a call it is compared with a serial client that is no strawman; at 0 ms with the two
//! things nobody can do without, fetching and writing, running at the same time.

mod peers;
mod report;
mod sandbox;

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fandesk_core::{
    Desk, DeskEvent, DeskParts, MemoryVault, NewAccount, NewCredentials, SyncStatus, SystemClock,
    accounts, input, sync,
};

use report::Row;
use sandbox::{APP_ID, APP_SECRET, SandboxProcess};

/// People in the simulated account.
const FOLLOWERS: u32 = 100_000;
/// Each figure is the best of this many rounds, the rivals taking turns.
const ROUNDS: usize = 3;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    // `cargo test --benches` must not measure anything.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    sandbox::build()?;
    let mut rows = at_latency(Duration::from_millis(30)).await?;
    rows.extend(at_no_latency().await?);
    report::write("sync", &rows)
}

async fn at_latency(latency: Duration) -> Outcome<Vec<Row>> {
    let sandbox = SandboxProcess::start(FOLLOWERS, latency)?;
    let mut ours = Duration::MAX;
    for _ in 0..ROUNDS {
        ours = ours.min(our_sync(sandbox.base_url()).await?);
    }
    // One round: a minute of waiting for answers varies little.
    let serial = peers::serial_client(sandbox.base_url()).await?;
    Ok(vec![
        Row::plain("ours_30ms_s", ours.as_secs_f64(), "s"),
        Row::plain("serial_30ms_s", serial.as_secs_f64(), "s"),
        Row::goal(
            "speedup_vs_serial_30ms",
            serial.as_secs_f64() / ours.as_secs_f64(),
            "times",
            ">= 8",
        ),
    ])
}

async fn at_no_latency() -> Outcome<Vec<Row>> {
    let sandbox = SandboxProcess::start(FOLLOWERS, Duration::ZERO)?;
    let people = peers::fetch(sandbox.base_url()).await?;
    let (mut ours, mut floor, mut fetching) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        ours = ours.min(our_sync(sandbox.base_url()).await?);
        floor = floor.min(peers::fetch_beside_insert(sandbox.base_url(), &people).await?);
        let begun = Instant::now();
        peers::fetch(sandbox.base_url()).await?;
        fetching = fetching.min(begun.elapsed());
    }
    Ok(vec![
        Row::plain("ours_0ms_s", ours.as_secs_f64(), "s"),
        Row::plain("floor_0ms_s", floor.as_secs_f64(), "s"),
        Row::goal(
            "ratio_to_floor_0ms",
            ours.as_secs_f64() / floor.as_secs_f64(),
            "times",
            "<= 1.3",
        ),
        Row::goal(
            "sandbox_rows_per_s",
            f64::from(FOLLOWERS) / fetching.as_secs_f64(),
            "rows/s",
            ">= 100000",
        ),
    ])
}

/// A first sync by the product itself: from the click to the report.
async fn our_sync(base_url: &str) -> Outcome<Duration> {
    let folder = tempfile::tempdir()?;
    let desk = Desk::open(DeskParts {
        data_dir: folder.path().join("data"),
        downloads_dir: folder.path().join("downloads"),
        keychain: Some(Arc::new(MemoryVault::default())),
        clock: Arc::new(SystemClock),
        version: "bench".to_owned(),
        default_api_base: None,
    })
    .await?;
    let account = accounts::add_account(
        &desk,
        NewAccount {
            name: "bench".to_owned(),
            app_id: APP_ID.to_owned(),
            credentials: NewCredentials::Secret { app_secret: APP_SECRET.to_owned().into() },
            api_base: Some(base_url.to_owned()),
            connection: Default::default(),
            proxy_password: None,
        },
    )
    .await
    .map_err(|error| format!("{error:?}"))?
    .id;
    let mut events = desk.events().listen();
    let begun = Instant::now();
    sync::start_sync(&desk, input::AccountInput { account })
        .await
        .map_err(|error| format!("{error:?}"))?;
    loop {
        let Some(event) = events.next().await else { return Err("the desk closed".into()) };
        let DeskEvent::SyncMoved { sync } = event else { continue };
        match sync.status {
            SyncStatus::Running => {}
            SyncStatus::Finished { report } if report.details_read == report.following => break,
            other => return Err(format!("the sync ended as {other:?}").into()),
        }
    }
    let took = begun.elapsed();
    desk.close().await;
    Ok(took)
}
