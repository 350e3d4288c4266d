//! The same counts by SQL, in an unencrypted copy with an index for each kind of question.
//!
//! The copy is made here, by SQLCipher; what is measured is the stock SQLite of `fandesk-yardstick`, a
//! program of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use fandesk_store::{AccountStore, Filter, Key};
use rusqlite::{Connection, named_params};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::questions::questions;
use crate::world::{KEY, LIST, NOW, file};
use crate::{Outcome, RUNS};

/// As much as each connection of the program has.
const CACHE_KIB: i64 = 64 * 1_024;

/// Some of these counts take a second: they are made less often, and the mean is compared.
const PLAIN_RUNS: usize = RUNS / 5;

/// See `fandesk-yardstick`.
#[derive(Deserialize)]
struct Answer {
    sqlite: String,
    counts: Vec<Count>,
}

#[derive(Deserialize)]
struct Count {
    count: u32,
    millis: Vec<f64>,
}

pub(crate) fn figures(folder: &Path, people: u32) -> Outcome<Value> {
    let database = copy(folder, people)?;
    let counts: Vec<String> = questions().iter().map(|question| sql(&question.sql)).collect();
    let answer = measured(
        folder,
        &json!({
            "database": database,
            "cache_kib": CACHE_KIB,
            "counts": counts,
            "runs": PLAIN_RUNS,
        }),
    )?;
    println!("a stock SQLite {}", answer.sqlite);
    for (count, question) in answer.counts.iter().zip(questions()) {
        let worst = count.millis.iter().copied().fold(0.0, f64::max);
        println!("{worst:8.2} ms at worst  {:>8}  {}", count.count, question.name);
    }
    let counts: Vec<u32> = answer.counts.iter().map(|count| count.count).collect();
    let sum: f64 = answer.counts.iter().flat_map(|count| &count.millis).sum();
    Ok(json!({ "counts": counts, "count_sum_ms": sum / PLAIN_RUNS as f64 }))
}

fn sql(condition: &str) -> String {
    format!(
        "SELECT count(*)
        FROM followers AS f
        JOIN details AS d ON d.follower_id = f.id
        WHERE {condition}"
    )
}

/// Builds the yardstick alone, so that its SQLite is the stock one, and lets it measure.
fn measured(folder: &Path, task: &Value) -> Outcome<Answer> {
    let [task_file, answer_file] =
        ["task", "answer"].map(|name| folder.join(format!("bench-data/find-plain-{name}.json")));
    std::fs::write(&task_file, serde_json::to_string(task)?)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut yardstick = Command::new(cargo);
    // What cargo says of this crate, the scripts of others would take for their own.
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("CARGO_MANIFEST_") || shown.starts_with("CARGO_PKG_") {
            yardstick.env_remove(&name);
        }
    }
    let status = yardstick
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .args(["run", "--release", "--package", "fandesk-yardstick", "--"])
        .args([&task_file, &answer_file])
        .status()?;
    if !status.success() {
        return Err("the stock SQLite could not be measured".into());
    }
    Ok(serde_json::from_str(&std::fs::read_to_string(answer_file)?)?)
}

/// Made anew each time: it takes less than the questions do.
fn copy(folder: &Path, people: u32) -> Outcome<PathBuf> {
    let store = AccountStore::open(&file(folder, people), &Key::new(KEY), folder)?;
    let pasted = store.matching(&Filter::InList { list: LIST }, NOW)?;
    drop(store);
    let path = folder.join(format!("bench-data/find-plain-{people}.db"));
    let _ = std::fs::remove_file(&path);
    let source = Connection::open(file(folder, people))?;
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    source.pragma_update(None, "key", format!("x'{key}'"))?;
    source.execute(
        "ATTACH DATABASE :path AS plain KEY ''",
        named_params! {
            ":path": path.to_string_lossy(),
        },
    )?;
    source.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))?;
    drop(source);
    let plain = Connection::open(&path)?;
    plain.pragma_update(None, "cache_size", -CACHE_KIB)?;
    plain.execute_batch(
        "CREATE INDEX by_tag ON follower_tags (tag_id, follower_id);
        CREATE INDEX by_following ON followers (following);
        CREATE INDEX by_blacklisted ON followers (blacklisted);
        CREATE INDEX by_followed_at ON details (followed_at);
        CREATE INDEX by_source ON details (source);
        CREATE INDEX by_language ON details (language);
        CREATE INDEX by_remark ON details (remark);
        CREATE INDEX by_qr_text ON details (qr_text);
        CREATE INDEX by_qr_scene ON details (qr_scene);
        CREATE INDEX by_unionid ON details (unionid);
        CREATE TABLE pasted (follower_id INTEGER PRIMARY KEY);
        BEGIN",
    )?;
    {
        let mut insert = plain.prepare("INSERT INTO pasted VALUES (?1)")?;
        for id in pasted {
            insert.execute([id])?;
        }
    }
    plain.execute_batch("COMMIT; ANALYZE")?;
    Ok(path)
}
