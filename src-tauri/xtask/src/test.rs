//! `cargo xtask test`: every check there is, the quick ones first; stops at the first failure.

use crate::node;
use crate::packages::{self, Purpose};
use crate::room;
use crate::shell::{self, Outcome, cargo, npm};
use std::num::NonZero;
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs everything and closes with a list of steps and their times.
pub(crate) fn test() -> Outcome {
    let mut steps = Steps::default();
    let outcome = all(&mut steps);
    steps.print();
    outcome
}

fn all(steps: &mut Steps) -> Outcome {
    room::look();
    steps.step("system packages", || packages::ready(Purpose::Test))?;
    steps.step("Node.js and the UI's packages", node::ready)?;
    steps.run("rustfmt", cargo(&["fmt", "--all", "--check"]))?;
    steps.run("Biome", npm(&["run", "lint"]))?;
    steps.run("TypeScript and the UI's build", npm(&["run", "build"]))?;
    steps.run("vitest", npm(&["run", "test"]))?;
    if shell::is_installed("cargo-deny") {
        steps.run("cargo-deny", cargo(&["deny", "check", "bans", "licenses", "sources"]))?;
    } else {
        steps.skip("cargo-deny", "not installed: cargo install cargo-deny");
    }
    // Not `--all-targets`, which would build the examples a second time, as tests.
    steps.run("clippy, building all tests", linted(cargo(&["test", "--workspace", "--no-run"])))?;
    let benches = cargo(&["test", "--workspace", "--benches", "--no-run"]);
    steps.run("clippy, benchmarks", linted(benches))?;
    // Of a program alone in its package, `cargo test` builds only its unit tests.
    steps.run("clippy, xtask", linted(cargo(&["check", "--package", "xtask"])))?;
    if !packages::has_chromium() {
        steps.skip("journeys in Chromium", "chromedriver is not installed");
    }
    steps.run("cargo test", linted(cargo_test()))
}

/// Lets Clippy compile what is the workspace's own, and say what it finds on the way. `cargo clippy` would
/// look at each library once more, only to throw away what it saw; from nothing that takes as long as
/// compiling them.
///
/// Clippy optimises less than the compiler alone, so nothing that is measured or shipped is built like this.
fn linted(mut cargo: Command) -> Command {
    // As `cargo clippy -- --deny warnings` tells its driver.
    cargo.env("CLIPPY_ARGS", ["--deny", "warnings", ""].join("__CLIPPY_HACKERY__"));
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo
}

/// On Linux the program's windows open on a virtual screen, never before the person working here.
fn cargo_test() -> Command {
    let arguments = ["test", "--workspace"];
    let mut tests = if cfg!(target_os = "linux") {
        shell::cargo_on_virtual_screen(&arguments)
    } else {
        cargo(&arguments)
    };
    if packages::has_chromium() {
        tests.env("FANDESK_BROWSER_HOST", shell::target_folder().join("debug/examples/browser"));
    } else {
        tests.env("FANDESK_WITHOUT_CHROMIUM", "1");
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        // Many tests wait for a disk, a clock or another program.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        tests.env("RUST_TEST_THREADS", (cores * 3).div_ceil(2).to_string());
    }
    tests
}

/// The steps so far: name, what came of it.
#[derive(Default)]
struct Steps(Vec<(String, String)>);

impl Steps {
    fn run(&mut self, name: &str, command: Command) -> Outcome {
        self.step(name, || shell::run(command))
    }

    fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> Outcome {
        let begun = Instant::now();
        let outcome = work();
        let verdict = if outcome.is_ok() { "passed" } else { "FAILED" };
        self.0.push((name.to_owned(), format!("{verdict}  {}", clock(begun.elapsed()))));
        outcome.map_err(|error| format!("{name}: {error}"))
    }

    fn skip(&mut self, name: &str, reason: &str) {
        self.0.push((name.to_owned(), format!("skipped ({reason})")));
    }

    fn print(&self) {
        println!();
        for (name, result) in &self.0 {
            println!("{name:<32} {result}");
        }
    }
}

/// Minutes and seconds.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
