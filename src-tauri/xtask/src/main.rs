//! The project's commands: `cargo xtask run | test | bench [NAME] | screenshots`.
//!
//! Everything a newcomer needs besides Rust and Node is installed or named here, so that these
//! commands are the whole set-up. No dependencies: it must compile at once.

// Talking to the person at the terminal is what this program is for.
#![allow(clippy::print_stdout)]

mod bench;
mod node;
mod packages;
mod run;
mod screenshots;
mod shell;
mod table;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run            build Fandesk and start it (in a browser when there is no display)
cargo xtask test           check and test everything
cargo xtask bench [NAME]   run the benchmarks, or one of them: windows, sync
cargo xtask screenshots    photograph the real window into docs/screenshots/

Missing system packages are installed (Debian or Ubuntu, as root) or named.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(),
        ["test"] => test::test(),
        ["bench"] => bench::all(),
        ["bench", name] => bench::one(name),
        ["screenshots"] => screenshots::take(),
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
