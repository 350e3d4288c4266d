//! `sync_million`: a million followers read for the first time and on the next day, the sandbox in a
//! process of its own, and the product in another, which tells its peak of memory.
//!
//! The first sync is compared with the serial client and the floor of `sync`; the next day with the
//! calls it cannot do without, made one after the other with answers dropped. While a sync runs,
//! windows of the list are read at random places as a grid reads them. `FANDESK_BENCH_PEOPLE` makes
//! the million smaller, to try it out; below 400,000 a sync is over before all windows are read.

mod control;
mod next_day;
mod peers;
mod product;
mod report;
mod sandbox;
#[path = "../../tests/kill/vault.rs"]
#[expect(dead_code, reason = "only the kill test looks into files behind the desk's back")]
mod vault;
mod worker;

use std::error::Error;
use std::time::Duration;

use tempfile::TempDir;

use report::Row;
use sandbox::SandboxProcess;
use worker::{Figures, Task};

const MILLION: u32 = 1_000_000;
/// The serial client is measured on so much of the million and scaled.
const SERIAL_PART: u32 = 20;
const LATENCY: Duration = Duration::from_millis(30);

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|word| word == worker::CHILD) {
        return worker::work(&arguments[1..]).await;
    }
    // `cargo test --benches` must not measure anything.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    sandbox::build()?;
    let people = match std::env::var("FANDESK_BENCH_PEOPLE") {
        Ok(people) => people.parse()?,
        Err(_) => MILLION,
    };
    let mut rows = at_latency(people).await?;
    rows.extend(at_no_latency(people).await?);
    report::write("sync_million", &rows)
}

/// At 30 ms: the first sync, the next day's, and the list meanwhile.
async fn at_latency(people: u32) -> Outcome<Vec<Row>> {
    let ground = Ground::of(people)?;
    let tags = next_day::hand_out_tags(&ground.sandbox).await?;
    control::set_latency(&ground.sandbox, LATENCY)?;
    let first = ground.send(Task::First)?;
    let serial = {
        let sandbox = SandboxProcess::start(people / SERIAL_PART, LATENCY)?;
        peers::serial_client(sandbox.base_url()).await?.as_secs_f64() * f64::from(SERIAL_PART)
    };
    let moved = next_day::a_day_passes(&ground.sandbox, &tags).await?;
    let (needed, floor) = next_day::needed_calls(&ground.sandbox, &moved).await?;
    let next = ground.send(Task::NextDay)?;
    let jumps = ground.send(Task::Jumps)?;
    let share = next.calls / first.calls;
    Ok(vec![
        Row::plain("ours_first_30ms_s", first.seconds, "s"),
        Row::plain("serial_30ms_s", serial, "s"),
        Row::goal("speedup_vs_serial_30ms", serial / first.seconds, "times", ">= 8"),
        Row::goal("peak_mb", first.peak_mb, "MB", "<= 500"),
        Row::plain("first_calls", first.calls, "calls"),
        Row::plain("next_day_calls", next.calls, "calls"),
        Row::plain("next_day_needed_calls", needed, "calls"),
        Row::goal("next_day_calls_over_needed", next.calls / needed, "times", "<= 1.1"),
        Row::goal("next_day_calls_share", share, "of the first", "<= 0.04"),
        Row::plain("next_day_s", next.seconds, "s"),
        Row::plain("next_day_floor_s", floor, "s"),
        Row::goal("next_day_time_over_floor", next.seconds / floor, "times", "<= 1.5"),
        Row::plain("idle_jump_p95_ms", jumps.idle_jump_ms, "ms"),
        Row::plain("jump_during_sync_p95_ms", jumps.jump_ms, "ms"),
        Row::goal("jump_ratio_during_sync", jumps.jump_ms / jumps.idle_jump_ms, "times", "<= 2"),
    ])
}

/// At 0 ms: the first sync beside its floor, and the memory that four times as many take.
async fn at_no_latency(people: u32) -> Outcome<Vec<Row>> {
    let ground = Ground::of(people)?;
    let first = ground.send(Task::First)?;
    let everybody = peers::fetch(ground.sandbox.base_url()).await?;
    let floor = peers::fetch_beside_insert(ground.sandbox.base_url(), &everybody).await?;
    drop((everybody, ground));
    let many = Ground::of(4 * people)?.send(Task::First)?;
    Ok(vec![
        Row::plain("ours_first_0ms_s", first.seconds, "s"),
        Row::plain("floor_0ms_s", floor.as_secs_f64(), "s"),
        Row::goal("ratio_to_floor_0ms", first.seconds / floor.as_secs_f64(), "times", "<= 1.3"),
        Row::plain("peak_0ms_mb", first.peak_mb, "MB"),
        Row::plain("peak_4x_mb", many.peak_mb, "MB"),
        Row::goal("memory_growth_4x", many.peak_mb / first.peak_mb, "times", "<= 2.5"),
    ])
}

/// A sandbox at no latency, and the folder of a desk that knows nothing of it yet.
struct Ground {
    sandbox: SandboxProcess,
    folder: TempDir,
}

impl Ground {
    fn of(people: u32) -> Outcome<Self> {
        let sandbox = SandboxProcess::start(people, Duration::ZERO)?;
        // The list is read more often here than on any day.
        control::allow_many_lists(&sandbox)?;
        Ok(Self { sandbox, folder: tempfile::tempdir()? })
    }

    /// Lets another process do this with the desk of this folder.
    fn send(&self, task: Task) -> Outcome<Figures> {
        worker::send(self.folder.path(), self.sandbox.base_url(), task)
    }
}
