//! `start`: from starting the program to the first painted rows with a million people in the cache,
//! beside an empty window's start; memory while the million is read; size of the package.
//!
//! Starts are watched from outside, on the screen, without a driver. WeChat is simulated by a
//! process of its own, so that its memory is not counted.

#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measures")]

#[path = "../../tests/deeds.rs"]
#[allow(dead_code, reason = "stories do more than this")]
mod deeds;
mod memory;
#[path = "../report.rs"]
mod report;
#[path = "../../../core/benches/sync/sandbox.rs"]
mod sandbox;
#[path = "../../tests/sights.rs"]
#[allow(dead_code, reason = "stories see more than this")]
mod sights;
mod watch;
#[path = "../../tests/wechat.rs"]
#[allow(dead_code, reason = "deeds that are not done here need it")]
mod wechat;
#[path = "../../tests/window/mod.rs"]
#[allow(dead_code, unused_imports, reason = "stories do more than this")]
mod window;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use memory::Peak;
use report::{percentile, row};
use sandbox::{APP_ID, APP_SECRET, SandboxProcess};
use serde_json::Value;
use watch::Screen;
use window::processes::program;
use window::{Folders, Rect, Window};

type Outcome<T> = Result<T, Box<dyn Error>>;

const PEOPLE: u32 = 1_000_000;
/// Pairs of starts: an empty window's and the program's.
const PAIRS: usize = 7;

fn main() -> Outcome<()> {
    // `cargo test --benches` must not measure anything.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    sandbox::build()?;
    let empty = empty_window()?;
    let wechat = SandboxProcess::start(PEOPLE, Duration::ZERO)?;
    // The empty window and ours paint in the same way, whatever the computer has.
    let folders = Folders::without_graphics_card();
    let (mut rows, names) = first_sync(&folders, &wechat)?;
    rows.extend(starts(&folders, &empty, &names)?);
    rows.extend(package());
    report::write("start", &rows);
    Ok(())
}

/// Reads the million once. Returns the memory it took, and where names of people stand on a page.
fn first_sync(folders: &Folders, wechat: &SandboxProcess) -> Outcome<(Vec<Value>, Vec<Rect>)> {
    let window = Window::open(folders);
    window.click("button", "连接公众号");
    deeds::fill_in_fields(&window, "望京店", [APP_ID, APP_SECRET], wechat.base_url());
    let begun = Instant::now();
    window.click("button", "连接");
    deeds::open_connected(&window, PEOPLE);
    let took = begun.elapsed();
    sights::painted_rows(&window);
    let Peak { program, web_view } = Peak::of(&window.processes())?;
    let names = window.rects("[data-row]:not([aria-busy]) [data-key=remark]", "data-key");
    let names: Vec<Rect> = names.into_iter().map(|(_, name)| name).take(8).collect();
    window.quit();
    let rows = vec![
        row("sync_peak_mb", program, "MB", Some("<= 500")),
        row("sync_peak_web_view_mb", web_view, "MB", None),
        row("sync_s", took.as_secs_f64(), "s", None),
    ];
    Ok((rows, names))
}

fn starts(folders: &Folders, empty: &Path, names: &[Rect]) -> Outcome<Vec<Value>> {
    let (screen, nobody) = (Screen::open()?, Folders::without_graphics_card());
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    // The first pair finds the disk's cache cold and is not counted.
    for pair in 0..=PAIRS {
        let theirs_now = watch::start(&screen, &nobody, empty, names)?.as_secs_f64() * 1_000.0;
        let ours_now = watch::start(&screen, folders, &program(), names)?.as_secs_f64() * 1_000.0;
        println!("empty window {theirs_now:.0} ms, first rows {ours_now:.0} ms");
        if pair > 0 {
            theirs.push(theirs_now);
            ours.push(ours_now);
            ratios.push(ours_now / theirs_now);
        }
    }
    Ok(vec![
        row("ratio_to_empty_window", percentile(&ratios, 0.5), "times", Some("<= 2")),
        row("first_rows_ms", percentile(&ours, 0.5), "ms", None),
        row("empty_window_ms", percentile(&theirs, 0.5), "ms", None),
    ])
}

/// The size of the .deb, as `cargo xtask package` measured it when it made it.
fn package() -> Vec<Value> {
    let rows = report::written("package");
    if rows.is_empty() {
        println!("deb_mb: not known before `cargo xtask package`");
    }
    rows
}

/// Builds the window to compare with as the program was built.
fn empty_window() -> Outcome<PathBuf> {
    let mut build = sandbox::cargo();
    build.args(["build", "--quiet", "--release", "--package", "fandesk"]);
    build.args(["--example", "empty_window"]);
    if !build.status()?.success() {
        return Err("the empty window does not build".into());
    }
    Ok(target_folder()?.join("release/examples/empty_window"))
}

/// This benchmark lies in `<target>/release/deps`.
fn target_folder() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    Ok(own.ancestors().nth(3).ok_or("the benchmark lies in no folder")?.to_path_buf())
}
