//! `cargo xtask bench [NAME]`: runs benchmarks and prints their figures beside the goals.
//!
//! A benchmark is a `[[bench]]` without a harness that writes `target/bench/NAME.json`:
//! `{"bench":NAME,"rows":[{"measure":…,"value":number,"unit":…,"goal":…}]}`.

use crate::shell::{self, Outcome, cargo};
use crate::table;
use std::fs;
use std::path::PathBuf;

/// Each benchmark and the crate that holds it.
const BENCHES: [(&str, &str); 5] = [
    ("windows", "fandesk-store"),
    ("find", "fandesk-store"),
    ("sync", "fandesk-core"),
    ("sync_million", "fandesk-core"),
    ("jobs", "fandesk-core"),
];

/// Runs every benchmark, one after the other.
pub(crate) fn all() -> Outcome {
    BENCHES.iter().try_for_each(|(name, package)| bench(name, package))
}

/// Runs one benchmark by name.
pub(crate) fn one(name: &str) -> Outcome {
    let Some((name, package)) = BENCHES.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = BENCHES.iter().map(|(known, _)| *known).collect();
        return Err(format!("no benchmark `{name}`; there are: {}", known.join(", ")));
    };
    bench(name, package)
}

fn bench(name: &str, package: &str) -> Outcome {
    let file = results_folder().join(format!("{name}.json"));
    // Yesterday's figures must not pass for today's.
    if file.exists() {
        fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let mut bench = cargo(&["bench", "--package", package, "--bench", name]);
    bench.env("FANDESK_BENCH_DIR", results_folder());
    shell::run(bench)?;
    let json = fs::read_to_string(&file)
        .map_err(|error| format!("the benchmark left no figures in {}: {error}", file.display()))?;
    let rows =
        table::rows(&json).ok_or_else(|| format!("{} has not the agreed shape", file.display()))?;
    println!("\n{}", table::print(name, &rows));
    println!("written to {}", file.display());
    Ok(())
}

/// Always under the project's own `target`, wherever cargo builds.
fn results_folder() -> PathBuf {
    shell::root().join("target/bench")
}
