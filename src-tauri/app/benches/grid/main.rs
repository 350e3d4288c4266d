//! `grid`: the list of a million people in the real window, measured inside the page.
//!
//! Jumps to random places until every row in sight shows its person and was painted, searches from
//! the last key until the people found are painted, and frames while the wheel turns. The practice
//! account's million is read first; that is not timed.

#![cfg(target_os = "linux")]

#[path = "../../tests/deeds.rs"]
#[allow(dead_code, reason = "stories do more than this")]
mod deeds;
#[path = "../report.rs"]
#[allow(dead_code, reason = "figures of other runs are not needed here")]
mod report;
#[path = "../../tests/sights.rs"]
#[allow(dead_code, reason = "stories see more than this")]
mod sights;
#[path = "../../tests/wechat.rs"]
#[allow(dead_code, reason = "deeds that are not done here need it")]
mod wechat;
#[path = "../../tests/window/mod.rs"]
#[allow(dead_code, unused_imports, reason = "stories do more than this")]
mod window;

use serde::Deserialize;
use serde_json::json;

use report::{percentile, row};
use window::{Folders, Window};

const PEOPLE: u32 = 1_000_000;
/// Of a jump to a random place and a search for somebody who is seen there.
const ROUNDS: usize = 30;
/// Frames of scrolling, each by three rows: a fast turn of the wheel.
const FRAMES: u32 = 240;
const PIXELS: u32 = 120;

/// Milliseconds each.
#[derive(Debug, Deserialize)]
struct Times {
    jumps: Vec<f64>,
    finds: Vec<f64>,
    frames: Vec<f64>,
}

fn main() {
    // `cargo test --benches` must not measure anything.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folders = Folders::lively();
    let window = Window::open(&folders);
    deeds::open_practice(&window, "100 万", PEOPLE);
    sights::painted_rows(&window);

    let answer = window.script_to_end(include_str!("page.js"), &json!([ROUNDS, FRAMES, PIXELS]));
    let times: Times = serde_json::from_value(answer.clone())
        .unwrap_or_else(|_| panic!("the page could not be measured: {answer}"));
    // What stood in the document was on the screen, too.
    sights::painted_rows(&window);
    window.quit();

    report::write(
        "grid",
        &[
            row("jump_painted_p95_ms", percentile(&times.jumps, 0.95), "ms", Some("<= 100")),
            row("jump_painted_p50_ms", percentile(&times.jumps, 0.5), "ms", None),
            row("find_painted_p95_ms", percentile(&times.finds, 0.95), "ms", Some("<= 200")),
            row("find_painted_p50_ms", percentile(&times.finds, 0.5), "ms", None),
            row("scroll_frame_p50_ms", percentile(&times.frames, 0.5), "ms", Some("<= 40")),
            row("scroll_frame_p95_ms", percentile(&times.frames, 0.95), "ms", None),
        ],
    );
}
