//! `find`: forty questions to 1,000,000 and 5,000,000 followers, in encrypted files.
//!
//! The files are made once and kept. Each part runs in a process of its own, so that the memory of one
//! is not that of another. First pages are asked for in orders that are kept, right after a commit has
//! changed what they stand by, and in orders that must be made anew. The same counts are made by
//! hand-written SQL in an unencrypted copy: by a stock SQLite in a program of its own (`yardstick`), with an
//! index for each kind of question and the same cache.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measures")]

mod engine;
mod pages;
mod plain;
mod questions;
mod world;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

/// Times each question is asked.
pub(crate) const RUNS: usize = 20;
const MILLION: u32 = 1_000_000;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(part) = arguments.iter().position(|argument| argument == "--part") {
        let (name, people) = (&arguments[part + 1], arguments[part + 2].parse()?);
        return run_part(name, people);
    }
    // `cargo test --benches` must not measure anything.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    part("make", MILLION)?;
    let one = part("engine", MILLION)?;
    let one_changing = part("changing", MILLION)?;
    let plain = part("plain", MILLION)?;
    part("make", 5 * MILLION)?;
    let five = part("engine", 5 * MILLION)?;
    let five_changing = part("changing", 5 * MILLION)?;
    let number = |of: &Value, name: &str| of[name].as_f64().ok_or(format!("no {name}"));
    if one["counts"] != plain["counts"] {
        return Err(differing(&one["counts"], &plain["counts"]).into());
    }
    let row = |measure: &str, value: f64, unit: &str, goal: Option<&str>| json!({ "measure": measure, "value": value, "unit": unit, "goal": goal });
    let ratio = number(&one, "count_sum_ms")? / number(&plain, "count_sum_ms")?;
    let peak = number(&five, "peak_mb")?.max(number(&five_changing, "peak_mb")?);
    let rows = json!([
        row("count_p95_ms_1m", number(&one, "count_p95_ms")?, "ms", Some("<= 16")),
        row("count_p95_ms_5m", number(&five, "count_p95_ms")?, "ms", Some("<= 80")),
        row("count_ratio_plain_sqlite", ratio, "times", Some("<= 0.25")),
        row("first_page_p95_ms_1m", first_page(&one, &one_changing)?, "ms", Some("<= 100")),
        row("first_page_p95_ms_5m", first_page(&five, &five_changing)?, "ms", Some("<= 300")),
        row("search_p95_ms_1m", number(&one, "search_p95_ms")?, "ms", Some("<= 30")),
        row("result_set_5m_s", number(&five, "result_set_s")?, "s", Some("<= 1")),
        row("window_p95_ms_1m", number(&one, "window_p95_ms")?, "ms", Some("<= 5")),
        row("window_p95_ms_5m", number(&five, "window_p95_ms")?, "ms", Some("<= 10")),
        row("index_build_s_1m", number(&one, "index_build_s")?, "s", Some("<= 3")),
        row("peak_mb_5m", peak, "MB", Some("<= 1200")),
        row("file_bytes_per_follower", number(&five, "file_bytes")?, "bytes", None),
        row("memory_bytes_per_follower", number(&five, "memory_bytes")?, "bytes", None),
    ]);
    let text = serde_json::to_string(&json!({ "bench": "find", "rows": rows }))?;
    std::fs::write(results_folder().join("find.json"), text)?;
    Ok(())
}

/// Over all samples: of orders that are kept, after commits, and of orders made anew.
fn first_page(engine: &Value, changing: &Value) -> Outcome<f64> {
    let mut times: Vec<f64> = serde_json::from_value(engine["first_page_ms"].clone())?;
    times.extend(serde_json::from_value::<Vec<f64>>(changing["first_page_ms"].clone())?);
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[times.len() * 95 / 100])
}

fn differing(one: &Value, other: &Value) -> String {
    let names = questions::questions().into_iter().map(|question| question.name);
    let differing = names.enumerate().filter(|(n, _)| one[n] != other[n]);
    let told = differing.map(|(n, name)| format!("{name}: {} and {}", one[n], other[n]));
    format!("filters and SQL disagree: {}", told.collect::<Vec<_>>().join("; "))
}

/// Runs one part in a process of its own and reads its figures.
fn part(name: &str, people: u32) -> Outcome<Value> {
    let status = Command::new(std::env::current_exe()?)
        .args(["--part", name, &people.to_string()])
        .status()?;
    if !status.success() {
        return Err(format!("the part {name} of {people} failed").into());
    }
    Ok(serde_json::from_str(&std::fs::read_to_string(part_file(name, people))?)?)
}

fn run_part(name: &str, people: u32) -> Outcome<()> {
    let folder = results_folder();
    std::fs::create_dir_all(folder.join("bench-data"))?;
    println!("\n{name}, {people} people");
    let figures = match name {
        "make" => world::make(&folder, people)?,
        "engine" => engine::figures(&folder, people)?,
        "changing" => pages::figures_while_changing(&folder, people)?,
        "plain" => plain::figures(&folder, people)?,
        other => return Err(format!("no part {other}").into()),
    };
    std::fs::write(part_file(name, people), serde_json::to_string(&figures)?)?;
    Ok(())
}

fn part_file(name: &str, people: u32) -> PathBuf {
    results_folder().join(format!("bench-data/find-{name}-{people}.json"))
}

fn results_folder() -> PathBuf {
    std::env::var_os("FANDESK_BENCH_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench"),
        PathBuf::from,
    )
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

pub(crate) fn all_millis(times: &[Duration]) -> Vec<f64> {
    times.iter().copied().map(millis).collect()
}

pub(crate) fn percentile_95(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() * 95 / 100]
}
