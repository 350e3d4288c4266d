//! Proof by force that a job or a sync survives the death of the program at any moment.
//!
//! Among the other tests a few rounds of both. As many as somebody likes:
//!
//! ```text
//! cargo xtask kill-test jobs|sync
//!     [--rounds N]   200 by default
//!     [--seed N]     what the rounds are worked out from; else chosen and printed
//!     [--round N]    only this round of the seed: how a failure is repeated
//! ```
//!
//! A round is one job of 10,000 people, or one sync of 20,000, with trouble on. The program that
//! works is a process of its own; it is killed (SIGKILL) at random moments and started again until
//! the work is finished. WeChat is simulated in this process, which nobody kills. After every kill
//! and at the end the account's file is compared with WeChat's world, person by person.

mod evidence;
mod jobs;
mod lives;
mod order;
mod rounds;
mod sync;
mod tally;
mod time;
mod vault;
mod worker;
mod world;

use std::process::{Command, ExitCode, Stdio};

use rounds::Rounds;

/// What a step brings, or why it cannot go on, in words.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "--rounds-of jobs|sync [--rounds N] [--seed N] [--round N]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["--as-worker", ..] => worker::work(&arguments[1..]).map(|()| true),
        ["--rounds-of", "jobs", ..] => {
            Rounds::parse("jobs", &arguments[2..]).and_then(rounds::run::<jobs::Jobs>)
        }
        ["--rounds-of", "sync", ..] => {
            Rounds::parse("sync", &arguments[2..]).and_then(rounds::run::<sync::Syncs>)
        }
        ["--rounds-of", ..] => Err(USAGE.into()),
        // Somebody lists the tests, or looks for one by its name.
        _ if words.iter().any(|word| *word == "--list" || !word.starts_with('-')) => Ok(true),
        _ => a_few_of_both(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Side by side, since most of both is waiting; what the one prints does not mix with the other's.
fn a_few_of_both() -> Outcome<bool> {
    let syncs = Command::new(std::env::current_exe()?)
        .args(["--rounds-of", "sync", "--rounds", &rounds::FEW.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let jobs = rounds::run::<jobs::Jobs>(Rounds::few("jobs"));
    let syncs = syncs.wait_with_output()?;
    rounds::print(&String::from_utf8_lossy(&syncs.stdout));
    Ok(jobs? && syncs.status.success())
}

/// An error with these words unless the condition holds.
fn hold(condition: bool, otherwise: impl FnOnce() -> String) -> Outcome<()> {
    if condition { Ok(()) } else { Err(otherwise().into()) }
}
