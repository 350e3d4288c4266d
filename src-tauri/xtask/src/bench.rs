//! `cargo xtask bench [NAME]`: runs benchmarks and prints their figures beside the goals.
//!
//! A benchmark is a `[[bench]]` without a harness that writes `target/bench/NAME.json`:
//! `{"bench":NAME,"rows":[{"measure":…,"value":number,"unit":…,"goal":…}]}`.

use crate::node;
use crate::packages::{self, Purpose};
use crate::shell::{self, Outcome, cargo, cargo_on_virtual_screen};
use crate::table;
use std::fs;
use std::path::PathBuf;

/// Each benchmark and the crate that holds it.
const BENCHES: [(&str, &str); 7] = [
    ("windows", "fandesk-store"),
    ("find", "fandesk-store"),
    ("sync", "fandesk-core"),
    ("sync_million", "fandesk-core"),
    ("jobs", "fandesk-core"),
    ("grid", WITH_WINDOW),
    ("start", WITH_WINDOW),
];
/// Its benchmarks open the real window on a virtual screen, which only Linux has.
const WITH_WINDOW: &str = "fandesk";

/// Runs every benchmark, one after the other.
pub(crate) fn all() -> Outcome {
    let possible = |package: &str| cfg!(target_os = "linux") || package != WITH_WINDOW;
    let mut benches = BENCHES.iter().filter(|(_, package)| possible(package));
    benches.try_for_each(|(name, package)| bench(name, package))
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
    let arguments = ["bench", "--package", package, "--bench", name];
    let mut bench = if package == WITH_WINDOW {
        packages::ready(Purpose::Test)?;
        node::ready()?;
        cargo_on_virtual_screen(&arguments)
    } else {
        cargo(&arguments)
    };
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
