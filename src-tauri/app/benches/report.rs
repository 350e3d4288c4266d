//! The figures of a benchmark, printed and written in the shape that `cargo xtask bench` reads.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// One figure, told at once; `goal` is empty for what is only told.
#[expect(clippy::print_stdout, reason = "a benchmark tells what it measures")]
pub(crate) fn row(measure: &str, value: f64, unit: &str, goal: Option<&str>) -> Value {
    let value = (value * 100.0).round() / 100.0;
    println!("{measure:<28} {value:>9} {unit:<6} {}", goal.unwrap_or_default());
    json!({ "measure": measure, "value": value, "unit": unit, "goal": goal })
}

/// Writes `NAME.json` into the folder of figures.
pub(crate) fn write(bench: &str, rows: &[Value]) {
    let folder = folder();
    std::fs::create_dir_all(&folder).expect("a folder for figures can be made");
    let text = json!({ "bench": bench, "rows": rows }).to_string();
    std::fs::write(folder.join(format!("{bench}.json")), text).expect("figures can be kept");
}

/// The figures that another run left; none if there was none.
pub(crate) fn written(bench: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join(format!("{bench}.json"))).unwrap_or_default();
    let kept: Value = serde_json::from_str(&text).unwrap_or_default();
    kept["rows"].as_array().cloned().unwrap_or_default()
}

/// `FANDESK_BENCH_DIR`, by default `target/bench`.
fn folder() -> PathBuf {
    std::env::var_os("FANDESK_BENCH_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench"), PathBuf::from)
}

/// The value below which this share of them lies.
pub(crate) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() as f64 * share) as usize).min(sorted.len() - 1)]
}
