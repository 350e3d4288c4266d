//! `jobs`: a tag for 100,000 people, and drafts and jobs of a million, against a sandbox in its own
//! process.
//!
//! The job is compared with a serial loop, and with the same calls at the same parallelism whose
//! answers nobody keeps. Every job runs in a process of its own, which tells its peak of memory.

#[path = "../sync/control.rs"]
#[expect(dead_code, reason = "a job reads no list")]
mod control;
mod operator;
mod peers;
#[path = "../sync/product.rs"]
mod product;
#[path = "../sync/report.rs"]
mod report;
#[path = "../sync/sandbox.rs"]
mod sandbox;
#[path = "../../tests/kill/vault.rs"]
#[expect(dead_code, reason = "only the kill test looks into files behind the desk's back")]
mod vault;

use std::error::Error;
use std::time::Duration;

use fandesk_core::AccountId;
use tempfile::TempDir;

use operator::Figures;
use report::Row;
use sandbox::SandboxProcess;

/// People in the account whose job is timed.
const MANY: u32 = 100_000;
/// People in the account whose drafts and memory are measured.
const MILLION: u32 = 1_000_000;
/// People of the small job beside the one of a million.
const FEW: u32 = 10_000;
const LATENCY: Duration = Duration::from_millis(30);
/// Rounds of a job and its floor in turn; the best of each counts.
const ROUNDS: usize = 3;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|word| word == operator::CHILD) {
        return operator::work(&arguments[1..]).await;
    }
    // `cargo test --benches` must not measure anything.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    sandbox::build()?;
    let mut rows = pace().await?;
    rows.extend(size().await?);
    report::write("jobs", &rows)
}

/// An account that has synced, at a sandbox with some tags that nobody carries.
struct Ground {
    sandbox: SandboxProcess,
    folder: TempDir,
    account: AccountId,
    tags: Vec<u32>,
}

impl Ground {
    async fn of(people: u32, tags: usize) -> Outcome<Self> {
        let sandbox = SandboxProcess::start(people, Duration::ZERO)?;
        let tags = (0..tags).map(|number| control::create_tag(&sandbox, number));
        let tags = tags.collect::<Outcome<_>>()?;
        let folder = tempfile::tempdir()?;
        let account = operator::connect_and_sync(folder.path(), &sandbox).await?;
        Ok(Self { sandbox, folder, account, tags })
    }

    /// A job that puts one of the tags on the first so many people.
    fn job(&self, tag: usize, people: u32) -> Outcome<Figures> {
        operator::hire(self.folder.path(), &self.account, self.tags[tag], people)
    }
}

/// 100,000 people at 30 ms.
async fn pace() -> Outcome<Vec<Row>> {
    let ground = Ground::of(MANY, 2 * ROUNDS + 1).await?;
    let people = peers::everybody(&ground.sandbox).await?;
    control::set_latency(&ground.sandbox, LATENCY)?;
    let (mut ours, mut floor, mut calls) = (f64::MAX, f64::MAX, 0);
    for round in 0..ROUNDS {
        let before = peers::tag_calls(&ground.sandbox)?;
        ours = ours.min(ground.job(2 * round, MANY)?.run_s);
        calls = calls.max(peers::tag_calls(&ground.sandbox)? - before);
        let tag = ground.tags[2 * round + 1];
        floor = floor.min(peers::answers_dropped(&ground.sandbox, tag, &people).await?);
    }
    let serial = peers::serial_loop(&ground.sandbox, ground.tags[2 * ROUNDS], &people).await?;
    Ok(vec![
        Row::goal("calls_100k", calls as f64, "calls", "2000 to 2020"),
        Row::plain("ours_100k_s", ours, "s"),
        Row::plain("serial_100k_s", serial, "s"),
        Row::plain("answers_dropped_100k_s", floor, "s"),
        Row::goal("speedup_vs_serial_30ms", serial / ours, "times", ">= 3.5"),
        Row::goal("own_share", (ours - floor) / ours, "of the time", "<= 0.1"),
    ])
}

/// A million people: the draft's time, and the memory of a small job and a large one.
async fn size() -> Outcome<Vec<Row>> {
    let ground = Ground::of(MILLION, 2).await?;
    let few = ground.job(0, FEW)?;
    let all = ground.job(1, MILLION)?;
    Ok(vec![
        Row::goal("preview_1m_s", all.preview_s, "s", "<= 3"),
        Row::plain("run_1m_0ms_s", all.run_s, "s"),
        Row::plain("peak_10k_mb", few.peak_mb, "MB"),
        Row::plain("peak_1m_mb", all.peak_mb, "MB"),
        Row::goal("memory_growth", all.peak_mb / few.peak_mb, "times", "<= 1.2"),
    ])
}
