//! The same counts by SQL, in an unencrypted copy with an index for each kind of question.

use std::path::Path;
use std::time::{Duration, Instant};

use fandesk_store::{AccountStore, Filter, Key};
use rusqlite::{Connection, named_params};
use serde_json::{Value, json};

use crate::questions::questions;
use crate::world::{KEY, LIST, NOW, file};
use crate::{Outcome, RUNS, millis};

/// As much as each connection of the program has.
const CACHE_KIB: i64 = 256 * 1_024;

/// Some of these counts take a second: they are made less often, and the mean is compared.
const PLAIN_RUNS: usize = RUNS / 5;

pub(crate) fn figures(folder: &Path, people: u32) -> Outcome<Value> {
    let connection = copy(folder, people)?;
    let mut counts = Vec::new();
    let mut sum = Duration::ZERO;
    for question in questions() {
        let sql = format!(
            "SELECT count(*)
            FROM followers AS f
            JOIN details AS d ON d.follower_id = f.id
            WHERE {}",
            question.sql
        );
        let mut statement = connection.prepare(&sql)?;
        let mut worst = Duration::ZERO;
        let mut count: u32 = 0;
        for _ in 0..PLAIN_RUNS {
            let begun = Instant::now();
            count = statement.query_row([], |row| row.get(0))?;
            worst = worst.max(begun.elapsed());
            sum += begun.elapsed();
        }
        println!("{:8.2} ms at worst  {count:>8}  {}", millis(worst), question.name);
        counts.push(count);
    }
    Ok(json!({ "counts": counts, "count_sum_ms": millis(sum) / PLAIN_RUNS as f64 }))
}

/// Made anew each time: it takes less than the questions do.
fn copy(folder: &Path, people: u32) -> Outcome<Connection> {
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
    Ok(plain)
}
