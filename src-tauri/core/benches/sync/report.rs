//! The figures of a benchmark, printed and written in the agreed shape.

use std::path::PathBuf;

use serde_json::json;

use crate::Outcome;

/// One figure.
pub(crate) struct Row {
    measure: &'static str,
    value: f64,
    unit: &'static str,
    goal: Option<&'static str>,
}

impl Row {
    pub(crate) fn plain(measure: &'static str, value: f64, unit: &'static str) -> Self {
        Self { measure, value, unit, goal: None }
    }

    pub(crate) fn goal(
        measure: &'static str,
        value: f64,
        unit: &'static str,
        goal: &'static str,
    ) -> Self {
        Self { measure, value, unit, goal: Some(goal) }
    }
}

/// Writes `NAME.json` into `FANDESK_BENCH_DIR` (default `target/bench`).
pub(crate) fn write(bench: &str, rows: &[Row]) -> Outcome<()> {
    let folder = std::env::var_os("FANDESK_BENCH_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/bench"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    let rows: Vec<_> = rows
        .iter()
        .map(|row| json!({ "measure": row.measure, "value": row.value, "unit": row.unit, "goal": row.goal }))
        .collect();
    let text = serde_json::to_string(&json!({ "bench": bench, "rows": rows }))?;
    std::fs::write(folder.join(format!("{bench}.json")), text)?;
    Ok(())
}
