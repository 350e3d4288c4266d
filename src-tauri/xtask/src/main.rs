//! The project's commands: `cargo xtask run | test | kill-test KIND | bench [NAME] | screenshots |
//! package | licences`.
//!
//! Everything a newcomer needs besides Rust and Node is installed or named here, so that these
//! commands are the whole set-up. No dependencies but those of its tests: it must compile at once.

// Talking to the person at the terminal is what this program is for.
#![allow(clippy::print_stdout)]

mod bench;
mod kill_test;
mod licences;
mod node;
mod package;
mod packages;
#[cfg(test)]
mod release;
mod room;
mod run;
mod screenshots;
mod shell;
mod table;
mod test;

use package::Audience;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run            build Fandesk and start it (in a browser when there is no display)
cargo xtask test           check and test everything
cargo xtask kill-test KIND kill the program at random moments of its work (jobs or sync): nothing is lost
    --rounds N             so many rounds instead of 200
    --seed N --round N     this one round again
cargo xtask bench [NAME]   run the benchmarks, or one of them: windows, find,
                           sync, sync_million, jobs, grid, start
cargo xtask screenshots    photograph the real window into docs/screenshots/
cargo xtask package        make the packages for this system: .deb and .rpm, or their like
    --check                and install the .deb here, use the program, remove it (Linux, as root)
    --release              as published: with updater signatures, for both kinds of Mac
cargo xtask licences       list whose work is in the program, for its About

Missing system packages are installed (Debian or Ubuntu, as root) or named.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(),
        ["test"] => test::test(),
        ["kill-test", kind, arguments @ ..] => kill_test::run(kind, arguments),
        ["bench"] => bench::all(),
        ["bench", name] => bench::one(name),
        ["screenshots"] => screenshots::take(),
        ["package"] => package::make(Audience::ThisMachine).map(drop),
        ["package", "--check"] => package::make_and_check(),
        ["package", "--release"] => package::make(Audience::Everybody).map(drop),
        ["licences"] => licences::write(),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [] => Err(HELP.to_owned()),
        other => Err(format!("unknown command `{}`\n\n{HELP}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
