//! What the program itself takes for the questions.

use std::path::Path;
use std::time::{Duration, Instant};

use fandesk_store::{AccountStore, Filter, Key, Sort, SortKey};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::pages;
use crate::questions::questions;
use crate::world::{KEY, NOW, file};
use crate::{Outcome, RUNS, all_millis, millis, percentile_95};

const ROWS: u32 = 100;
const WINDOWS: usize = 1_000;

pub(crate) fn figures(folder: &Path, people: u32) -> Outcome<Value> {
    let before = memory("VmRSS")?;
    let begun = Instant::now();
    let store = AccountStore::open(&file(folder, people), &Key::new(KEY), folder)?;
    let index_build = begun.elapsed();
    let index_memory = memory("VmRSS")? - before;
    println!("index built in {:.2} s", index_build.as_secs_f64());
    // First, while nothing is kept of any order.
    let (result_set, mut first_page) = result_set_times(&store)?;
    let (counts, count_times) = count_times(&store)?;
    first_page.extend(pages::of_kept_orders(&store)?);
    let search = search_times(&store)?;
    let windows = window_times(&store)?;
    let in_file = std::fs::metadata(file(folder, people))?.len() as f64;
    let sum: Duration = count_times.iter().sum();
    Ok(json!({
        "counts": counts,
        "count_sum_ms": millis(sum) / RUNS as f64,
        "count_p95_ms": millis(percentile_95(count_times)),
        "first_page_ms": all_millis(&first_page),
        "search_p95_ms": millis(percentile_95(search)),
        "result_set_s": result_set.as_secs_f64(),
        "window_p95_ms": millis(percentile_95(windows)),
        "index_build_s": index_build.as_secs_f64(),
        "peak_mb": memory("VmHWM")? / 1e6,
        "file_bytes": in_file / f64::from(people),
        "memory_bytes": index_memory / f64::from(people),
    }))
}

fn count_times(store: &AccountStore) -> Outcome<(Vec<u32>, Vec<Duration>)> {
    let mut counts = Vec::new();
    let mut all = Vec::new();
    for question in questions() {
        let mut times = Vec::new();
        let mut count = 0;
        for _ in 0..RUNS {
            let begun = Instant::now();
            count = store.count(&question.filter, NOW)?;
            times.push(begun.elapsed());
        }
        let (first, worst) = (times[0], times.iter().max().copied().unwrap_or_default());
        println!(
            "{:8.2} ms at worst, {:8.2} ms first  {count:>8}  {}",
            millis(worst),
            millis(first),
            question.name
        );
        counts.push(count);
        all.extend(times);
    }
    Ok((counts, all))
}

/// The first page of what a search finds as it grows, sign by sign.
fn search_times(store: &AccountStore) -> Outcome<Vec<Duration>> {
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let mut all = Vec::new();
    for text in ["客户123店", "标签107", "门店17", "oFind_3f9a", "9c07", "uFind_0000000"] {
        let mut worst = Duration::ZERO;
        let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
        for part in ends.map(|end| &text[..end]) {
            let filter = Filter::AllOf {
                filters: vec![Filter::Following, Filter::Text { text: part.to_owned() }],
            };
            for _ in 0..RUNS {
                let begun = Instant::now();
                let set = store.open_result_set(&filter, &newest, NOW)?;
                let took = begun.elapsed();
                store.close_result_set(set.id);
                worst = worst.max(took);
                all.push(took);
            }
        }
        println!("search {:8.2} ms at worst: {text}", millis(worst));
    }
    Ok(all)
}

/// The longest time until the whole list of everybody is there, its order asked for the first time;
/// and the times until the first page of each.
fn result_set_times(store: &AccountStore) -> Outcome<(Duration, Vec<Duration>)> {
    let mut worst = Duration::ZERO;
    let mut pages = Vec::new();
    for sorts in pages::sorts() {
        let begun = Instant::now();
        let set = store.open_result_set(&Filter::Following, &sorts, NOW)?;
        let page = begun.elapsed();
        store.result_set(set.id)?;
        let whole = begun.elapsed();
        store.close_result_set(set.id);
        println!(
            "whole list {:8.2} ms, its page {:8.2} ms, both for the first time: {}",
            millis(whole),
            millis(page),
            pages::words(&sorts)
        );
        worst = worst.max(whole);
        pages.push(page);
    }
    Ok((worst, pages))
}

/// Rows at random depths of everybody's list, once it is there.
fn window_times(store: &AccountStore) -> Outcome<Vec<Duration>> {
    let mut random = SmallRng::seed_from_u64(1);
    let mut all = Vec::new();
    for sorts in pages::sorts() {
        let set = store.open_result_set(&Filter::Following, &sorts, NOW)?;
        let mut worst = Duration::ZERO;
        for measured in [false, true] {
            for _ in 0..WINDOWS {
                let start = random.random_range(0..set.people - ROWS);
                let begun = Instant::now();
                store.window(set.id, start, ROWS)?;
                let took = begun.elapsed();
                if measured {
                    worst = worst.max(took);
                    all.push(took);
                }
            }
        }
        println!("window {:8.2} ms at worst: {}", millis(worst), pages::words(&sorts));
        store.close_result_set(set.id);
    }
    Ok(all)
}

/// A figure of this process in bytes, where the system tells it so; elsewhere nothing is known.
pub(crate) fn memory(name: &str) -> Outcome<f64> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(f64::NAN) };
    let line = status.lines().find(|line| line.starts_with(name)).ok_or("no such figure")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
    Ok(kib * 1_024.0)
}
