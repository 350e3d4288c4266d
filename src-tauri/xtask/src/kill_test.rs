//! `cargo xtask kill-test jobs|sync …`: kills the program at random moments, many times over.
//!
//! The rounds are the core's test `kill`, which says what its arguments mean.

use crate::shell::{self, Outcome, cargo};

/// Kinds of work that are put to the test.
const KINDS: [&str; 2] = ["jobs", "sync"];

/// Runs the rounds of one kind, with the test's own arguments.
pub(crate) fn run(kind: &str, arguments: &[&str]) -> Outcome {
    if !KINDS.contains(&kind) {
        return Err(format!("no kill test `{kind}`; there are: {}", KINDS.join(", ")));
    }
    // The whole workspace, as all tests are built: nothing is compiled twice.
    let mut words = vec!["test", "--workspace", "--test", "kill", "--", "--rounds-of", kind];
    words.extend(arguments);
    shell::run(cargo(&words))
}
