//! `cargo xtask kill-test jobs|sync …`: kills the program at random moments, many times over.
//!
//! The rounds are an example of the core, `kill_test`, which says what its arguments mean.

use crate::shell::{self, Outcome, cargo};
use std::process::Command;

/// Kinds of work that are put to the test.
pub(crate) const KINDS: [&str; 2] = ["jobs", "sync"];

/// Rounds within `cargo xtask test`: enough to fall into every stretch of the work.
const FEW: &str = "10";

/// Runs the rounds of one kind, with the example's own arguments.
pub(crate) fn run(kind: &str, arguments: &[&str]) -> Outcome {
    if !KINDS.contains(&kind) {
        return Err(format!("no kill test `{kind}`; there are: {}", KINDS.join(", ")));
    }
    shell::run(rounds(kind, arguments))
}

/// A few rounds of one kind.
pub(crate) fn few(kind: &str) -> Command {
    rounds(kind, &["--rounds", FEW])
}

fn rounds(kind: &str, arguments: &[&str]) -> Command {
    let mut words = vec!["run", "--package", "fandesk-core", "--example", "kill_test", "--", kind];
    words.extend(arguments);
    cargo(&words)
}
