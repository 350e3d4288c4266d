//! Counts by hand-written SQL in a stock SQLite: what `cargo xtask bench find` compares with.
//!
//! A crate of its own, because a program can hold one SQLite only, and that of `fandesk-store` is
//! SQLCipher. Built alone it has the plain one; built together with the others it would not, and says so.

use std::error::Error;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

/// What is to be measured, as JSON in the file that the first argument names.
#[derive(Deserialize)]
struct Task {
    /// An unencrypted file with all indexes.
    database: String,
    cache_kib: i64,
    /// Statements that count something.
    counts: Vec<String>,
    /// Times each is asked.
    runs: u32,
}

/// What came of it, written as JSON to the file that the second argument names.
#[derive(Serialize)]
struct Answer {
    sqlite: String,
    counts: Vec<Count>,
}

#[derive(Serialize)]
struct Count {
    count: u32,
    millis: Vec<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut file = || arguments.next().ok_or("two arguments: the task's file and the answer's");
    let (task, answer) = (file()?, file()?);
    let task: Task = serde_json::from_str(&std::fs::read_to_string(task)?)?;
    std::fs::write(answer, serde_json::to_string(&measured(&task)?)?)?;
    Ok(())
}

fn measured(task: &Task) -> Result<Answer, Box<dyn Error>> {
    let connection = Connection::open(&task.database)?;
    let cipher: Option<String> =
        connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)).optional()?;
    if let Some(version) = cipher {
        return Err(format!("this is SQLCipher {version}: build the package alone").into());
    }
    connection.pragma_update(None, "cache_size", -task.cache_kib)?;
    let counts = task.counts.iter().map(|sql| count(&connection, sql, task.runs));
    Ok(Answer { sqlite: rusqlite::version().to_owned(), counts: counts.collect::<Result<_, _>>()? })
}

fn count(connection: &Connection, sql: &str, runs: u32) -> rusqlite::Result<Count> {
    let mut statement = connection.prepare(sql)?;
    let mut count = Count { count: 0, millis: Vec::new() };
    for _ in 0..runs {
        let begun = Instant::now();
        count.count = statement.query_row([], |row| row.get(0))?;
        count.millis.push(millis(begun.elapsed()));
    }
    Ok(count)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
